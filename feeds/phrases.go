package feeds

import (
	"strings"

	"openchair/meeting"
)

// words are the words that page, letter and feed share.
type words = meeting.Words

func wordsFor(lang string) *words { return meeting.WordsFor(lang) }

// phrases are the sentences that only a feed says, in one language.
type phrases struct {
	path      string // before the address of a page in this language
	name      string // of a calendar without one
	noName    string // of one that must not tell what it was
	join      string // before a link
	call      string // before a telephone number
	about     string // before the meeting's page at its source
	latest    string // before the meeting's page here
	cancelled string
	retired   string
	moved     string // of the whole calendar, at an address that was given up
	otherHour string // of a day that was moved within itself
	movedFrom func(day string) string
	since     func(date string) string
	unsure    func(titles string) string
	paused    func(titles string) string
	leftOut   func(n int) string
}

// phrasesFor returns the sentences of a language; English where there are none.
func phrasesFor(lang string) *phrases {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if p, ok := languages[base]; ok {
		return p
	}
	return &english
}

var languages = map[string]*phrases{"en": &english, "es": &spanish}
