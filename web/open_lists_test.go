package web

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

// fakeLists writes the names of meetings, each after what it is written as.
type fakeLists struct{}

func listed(kind string, w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	for m, err := range ms {
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s %s\n", kind, m.Name)
	}
	return nil
}

func (fakeLists) MeetingGuide(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	return listed("guide", w, ms)
}

func (fakeLists) Sheet(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	return listed("sheet", w, ms)
}

func (fakeLists) BMLT(q url.Values) (BMLTAnswer, error) {
	if q.Get("switcher") != "GetSearchResults" {
		return nil, errors.New("switcher is not answered")
	}
	return fakeAnswer{}, nil
}

type fakeAnswer struct{}

func (fakeAnswer) Filter() (meeting.Filter, bool) {
	return meeting.Filter{Programs: []string{"smart"}}, true
}

func (fakeAnswer) Write(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	return listed("bmlt", w, ms)
}

func TestOpenListsAreForAnyone(t *testing.T) {
	w := newWorld(t)
	for path, want := range map[string]struct{ kind, begins string }{
		"/meetings.json":             {typeJSON, "guide "},
		"/programs/aa/meetings.json": {typeJSON, "guide "},
		"/meetings.csv":              {typeCSV, "sheet "},
		"/client_interface/json/?switcher=GetSearchResults":                   {typeJSON, "bmlt "},
		"/client_interface/jsonp/?switcher=GetSearchResults&callback=jsonp_1": {typeJavaScript, "/**/jsonp_1(bmlt "},
	} {
		r := w.get(path)
		h := r.Header()
		if r.Code != http.StatusOK || h.Get("Content-Type") != want.kind || !strings.HasPrefix(r.Body.String(), want.begins) ||
			h.Get("Access-Control-Allow-Origin") != "*" || h.Get("ETag") == "" || h.Get("Last-Modified") != "Tue, 03 Feb 2026 04:05:06 GMT" {
			t.Errorf("%s: %d %v %q", path, r.Code, h, r.Body)
		}
	}
	filters := w.store.filters
	if !slices.ContainsFunc(filters, func(f meeting.Filter) bool { return slices.Equal(f.Programs, []string{"aa"}) }) ||
		!slices.ContainsFunc(filters, func(f meeting.Filter) bool { return slices.Equal(f.Programs, []string{"smart"}) }) {
		t.Errorf("asked for %v", filters)
	}
}

func TestAListThatDidNotChangeIsNotReadAgain(t *testing.T) {
	w := newWorld(t)
	etag := w.get("/meetings.json").Header().Get("ETag")
	asked := len(w.store.filters)
	again := func() *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/meetings.json", nil)
		r.Header.Set("If-None-Match", etag)
		rec := httptest.NewRecorder()
		w.Handler.ServeHTTP(rec, r)
		return rec
	}
	if r := again(); r.Code != http.StatusNotModified || r.Body.Len() > 0 || len(w.store.filters) != asked {
		t.Errorf("%d %q, %d reads", r.Code, r.Body, len(w.store.filters)-asked)
	}
	w.now = w.now.AddDate(0, 0, 1)
	if r := again(); r.Code != http.StatusOK {
		t.Errorf("the next day, when other limits are over: %d", r.Code)
	}
}

func TestAListThatBreaksOffIsNotTakenForTheWhole(t *testing.T) {
	w := newWorld(t)
	w.store.listFail = errors.New("the disk is gone")
	srv := httptest.NewServer(w.Handler)
	defer srv.Close()
	r, err := http.Get(srv.URL + "/meetings.json")
	if err != nil {
		return // cut off before anything was sent
	}
	defer r.Body.Close()
	if body, err := io.ReadAll(r.Body); err == nil {
		t.Errorf("a whole answer of %d bytes", len(body))
	}
	if !strings.Contains(w.log.String(), "the disk is gone") {
		t.Errorf("log %s", w.log.String())
	}
}

func TestBadQuestionsAreAnsweredWithTheReason(t *testing.T) {
	w := newWorld(t)
	for path, want := range map[string]string{
		"/client_interface/json/?switcher=GetNaws":                                                "switcher is not answered",
		"/client_interface/jsonp/?switcher=GetSearchResults":                                      "is no name of a function",
		"/client_interface/jsonp/?switcher=GetSearchResults&callback=alert(1)":                    "is no name of a function",
		"/client_interface/jsonp/?switcher=GetSearchResults&callback=" + strings.Repeat("a", 101): "is no name of a function",
	} {
		if r := w.get(path); r.Code != http.StatusBadRequest || !strings.Contains(r.Body.String(), want) || strings.Contains(r.Body.String(), "alert(1)(") {
			t.Errorf("%s: %d %s", path, r.Code, r.Body)
		}
	}
	if r := w.get("/programs/unknown/meetings.json"); r.Code != http.StatusNotFound {
		t.Errorf("an unknown program: %d", r.Code)
	}
}
