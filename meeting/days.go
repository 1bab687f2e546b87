package meeting

import (
	"math/bits"
	"slices"
	"time"
)

// dayRule finds the days a schedule is held on, without looking at every day
// between.
type dayRule struct {
	*Schedule
	week   uint8  // Weekly: bit 0 is Monday
	anchor int    // Weekly: a week that is held, counted from the epoch's
	dates  []Date // Dated, in order
}

func (s *Schedule) dayRule() dayRule {
	r := dayRule{Schedule: s}
	switch s.Kind {
	case Weekly:
		r.week = uint8(s.Days>>1&0x3f | s.Days&1<<6)
		r.anchor = weekOf(s.Anchor)
	case Dated:
		r.dates = s.Dates
		if !slices.IsSorted(r.dates) {
			r.dates = slices.Sorted(slices.Values(r.dates))
		}
	}
	return r
}

// next returns the first day in [d, last] that the schedule is held on.
func (r *dayRule) next(d, last Date) (Date, bool) {
	for d <= last {
		day, ok := r.recur(d, last)
		if !ok || day > last {
			return 0, false
		}
		if d = r.resume(day); d == day {
			return day, true
		}
	}
	return 0, false
}

// recur returns the first day from d on that the rule names, exceptions aside.
func (r *dayRule) recur(d, last Date) (Date, bool) {
	switch r.Kind {
	case Weekly:
		return r.weekly(d)
	case Monthly:
		return r.monthly(d, last)
	case Dated:
		if i, _ := slices.BinarySearch(r.dates, d); i < len(r.dates) {
			return r.dates[i], true
		}
	}
	return 0, false
}

// weekly counts weeks from Monday (RFC 5545, WKST=MO). Every other week
// without a week to count from can't be known, and so names no day.
func (r *dayRule) weekly(d Date) (Date, bool) {
	n := r.weeks()
	if r.week == 0 || n > 1 && r.Anchor.IsZero() {
		return 0, false
	}
	week := weekOf(d)
	monday := Date(week*7 - 3)
	if off := floorMod(week-r.anchor, n); off > 0 {
		monday += Date((n - off) * 7)
	} else if rest := r.week >> (d - monday); rest != 0 {
		return d + Date(bits.TrailingZeros8(rest)), true
	} else {
		monday += Date(n * 7)
	}
	return monday + Date(bits.TrailingZeros8(r.week)), true
}

func (r *dayRule) monthly(d, last Date) (Date, bool) {
	year, month, day := d.Civil()
	for first := d - Date(day) + 1; first <= last; month++ {
		next := NewDate(year, month+1, 1)
		if held := r.daysOfMonth(first, int(next-first)) >> day << day; held != 0 {
			return first + Date(bits.TrailingZeros32(held)) - 1, true
		}
		first, day = next, 0
	}
	return 0, false
}

// daysOfMonth returns the days a monthly rule names in the month of n days that
// begins on first: bit 1 is the 1st.
func (r *dayRule) daysOfMonth(first Date, n int) (held uint32) {
	for wd := time.Sunday; wd <= time.Saturday; wd++ {
		if !r.Days.Has(wd) {
			continue
		}
		one := 1 + floorMod(int(wd-first.Weekday()), 7)
		count := (n-one)/7 + 1
		for nth := 1; nth <= count; nth++ {
			if r.Ordinals.Has(nth) || r.Ordinals.Has(nth-count-1) {
				held |= 1 << (one + 7*(nth-1))
			}
		}
	}
	return held
}

// resume returns d where nothing forbids it, else the next day worth a look.
func (r *dayRule) resume(d Date) Date {
	if r.Months != 0 {
		if year, month, _ := d.Civil(); !r.Months.Has(month) {
			return NewDate(year, month+1, 1)
		}
	}
	for _, e := range r.Except {
		if e.Has(d) {
			return e.Last + 1
		}
	}
	return d
}

// weekOf counts weeks from the Monday before 1970-01-01, a Thursday.
func weekOf(d Date) int { return floorDiv(int(d)+3, 7) }

func floorMod(a, n int) int { return (a%n + n) % n }

func floorDiv(a, n int) int { return (a - floorMod(a, n)) / n }
