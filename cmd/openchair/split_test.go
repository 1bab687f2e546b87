package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestTwoSourcesOfOneMeetingAreListedOnceUntilSplit(t *testing.T) {
	b := newBench(t)
	const row = `[{"slug":"%s","name":"Harbor Lamp","day":2,"time":"19:00","location":"Hall","formatted_address":"1 Elm Row, Albany, NY 12207, USA","latitude":42.65,"longitude":-73.75%s}]`
	feeds := map[string]string{"/office": fmt.Sprintf(row, "lamp", ""), "/area": fmt.Sprintf(row, "x1", `,"data_source_name":"the office"`)}
	site := serveFunc(t, func(w http.ResponseWriter, r *http.Request) {
		if body := feeds[r.URL.Path]; body != "" {
			says(200, "application/json", body)(w, r)
			return
		}
		http.NotFound(w, r)
	})
	for path := range feeds {
		b.source(path[1:], fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", site+path))
	}
	b.must("collect", "area")
	b.must("collect", "office")
	found := jsonLines[meetingLine](t, b.must("meetings", "--json"))
	if len(found) != 1 || found[0].Source != "office" {
		t.Fatalf("found %+v, want the office's alone: the area says that it has its listing from there", found)
	}
	all := b.must("meetings", "--json", "--witnesses")
	if !strings.Contains(all, `"witness_of":"`+found[0].ID+`","witness_by":"door"`) {
		t.Errorf("the witness is not told:\n%s", all)
	}
	var other string
	for _, m := range jsonLines[meetingLine](t, all) {
		if m.ID != found[0].ID {
			other = m.ID
		}
	}
	b.must("split", other, found[0].ID)
	b.must("collect")
	if n := strings.Count(b.must("meetings", "--json"), "\n"); n != 2 {
		t.Errorf("%d meetings after the split, want 2, also after another round", n)
	}
	b.must("join", found[0].ID, other)
	if n := strings.Count(b.must("meetings", "--json"), "\n"); n != 1 {
		t.Errorf("%d meetings after the join, want 1", n)
	}
	if code, _, errs := b.run("join", found[0].ID, other); code != exitFailed || !strings.Contains(errs, "nobody has split") {
		t.Errorf("joined twice: exit %d %s", code, errs)
	}
	if code, _, errs := b.run("split", found[0].ID, "nothing"); code != exitFailed || !strings.Contains(errs, "is not known") {
		t.Errorf("split from nothing: exit %d %s", code, errs)
	}
}
