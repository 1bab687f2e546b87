package web

import (
	"strings"
	"unicode/utf8"
)

// textWidth is how many characters a line of plain text has at most. Only what
// can't be broken, as a link, is longer.
const textWidth = 72

// weekInText writes a week as plain text.
func (s *site) weekInText(name string, k *week) string {
	words := s.weekWords()
	t := &plainText{}
	t.line("", strings.ToUpper(words.Title(s.longDay(k.From), k.Weeks)))
	t.line("", clip(clean(name), longestRow))
	switch {
	case k.Panicked:
		t.gap()
		t.line("", words.Panicked)
	case len(k.Days) == 0:
		t.gap()
		t.line("", words.Nothing)
	}
	for _, day := range k.Days {
		t.gap()
		t.line("", strings.ToUpper(day.Word))
		for i := range day.Rows {
			s.rowInText(t, words, &day.Rows[i])
		}
	}
	if len(k.Unsure) > 0 {
		t.gap()
		t.line("", strings.ToUpper(words.UnsureTitle))
		for i := range k.Unsure {
			s.rowInText(t, words, &k.Unsure[i])
		}
	}
	t.gap()
	if k.Zone == "" {
		t.line("", words.OwnTimes)
	} else {
		t.line("", words.OwnTimes+" "+words.YoursHow(clean(s.words.Zone(k.Zone))))
	}
	if k.Checks {
		t.line("", words.CheckHow)
	}
	t.line("", words.AsOf(k.AsOf))
	return t.String()
}

func (s *site) rowInText(t *plainText, words *weekWords, row *weekRow) {
	t.gap()
	when := row.When
	if len(row.Beside) > 0 {
		when += ", " + strings.Join(row.Beside, ", ")
	}
	t.line("  ", capitalised(when))
	if row.Yours != "" {
		t.line("  ", "("+words.ForYou(row.Yours)+")")
	}
	t.line("  ", row.Name)
	place := row.Place + row.How
	if row.Place == "" {
		place = row.How
	}
	t.line("  ", place)
	if row.InFull != "" {
		t.line("  ", s.text.Join+": "+row.InFull)
	}
	for _, note := range row.Notes {
		t.line("  ", note)
	}
	t.line("  ", strings.Join(row.Small, ", "))
	fresh := row.Fresh
	if row.Check != "" {
		fresh = row.Check + "; " + fresh
	}
	t.line("  ", capitalised(fresh))
}

// plainText breaks lines between words.
type plainText struct{ strings.Builder }

func (t *plainText) gap() { t.WriteByte('\n') }

// line writes text with every line indented, and nothing where there is none.
func (t *plainText) line(indent, text string) {
	at := 0
	for _, word := range strings.Fields(text) {
		width := utf8.RuneCountInString(word)
		switch {
		case at == 0:
			t.WriteString(indent)
			at = len(indent)
		case at+1+width > textWidth:
			t.WriteString("\n" + indent)
			at = len(indent)
		default:
			t.WriteByte(' ')
			at++
		}
		t.WriteString(word)
		at += width
	}
	if at > 0 {
		t.WriteByte('\n')
	}
}

// capitalised begins a line as a sentence.
func capitalised(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return strings.ToUpper(string(first)) + s[size:]
}
