package meeting

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
)

func TestReadRRule(t *testing.T) {
	first := NewDate(2026, 1, 6) // a Tuesday
	for _, c := range []struct{ rule, want string }{
		{"FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU"},
		{"FREQ=WEEKLY;BYDAY=MO,WE,FR;WKST=SU", "FREQ=WEEKLY;BYDAY=MO,WE,FR"},
		{"freq=weekly;byday=tu", "FREQ=WEEKLY;BYDAY=TU"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;INTERVAL=2;WKST=MO"},
		{"FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;INTERVAL=2;WKST=MO"},
		{"FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU", "not held"},
		{"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"},
		{"FREQ=DAILY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU"},
		{"FREQ=DAILY;INTERVAL=3", "not held"},
		{"FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=1TU"},
		{"FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=MONTHLY;BYDAY=1TU,3TU"},
		{"FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"},
		{"FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=-1FR"},
		{"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "not held"},
		{"FREQ=MONTHLY;BYDAY=1MO,3TU", "not held"},
		{"FREQ=MONTHLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR"},
		{"FREQ=MONTHLY", "not held"},
		{"FREQ=MONTHLY;BYMONTHDAY=13", "not held"},
		{"FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU", "not held"},
		{"FREQ=YEARLY;BYMONTH=5,6;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=1TU;BYMONTH=5,6"},
		{"FREQ=YEARLY", "not held"},
		{"FREQ=WEEKLY;BYMONTH=6,7,8", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=6,7,8"},
		{"FREQ=WEEKLY;UNTIL=20260301T045959Z", "FREQ=WEEKLY;BYDAY=TU until 2026-02-28"},
		{"FREQ=WEEKLY;UNTIL=20260303T180000", "FREQ=WEEKLY;BYDAY=TU until 2026-03-02"}, // before the start
		{"FREQ=WEEKLY;UNTIL=20260303", "FREQ=WEEKLY;BYDAY=TU until 2026-03-03"},
		{"FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;BYDAY=TU until 2026-01-20"},
		{"FREQ=HOURLY", "not held"},
		{"FREQ=WEEKLY;COUNT=0", "COUNT=0 is no number"},
		{"FREQ=WEEKLY;COUNT=3;UNTIL=20260301", "exclude each other"},
		{"FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX is no day"},
		{"FREQ=WEEKLY;FREQ=DAILY", "twice"},
		{"weekly", "no value"},
	} {
		s, err := ReadRRule(c.rule, first, NewClock(19, 0), 60, "America/New_York")
		got := s.RRule()
		if !s.Until.IsZero() {
			got += " until " + s.Until.String()
		}
		if errors.Is(err, ErrNotHeld) {
			got = "not held"
		} else if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%s: got %s, want %s", c.rule, got, c.want)
		}
	}
}

// What is read recurs on the same days as the rule does for another reader of
// RFC 5545.
func TestReadRRuleRecursAsTheRuleSays(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	days := []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
	pick := func() string {
		var out []string
		for _, i := range r.Perm(7)[:1+r.IntN(3)] {
			out = append(out, days[i])
		}
		return strings.Join(out, ",")
	}
	read := 0
	for range 3000 {
		first := NewDate(2026, time.Month(1+r.IntN(12)), 1+r.IntN(28))
		var rule string
		switch r.IntN(5) {
		case 0:
			rule = fmt.Sprintf("FREQ=WEEKLY;INTERVAL=%d;BYDAY=%s", 1+r.IntN(4), pick())
		case 1:
			rule = fmt.Sprintf("FREQ=MONTHLY;BYDAY=%d%s", []int{1, 2, 3, 4, 5, -1, -2}[r.IntN(7)], days[r.IntN(7)])
		case 2:
			rule = fmt.Sprintf("FREQ=MONTHLY;BYDAY=%s;BYSETPOS=%d", days[r.IntN(7)], []int{1, 2, -1}[r.IntN(3)])
		case 3:
			rule = "FREQ=DAILY;BYDAY=" + pick()
		default:
			rule = fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", 1+r.IntN(12), 1+r.IntN(4), days[r.IntN(7)])
		}
		if strings.HasPrefix(rule, "FREQ=YEARLY") {
			rule = strings.Replace(rule, "YEARLY", "MONTHLY", 1) // the other reader counts its ordinals in the year
		}
		switch r.IntN(3) {
		case 0:
			rule += fmt.Sprintf(";COUNT=%d", 1+r.IntN(30))
		case 1:
			rule += ";UNTIL=" + strings.ReplaceAll((first+Date(r.IntN(500))).String(), "-", "") + "T235959Z"
		}
		s, err := ReadRRule(rule, first, NewClock(19, 0), 60, "UTC")
		if err != nil {
			continue
		}
		read++
		option, err := rrule.StrToROption(rule)
		if err != nil {
			t.Fatal(err)
		}
		option.Dtstart = first.utc().Add(19 * time.Hour)
		other, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatal(err)
		}
		end := option.Dtstart.AddDate(2, 0, 0)
		var got, want []string
		for o := range s.Occurrences(option.Dtstart.AddDate(0, 0, -30), end) {
			got = append(got, o.Date.String())
		}
		for _, at := range other.Between(option.Dtstart.AddDate(0, 0, -30), end, true) {
			if at.Before(end) {
				want = append(want, DateOf(at).String())
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s from %s:\n got  %v\n want %v", rule, first, got, want)
		}
	}
	if read < 2000 {
		t.Errorf("only %d of 3000 rules were read", read)
	}
}

func FuzzReadRRule(f *testing.F) {
	f.Add("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T045959Z", int32(20000))
	f.Add("FREQ=MONTHLY;BYDAY=-1FR;COUNT=12", int32(-5))
	f.Fuzz(func(t *testing.T, rule string, day int32) {
		s, err := ReadRRule(rule, Date(day%40000), NewClock(19, 0), 60, "America/New_York")
		if err == nil && (s.Kind == "" || s.Days == 0 || s.RRule() == "") {
			t.Fatalf("%q is read as %+v", rule, s)
		}
	})
}
