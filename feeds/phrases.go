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
	name   string // of a calendar without one
	join   string // before a link
	call   string // before a telephone number
	about  string // before the meeting's page at its source
	unsure func(titles string) string
	paused func(titles string) string
}

var english = phrases{
	name:   "Meetings",
	join:   "Join: ",
	call:   "By phone: ",
	about:  "From the list at ",
	unsure: func(s string) string { return "Not shown, because no sure time is published: " + s + "." },
	paused: func(s string) string {
		return "Not shown, because they do not meet now or are no longer listed: " + s + "."
	},
}

// phrasesFor returns the sentences of a language; English where there are none.
func phrasesFor(lang string) *phrases {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if p, ok := languages[base]; ok {
		return p
	}
	return &english
}

var languages = map[string]*phrases{"en": &english}
