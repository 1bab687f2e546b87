package meeting

import (
	"slices"
	"testing"
	"time"
)

func TestWeekdays(t *testing.T) {
	w := NewWeekdays(time.Saturday, time.Sunday, time.Sunday)
	if !w.Has(time.Sunday) || w.Has(time.Monday) || w.Len() != 2 {
		t.Errorf("%b", w)
	}
	if got := w.Days(); !slices.Equal(got, []time.Weekday{time.Sunday, time.Saturday}) {
		t.Error(got)
	}
	if EveryDay.Len() != 7 || len(fromMonday(EveryDay)) != 7 || fromMonday(EveryDay)[0] != time.Monday || fromMonday(EveryDay)[6] != time.Sunday {
		t.Error("a week is not seven days from Monday")
	}
}

func TestParseWeekday(t *testing.T) {
	for s, want := range map[string]time.Weekday{"monday": 1, "Mon": 1, " SUNDAY ": 0, "sat": 6} {
		if got, err := ParseWeekday(s); err != nil || got != want {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "m", "mo", "tues", "1", "lunes"} {
		if got, err := ParseWeekday(s); err == nil {
			t.Errorf("%q reads as %v", s, got)
		}
	}
}

func TestOrdinals(t *testing.T) {
	all := []int{1, 2, 3, 4, 5, -1, -2, -3, -4, -5}
	if got := NewOrdinals(-5, -4, -3, -2, -1, 5, 4, 3, 2, 1).List(); !slices.Equal(got, all) {
		t.Error(got)
	}
	for _, n := range all {
		o := NewOrdinals(n)
		if got := o.List(); !slices.Equal(got, []int{n}) {
			t.Errorf("%d: %v", n, got)
		}
	}
	for _, n := range []int{0, 6, -6, 1 << 20} {
		if o := NewOrdinals(n); o != 0 || NewOrdinals(all...).Has(n) {
			t.Errorf("%d is an ordinal", n)
		}
	}
}

func TestMonths(t *testing.T) {
	s := NewMonths(time.December, time.January)
	if got := s.List(); !slices.Equal(got, []time.Month{1, 12}) {
		t.Error(got)
	}
	if !s.Has(1) || s.Has(2) || !Months(0).Has(2) || Months(0).List() != nil {
		t.Error("a meeting without months is held in all")
	}
}
