package mail

import (
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"openchair/meeting"
)

// table holds the words of letters in one language, by what they say. Times,
// days and freshness are not among them: they are said by meeting.Words.
type table map[string]catalog.Message

// one makes a message that has one form.
func one(s string) catalog.Message { return catalog.String(s) }

// many makes a message whose form is chosen by its first argument, a number.
func many(cases ...any) catalog.Message { return plural.Selectf(1, "%d", cases...) }

// tongue is a language as letters speak it.
type tongue struct {
	*message.Printer
	meeting *meeting.Words
	numbers [13]string // zero to twelve, as they stand before a noun
}

var tongues = make(map[string]*tongue)

func init() {
	words := catalog.NewBuilder(catalog.Fallback(language.English))
	for lang, t := range map[string]table{"en": english, "es": spanish} {
		tag := language.MustParse(lang)
		for key, m := range t {
			if err := words.Set(tag, key, m); err != nil {
				panic(err) // a table is part of the program
			}
		}
		tongues[lang] = &tongue{message.NewPrinter(tag, message.Catalog(words)), meeting.WordsFor(lang), numbers[lang]}
	}
}

// tongueFor returns the language nearest to a BCP 47 code, English where there
// is none.
func tongueFor(code string) *tongue {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	if t, ok := tongues[base]; ok {
		return t
	}
	return tongues["en"]
}

// say fills the words of a key. Where "p.m." ends a sentence its dot does.
func (t *tongue) say(key string, args ...any) string {
	return strings.ReplaceAll(t.Sprintf(message.Key(key, key), args...), ".m..", ".m.")
}

// number says a small number in words, others in digits.
func (t *tongue) number(n int) string {
	if n >= 0 && n < len(t.numbers) {
		return t.numbers[n]
	}
	return t.Sprintf("%d", n)
}

// group names a group by the hour it begins at, and nothing else: "7:00 pm
// group".
func (t *tongue) group(c meeting.Clock) string {
	hour := 0 // midnight and noon have names
	if c != 0 {
		hour = (c.Hour()+11)%12 + 1
	}
	return t.say("group", hour, t.meeting.Clock(c))
}
