package scraper

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"openchair/meeting"
)

// neverListed refuses Narconon: those who list these programs' meetings advise
// strongly against it. Nar-Anon and Narcotics Anonymous are other programs.
func neverListed(words ...string) error {
	for _, w := range words {
		if narconon.MatchString(meeting.Fold(w)) {
			return fmt.Errorf("%w: %q", errNeverListed, w)
		}
	}
	return nil
}

var errNeverListed = errors.New("Narconon is never listed (it is neither Nar-Anon nor Narcotics Anonymous, and those in the field advise against it): take it out")

var narconon = regexp.MustCompile(`narconon|narco[-_. ]non\b|нарконон`)

// narcononIn returns the field of a listing that names Narconon: its name, group
// or place, or where its links lead. Notes may say that a group is not it.
func narcononIn(l *Listing) (field, value string) {
	for _, f := range [...]struct{ name, value string }{
		{"name", l.Name}, {"group", l.Group}, {"location", l.Location}, {"url", l.URL}, {"conference_url", l.ConferenceURL},
	} {
		if mayName(f.value) && neverListed(f.value) != nil {
			return f.name, f.value
		}
	}
	return "", ""
}

// mayName is a cheap first look: hardly any text holds these letters.
func mayName(s string) bool {
	for i := 0; i+4 < len(s); i++ {
		if s[i]|0x20 == 'n' && s[i+1]|0x20 == 'a' && s[i+2]|0x20 == 'r' && s[i+3]|0x20 == 'c' {
			return true
		}
	}
	return strings.Contains(s, "арконон")
}
