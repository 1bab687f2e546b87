package web

import (
	"reflect"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestEveryPageStandsInEveryLanguage(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	for path, words := range map[string][2]string{
		"/":                    {"Starting now", "Empiezan ahora"},
		"/find?program=aa":     {"Find a meeting", "Buscar una reunión"},
		manage:                 {"Your calendar’s address", "La dirección de tu calendario"},
		"/confirm/confirm-7":   {"This link no longer works", "Este enlace ya no sirve"},
		"/no-such-page":        {"There is no such page", "No existe esa página"},
		"/find?day=tuesday&m=": {"3 meetings", "3 reuniones"},
	} {
		for i, prefix := range []string{"", "/es"} {
			body := w.get(prefix + path).Body.String()
			lang := []string{"en", "es"}[i]
			if !strings.Contains(body, words[i]) || !strings.Contains(body, `<html lang="`+lang+`">`) {
				t.Errorf("%s%s does not say %q", prefix, path, words[i])
			}
		}
	}
	if body := w.get("/es/find").Body.String(); strings.Contains(body, `action="/find"`) || !strings.Contains(body, `action="/es/find"`) {
		t.Error("the Spanish form leads to the English page")
	}
}

func TestTheFrontPageOffersTheBrowsersLanguage(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		path, accept string
		offer        string
	}{
		{"/", "es-MX,es;q=0.9,en;q=0.5", `<a href="/es/" lang="es"`},
		{"/", "en-GB,en", ""},
		{"/", "", ""},
		{"/", "zz-bad;;q=x", ""},
		{"/es/", "en-US", `<a href="/" lang="en"`},
	} {
		rec := w.get(c.path, "Accept-Language", c.accept)
		offered := strings.Contains(rec.Body.String(), `class="offer"`)
		if offered != (c.offer != "") || !strings.Contains(rec.Body.String(), c.offer) {
			t.Errorf("%s for %q: offered %v", c.path, c.accept, offered)
		}
		if rec.Header().Get("Vary") != "Accept-Language" {
			t.Errorf("%s: Vary %q", c.path, rec.Header().Get("Vary"))
		}
	}
	if got := w.get("/es").Header().Get("Location"); got != "/es/" {
		t.Errorf("/es leads to %q", got)
	}
}

// What one language says the other has to say too.
func TestNoWordIsMissingInALanguage(t *testing.T) {
	want := reflect.ValueOf(english)
	for _, tongue := range tongues {
		got := reflect.ValueOf(*tongue)
		for i := range want.NumField() {
			if got.Field(i).IsZero() != want.Field(i).IsZero() {
				t.Errorf("%s: %s is missing", tongue.Lang, want.Type().Field(i).Name)
			}
		}
		for code := range english.Tags {
			if tongue.Tags[code] == "" {
				t.Errorf("%s: tag %s is missing", tongue.Lang, code)
			}
		}
		for code := range english.Languages {
			if tongue.Languages[code] == "" {
				t.Errorf("%s: language %s is missing", tongue.Lang, code)
			}
		}
	}
	for _, a := range meeting.Attendances {
		for _, tongue := range tongues {
			if tongue.How(a, "Zoom", "", false, true) == "" {
				t.Errorf("%s: %s has no words", tongue.Lang, a)
			}
		}
	}
}
