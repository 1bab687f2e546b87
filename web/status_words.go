package web

import (
	"cmp"
	"strings"
	"time"

	"openchair/meeting"
)

// statusWords are the words of the volunteers' pages, in one language.
type statusWords struct {
	Title, Lead, NeedLook, Well, Switched, Off, Never, LastGood, LastTry, NextRun, CourseHint, LastChange, AsData string
	Program, Address, Permission, CheckedBy, Runs, Changes, NoChanges, Follow, ItsMeetings, Waits, Look           string
	RunTitle, Answer, Pages, Took, AskedUntil, FillTitle, FillTime, FillPlace, FillPoint, FillJoin                string
	FirstBytes, RefusedTitle, RefusedWhy, MoreRefused, WaitsTitle, WaitsWords, Accept, Reject, Note, NoteHint     string
	SignInToDecide, Me                                                                                            string
	HistoryTitle, Clocks, ClockUpdated, ClockConfirmed, ClockChanged, ClockVerified, Verify, VerifyWords          string
	ReportsTitle, NoReports, Done, Close, WrongHere                                                               string
	DeskTitle, DeskLead, Key, SignIn, SignOut, WrongKey, SignInFirst, NothingWaits, WaitingTitle, DeedsTitle      string
	NoDeeds                                                                                                       string
	ReportTitle, ReportLead, WhatIsWrong, YourWords, YourWordsHint, Send, SayWhat                                 string
	Was, Is                                                                                                       string
	WitnessTitle, OtherTime, AskFirst                                                                             string

	Settled, BeingRead, Thanks notice

	Summary func(well, trouble int) string
	Counts  func(c meeting.Counts) []string
	Ago, In func(d time.Duration) string

	Classes       map[meeting.Class]string
	Sentences     map[meeting.Class]string
	Interrupted   string            // a run that is not held against its source
	Licences      map[string]string // what catalogues usually say
	Recorded      string
	Troubles      map[meeting.Trouble]string
	Punctualities map[meeting.Punctuality]string
	Kinds         map[meeting.ChangeKind]string
	Faults        map[meeting.ReportKind]string
	Deeds         map[meeting.DeedKind]string
	Fields        map[string]string
	Signs         map[meeting.MergeSign]string
}

// statusWords are those of the language a page is in.
func (s *site) statusWords() *statusWords {
	if s.text.Lang == spanish.Lang {
		return &spanishStatus
	}
	return &englishStatus
}

// Class names how a run ended; empty where none did.
func (w *statusWords) Class(c meeting.Class) string { return w.Classes[c] }

// Sentence says what came of a run. What was recorded then says more, and is in
// English: it is said where the page is, and stands with the evidence elsewhere.
func (w *statusWords) Sentence(c meeting.Class, recorded string) string {
	if w == &englishStatus && recorded != "" {
		return recorded
	}
	return w.Sentences[c]
}

// SentenceOf is Sentence for a whole run.
func (w *statusWords) SentenceOf(r meeting.Run) string {
	if r.Interrupted && w != &englishStatus {
		return w.Interrupted
	}
	return w.Sentence(r.Class, clip(clean(r.Message), 240))
}

// Licence says what a catalogue says of permission.
func (w *statusWords) Licence(said string) string { return cmp.Or(w.Licences[said], said) }

// State says in a few words how a source fares: its trouble, else how punctual
// it is.
func (w *statusWords) State(t meeting.Trouble, p meeting.Punctuality) string {
	if t == meeting.FallsBack || t == "" {
		return w.Punctualities[p]
	}
	return w.Troubles[t]
}

// Change names what happened to a meeting.
func (w *statusWords) Change(k meeting.ChangeKind) string { return w.Kinds[k] }

// Fault names what a visitor says is wrong; empty for what is none.
func (w *statusWords) Fault(k meeting.ReportKind) string { return w.Faults[k] }

// Deed names what a volunteer did.
func (w *statusWords) Deed(k meeting.DeedKind) string { return w.Deeds[k] }

// Field names a field of a change, else the part of a meeting it belongs to;
// fields without a word keep their own name.
func (w *statusWords) Field(f string) string {
	part, _, _ := strings.Cut(f, ".")
	return cmp.Or(w.Fields[f], w.Fields[part], f)
}
