package phrase

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// numericDates joins "5/14/13", "2026-03-29", "5.3.2026" and, where the words
// before speak of a day, "6/3". Which is the month, the country says.
func (s *scanned) numericDates(ts []token) []token {
	out := ts[:0] // never more tokens than were read
	for i := 0; i < len(ts); {
		if t, n := s.numericDateAt(ts, i, out); n > 0 {
			out = append(out, t)
			i += n
			continue
		}
		out = append(out, ts[i])
		i++
	}
	return out
}

func (s *scanned) numericDateAt(ts []token, i int, before []token) (t token, n int) {
	a, ok := number4(ts, i)
	if !ok || i+2 >= len(ts) || !s.dateMark(ts, i+1) {
		return t, 0
	}
	b, ok := number4(ts, i+2)
	if !ok {
		return t, 0
	}
	t = token{canon: "$?", start: ts[i].start, end: ts[i+2].end}
	if i+4 < len(ts) && s.dateMark(ts, i+3) && s.text[ts[i+3].start] == s.text[ts[i+1].start] {
		if c, ok := number4(ts, i+4); ok {
			t.end = ts[i+4].end
			if len(ts[i].canon) == 4 {
				return onDay(t, a, b, c), 5
			}
			if a > 31 || b > 31 || a > 12 && b > 12 || a == 0 || b == 0 || len(ts[i+4].canon) == 3 || len(ts[i+4].canon) == 1 {
				return t, 0
			}
			month, day, sure := s.monthDay(a, b)
			if !sure {
				return t, 5
			}
			return onDay(t, fullYear(c), month, day), 5
		}
	}
	if s.lang == german && b >= 1 && b <= 12 && a >= 1 && a <= 31 && s.text[ts[i+1].start] == '.' && i+3 < len(ts) && ts[i+3].canon == "." && ts[i+3].start == ts[i+2].end {
		t.month, t.day, t.end = time.Month(b), a, ts[i+3].end // "24.12."
		return t, 4
	}
	if s.text[ts[i+1].start] != '/' || !datePrelude(before) || a == 0 || b == 0 || a > 31 || b > 31 || i+3 < len(ts) && (ts[i+3].canon == "am" || ts[i+3].canon == "pm") {
		return t, 0
	}
	if month, day, sure := s.monthDay(a, b); sure && month <= 12 && day <= 31 {
		t.month, t.day = time.Month(month), day
	}
	return t, 3
}

func onDay(t token, year, month, day int) token {
	t, _ = t.onDate(year, month, day)
	return t
}

func number4(ts []token, i int) (int, bool) {
	c := ts[i].canon
	if len(c) == 0 || len(c) > 4 || c[0] < '0' || c[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(c)
	return n, err == nil
}

// dateMark reports whether token i parts the numbers around it as in a date.
func (s *scanned) dateMark(ts []token, i int) bool {
	return ts[i].start == ts[i-1].end && i+1 < len(ts) && ts[i+1].start == ts[i].end && strings.IndexByte("/-.", s.text[ts[i].start]) >= 0
}

// monthDay tells month from day; sure is false where both orders are possible
// and no country says which.
func (s *scanned) monthDay(a, b int) (month, day int, sure bool) {
	switch {
	case a > 12 && b <= 12:
		return b, a, true
	case b > 12 && a <= 12:
		return a, b, true
	case a == b:
		return a, b, true
	case s.at.Country == "":
		return 0, 0, false
	case monthsFirst[s.at.Country]:
		s.guesses = append(s.guesses, fmt.Sprintf("%d/%d: month first", a, b))
		return a, b, true
	case s.at.Country == "CA":
		return 0, 0, false
	}
	s.guesses = append(s.guesses, fmt.Sprintf("%d/%d: day first", a, b))
	return b, a, true
}

var monthsFirst = map[string]bool{"US": true, "PH": true, "PR": true, "GU": true, "VI": true, "AS": true, "FM": true, "PW": true}

// datePrelude: words after which "6/3" is a day.
func datePrelude(before []token) bool {
	if len(before) == 0 {
		return false
	}
	c := before[len(before)-1].canon
	return c[0] == '@' || c[0] == '$' || preludes[c]
}

var preludes = wordSet(`on from until through starting starts begins beginning cancelled canceled meeting after since , : - ( & to before effective`)

// years completes dates without a year, and takes in the weekday that stands
// before a date: "Thursday, February 20" is in the year in which that is one.
func (s *scanned) years(ts []token) []token {
	out := ts[:0] // never more tokens than were read
	for _, t := range ts {
		if t.canon[0] == '$' {
			n := len(out)
			if n > 1 && (out[n-1].canon == "," || out[n-1].canon == "the") {
				n--
			}
			if n > 0 && out[n-1].canon[0] == '@' && s.single(out, n-1) {
				t = s.onWeekday(t, weekdayOf(out[n-1]))
				t.start = out[n-1].start
				out = out[:n-1]
			}
		}
		out = append(out, t)
	}
	inferYears(out)
	return out
}

// single reports whether a weekday stands for one day, not for every week.
func (s *scanned) single(ts []token, i int) bool {
	word := strings.ToLower(s.text[ts[i].start:ts[i].end])
	plural := s.lang == english && strings.HasSuffix(word, "days")
	return !plural && (i == 0 || ts[i-1].canon != "every" && ts[i-1].canon != "each" && ts[i-1].canon != "&" && ts[i-1].canon != "-")
}

func (s *scanned) onWeekday(t token, day time.Weekday) token {
	if t.canon == "$" {
		if t.date.Weekday() != day {
			t.canon = "$?" // one of the two is wrong
		}
		return t
	}
	if s.at.Today.IsZero() || t.month == 0 {
		return t
	}
	year, _, _ := s.at.Today.Civil()
	found := t
	for y := year - 1; y <= year+1; y++ {
		d := onDay(t, y, int(t.month), t.day)
		if d.canon == "$" && d.date.Weekday() == day {
			if found.canon == "$" {
				return t
			}
			found = d
		}
	}
	if found.canon == "$" {
		s.guesses = append(s.guesses, fmt.Sprintf("%s: %s", s.text[t.start:t.end], found.date))
	}
	return found
}
