package meeting

import (
	"fmt"
	"math/bits"
	"strings"
	"time"
)

// Weekdays is a set of days of the week: bit n is time.Weekday(n), Sunday 0.
type Weekdays uint8

// EveryDay holds all seven days.
const EveryDay Weekdays = 1<<7 - 1

// NewWeekdays returns the set of the given days.
func NewWeekdays(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		w |= 1 << d
	}
	return w
}

// Has reports whether the set holds d.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// Len returns how many days the set holds.
func (w Weekdays) Len() int { return bits.OnesCount8(uint8(w)) }

// Days lists the set from Sunday.
func (w Weekdays) Days() []time.Weekday {
	var days []time.Weekday
	for d := time.Sunday; d <= time.Saturday; d++ {
		if w.Has(d) {
			days = append(days, d)
		}
	}
	return days
}

// Shift returns the set moved by so many days.
func (w Weekdays) Shift(days int) Weekdays {
	var out Weekdays
	for _, d := range w.Days() {
		out |= NewWeekdays(time.Weekday(floorMod(int(d)+days, 7)))
	}
	return out
}

// ParseWeekday reads an English day name in any case, whole or its first
// three letters, as flags and query parameters carry it.
func ParseWeekday(s string) (time.Weekday, error) {
	low := strings.ToLower(strings.TrimSpace(s))
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if low == name || low == name[:3] {
			return d, nil
		}
	}
	return 0, fmt.Errorf("day %q is not a day of the week: use monday … sunday", s)
}

// Ordinals is the set of weeks of the month on which a monthly meeting falls:
// 1st to 5th from the start, and last (-1) to fifth from last (-5). "Every
// Friday but the last" is the set -2, -3, -4, -5.
type Ordinals uint16

// NewOrdinals returns the set of the given ordinals, each 1…5 or -1…-5.
func NewOrdinals(ns ...int) Ordinals {
	var o Ordinals
	for _, n := range ns {
		o |= ordinalBit(n)
	}
	return o
}

// Has reports whether the set holds n (1…5, -1…-5).
func (o Ordinals) Has(n int) bool { return o&ordinalBit(n) != 0 }

// List returns 1…5 first, then -1…-5, those the set holds.
func (o Ordinals) List() []int {
	var ns []int
	for _, n := range [...]int{1, 2, 3, 4, 5, -1, -2, -3, -4, -5} {
		if o.Has(n) {
			ns = append(ns, n)
		}
	}
	return ns
}

func ordinalBit(n int) Ordinals {
	switch {
	case n >= 1 && n <= 5:
		return 1 << n
	case n <= -1 && n >= -5:
		return 1 << (5 - n)
	}
	return 0
}

// Months is a set of months: bit n is time.Month(n). The empty set means all.
type Months uint16

// NewMonths returns the set of the given months.
func NewMonths(months ...time.Month) Months {
	var s Months
	for _, m := range months {
		s |= 1 << m
	}
	return s
}

// Has reports whether a meeting limited to the set is held in m.
func (s Months) Has(m time.Month) bool { return s == 0 || s&(1<<m) != 0 }

// List returns the months of the set in order.
func (s Months) List() []time.Month {
	var ms []time.Month
	for m := time.January; m <= time.December; m++ {
		if s&(1<<m) != 0 {
			ms = append(ms, m)
		}
	}
	return ms
}
