package hook

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"openchair/internal/guard"
)

func TestAHookIsToldAndPinged(t *testing.T) {
	var got []string
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = append(got, r.Method+" "+r.Header.Get("Content-Type")+" "+string(b))
	}))
	defer site.Close()
	h, err := New(site.URL+"/secret", guard.Guard{AllowPrivate: true}.Transport())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(h.Tell(t.Context(), map[string]int{"n": 1}), h.Ping(t.Context())); err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(got, "; "); s != `POST application/json {"n":1}; GET  ` {
		t.Errorf("it got %s", s)
	}
}

func TestAHookThatFailsNeverTellsItsAddress(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/secret/moved" {
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
			return
		}
		http.Error(w, "no", http.StatusTeapot)
	}))
	defer site.Close()
	for name, c := range map[string]struct {
		path    string
		private bool
	}{
		"an answer that is none": {"/secret", true},
		"a redirect":             {"/secret/moved", true},
		"a private address":      {"/secret", false},
	} {
		h, err := New(site.URL+c.path, guard.Guard{AllowPrivate: c.private}.Transport())
		if err != nil {
			t.Fatal(err)
		}
		err = h.Ping(t.Context())
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
		var refused *guard.RefusedError
		if errors.As(err, &refused) == c.private {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnAddressMustBeOne(t *testing.T) {
	for _, address := range []string{"", "hooks.example.org", "file:///etc/passwd", "http://"} {
		if _, err := New(address, http.DefaultTransport); err == nil {
			t.Errorf("%q was taken", address)
		}
	}
}
