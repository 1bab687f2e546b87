package phrase

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"openchair/meeting"
)

// token is one word or mark of a text in its canonical form: "#2" an ordinal,
// "@5" a weekday, "%9" a month, "~" a clock, "$" a date, "$?" a date without a
// year or with an order that can't be known, "&" a joining word; all else in
// lower case.
type token struct {
	canon      string
	start, end int // bytes of the source
	clock      clockWords
	said       clockSaid // of a written time, before am or pm is known
	date       meeting.Date
	month      time.Month // of a date without a year
	day        int
	capital    bool // begins with an upper-case letter
}

// words that have a canonical form of their own.
var canonicalWords = map[string]string{
	"1st": "#1", "2nd": "#2", "3rd": "#3", "4th": "#4", "5th": "#5", "last": "#L",
	"first": "#1", "second": "#2", "third": "#3", "fourth": "#4", "fifth": "#5",
	"sunday": "@0", "sundays": "@0", "sunday's": "@0", "sun": "@0",
	"monday": "@1", "mondays": "@1", "monday's": "@1", "mon": "@1",
	"tuesday": "@2", "tuesdays": "@2", "tuesday's": "@2", "tue": "@2", "tues": "@2",
	"wednesday": "@3", "wednesdays": "@3", "wednesday's": "@3", "wed": "@3", "weds": "@3",
	"thursday": "@4", "thursdays": "@4", "thursday's": "@4", "thu": "@4", "thur": "@4", "thurs": "@4",
	"friday": "@5", "fridays": "@5", "friday's": "@5", "fri": "@5",
	"saturday": "@6", "saturdays": "@6", "saturday's": "@6", "sat": "@6",
	"january": "%1", "jan": "%1", "february": "%2", "feb": "%2", "march": "%3", "mar": "%3",
	"april": "%4", "apr": "%4", "may": "%5", "june": "%6", "jun": "%6", "july": "%7", "jul": "%7",
	"august": "%8", "aug": "%8", "september": "%9", "sept": "%9", "sep": "%9",
	"october": "%10", "oct": "%10", "november": "%11", "nov": "%11", "december": "%12", "dec": "%12",
	"and": "&", "&": "&", "+": "&", "/": "&", "–": "-", "—": "-", "thru": "through", "to": "through",
	"mtg": "meeting", "mtgs": "meeting", "meetings": "meeting", "wk": "week", "wks": "week", "weeks": "week", "months": "month",
	"canceled": "cancelled", "excluding": "except", "weekdays": "weekday",
}

// abbreviated reports whether a weekday or month is written short, as "Sat" or
// "Sept", so that a point behind it ends no sentence.
func (t token) abbreviated(original string) bool {
	if len(t.canon) < 2 || t.canon[0] != '@' && t.canon[0] != '%' {
		return false
	}
	switch w := strings.ToLower(original[t.start:t.end]); w {
	case "may", "june", "july", "march", "april":
		return false
	default:
		return len(w) <= 5
	}
}

// tokens splits a text into canonical tokens.
func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			out = append(out, token{canon: "|", start: i, end: i + 1})
			i++
		case unicode.IsSpace(r):
			i += size
		case r >= '0' && r <= '9':
			t := number(s, i)
			out = append(out, t)
			i = t.end
		case unicode.IsLetter(r):
			end := wordEnd(s, i)
			out = append(out, word(s, i, end))
			i = end
		default:
			out = append(out, token{canon: mark(s[i : i+size]), start: i, end: i + size})
			i += size
		}
	}
	return dates(out)
}

// mark is the canonical form of a mark. One that stands for something else in
// that form is written "raw@": "Lamp ~ Big Book" says no clock.
func mark(s string) string {
	if strings.ContainsAny(s, "#@%$~") {
		return "raw" + s
	}
	return canonOf(s)
}

func word(s string, start, end int) token {
	r, _ := utf8.DecodeRuneInString(s[start:])
	return token{
		canon: canonOf(strings.ToLower(strings.ReplaceAll(s[start:end], "’", "'"))), start: start, end: end,
		capital: unicode.IsUpper(r),
	}
}

func canonOf(low string) string {
	if c, ok := canonicalWords[low]; ok {
		return c
	}
	return low
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' {
			break
		}
		i += size
	}
	return i
}

// number reads what begins with a digit: a clock, a numeric date, an ordinal
// ("2nd") or a bare number.
func number(s string, i int) token {
	if t, ok := clockAt(s, i); ok {
		return t
	}
	if t, ok := numericDate(s, i); ok {
		return t
	}
	return word(s, i, wordEnd(s, i))
}

// digits returns the number at i and where it ends; at most four digits.
func digits(s string, i int) (n, end int) {
	end = i
	for end < len(s) && end-i < 5 && s[end] >= '0' && s[end] <= '9' {
		n = n*10 + int(s[end]-'0')
		end++
	}
	return n, end
}
