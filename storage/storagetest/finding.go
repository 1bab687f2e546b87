package storagetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"time"

	"openchair/internal/corpus"
	"openchair/meeting"
)

var finding = []behaviour{
	{"every filter lists what it means, counts it, pages it and streams it", func(s *store) {
		town(s)
		for name, f := range filters {
			want := every(s, f)
			n, err := s.Count(s.Context(), f)
			s.must(err)
			equal(s, name+": counted", n, len(want))
			equal(s, name+": listed", pages(s, f, 1000), want)
			equal(s, name+": paged", pages(s, f, 7), want)
			f.Soonest = true
			soonest := pages(s, f, 7)
			equal(s, name+": soonest paged", soonest, pages(s, f, 1000))
			equal(s, name+": soonest", slices.Sorted(slices.Values(soonest)), want)
		}
		if n := len(every(s, filters["nothing"])); n != 0 || len(every(s, filters["sharp s"])) == 0 {
			s.Error("the town does not tell the filters apart")
		}
	}},
	{"nearest comes first, those without a door last", func(s *store) {
		town(s)
		f := meeting.Filter{Nearest: true, Near: &meeting.Near{Lat: 42.2, Lon: -71, Km: 100, Online: true}, Text: "room"}
		var last float64
		doors := true
		for _, id := range pages(s, f, 4) {
			m, err := s.Meeting(s.Context(), id)
			s.must(err)
			at, ok := m.Place.Point()
			if ok && !doors {
				s.Errorf("%s has a door and comes after one without", m.SourceKey)
			}
			if doors = ok; ok {
				if d := f.Near.Point().Chord2(at); d < last {
					s.Errorf("%s is nearer than the one before", m.SourceKey)
				} else {
					last = d
				}
			}
		}
		equal(s, "all of them", len(pages(s, f, 4)), len(every(s, f)))
		if doors || last == 0 {
			s.Error("the town does not tell the order")
		}
	}},
	{"what changes is found by what it became", func(s *store) {
		at := func(lat float64, words string) func(*meeting.Collected) {
			return func(m *meeting.Collected) {
				m.Place.Latitude, m.Place.Longitude, m.Notes, m.Digest = lat, 10, words, words
			}
		}
		s.run(meeting.OK, listing("a", at(50, "lantern")), listing("b", at(50, "harbour")))
		s.run(meeting.OK, listing("a", at(60, "candle")), listing("b", at(50, "harbour")), listing("c", at(50, "lantern")))
		for name, want := range map[string]meeting.Filter{
			"c": {Text: "lantern"}, "a": {Text: "candle"}, "b": {Text: "harbour", Near: &meeting.Near{Lat: 50, Lon: 10, Km: 1}},
		} {
			ms, _, err := s.Meetings(s.Context(), want, s.now)
			s.must(err)
			if len(ms) != 1 || ms[0].SourceKey != name {
				s.Errorf("%s: %d found", name, len(ms))
			}
		}
		n, err := s.Count(s.Context(), meeting.Filter{Near: &meeting.Near{Lat: 60, Lon: 10, Km: 1}})
		s.must(err)
		equal(s, "where it moved to", n, 1)
	}},
	{"slips in words are mended by what is known", func(s *store) {
		s.run(meeting.OK, listing("a", func(m *meeting.Collected) { m.Name = "Straße in Philadelphia" }), listing("b", func(m *meeting.Collected) { m.Name = "Candle light" }))
		for text, want := range map[string]string{
			"Philadelphia": "Philadelphia", "philadelfia": "philadelphia", "PHILADELPIHA candel": "philadelphia candle",
			"strase": "strasse", "phil": "phil", "zzzzzzzz": "zzzzzzzz", "": "", "cndl": "cndl", "philadelphia church": "philadelphia church",
		} {
			got, err := s.Spell(s.Context(), text)
			s.must(err)
			equal(s, text, got, want)
		}
	}},
	{"listings tell where towns and codes are", func(s *store) {
		at := func(city, code string, lat float64) func(*meeting.Collected) {
			return func(m *meeting.Collected) {
				m.Place.City, m.Place.PostalCode, m.Place.Latitude, m.Place.Longitude = city, code, lat, 10
			}
		}
		s.run(meeting.OK, listing("a", at("Émilton", "SW1A 2AA", 50)), listing("b", at("Émilton", "SW1A 9ZZ", 52)), listing("c", at("Dale", "E1 1AA", 60)),
			listing("d", func(m *meeting.Collected) { m.Name = "Dale friends"; m.Place.Latitude, m.Place.Longitude = 70, 10 }))
		for name, want := range map[string]string{
			"emilton":  "[{Name:Émilton Code: State:NY Country:US Lat:51 Lon:10 People:0 Meetings:2}]",
			"sw1a 1aa": "[{Name:Émilton Code:SW1A State:NY Country:US Lat:51 Lon:10 People:0 Meetings:2}]",
			"Dale":     "[{Name:Dale Code: State:NY Country:US Lat:60 Lon:10 People:0 Meetings:1}]",
			"nowhere":  "[]", "": "[]",
		} {
			got, err := s.Spots(s.Context(), name)
			s.must(err)
			equal(s, name, fmt.Sprintf("%+v", got), want)
		}
	}},
	{"any filter finds what it means", func(s *store) {
		all := corpus.Meetings(11, 1500)
		s.run(meeting.OK, all...)
		for range 3 {
			s.wait(40 * time.Hour)
			s.run(meeting.OK, all[:1400]...)
		}
		stored := map[string]*meeting.Meeting{}
		for m, err := range s.EachMeeting(s.Context(), meeting.Filter{Retired: true}) {
			s.must(err)
			stored[m.ID] = &m
		}
		some := 0
		for seed := range uint64(400) {
			f := anyFilter(rand.New(rand.NewPCG(seed, 5)))
			want := 0
			for _, m := range stored {
				if f.Matches(m) {
					want++
				}
			}
			n, err := s.Count(s.Context(), f)
			s.must(err)
			if n != want {
				s.Errorf("%s: %d counted, %d meant", must(json.Marshal(f)), n, want)
			}
			any, err := s.Any(s.Context(), f)
			s.must(err)
			if any != (want > 0) {
				s.Errorf("%s: any found: %v, %d meant", must(json.Marshal(f)), any, want)
			}
			f.Limit = 40
			found, err := s.Search(s.Context(), f, s.now)
			s.must(err)
			if found.Total != want {
				s.Errorf("%s: %d found, %d meant", must(json.Marshal(f)), found.Total, want)
			}
			ms, next, err := s.Meetings(s.Context(), f, s.now)
			s.must(err)
			if !reflect.DeepEqual(ms, found.Meetings) || next != found.Next {
				s.Errorf("%s: Search and Meetings differ", must(json.Marshal(f)))
			}
			if f.After = next; next != "" {
				found, err := s.Search(s.Context(), f, s.now)
				s.must(err)
				equal(s, "total beside the second page", found.Total, want)
				f.After = ""
			}
			for i := range ms {
				if !f.Matches(&ms[i]) {
					s.Errorf("%s lists %s", must(json.Marshal(f)), ms[i].ID)
				}
			}
			if len(ms) != min(want, 40) {
				s.Errorf("%s: %d listed of %d", must(json.Marshal(f)), len(ms), want)
			}
			if want > 0 {
				some++
			}
		}
		if some < 150 {
			s.Errorf("only %d of the filters found anything", some)
		}
	}},
	{"filters counted together count as they do alone", func(s *store) {
		s.run(meeting.OK, corpus.Meetings(11, 1500)...)
		for seed := range uint64(60) {
			r := rand.New(rand.NewPCG(seed, 7))
			one, other := anyFilter(r), anyFilter(r)
			// As a search that found nothing is loosened: one limit less each.
			less := make([]meeting.Filter, 8)
			for i := range less {
				less[i] = one
			}
			less[1].Days, less[2].Types, less[3].Programs, less[4].Text, less[5].Near, less[6].From, less[7].Attendance = 0, nil, nil, "", nil, less[6].To, nil
			fs := append(less, other, meeting.Filter{})
			if one.Near != nil { // and in wider circles
				for _, times := range []float64{2, 5, .5} {
					near := *one.Near
					near.Km *= times
					wider := one
					wider.Near = &near
					fs = append(fs, wider)
				}
			}
			counts, err := s.Counts(s.Context(), fs)
			s.must(err)
			for i, f := range fs {
				n, err := s.Count(s.Context(), f)
				s.must(err)
				if counts[i] != n {
					s.Errorf("%s: %d together, %d alone", must(json.Marshal(f)), counts[i], n)
				}
			}
		}
	}},
	{"no text is too strange to look for", func(s *store) {
		s.run(meeting.OK, listings(3)...)
		for _, text := range []string{strings.Repeat("word ", 2000), strings.Repeat("x", 10_000), strings.Repeat("\"", 10_000), strings.Repeat("(", 10_000), "\u202eabc\u202c",
			"a NEAR/0 b", "meeting_words:x", "-x", "x* *", "\x00", "\xff\xfe", "'; DROP TABLE meeting; --", "NOT", "\U0001f600", "^a", `{"a"}`, "%", "col:words"} {
			f := meeting.Filter{Text: text}
			n, err := s.Count(s.Context(), f)
			s.must(err)
			equal(s, "counted", n, len(every(s, f)))
			_, err = s.Spell(s.Context(), text)
			s.must(err)
		}
	}},
	{"no limit lists all at once", func(s *store) {
		town(s)
		for _, soonest := range []bool{false, true} {
			ms, next, err := s.Meetings(s.Context(), meeting.Filter{Soonest: soonest}, s.now)
			s.must(err)
			equal(s, "all", []any{len(ms), next}, []any{57, ""})
		}
	}},
	{"soonest comes first, those without a next start last", func(s *store) {
		s.run(meeting.OK,
			listing("late", startsAt(21, 0)), listing("early", startsAt(7, 0)),
			listing("asks", func(m *meeting.Collected) { m.Schedule.Kind = meeting.Appointment }),
			listing("closed", func(m *meeting.Collected) { m.Attendance = meeting.Inactive }),
			listing("doubt", func(m *meeting.Collected) { m.Schedule.Confirmed = false }))
		ms, _, err := s.Meetings(s.Context(), meeting.Filter{Soonest: true, Limit: 2}, s.now)
		s.must(err)
		equal(s, "first", []string{ms[0].SourceKey, ms[1].SourceKey}, []string{"early", "late"})
	}},
	{"pages stay complete while meetings come and go", func(s *store) {
		s.run(meeting.OK, listings(40)...)
		for _, soonest := range []bool{false, true} {
			f := meeting.Filter{Soonest: soonest, Limit: 10}
			seen := map[string]int{}
			for n := 0; ; n++ {
				ms, next, err := s.Meetings(s.Context(), f, s.now)
				s.must(err)
				for _, m := range ms {
					seen[m.SourceKey]++
				}
				s.run(meeting.OK, append(listings(40), listing(fmt.Sprint("new", n)))...)
				if f.After = next; next == "" {
					break
				}
			}
			for i := range 40 {
				if key := fmt.Sprintf("k%03d", i); seen[key] != 1 {
					s.Errorf("soonest %v: %s was seen %d times", soonest, key, seen[key])
				}
			}
		}
	}},
	{"the stream is in order and stops when asked", func(s *store) {
		s.run(meeting.OK, listings(600)...)
		var ids []string
		for m, err := range s.EachMeeting(s.Context(), meeting.Filter{Limit: 3}) {
			s.must(err)
			ids = append(ids, m.ID)
		}
		equal(s, "ordered", []any{len(ids), slices.IsSorted(ids)}, []any{600, true})
		n := 0
		for range s.EachMeeting(s.Context(), meeting.Filter{}) {
			if n++; n == 5 {
				break
			}
		}
		equal(s, "stopped", n, 5)
	}},
	{"a stranger's cursor or a filter without measure is an error", func(s *store) {
		for name, f := range map[string]meeting.Filter{
			"cursor": {Soonest: true, After: "no cursor"},
			"ids":    {IDs: make([]string, 20_000)},
		} {
			if _, _, err := s.Meetings(s.Context(), f, s.now); err == nil {
				s.Errorf("%s: no error", name)
			}
		}
	}},
	{"an unknown id is not found", func(s *store) {
		if _, err := s.Meeting(s.Context(), "nobody"); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("got %v", err)
		}
	}},
	{"next starts advance as they pass", func(s *store) {
		s.run(meeting.OK, listing("early", startsAt(7, 0)), listing("late", startsAt(21, 0)),
			listing("once", func(m *meeting.Collected) {
				m.Schedule.Kind, m.Schedule.Dates = meeting.Dated, []meeting.Date{meeting.NewDate(2026, 3, 3)}
			}))
		order := func() (keys []string) {
			ms, _, err := s.Meetings(s.Context(), meeting.Filter{Soonest: true}, s.now)
			s.must(err)
			for _, m := range ms {
				keys = append(keys, m.SourceKey)
			}
			return keys
		}
		equal(s, "before", order(), []string{"early", "once", "late"})
		s.now = time.Date(2026, 3, 4, 0, 30, 0, 0, time.UTC) // 19:30 on Tuesday in New York
		n, err := s.Advance(s.Context(), s.now, 1)
		s.must(err)
		m, err := s.Advance(s.Context(), s.now, 100)
		s.must(err)
		equal(s, "advanced", []int{n, m}, []int{1, 1})
		equal(s, "after", order(), []string{"late", "early", "once"})
		n, err = s.Advance(s.Context(), s.now, 100)
		s.must(err)
		equal(s, "nothing left", n, 0)
	}},
}
