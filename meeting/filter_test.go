package meeting_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func lantern() meeting.Meeting {
	return meeting.Meeting{
		ID: "m1", Program: "smart", Source: "hill", Name: "The Lantern Group", Attendance: meeting.Hybrid,
		Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(19, 0),
			Minutes: 60, Zone: "America/New_York", Confirmed: true},
		Place: meeting.Place{Name: "St. Mark’s Café", Address: "1 Hill Road", City: "Boston", State: "MA", PostalCode: "02139",
			Latitude: 42.3601, Longitude: -71.0589},
		Types: []string{"O", "W", "X"}, Languages: []string{"en", "es-MX"}, Notes: "東京 friends welcome",
	}
}

func TestFilterMatches(t *testing.T) {
	boston := func(km float64) *meeting.Near { return &meeting.Near{Lat: 42.3601, Lon: -71.0589, Km: km} }
	worcester := func(km float64, online bool) *meeting.Near {
		return &meeting.Near{Lat: 42.2626, Lon: -71.8023, Km: km, Online: online} // 62 km away
	}
	clock := meeting.NewClock
	for name, tt := range map[string]struct {
		f    meeting.Filter
		want bool
	}{
		"nothing asked":            {meeting.Filter{}, true},
		"id":                       {meeting.Filter{IDs: []string{"m0", "m1"}}, true},
		"other id":                 {meeting.Filter{IDs: []string{"m0"}}, false},
		"program":                  {meeting.Filter{Programs: []string{"aa", "smart"}}, true},
		"other program":            {meeting.Filter{Programs: []string{"aa"}}, false},
		"other source":             {meeting.Filter{Sources: []string{"dale"}}, false},
		"attendance":               {meeting.Filter{Attendance: []meeting.Attendance{meeting.Online, meeting.Hybrid}}, true},
		"other attendance":         {meeting.Filter{Attendance: []meeting.Attendance{meeting.Online}}, false},
		"day":                      {meeting.Filter{Days: meeting.NewWeekdays(time.Monday, time.Tuesday)}, true},
		"other day":                {meeting.Filter{Days: meeting.NewWeekdays(time.Monday)}, false},
		"from its start":           {meeting.Filter{From: clock(19, 0), To: clock(20, 0)}, true},
		"to its start":             {meeting.Filter{From: clock(18, 0), To: clock(19, 0)}, false},
		"to midnight":              {meeting.Filter{From: clock(17, 0)}, true},
		"from midnight":            {meeting.Filter{To: clock(12, 0)}, false},
		"past midnight":            {meeting.Filter{From: clock(18, 0), To: clock(2, 0)}, true},
		"night":                    {meeting.Filter{From: clock(22, 0), To: clock(5, 0)}, false},
		"whole day":                {meeting.Filter{From: clock(9, 0), To: clock(9, 0)}, true},
		"every type":               {meeting.Filter{Types: []string{"W", "O"}}, true},
		"a type too many":          {meeting.Filter{Types: []string{"W", "C"}}, false},
		"language":                 {meeting.Filter{Languages: []string{"fr", "es"}}, true},
		"language of elsewhere":    {meeting.Filter{Languages: []string{"es-ES"}}, false},
		"accessible":               {meeting.Filter{Accessible: true}, true},
		"near":                     {meeting.Filter{Near: boston(0.1)}, true},
		"just within":              {meeting.Filter{Near: worcester(62.5, false)}, true},
		"too far":                  {meeting.Filter{Near: worcester(60, false)}, false},
		"too far, or online":       {meeting.Filter{Near: worcester(60, true)}, true},
		"nowhere":                  {meeting.Filter{Near: &meeting.Near{Lat: math.NaN(), Km: 1e9}}, false},
		"words":                    {meeting.Filter{Text: "cafe LANTERN"}, true},
		"apostrophe":               {meeting.Filter{Text: "st mark's"}, true},
		"beginning of a word":      {meeting.Filter{Text: "lant"}, true},
		"short words are whole":    {meeting.Filter{Text: "la"}, false},
		"middle of a word":         {meeting.Filter{Text: "antern"}, false},
		"type in words":            {meeting.Filter{Text: "women"}, true},
		"program in words":         {meeting.Filter{Text: "smart boston"}, true},
		"signs without spaces":     {meeting.Filter{Text: "京"}, true},
		"one word fails":           {meeting.Filter{Text: "lantern zebra"}, false},
		"no word at all":           {meeting.Filter{Text: `"* -( \ NEAR/`}, false},
		"signs alone":              {meeting.Filter{Text: `"*-(\`}, true},
		"all of it":                {meeting.Filter{Programs: []string{"smart"}, Days: meeting.EveryDay, Near: boston(1), Types: []string{"X"}, Text: "hill"}, true},
		"right-to-left, invisible": {meeting.Filter{Text: "\u202elantern\u202c"}, true},
	} {
		m := lantern()
		if got := tt.f.Matches(&m); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestFilterLeavesOutWhatIsNotListed(t *testing.T) {
	m := lantern()
	m.Retired = time.Now()
	if f := (meeting.Filter{}); f.Matches(&m) {
		t.Error("a retired meeting was chosen")
	}
	if f := (meeting.Filter{Retired: true}); !f.Matches(&m) {
		t.Error("a retired meeting was asked for and not chosen")
	}
}

func TestFilterListsAMeetingOfTwoSourcesOnce(t *testing.T) {
	m := lantern()
	m.WitnessOf = "m0"
	for want, f := range map[bool]meeting.Filter{false: {}, true: {Witnesses: true}} {
		if f.Matches(&m) != want {
			t.Errorf("a witness: want %v", want)
		}
	}
	if f := (meeting.Filter{IDs: []string{"m1"}}); !f.Matches(&m) {
		t.Error("a witness was named and not found")
	}
}

func TestFilterKnowsNoTimeWithoutADay(t *testing.T) {
	m := lantern()
	m.Schedule.Kind = meeting.Appointment
	if f := (meeting.Filter{From: 0, To: meeting.NewClock(23, 59)}); f.Matches(&m) {
		t.Error("a meeting by appointment has no time of day")
	}
}

func TestApproximatePlacesAreNearNothing(t *testing.T) {
	m := lantern()
	m.Place.Approximate = true
	if f := (meeting.Filter{Near: &meeting.Near{Lat: 42.3601, Lon: -71.0589, Km: 50}}); f.Matches(&m) {
		t.Error("a town's middle is no door")
	}
}

func TestNearCrossesTheDateLine(t *testing.T) {
	m := lantern()
	m.Place.Latitude, m.Place.Longitude = -16.8, -179.99 // Fiji
	if f := (meeting.Filter{Near: &meeting.Near{Lat: -16.8, Lon: 179.99, Km: 5}}); !f.Matches(&m) {
		t.Error("2 km across the date line are not near")
	}
}

func TestEqualSearchesHaveEqualJSON(t *testing.T) {
	a := meeting.Filter{Programs: []string{"na", "aa", "na"}, Text: "Café  the café", Days: 1<<7 | 1<<2, Soonest: true, Limit: 5, After: "x",
		Near: &meeting.Near{Lat: 42.360082, Lon: math.Copysign(0, -1), Km: 25.04}, From: 5, To: 5}
	b := meeting.Filter{Programs: []string{"aa", "na"}, Text: "the cafe", Days: 1 << 2, Nearest: true,
		Near: &meeting.Near{Lat: 42.3601, Lon: 0, Km: 25}}
	var bytes []string
	for _, f := range []meeting.Filter{a, b} {
		j, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		bytes = append(bytes, string(j))
	}
	if bytes[0] != bytes[1] {
		t.Errorf("they differ:\n%s\n%s", bytes[0], bytes[1])
	}
	want := `{"programs":["aa","na"],"days":["tuesday"],"near":{"lat":42.3601,"lon":0,"km":25},"text":"cafe the"}`
	if bytes[1] != want {
		t.Errorf("got %s", bytes[1])
	}
}

func TestFilterSurvivesJSON(t *testing.T) {
	f := meeting.Filter{IDs: []string{"a"}, Programs: []string{"aa"}, Sources: []string{"s"}, Attendance: []meeting.Attendance{meeting.Online},
		Days: meeting.EveryDay, From: meeting.NewClock(22, 0), To: 0, Types: []string{"W"}, Languages: []string{"es"}, Accessible: true,
		Near: &meeting.Near{Lat: -33.8688, Lon: 151.2093, Km: 12.5, Online: true}, Text: "a b", Retired: true, Witnesses: true}
	first, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var back meeting.Filter
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(back)
	if err != nil || string(first) != string(second) {
		t.Errorf("%v\n%s\n%s", err, first, second)
	}
	for _, bad := range []string{`{"days":["someday"]}`, `{"from":"25:00"}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

func TestSearchWords(t *testing.T) {
	for in, want := range map[string][]string{
		"":                              nil,
		"St. Mark’s Café":               {"st", "marks", "cafe"},
		"12-Step/Big Book":              {"12", "step", "big", "book"},
		"東京グループ":                        {"東", "京", "ク", "ル", "ー", "フ"},
		"'quoted' o'clock":              {"quoted", "oclock"},
		"a\x00b \xff c":                 {"a", "b", "c"},
		"\u202eright\u202c to left":     {"right", "to", "left"},
		strings.Repeat("x", 10_000):     {strings.Repeat("x", 40)},
		"100% sober_ly":                 {"100", "sober", "ly"},
		"Ünïcödé SELECT * FROM meeting": {"unicode", "select", "from", "meeting"},
	} {
		if got := meeting.SearchWords(in); !slices.Equal(got, want) {
			t.Errorf("%.40q: got %q, want %q", in, got, want)
		}
	}
}

// FuzzSearchWords holds that words are words of themselves, and that a meeting
// is found by each word of its name.
func FuzzSearchWords(f *testing.F) {
	for _, s := range []string{"Grace  Church", "Straße", "Nooners™", "İ", "ﬃ", "\xff", "각", "グループ", "o''''k", "ǅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := meeting.SearchWords(s)
		if again := meeting.SearchWords(strings.Join(words, " ")); !slices.Equal(again, words) {
			t.Fatalf("%q is %q, then %q", s, words, again)
		}
		m := meeting.Meeting{Name: s}
		for _, w := range words {
			if f := (meeting.Filter{Text: w}); !f.Matches(&m) {
				t.Errorf("%q is not found by %q", s, w)
			}
		}
	})
}

func TestPointsAgreeWithDistance(t *testing.T) {
	for _, p := range [][4]float64{{42.36, -71.06, 42.26, -71.80}, {0, 0, 0, 180}, {89, 0, 89, 180}, {-16.8, 179.9, -16.8, -179.9}, {10, 10, 10, 10}} {
		km := meeting.Distance(p[0], p[1], p[2], p[3]) / 1000
		near := func(by float64) bool {
			m := meeting.Meeting{Place: meeting.Place{Latitude: p[2], Longitude: p[3]}}
			f := meeting.Filter{Near: &meeting.Near{Lat: p[0], Lon: p[1], Km: km + by}}
			return f.Matches(&m)
		}
		if p[2] == 0 && p[3] == 0 {
			continue
		}
		if !near(0.001) || km > 1 && near(-0.001) {
			t.Errorf("%v: %f km, yet %v with a metre more and %v with one less", p, km, near(0.001), near(-0.001))
		}
	}
}

func BenchmarkSearchText(b *testing.B) {
	m := lantern()
	for b.Loop() {
		if meeting.SearchText(&m) == "" {
			b.Fatal("empty")
		}
	}
}
