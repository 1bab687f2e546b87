package meeting

import (
	"testing"
	"time"
)

func TestALinkThatNamesNoSingleConferenceJoinsNothing(t *testing.T) {
	for link, want := range map[string]string{
		"https://zoom.us/j/123?pwd=abc":              "zoom.us/j/123",
		"https://us02web.zoom.us/j/123#success":      "us02web.zoom.us/j/123",
		"https://www.zoom.us/":                       "",
		"https://zoom.us":                            "",
		"https://example.org/?meeting=5":             "example.org/?meeting=5",
		"https://meet.google.com/abc-defg-hij":       "meet.google.com/abc-defg-hij?",
		"https://example.org/room?id=7&pwd=x":        "example.org/room?id=7",
		"https://www.freeconferencecall.com/wall/u9": "freeconferencecall.com/wall/u9",
		"":     "",
		"::::": "",
	} {
		m := Meeting{Join: Join{URL: link, Phone: "+1 646 555 0100"}}
		if got := conferenceOf(&m); got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}

func TestAWitnessIsExplained(t *testing.T) {
	lamp := func(edit ...func(*Meeting)) Witness {
		return WitnessOf(told("office", "Lamp", 41.9, -87.6, "America/Chicago", 19, edit...), mergeDay)
	}
	first := lamp()
	suspended := func(m *Meeting) { m.Attendance = Inactive }
	for name, c := range map[string]struct {
		w         Witness
		by        MergeSign
		disagrees bool
	}{
		"the same door":     {lamp(), SameDoor, false},
		"an hour later":     {lamp(func(m *Meeting) { m.Schedule.Start = NewClock(20, 0) }), SameDoor, true},
		"suspended":         {lamp(suspended), SameDoor, true},
		"unconfirmed":       {lamp(func(m *Meeting) { m.Schedule.Confirmed = false }), SameDoor, false},
		"retired":           {lamp(func(m *Meeting) { m.Retired = mergeDay }), SameDoor, false},
		"a day off only":    {lamp(func(m *Meeting) { m.Schedule.Except = []DateRange{{NewDate(2026, 3, 3), NewDate(2026, 3, 3)}} }), SameDoor, false},
		"through a third":   {lamp(func(m *Meeting) { m.Place.Latitude++ }), SameThird, false},
		"closed for a week": {lamp(func(m *Meeting) { m.Closed = []DateRange{{NewDate(2026, 3, 3), NewDate(2026, 3, 9)}} }), SameDoor, false},
	} {
		if by, disagrees := Explain(&c.w, &first); by != c.by || disagrees != c.disagrees {
			t.Errorf("%s: %s %v, want %s %v", name, by, disagrees, c.by, c.disagrees)
		}
	}
}

func TestWhatIsListedNoMoreHandsOverToAWitness(t *testing.T) {
	pair := func(edit func(office, list *Witness)) (heir string) {
		ws := witnesses(told("office", "Lamp", 41.9, -87.6, "America/Chicago", 19), told("list", "Lamp", 41.9, -87.6, "America/Chicago", 19))
		ws[0].FirstSeen = ws[0].FirstSeen.Add(-time.Hour)
		ws[1].With = ws[0].ID
		edit(&ws[0], &ws[1])
		for _, first := range Merge(ws, nil) {
			heir = ws[first].Source
		}
		return heir
	}
	for name, c := range map[string]struct {
		edit func(office, list *Witness)
		want string
	}{
		"both listed":                     {func(o, l *Witness) {}, "office"},
		"the first retired":               {func(o, l *Witness) { o.Retired, o.Time = true, "" }, "list"},
		"retired, and only repeated":      {func(o, l *Witness) { o.Retired, o.Time, l.Gathered = true, "", true }, "office"},
		"back again, the heir stays":      {func(o, l *Witness) { o.With, l.With = l.ID, "" }, "list"},
		"back again, the heir repeats it": {func(o, l *Witness) { o.With, l.With, l.Gathered = l.ID, "", true }, "office"},
	} {
		if got := pair(c.edit); got != c.want {
			t.Errorf("%s: %q counts, want %q", name, got, c.want)
		}
	}
}
