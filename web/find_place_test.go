package web

import (
	"html"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

// newTown is the test's world with doors in Philadelphia, 1 to 30 km from its middle.
func newTown(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := newWorld(t, change...)
	for i, km := range map[int]float64{1: 1, 2: 3.4, 6: 30} {
		p := &w.store.meetings[i].Place
		p.Latitude, p.Longitude = 39.95+km/111.2, -75.16
	}
	return w
}

func TestFindNearAPlace(t *testing.T) {
	w := newTown(t)
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"near=Philadelphia,+PA", []string{"How Was Your Week", "Tuesday Sitting"}},
		{"near=19107&within=2km", []string{"How Was Your Week"}},
		{"near=lowcroft&within=40km", []string{"How Was Your Week", "Tuesday Sitting", "The Long Table"}},
		{"at=39.95,-75.16&within=1mi", []string{"How Was Your Week"}},
		{"near=Philadelphia&within=2km&attendance=online", []string{"Four Points at Lunch Street", "Tuesday Sitting", "Dawn Watch"}},
		{"near=Philadelphia&within=40km&order=nearest", []string{"How Was Your Week", "Tuesday Sitting", "The Long Table"}},
		{"time=evening", []string{"Four Points at Lunch Street", "How Was Your Week", "Tuesday Sitting", "The Long Table"}},
		{"time=06:00-07:00", []string{"Dawn Watch"}},
		{"type=O&type=D", []string{"Atardecer en el puerto"}},
		{"language=es", []string{"Atardecer en el puerto"}},
		{"access=1", []string{"How Was Your Week"}},
	} {
		body := w.get("/find?" + tt.query).Body.String()
		checkHTML(t, body)
		got := names(body)
		if !strings.Contains(tt.query, "order") {
			slices.Sort(got)
			slices.Sort(tt.want)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.query, got, tt.want)
		}
	}
}

func TestTheFormKeepsPlaceTimeAndKinds(t *testing.T) {
	body := newTown(t).get("/find?near=Philadelphia&within=10mi&time=evening&type=O&language=en&access=1&order=nearest").Body.String()
	for _, want := range []string{
		`name="near" value="Philadelphia"`, `<option value="10mi" selected>10 mi</option>`, `<option value="evening" selected>`,
		`value="O" id="f-type-O" checked`, `<option value="en" selected>`, `name="access" value="1" id="f-access-1" checked`,
		`<input type="hidden" name="order" value="nearest">`, `<span class="in-use">3 in use</span>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the form lacks %s", want)
		}
	}
}

func TestDistanceIsSaidAsPeopleThereSayIt(t *testing.T) {
	w := newTown(t)
	for query, want := range map[string]string{
		"near=Philadelphia":             "0.6 mi",
		"near=Philadelphia&within=25km": ", 1 km",
	} {
		body := w.get("/find?" + query).Body.String()
		if !strings.Contains(body, want) {
			t.Errorf("%s: no %q", query, want)
		}
	}
	if body := w.get("/find?near=Philadelphia").Body.String(); !strings.Contains(body, "within 15 mi of Philadelphia, PA, US") {
		t.Error("the page does not say where it looked")
	}
}

func TestPlacesOfOneNameAreOffered(t *testing.T) {
	body := html.UnescapeString(newTown(t).get("/find?near=Springfield&day=monday").Body.String())
	if !strings.Contains(body, english.Find.OtherPlaces) || !regexp.MustCompile(`<a href="/find\?day=monday&near=Springfield%2C\+[A-Z]{2}%2C\+US"><bdi>Springfield, `).MatchString(body) {
		t.Error("other Springfields are not offered")
	}
}

func TestWordsThatNameATownLeadNearIt(t *testing.T) {
	w := newTown(t)
	near := regexp.MustCompile(`<a href="(/find\?[^"]*near=[^"]*)"><bdi>Springfield, [A-Z]{2}, US</bdi></a>`)
	body := w.get("/find?text=springfield&day=monday").Body.String()
	links := near.FindAllStringSubmatch(body, -1)
	if !strings.Contains(body, english.Find.LookNear) || len(links) != mostTowns {
		t.Fatalf("%d towns are offered", len(links))
	}
	for _, l := range links {
		if to := html.UnescapeString(l[1]); strings.Contains(to, "text=") || !strings.Contains(to, "day=monday") {
			t.Errorf("%s does not ask the same near the town", to)
		}
	}
	for _, query := range []string{"text=springfield&near=19107", "text=lunch"} {
		if strings.Contains(w.get("/find?"+query).Body.String(), english.Find.LookNear) {
			t.Errorf("%s offers towns", query)
		}
	}
}

func TestAPlaceNobodyKnowsIsSaid(t *testing.T) {
	body := newTown(t).get("/find?near=Qwxzyh").Body.String()
	if !strings.Contains(html.UnescapeString(body), english.Find.NoPlace("Qwxzyh")) || len(names(body)) == 0 {
		t.Error("an unknown place is not said, or hides all meetings")
	}
}

func TestSlipsAreMendedAndSaid(t *testing.T) {
	body := newTown(t).get("/find?text=pine+stret").Body.String()
	if got := names(body); !slices.Equal(got, []string{"Tuesday Sitting"}) || !strings.Contains(html.UnescapeString(body), english.Find.Mended("pine street", "pine stret")) {
		t.Errorf("found %q", got)
	}
}

func TestNothingNearSuggestsWiderAndOnline(t *testing.T) {
	w := newTown(t)
	body := w.get("/find?near=19107&within=2km&day=thursday&time=evening").Body.String()
	if !strings.Contains(body, "<h2>No meetings within 2 km on Thursday evening</h2>") {
		t.Error("the page does not say what was not found")
	}
	links := regexp.MustCompile(`<li><a href="(/[^"]*)">([^<]*)</a></li>`).FindAllStringSubmatch(body, -1)
	got := map[string]int{}
	for _, l := range links {
		got[l[2]] = len(names(w.get(html.UnescapeString(l[1])).Body.String()))
	}
	if n, ok := got["1 within 50 km"]; !ok || n != 1 {
		t.Errorf("no wider circle among %v", got)
	}
	body = w.get("/find?near=19107&within=2km&text=lunch").Body.String()
	online := regexp.MustCompile(`<li><a href="(/[^"]*)">` + english.Find.SomeOnline + `</a></li>`).FindStringSubmatch(body)
	if online == nil || !slices.Equal(names(w.get(html.UnescapeString(online[1])).Body.String()), []string{"Four Points at Lunch Street"}) {
		t.Error("meetings online are not offered")
	}
	body = w.get("/find?near=19107&within=2km&day=tuesday").Body.String()
	next := regexp.MustCompile(`<li><a href="(/[^"]*)">all within 5 km</a></li>`).FindStringSubmatch(body)
	if next == nil || len(names(w.get(html.UnescapeString(next[1])).Body.String())) != 2 {
		t.Error("few results do not lead to the next circle")
	}
}

func TestTheMapLeadsToEachDoor(t *testing.T) {
	w := newTown(t)
	body := w.get("/find?near=Philadelphia&within=25km").Body.String()
	pins := regexp.MustCompile(`<a href="#(n-[^"]*)"><title>(\d)\. [^<]*</title>`).FindAllStringSubmatch(body, -1)
	if len(pins) != 2 {
		t.Fatalf("%d pins", len(pins))
	}
	for _, p := range pins {
		if !strings.Contains(body, `<h3 id="`+p[1]+`"`) || !strings.Contains(body, `<b class="no" aria-hidden="true">`+p[2]+`</b>`) {
			t.Errorf("pin %s leads nowhere", p[2])
		}
	}
	if !strings.Contains(body, english.Find.MapAbout(2)) || !strings.Contains(body, `class="scale"`) || strings.Contains(body, "<image") {
		t.Error("the map lacks words or a scale, or asks for tiles")
	}
	if strings.Contains(w.get("/find?attendance=online&program=smart").Body.String(), `class="map"`) {
		t.Error("a map without a door")
	}
}

func TestApproximatePlacesAreNoPins(t *testing.T) {
	w := newTown(t)
	w.store.meetings[1].Place.Approximate = true
	if body := w.get("/find?near=Philadelphia"); strings.Count(body.Body.String(), `class="pin"`) != 1 {
		t.Error("an approximate place is drawn as a door")
	}
}

func TestTilesComeOnlyFromWhereTheOperatorSays(t *testing.T) {
	w := newTown(t, func(c *Config) {
		c.Tiles = Tiles{URL: "https://tiles.example/{z}/{x}/{y}.png", Credit: "Maps by nobody"}
	})
	rec := w.get("/find?near=Philadelphia")
	if !regexp.MustCompile(`<image href="https://tiles\.example/\d+/\d+/\d+\.png"`).MatchString(rec.Body.String()) || !strings.Contains(rec.Body.String(), "Maps by nobody") {
		t.Error("no tiles, or nobody is thanked")
	}
	if csp := rec.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "img-src 'self' https://tiles.example;") {
		t.Error(csp)
	}
	for _, bad := range []string{"tiles.example/{z}", "https://x/", "javascript:{z}", "https://a;b/{z}"} {
		if _, err := (Tiles{URL: bad}).origin(); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func TestOnlyTheFindPageMayAskWhereTheDeviceIs(t *testing.T) {
	w := newTown(t)
	if h := w.get("/find?near=Philadelphia").Header().Get("Permissions-Policy"); !strings.Contains(h, "geolocation=(self)") {
		t.Error(h)
	}
	if h := w.get("/confirm/x").Header(); !strings.Contains(h.Get("Permissions-Policy"), "geolocation=()") || strings.Contains(h.Get("Content-Security-Policy"), "script-src") {
		t.Error(h)
	}
	h := w.get("/meetings/aaaaaaaaaaaaaaa1").Header()
	if csp := h.Get("Content-Security-Policy"); csp != basePolicy+"; script-src 'self'" || !strings.Contains(h.Get("Permissions-Policy"), "geolocation=()") {
		t.Error("a meeting's page may do more than it needs:", h)
	}
}

func TestFindSaysEverythingInEveryLanguage(t *testing.T) {
	for lang, f := range map[string]findPhrases{"en": englishFind, "es": spanishFind} {
		v := reflect.ValueOf(f)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s: no %s", lang, v.Type().Field(i).Name)
			}
		}
		for _, p := range meeting.PartsOfDay {
			if f.Parts[p.Name] == "" || f.PartsSaid[p.Name] == "" {
				t.Errorf("%s: no words for %s", lang, p.Name)
			}
		}
		if s := f.None(notFound{Program: "SMART", Within: f.Far(meeting.Reach{N: 2.5}), Day: "D", Part: f.PartsSaid["evening"], Text: "x", More: true}); !strings.Contains(s, "SMART") {
			t.Error(s)
		}
	}
	if got := spanishFind.None(notFound{Program: "SMART", Within: "5 km", Day: "martes", Part: "por la tarde"}); got != "No hay reuniones de SMART a menos de 5 km el martes por la tarde" {
		t.Error(got)
	}
}
