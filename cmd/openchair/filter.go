package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"openchair/internal/gazetteer"
	"openchair/meeting"
	"openchair/storage"
)

// filterFlags choose meetings, the same for every command that lists them.
type filterFlags struct {
	Program    []string `placeholder:"ID" help:"Only these programs (aa, na, smart, …)."`
	Source     []string `placeholder:"ID" help:"Only these sources."`
	Attendance []string `placeholder:"HOW" help:"Only in_person, online, hybrid or inactive."`
	Day        []string `placeholder:"DAY" help:"Only meetings held on these days (monday … sunday)."`
	Text       string   `placeholder:"WORDS" help:"Only meetings in which every word occurs."`
	Type       []string `placeholder:"CODE" help:"Only meetings of every one of these types (O, W, BE, …)."`
	Language   []string `placeholder:"CODE" help:"Only meetings in one of these languages (en, es, …)."`
	Accessible bool     `help:"Only those with a way in by wheelchair."`
	Time       string   `placeholder:"WHEN" help:"Only those that start in the morning, afternoon, evening or night, or in 17:00-22:00, by their own clock."`
	Near       string   `placeholder:"PLACE" help:"Only near a town (Boston, MA), a postal code, or LATITUDE,LONGITUDE."`
	Within     string   `placeholder:"DISTANCE" default:"25km" help:"How near: 25km or 15mi."`
	Limit      int      `help:"At most so many."`
}

func (f *filterFlags) filter() (meeting.Filter, error) {
	out := meeting.Filter{Programs: f.Program, Sources: f.Source, Types: f.Type, Languages: f.Language, Accessible: f.Accessible, Text: f.Text, Limit: f.Limit}
	if f.Limit < 0 {
		return out, usageError{fmt.Errorf("--limit %d: want 1 or more", f.Limit)}
	}
	for _, s := range f.Attendance {
		a, ok := meeting.ParseAttendance(strings.ReplaceAll(s, "-", "_"))
		if !ok {
			return out, usageError{fmt.Errorf("--attendance %q: want one of %v", s, meeting.Attendances)}
		}
		out.Attendance = append(out.Attendance, a)
	}
	for _, s := range f.Day {
		d, err := meeting.ParseWeekday(s)
		if err != nil {
			return out, usageError{fmt.Errorf("--day: %w", err)}
		}
		out.Days |= meeting.NewWeekdays(d)
	}
	if f.Time != "" {
		var err error
		if out.From, out.To, err = meeting.ParseTimeOfDay(f.Time); err != nil {
			return out, usageError{fmt.Errorf("--time: %w", err)}
		}
	}
	return out, nil
}

// place fills in where --near is, as the gazetteer or the listings tell.
func (f *filterFlags) place(ctx context.Context, db *storage.DB, out *meeting.Filter) error {
	if f.Near == "" {
		return nil
	}
	reach, err := meeting.ParseReach(f.Within)
	if err != nil {
		return usageError{fmt.Errorf("--within: %w", err)}
	}
	found, err := gazetteer.Resolve(ctx, db.Spots, f.Near, "")
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return usageError{fmt.Errorf("--near %q: no such place is known: name a town with its state or country, a postal code, or LATITUDE,LONGITUDE", f.Near)}
	}
	out.Near = &meeting.Near{Lat: found[0].Lat, Lon: found[0].Lon, Km: reach.Km()}
	return nil
}

// parseInstant reads RFC 3339, or a date, which is midnight UTC.
func parseInstant(flag, s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, usageError{fmt.Errorf("--%s %q: want a UTC date (2026-03-01) or RFC 3339 (2026-03-01T18:00:00Z)", flag, s)}
}

// named picks sources by id; an unknown id is a usage error that names near ones.
func named(all []meeting.Source, ids []string) ([]meeting.Source, error) {
	var picked []meeting.Source
	for _, id := range ids {
		i := slices.IndexFunc(all, func(s meeting.Source) bool { return s.ID == id })
		if i < 0 {
			return nil, usageError{fmt.Errorf("source %q is not in the catalogue; see: openchair sources", id)}
		}
		picked = append(picked, all[i])
	}
	return picked, nil
}
