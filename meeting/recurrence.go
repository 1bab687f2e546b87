package meeting

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrNotHeld says that a recurrence can't be held by a Schedule.
var ErrNotHeld = errors.New("no schedule can hold this rule")

// ReadRRule reads an RFC 5545 RRULE value of a series that begins on a day at a
// wall-clock time in a zone: daily and weekly rules, and monthly and yearly ones
// by weekday. The result's From is the first day, its Until the last where the
// rule names one or counts. Its error wraps ErrNotHeld for rules that are right
// and can't be held, and names the part otherwise.
func ReadRRule(rule string, first Date, start Clock, minutes int, zone string) (Schedule, error) {
	p, err := rulePartsOf(rule)
	if err != nil {
		return Schedule{}, err
	}
	s := Schedule{Start: start, Minutes: minutes, Zone: zone, From: first, Confirmed: true}
	if err := p.frequency(&s, first); err != nil {
		return Schedule{}, fmt.Errorf("rrule %s: %w", rule, err)
	}
	if err := p.ends(&s); err != nil {
		return Schedule{}, fmt.Errorf("rrule %s: %w", rule, err)
	}
	return s, nil
}

// ruleParts are the parts of a rule by name.
type ruleParts map[string]string

func rulePartsOf(rule string) (ruleParts, error) {
	p := ruleParts{}
	for part := range strings.SplitSeq(strings.ToUpper(strings.Trim(rule, "; ")), ";") {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			return nil, fmt.Errorf("rrule part %q has no value", part)
		}
		if _, twice := p[name]; twice {
			return nil, fmt.Errorf("rrule names %s twice", name)
		}
		p[name] = value
	}
	return p, nil
}

func (p ruleParts) frequency(s *Schedule, first Date) error {
	for _, name := range [...]string{"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYHOUR", "BYMINUTE", "BYSECOND"} {
		if p[name] != "" {
			return fmt.Errorf("%w: %s", ErrNotHeld, name)
		}
	}
	interval := 1
	if v := p["INTERVAL"]; v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 520 {
			return fmt.Errorf("INTERVAL=%s is no number of periods", v)
		}
		interval = n
	}
	if err := p.months(s); err != nil {
		return err
	}
	switch freq := p["FREQ"]; freq {
	case "DAILY":
		return p.daily(s, interval)
	case "WEEKLY":
		return p.weekly(s, interval, first)
	case "MONTHLY", "YEARLY":
		if interval > 1 || freq == "YEARLY" && s.Months == 0 {
			return fmt.Errorf("%w: every %d of %s", ErrNotHeld, interval, freq)
		}
		return p.monthly(s)
	default:
		return fmt.Errorf("%w: FREQ=%s", ErrNotHeld, freq)
	}
}

func (p ruleParts) months(s *Schedule) error {
	if p["BYMONTH"] == "" {
		return nil
	}
	for v := range strings.SplitSeq(p["BYMONTH"], ",") {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 12 {
			return fmt.Errorf("BYMONTH=%s is no month", v)
		}
		s.Months |= NewMonths(time.Month(n))
	}
	return nil
}

func (p ruleParts) daily(s *Schedule, interval int) error {
	if interval > 1 || p["BYSETPOS"] != "" {
		return fmt.Errorf("%w: every %d days", ErrNotHeld, interval)
	}
	s.Kind, s.Days = Weekly, EveryDay
	if p["BYDAY"] == "" {
		return nil
	}
	days, ords, err := p.byDay()
	if err != nil || ords != 0 {
		return errors.Join(err, fmt.Errorf("%w: BYDAY=%s", ErrNotHeld, p["BYDAY"]))
	}
	s.Days = days
	return nil
}

// weekly: weeks begin on Monday for a Schedule, and unless WKST says otherwise
// for a rule. The difference shows where a rhythm of several weeks has days on
// both sides of it.
func (p ruleParts) weekly(s *Schedule, interval int, first Date) error {
	s.Kind, s.Days = Weekly, NewWeekdays(first.Weekday())
	if p["BYDAY"] != "" {
		days, ords, err := p.byDay()
		if err != nil {
			return err
		}
		if ords != 0 || p["BYSETPOS"] != "" {
			return fmt.Errorf("%w: ordinals in a week", ErrNotHeld)
		}
		s.Days = days
	}
	if interval > 1 {
		if wkst := p["WKST"]; wkst != "" && wkst != "MO" && s.Days.Len() > 1 {
			return fmt.Errorf("%w: weeks that begin on %s", ErrNotHeld, wkst)
		}
		s.Interval, s.Anchor = interval, first
		if wkst := p["WKST"]; wkst != "" && wkst != "MO" && !s.Days.Has(first.Weekday()) {
			return fmt.Errorf("%w: it begins on a day it does not name", ErrNotHeld)
		}
	}
	return nil
}

func (p ruleParts) monthly(s *Schedule) error {
	days, ords, err := p.byDay()
	if err != nil {
		return err
	}
	if pos := p["BYSETPOS"]; pos != "" {
		if ords != 0 || days.Len() != 1 {
			return fmt.Errorf("%w: BYSETPOS over several days", ErrNotHeld)
		}
		for v := range strings.SplitSeq(pos, ",") {
			n, err := strconv.Atoi(v)
			if err != nil || ordinalBit(n) == 0 {
				return fmt.Errorf("%w: BYSETPOS=%s", ErrNotHeld, v)
			}
			ords |= NewOrdinals(n)
		}
	}
	if days == 0 {
		return fmt.Errorf("%w: a day of the month", ErrNotHeld)
	}
	if ords == 0 { // every Friday of the month
		s.Kind, s.Days = Weekly, days
		return nil
	}
	s.Kind, s.Days, s.Ordinals = Monthly, days, ords
	return nil
}

// byDay reads "MO,WE" and "1MO,-1MO". All days of a rule must have the same
// ordinals, since a Schedule has one set.
func (p ruleParts) byDay() (days Weekdays, ords Ordinals, err error) {
	of := map[time.Weekday]Ordinals{}
	for v := range strings.SplitSeq(p["BYDAY"], ",") {
		if v == "" {
			continue
		}
		if len(v) < 2 {
			return 0, 0, fmt.Errorf("BYDAY=%s is no day", v)
		}
		d := slices.Index(dayCode[:], v[len(v)-2:])
		if d < 0 {
			return 0, 0, fmt.Errorf("BYDAY=%s is no day", v)
		}
		var o Ordinals
		if n := v[:len(v)-2]; n != "" {
			i, err := strconv.Atoi(n)
			if o = ordinalBit(i); err != nil || o == 0 {
				return 0, 0, fmt.Errorf("%w: BYDAY=%s", ErrNotHeld, v)
			}
		}
		days |= NewWeekdays(time.Weekday(d))
		of[time.Weekday(d)] |= o
	}
	for i, d := range days.Days() {
		if i > 0 && of[d] != ords {
			return 0, 0, fmt.Errorf("%w: BYDAY=%s", ErrNotHeld, p["BYDAY"])
		}
		ords = of[d]
	}
	return days, ords, nil
}

var dayCode = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// mostCounted is how many occurrences of a COUNT are looked at.
const mostCounted = 2000

func (p ruleParts) ends(s *Schedule) error {
	until, count := p["UNTIL"], p["COUNT"]
	switch {
	case until != "" && count != "":
		return errors.New("UNTIL and COUNT exclude each other")
	case until != "":
		return s.endUntil(until)
	case count != "":
		n, err := strconv.Atoi(count)
		if err != nil || n < 1 {
			return fmt.Errorf("COUNT=%s is no number", count)
		}
		if n > mostCounted {
			return nil
		}
		return s.endAfter(n)
	}
	return nil
}

// endUntil reads a day, a wall time or an instant. One that ends before the
// start on its day leaves that day out.
func (s *Schedule) endUntil(until string) error {
	loc, err := Zone(s.Zone)
	if err != nil {
		return err
	}
	if d, err := time.Parse("20060102", until); err == nil {
		s.Until = DateOf(d)
		return nil
	}
	t, err := time.Parse("20060102T150405Z", until)
	if err == nil {
		t = t.In(loc)
	} else if t, err = time.ParseInLocation("20060102T150405", until, loc); err != nil {
		return fmt.Errorf("UNTIL=%s is no day or moment", until)
	}
	s.Until = DateOf(t)
	if NewClock(t.Hour(), t.Minute()) < s.Start {
		s.Until--
	}
	return nil
}

func (s *Schedule) endAfter(count int) error {
	days := s.dayRule()
	day := s.From
	for n := 0; n < count; n++ {
		var ok bool
		if day, ok = days.next(day, s.From+Date(6*366*count+400)); !ok {
			break
		}
		s.Until = day
		day++
	}
	if s.Until.IsZero() {
		return fmt.Errorf("%w: it has no day", ErrNotHeld)
	}
	return nil
}
