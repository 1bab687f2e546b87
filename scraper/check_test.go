package scraper

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

func checkRows() []collectRow {
	return []collectRow{
		{Key: "a", Name: "A", Day: "monday", Time: "19:00", Place: "Hall"},
		{Key: "twice", Alt: "2", Name: "B", Place: "Hall"},
		{Key: "nameless"},
		{Key: "twice", Alt: "1", Name: "B", Place: "Library"},
		{Key: "a", Name: "A", Day: "monday", Time: "19:00", Place: "Hall"},
		{Key: "odd", Name: "Odd", Day: "someday", Place: "Hall"},
	}
}

func TestCheckReadsWithoutStoring(t *testing.T) {
	site := &collectSite{pages: map[string]string{"http://a.example/1": collectPage{Rows: checkRows()}.String()}}
	b := site.bench()
	b.Store = nil
	r := b.Check(t.Context(), b.src)
	if r.Run.Class != meeting.OK || r.Err != nil || r.Run.Counts.Listed != 5 || r.Run.Counts.Refused != 1 || len(r.Rows) != 5 {
		t.Fatalf("%+v, %v", r.Run, r.Err)
	}
	var keys []string
	for _, row := range r.Rows {
		if row.Listing.Key != cmpKey(row) {
			t.Errorf("listing %q stands beside meeting %q", row.Listing.Key, cmpKey(row))
		}
		if row.Refusal == nil && row.Listing.Location != row.Meeting.Place.Name {
			t.Errorf("listing at %q stands beside a meeting at %q", row.Listing.Location, row.Meeting.Place.Name)
		}
		keys = append(keys, row.Listing.Key+"/"+row.Meeting.Twin)
	}
	if want := []string{"a/", "twice/2", "twice/", "odd/", "nameless/"}; !slices.Equal(keys, want) {
		t.Errorf("rows %v, want %v", keys, want)
	}
	if got := r.Rows[3].Unread; !slices.Equal(got, []string{"day: someday"}) {
		t.Errorf("unread %q", got)
	}
}

func cmpKey(c Checked) string {
	if c.Refusal != nil {
		return c.Refusal.Key
	}
	return c.Meeting.SourceKey
}

func TestCheckSaysWhatWentWrong(t *testing.T) {
	site := &collectSite{pages: map[string]string{"http://a.example/1": `{"error":1}`}}
	b := site.bench()
	r := b.Check(t.Context(), b.src)
	var shape *ShapeError
	if r.Run.Class != meeting.NotUnderstood || !errors.As(r.Err, &shape) || r.Rows == nil || len(r.Rows) != 0 {
		t.Errorf("%+v, %v", r.Run, r.Err)
	}
	b.Formats = nil
	b.src.Format = "carrier-pigeon"
	if r := b.Check(t.Context(), b.src); r.Run.Class != meeting.NotUnderstood || !strings.Contains(r.Err.Error(), "carrier-pigeon") {
		t.Errorf("%+v, %v", r.Run, r.Err)
	}
}

func TestCheckReadsAFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	b := newCollectBench(nil, "")
	page := collectPage{Rows: checkRows(), Next: []string{"http://file.invalid/2"}, Maybe: []string{"http://file.invalid/more"}}.String()
	r, err := b.CheckFile(t.Context(), write("list.json", "\xef\xbb\xbf"+page), b.src)
	if err != nil || r.Run.Class != meeting.OK || len(r.Rows) != 5 {
		t.Fatalf("%v: %+v", err, r.Run)
	}
	if want := []string{"http://file.invalid/2", "http://file.invalid/more"}; !slices.Equal(r.NotFollowed, want) {
		t.Errorf("not followed: %v", r.NotFollowed)
	}
	if r, err := b.CheckFile(t.Context(), write("page.html", "<html>"), b.src); err != nil || r.Run.Class != meeting.Blocked {
		t.Errorf("a web page: %v, %+v", err, r.Run)
	}
	if _, err := b.CheckFile(t.Context(), filepath.Join(dir, "missing.json"), b.src); err == nil || !strings.Contains(err.Error(), "missing.json") {
		t.Errorf("a missing file: %v", err)
	}
}
