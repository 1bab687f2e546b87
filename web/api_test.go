package web

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// decode reads an answer's JSON.
func decode[T any](t *testing.T, rec *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, rec.Body)
	}
	return v
}

func TestAPIFilters(t *testing.T) {
	for _, tt := range []struct {
		query string
		want  meeting.Filter
	}{
		{"", meeting.Filter{Limit: apiLimit}},
		{"program=aa", meeting.Filter{Programs: []string{"aa"}, Limit: apiLimit}},
		{"program=aa,smart&program=mm", meeting.Filter{Programs: []string{"aa", "smart", "mm"}, Limit: apiLimit}},
		{"source=aa-harbor&source=smart-list", meeting.Filter{Sources: []string{"aa-harbor", "smart-list"}, Limit: apiLimit}},
		{"attendance=online,hybrid", meeting.Filter{Attendance: []meeting.Attendance{meeting.Online, meeting.Hybrid}, Limit: apiLimit}},
		{"day=monday&day=Tue", meeting.Filter{Days: meeting.NewWeekdays(time.Monday, time.Tuesday), Limit: apiLimit}},
		{"text=grace+church&limit=7&after=x9", meeting.Filter{Text: "grace church", Limit: 7, After: "x9"}},
		{"type=O,W&language=es&accessible=true&time=22:00-05:00", meeting.Filter{Types: []string{"O", "W"}, Languages: []string{"es"}, Accessible: true, From: meeting.NewClock(22, 0), To: meeting.NewClock(5, 0), Limit: apiLimit}},
		{"for=secular,women", meeting.Filter{Programs: []string{"wfs"}, Limit: apiLimit}},
		{"for=secular&program=aa", meeting.Filter{Programs: []string{nobody}, Limit: apiLimit}},
		{"order=soonest", meeting.Filter{Soonest: true, Limit: apiLimit}},
		{"program=&day=", meeting.Filter{Limit: apiLimit}},
	} {
		t.Run(tt.query, func(t *testing.T) {
			w := newWorld(t)
			if rec := w.get("/api/v1/meetings?" + tt.query); rec.Code != 200 {
				t.Fatalf("%d %s", rec.Code, rec.Body)
			}
			if got := w.store.filters[0]; fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestAPINear(t *testing.T) {
	for query, want := range map[string]meeting.Near{
		"near=39.95,-75.16&within=5mi":               {Lat: 39.95, Lon: -75.16, Km: 8.04672},
		"near=Philadelphia,+PA&online=true":          {Lat: 39.95, Lon: -75.16, Km: 25, Online: true},
		"near=lowcroft&within=2km&order=nearest":     {Lat: 39.95, Lon: -75.16, Km: 2},
		"near=19107&within=10&order=soonest&limit=3": {Lat: 39.95, Lon: -75.16, Km: 10},
	} {
		w := newWorld(t)
		if rec := w.get("/api/v1/meetings?" + query); rec.Code != 200 {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		if got := w.store.filters[0].Near; got == nil || *got != want {
			t.Errorf("%s: got %+v, want %+v", query, got, want)
		}
	}
}

func TestAPIRefusesBadFiltersByName(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct{ query, parameter, allowed string }{
		{"program=narnia", "program", "aa"},
		{"source=nowhere", "source", "smart-list"},
		{"attendance=in-person", "attendance", "in_person"},
		{"day=someday", "day", "monday"},
		{"limit=0", "limit", "1 to 1000"},
		{"limit=1001", "limit", "1 to 1000"},
		{"near=qwxzyh", "near", ""},
		{"within=5km", "within", ""},
		{"online=true", "online", ""},
		{"near=Boston&within=far", "within", "15mi"},
		{"time=soon", "time", "evening"},
		{"accessible=1", "accessible", "true"},
		{"order=nearest", "order", ""},
		{"order=best", "order", "soonest"},
		{"for=fun", "for", "secular"},
		{"limit=ten", "limit", "1 to 1000"},
		{"programme=aa", "programme", "program"},
	} {
		rec := w.get("/api/v1/meetings?" + tt.query)
		p := decode[problem](t, rec)
		if rec.Code != 400 || p.Status != 400 || p.Parameter != tt.parameter || tt.allowed != "" && !slices.Contains(p.Allowed, tt.allowed) {
			t.Errorf("%s: %d %+v", tt.query, rec.Code, p)
		}
	}
	if rec := w.get("/api/v1/meetings?a=%zz"); rec.Code != 400 {
		t.Errorf("broken escape: %d", rec.Code)
	}
}

func TestAPIPagesHoldEveryMeetingOnce(t *testing.T) {
	w := newWorld(t)
	type list struct {
		Meetings []struct{ ID string }
		Next     *string
	}
	var ids []string
	for after := ""; ; {
		rec := w.get("/api/v1/meetings?limit=3&after=" + url.QueryEscape(after))
		got := decode[list](t, rec)
		for _, m := range got.Meetings {
			ids = append(ids, m.ID)
		}
		if got.Next == nil {
			t.Fatal("next is absent")
		}
		if after = *got.Next; after == "" {
			break
		}
	}
	if len(ids) != 7 || !slices.IsSorted(ids) || len(slices.Compact(ids)) != 7 {
		t.Errorf("got %v", ids)
	}
	if body := w.get("/api/v1/meetings?text=zzz").Body.String(); strings.TrimSpace(body) != `{"meetings":[],"next":""}` {
		t.Errorf("empty list: %s", body)
	}
}

func TestAPICatalogueAndHealth(t *testing.T) {
	w := newWorld(t)
	w.store.health["smart-list"] = meeting.Health{Source: "smart-list", Class: meeting.Blocked, Message: "The site shows a page for people.",
		LastTry: testNow, LastGood: testNow.Add(-time.Hour), Run: 9, Meetings: 40, Failures: 2}
	programs := decode[struct{ Programs []programJSON }](t, w.get("/api/v1/programs"))
	if len(programs.Programs) != len(testPrograms) || programs.Programs[0].ShortName != "AA" {
		t.Errorf("programs: %+v", programs)
	}
	sources := decode[struct{ Sources []sourceJSON }](t, w.get("/api/v1/sources")).Sources
	h := sources[0].Health
	if h.Class != "blocked" || h.Failures != 2 || *h.LastTry != "2026-11-24T22:40:00Z" || *h.LastGood != "2026-11-24T21:40:00Z" || h.Meetings != 40 {
		t.Errorf("health: %+v", h)
	}
	if never := sources[1].Health; never.Class != "" || never.LastTry != nil {
		t.Errorf("never tried: %+v", never)
	}
}

func TestAPIMakesACalendarOfTwoSecrets(t *testing.T) {
	w := newWorld(t)
	rec := w.do("POST", "http://evil.example/api/v1/calendars", `{"meetings":["aaaaaaaaaaaaaaa1","aaaaaaaaaaaaaaa2","aaaaaaaaaaaaaaa1"],"name":"Mine\u202e","discretion":"neutral"}`)
	got := decode[struct{ Feed, Manage string }](t, rec)
	if rec.Code != 201 || rec.Header().Get("Location") != got.Manage {
		t.Fatalf("%d, Location %q, %s", rec.Code, rec.Header().Get("Location"), rec.Body)
	}
	feed, okFeed := strings.CutPrefix(got.Feed, testURL+"/c/")
	manage, okManage := strings.CutPrefix(got.Manage, testURL+"/my/")
	feed = strings.TrimSuffix(feed, ".ics")
	if !okFeed || !okManage || len(feed) != 32 || len(manage) != 32 || feed == manage || len(got.Feed) > 256 {
		t.Errorf("feed %q, manage %q", got.Feed, got.Manage)
	}
	c := w.store.calendars[1]
	if c.Name != "Mine" || c.Discretion != meeting.Neutral || c.Language != "en" || len(c.Meetings) != 2 {
		t.Errorf("calendar %+v", c)
	}
	for hash := range w.store.byManage {
		if len(hash) != 32 || strings.Contains(hash, manage) {
			t.Error("the store was told the secret itself")
		}
	}
	if w.get("/c/"+manage+".ics").Code != 404 || w.get("/my/"+feed).Code != 404 {
		t.Error("one address works as the other")
	}
}

func TestAPICalendarProblems(t *testing.T) {
	many := `"x0"`
	for i := range 200 {
		many += fmt.Sprintf(`,"x%d"`, i+1)
	}
	for _, tt := range []struct {
		name, body string
		status     int
		parameter  string
		unknown    []string
	}{
		{"unknown ids", `{"meetings":["aaaaaaaaaaaaaaa1","nope","neither"]}`, 422, "meetings", []string{"nope", "neither"}},
		{"none", `{"meetings":[]}`, 422, "meetings", nil},
		{"absent", `{}`, 422, "meetings", nil},
		{"too many", `{"meetings":[` + many + `]}`, 422, "meetings", nil},
		{"discretion", `{"meetings":["aaaaaaaaaaaaaaa1"],"discretion":"loud"}`, 422, "discretion", nil},
		{"unknown field", `{"meetings":["aaaaaaaaaaaaaaa1"],"colour":"red"}`, 400, "", nil},
		{"wrong kind", `{"meetings":"aaaaaaaaaaaaaaa1"}`, 400, "meetings", nil},
		{"not JSON", `{`, 400, "", nil},
		{"two values", `{"meetings":["aaaaaaaaaaaaaaa1"]}{}`, 400, "", nil},
		{"nothing", ``, 400, "", nil},
		{"too big", `{"name":"` + strings.Repeat("x", maxBody) + `"}`, 413, "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			rec := w.do("POST", "/api/v1/calendars", tt.body)
			p := decode[problem](t, rec)
			if rec.Code != tt.status || p.Parameter != tt.parameter || !slices.Equal(p.Unknown, tt.unknown) || p.Detail == "" {
				t.Errorf("%d %+v", rec.Code, p)
			}
			if rec.Header().Get("Content-Type") != "application/problem+json" || w.store.writes != 0 {
				t.Errorf("type %q, %d writes", rec.Header().Get("Content-Type"), w.store.writes)
			}
		})
	}
}

func TestRetiredMeetingsCantBeChosen(t *testing.T) {
	w := newWorld(t)
	w.store.meetings[0].Retired = testNow
	p := decode[problem](t, w.do("POST", "/api/v1/calendars", `{"meetings":["aaaaaaaaaaaaaaa1"]}`))
	if !slices.Equal(p.Unknown, []string{"aaaaaaaaaaaaaaa1"}) {
		t.Errorf("%+v", p)
	}
}

func TestNewSecretsAreLongAndDiffer(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		manage := newManage()
		feed := feedOf(manage)
		if !isSecret(manage) || !isSecret(feed) || seen[manage] || seen[feed] || feed != feedOf(manage) {
			t.Fatalf("manage %q, feed %q", manage, feed)
		}
		seen[manage], seen[feed] = true, true
	}
	if secretBytes*8 < 128 {
		t.Error("fewer than 128 random bits")
	}
}
