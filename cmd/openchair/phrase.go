package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

type phraseCmd struct {
	jsonFlag
	Country  string   `placeholder:"CC" help:"Country whose habits decide (US): 6/3 is a day of June there."`
	Language string   `placeholder:"TAG" help:"Language the words are in, where they don't say so themselves (es)."`
	Text     []string `arg:"" optional:"" help:"A written time; without it, one on each line of standard input."`
}

// Run shows how written times are read.
func (c *phraseCmd) Run(std streams) error {
	if len(c.Text) > 0 {
		return c.show(std.out, strings.Join(c.Text, " "))
	}
	lines := bufio.NewScanner(std.in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := c.show(std.out, lines.Text()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	return nil
}

func (c *phraseCmd) show(w io.Writer, text string) error {
	now := time.Now()
	at := phrase.Context{Country: strings.ToUpper(c.Country), Language: c.Language, Today: meeting.DateOf(now)}
	all := phrase.ReadTimes(text, at)
	if c.JSON {
		return c.lines(w, text, all)
	}
	if len(all) == 0 {
		_, err := fmt.Fprintf(w, "%s\n  says nothing about time that we read\n", text)
		return err
	}
	for i := range all {
		if err := c.explain(w, text, &all[i], now); err != nil {
			return err
		}
	}
	return nil
}

func (c *phraseCmd) explain(w io.Writer, text string, t *phrase.Time, now time.Time) error {
	out := []string{text, "  " + spoken(t)}
	add := func(label, words string) {
		if words != "" {
			out = append(out, fmt.Sprintf("  %-8s %s", label, words))
		}
	}
	s := t.Schedule
	add("rrule", s.RRule())
	add("zone", s.Zone)
	add("next", nextDates(s, now))
	add("guessed", strings.Join(t.Guessed, "; "))
	add("unread", strings.Join(t.Unread, "; "))
	_, err := fmt.Fprintln(w, strings.Join(out, "\n"))
	return err
}

// spoken says a reading in words, as pages do.
func spoken(t *phrase.Time) string {
	if !t.Whole() {
		return fmt.Sprintf("not read as a whole: “%s” (not confirmed)", t.Schedule.Text)
	}
	return meeting.WordsFor("en").When(&t.Schedule)
}

// nextDates are the next three, by the words' own zone or else in UTC.
func nextDates(s meeting.Schedule, now time.Time) string {
	if s.Zone == "" {
		s.Zone = "UTC"
	}
	var days []string
	for o := range s.Occurrences(now, now.AddDate(2, 0, 0)) {
		days = append(days, o.Start.Format("Mon 2006-01-02 15:04"))
		if len(days) == 3 {
			break
		}
	}
	return strings.Join(days, ", ")
}

// phraseLine is a reading as --json prints it.
type phraseLine struct {
	Text     string         `json:"text"`
	Schedule phraseSchedule `json:"schedule"`
	Unread   []string       `json:"unread"`
	// Guessed are choices made by country or sense; it is left out without any.
	Guessed []string `json:"guessed,omitempty"`
}

type phraseSchedule struct {
	RRule      string              `json:"rrule"` // also of what is not confirmed
	Start      *string             `json:"start"`
	End        *string             `json:"end"`
	Minutes    *int                `json:"duration_minutes"`
	Zone       string              `json:"zone"`
	Exceptions []meeting.DateRange `json:"exceptions"`
	Dates      []meeting.Date      `json:"dates,omitempty"` // of what has no rhythm
	From       string              `json:"from"`
	Until      string              `json:"until"`
	Anchor     string              `json:"anchor,omitempty"`
	Confirmed  bool                `json:"confirmed"`
	Text       string              `json:"text"`
}

func (c *phraseCmd) lines(w io.Writer, text string, all []phrase.Time) error {
	p := c.printer(w)
	for i := range all {
		if err := p.row(newPhraseLine(text, &all[i])); err != nil {
			return err
		}
	}
	if len(all) == 0 {
		return p.row(newPhraseLine(text, &phrase.Time{Schedule: meeting.Schedule{Kind: meeting.Appointment, Start: phrase.NoClock}}))
	}
	return p.flush()
}

func newPhraseLine(text string, t *phrase.Time) phraseLine {
	s := &t.Schedule
	line := phraseLine{Text: text, Guessed: t.Guessed, Unread: orNone(t.Unread), Schedule: phraseSchedule{
		RRule: s.RRule(), Zone: s.Zone, Exceptions: orNone(s.Except), Dates: s.Dates,
		From: s.From.String(), Until: s.Until.String(), Anchor: s.Anchor.String(), Confirmed: s.Confirmed, Text: s.Text,
	}}
	if s.Start.Valid() {
		start, minutes := s.Start.String(), s.Minutes
		end := meeting.Clock((int(s.Start) + s.Minutes) % (24 * 60)).String()
		line.Schedule.Start, line.Schedule.End, line.Schedule.Minutes = &start, &end, &minutes
	}
	return line
}

func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
