package phrase

import (
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// numericDate reads 2026-03-29 exactly. Dates written 3/29/2026 are read where
// only one order of day and month is possible; 3/4/2026 and 6/3 are dates whose
// meaning can't be known ("$?").
func numericDate(s string, i int) (token, bool) {
	var n [3]int
	at, parts := i, 0
	var mark byte
	for parts < 3 {
		v, end := digits(s, at)
		if end == at || end-at > 4 {
			break
		}
		n[parts] = v
		parts++
		at = end
		if parts == 3 || at >= len(s) || s[at] != '/' && s[at] != '-' || mark != 0 && s[at] != mark {
			break
		}
		mark = s[at]
		if _, end := digits(s, at+1); end == at+1 {
			break
		}
		at++
	}
	if letterAt(s, at) {
		return token{}, false
	}
	t := token{canon: "$?", start: i, end: at}
	switch {
	case parts == 3 && n[0] > 31 && mark == '-':
		return t.onDate(n[0], n[1], n[2])
	case parts == 3 && n[0] <= 12 && n[1] > 12:
		return t.onDate(fullYear(n[2]), n[0], n[1])
	case parts == 3 && n[1] <= 12 && n[0] > 12 && n[0] <= 31:
		return t.onDate(fullYear(n[2]), n[1], n[0])
	case parts == 3 && n[0] <= 12 && n[1] <= 12:
		return t, true
	}
	return token{}, false
}

func fullYear(n int) int {
	if n < 100 {
		return 2000 + n
	}
	return n
}

func (t token) onDate(year, month, day int) (token, bool) {
	d := meeting.NewDate(year, time.Month(month), day)
	y, m, dd := d.Civil()
	if year < 1990 || year > 2100 || y != year || int(m) != month || dd != day {
		return t, true // it looks like a date but is none
	}
	t.canon, t.date = "$", d
	return t, true
}

// dates joins "Dec . 21 , 2025", "21 December 2025" and "December 21" into one
// token each.
func dates(ts []token) []token {
	out := ts[:0] // never more tokens than were read
	for i := 0; i < len(ts); {
		if t, n := monthFirst(ts[i:]); n > 0 {
			out, i = append(out, t), i+n
			continue
		}
		if t, n := dayFirst(ts[i:]); n > 0 {
			out, i = append(out, t), i+n
			continue
		}
		out, i = append(out, ts[i]), i+1
	}
	inferYears(out)
	return out
}

func monthFirst(ts []token) (token, int) {
	if !strings.HasPrefix(ts[0].canon, "%") {
		return token{}, 0
	}
	n := skip(ts, 1, ".")
	if n >= len(ts) {
		return token{}, 0
	}
	day, ok := dayOfMonth(ts[n].canon)
	if !ok {
		return token{}, 0
	}
	n++
	return withYear(ts, n, monthOf(ts[0]), day)
}

func dayFirst(ts []token) (token, int) {
	day, ok := dayOfMonth(ts[0].canon)
	if !ok {
		return token{}, 0
	}
	n := skip(ts, 1, "of")
	if n == 1 && len(ts) > 2 && ts[1].canon == "." && ts[1].start == ts[0].end && ts[2].canon != "%5" {
		n = 2 // "5. Januar"
	}
	if n >= len(ts) || !strings.HasPrefix(ts[n].canon, "%") {
		return token{}, 0
	}
	if ts[0].canon[0] == '#' && n == 1 && ts[n].canon == "%5" {
		return token{}, 0 // "the 1st may …"
	}
	return withYear(ts, skip(ts, n+1, "."), monthOf(ts[n]), day)
}

// withYear completes a date whose day and month end before token n.
func withYear(ts []token, n int, month time.Month, day int) (token, int) {
	t := token{canon: "$?", start: ts[0].start, end: ts[n-1].end, month: month, day: day, capital: ts[0].capital}
	at := skip(ts, n, ",")
	if at < len(ts) && len(ts[at].canon) == 4 {
		if year, err := strconv.Atoi(ts[at].canon); err == nil {
			t.end = ts[at].end
			t, _ = t.onDate(year, int(month), day)
			return t, at + 1
		}
	}
	return t, n
}

// inferYears gives the first date of a range the year of its last: "Dec 21 -
// Jan 4, 2026" begins in 2025.
func inferYears(ts []token) {
	for i := 2; i < len(ts); i++ {
		first, mid, last := &ts[i-2], ts[i-1].canon, &ts[i]
		if last.canon != "$" || first.canon != "$?" || first.month == 0 || mid != "through" && mid != "-" && mid != "until" {
			continue
		}
		year, month, day := last.date.Civil()
		if first.month > month || first.month == month && first.day > day {
			year--
		}
		*first, _ = first.onDate(year, int(first.month), first.day)
	}
}

func skip(ts []token, n int, canon string) int {
	if n < len(ts) && ts[n].canon == canon {
		n++
	}
	return n
}

func dayOfMonth(canon string) (int, bool) {
	if len(canon) == 2 && canon[0] == '#' && canon != "#L" {
		return int(canon[1] - '0'), true
	}
	if canon == "" || canon[0] < '0' || canon[0] > '9' {
		return 0, false
	}
	for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
		canon = strings.TrimSuffix(canon, suffix)
	}
	if len(canon) > 2 {
		return 0, false
	}
	n, err := strconv.Atoi(canon)
	return n, err == nil && n >= 1 && n <= 31
}

func monthOf(t token) time.Month {
	n, err := strconv.Atoi(strings.TrimPrefix(t.canon, "%"))
	if err != nil {
		return 0
	}
	return time.Month(n)
}
