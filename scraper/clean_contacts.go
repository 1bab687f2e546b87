package scraper

import (
	"regexp"
	"strings"
)

// What stands where a personal contact stood.
const (
	maskedMail  = "[e-mail]"
	maskedPhone = "[phone]"
)

// maskContacts takes e-mail addresses and telephone numbers out of prose. A
// number in dialIn, the meeting's own, stays, and so do meeting ids and
// passcodes, which are no telephones.
func maskContacts(s, dialIn string) string {
	if mayHoldMail(s) {
		s = maskMails(s)
	}
	if countDigits(s) < 7 {
		return s
	}
	var b strings.Builder
	last := 0
	for _, n := range numbersIn(s) {
		if n.kind != personal || sameNumber(dialIn, s[n.start:n.end]) {
			continue
		}
		b.WriteString(s[last:n.start])
		b.WriteString(maskedPhone)
		last = n.end
	}
	if last == 0 {
		return s
	}
	b.WriteString(s[last:])
	return b.String()
}

var (
	mail       = regexp.MustCompile(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	spokenMail = regexp.MustCompile(`(?i)[\w.+-]+ ?[(\[] ?at ?[)\]] ?[\w-]+(?: ?(?:[(\[] ?dot ?[)\]]|\.| dot ) ?\w+)+` +
		`|[\w.+-]+ at [\w-]+(?: ?[(\[] ?dot ?[)\]] ?\w+| dot \w+)+`)
)

// mayHoldMail is a cheap first look.
func mayHoldMail(s string) bool {
	if strings.IndexByte(s, '@') >= 0 {
		return true
	}
	for _, part := range [...]string{"at)", "at]", "at )", "AT)", "AT]", "dot", "DOT", "Dot"} {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

func maskMails(s string) string {
	return spokenMail.ReplaceAllString(mail.ReplaceAllString(s, maskedMail), maskedMail)
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// sameNumber reports whether a dial-in field holds a number.
func sameNumber(field, number string) bool {
	digits := onlyDigits(number)
	if len(digits) > 10 {
		digits = digits[len(digits)-10:]
	}
	return field != "" && strings.Contains(onlyDigits(field), digits)
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// numberKind says what a long number is.
type numberKind int

const (
	personal numberKind = iota // a telephone, whoever's
	dialIn                     // a telephone that words call a dial-in
	code                       // a meeting id or a passcode
)

// number is a telephone or a meeting id within a text.
type number struct {
	start, end int
	kind       numberKind
}

// numbersIn finds the long numbers of a text, outside of web addresses.
func numbersIn(s string) []number {
	var out []number
	for i := 0; i < len(s); {
		if strings.HasPrefix(s[i:], "://") || strings.HasPrefix(s[i:], "www.") || strings.HasPrefix(s[i:], ".us/") || strings.HasPrefix(s[i:], ".com/") {
			i = wordStop(s, i)
			continue
		}
		if !startsNumber(s, i) {
			i++
			continue
		}
		groups := digitGroups(s, i)
		last := groups[len(groups)-1].end
		if a, b, shaped := telephoneIn(s, groups); a < b {
			if kind := kindOf(s, i); kind != personal || shaped || toldPhone(s, i) {
				out = append(out, number{a, b, kind})
				last = b
			}
		}
		i = last
	}
	return out
}

func wordStop(s string, i int) int {
	for i < len(s) && s[i] > ' ' {
		i++
	}
	return i
}

func startsNumber(s string, i int) bool {
	if i > 0 && (isLetter(s[i-1]) || isDigit(s[i-1]) || s[i-1] == '_' || s[i-1] == '=' || s[i-1] == '$') {
		return false
	}
	c := s[i]
	return isDigit(c) || (c == '+' || c == '(') && i+1 < len(s) && isDigit(s[i+1])
}

// group is a run of digits.
type group struct{ start, end int }

// digitGroups reads runs of digits parted by at most two of " ().-/".
func digitGroups(s string, i int) []group {
	var out []group
	for {
		for i < len(s) && !isDigit(s[i]) {
			i++
		}
		g := group{i, i}
		for g.end < len(s) && isDigit(s[g.end]) {
			g.end++
		}
		out = append(out, g)
		i = g.end
		n := 0
		for i+n < len(s) && n < 3 && strings.IndexByte(" ().-/", s[i+n]) >= 0 {
			n++
		}
		if n == 0 || n > 2 || i+n >= len(s) || !isDigit(s[i+n]) || len(out) >= 8 {
			return out
		}
		i += n
	}
}

// telephoneIn returns the part of a number that may be a telephone, the
// longest; shaped says that it is written as one, so that no word need say so.
func telephoneIn(s string, gs []group) (start, end int, shaped bool) {
	plus := gs[0].start > 0 && s[gs[0].start-1] == '+'
	for first := range gs {
		for last := len(gs); last > first; last-- {
			if ok, shaped := telephone(s, gs[first:last], plus && first == 0); ok {
				start = gs[first].start
				for start > 0 && (s[start-1] == '+' || s[start-1] == '(') {
					start--
				}
				return start, gs[last-1].end, shaped
			}
		}
	}
	return 0, 0, false
}

func telephone(s string, gs []group, plus bool) (ok, shaped bool) {
	total := 0
	for _, g := range gs {
		total += g.end - g.start
	}
	size := func(i int) int { return gs[i].end - gs[i].start }
	dashed := len(gs) > 1 && s[gs[0].end] != ' '
	lead := s[gs[0].start]
	switch {
	case plus:
		return total >= 8 && total <= 15, true
	case len(gs) == 4 && size(0) == 1 && lead == '1' && size(1) == 3 && size(2) == 3 && size(3) == 4,
		len(gs) == 3 && size(0) == 3 && size(1) == 3 && size(2) == 4:
		return true, true
	case len(gs) == 2 && size(0) == 3 && size(1) == 4:
		return dashed && s[gs[0].end] != '/', true
	case lead == '0' && len(gs) > 1 && total >= 9 && total <= 12 && size(0) >= 3:
		return true, true
	case total >= 9 && total <= 12 && len(gs) <= 4:
		return true, false
	}
	return false, false
}

var (
	codeWords  = wordSet("id meetingid passcode password pass pw pwd pin code access zoom pmi webinar")
	phoneWords = wordSet("phone tel telephone call text cell mobile dial contact whatsapp telefon tél teléfono")
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// kindOf judges a number by the nearest telling word before it.
func kindOf(s string, at int) numberKind {
	words := wordsBefore(s, at)
	for i := len(words) - 1; i >= 0; i-- {
		w := words[i]
		switch {
		case w == "access" && i > 0 && phoneWords[words[i-1]]:
			return dialIn // "phone access"
		case codeWords[w]:
			return code
		case w == "dial" || w == "in" && i > 0 && (words[i-1] == "dial" || words[i-1] == "call") || w == "call" && i > 0 && words[i-1] == "conference":
			return dialIn
		case phoneWords[w] && i > 1 && words[i-1] == "in" && words[i-2] == "dial":
			return dialIn
		case phoneWords[w]:
			return personal
		}
	}
	return personal
}

func toldPhone(s string, at int) bool {
	for _, w := range wordsBefore(s, at) {
		if phoneWords[w] {
			return true
		}
	}
	return false
}

// wordsBefore returns the words of the last 32 bytes before a place, back to
// the number before, in lower case.
func wordsBefore(s string, at int) []string {
	from := max(0, at-32)
	for i := at - 1; i >= from; i-- {
		if isDigit(s[i]) || s[i] == '\n' {
			from = i + 1
			break
		}
	}
	return strings.FieldsFunc(strings.ToLower(s[from:at]), func(r rune) bool {
		return r < 'a' && r != '\'' || r > 'z' && r < 0x80
	})
}
