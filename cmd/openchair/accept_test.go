package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// feedOf lists n invented meetings.
func feedOf(n int) string {
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"slug":"m%d","name":"Meeting %d","day":%d,"time":"19:00","location":"Hall","formatted_address":"%d Main Street, Albany, NY 12207, USA"}`, i, i, i%7, i)
	}
	return "[" + strings.Join(rows, ",") + "]"
}

func TestAVolunteerAcceptsOrRejectsAQuarantinedRun(t *testing.T) {
	b := newBench(t)
	feed := feedOf(30)
	site := serveFunc(t, func(w http.ResponseWriter, r *http.Request) { says(200, "application/json", feed)(w, r) })
	b.source("hill", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", site+"/feed"))
	b.must("collect")

	feed = feedOf(12)
	_, out, _ := b.run("collect", "--json")
	q := jsonLines[runLine](t, out)[0]
	if q.Class != "shrunk" {
		t.Fatalf("class %s, want shrunk", q.Class)
	}
	if said := b.must("reject", fmt.Sprint(q.Run)); !strings.Contains(said, "rejected") {
		t.Errorf("reject said %q", said)
	}
	if code, _, errs := b.run("accept", fmt.Sprint(q.Run)); code != exitFailed || !strings.Contains(errs, "nothing of run") {
		t.Errorf("a rejected run: exit %d, %q", code, errs)
	}
	if code, _, errs := b.run("accept", "4711"); code != exitFailed || !strings.Contains(errs, "there is no run 4711") {
		t.Errorf("no such run: exit %d, %q", code, errs)
	}

	_, out, _ = b.run("collect", "--json")
	q = jsonLines[runLine](t, out)[0]
	accepted := jsonLines[runLine](t, b.must("accept", "--json", fmt.Sprint(q.Run)))[0]
	if accepted.Class != "ok" || accepted.Counts.Stored != 12 || accepted.Counts.Missed != 18 {
		t.Errorf("accepted: %+v", accepted)
	}
	if n := strings.Count(b.must("meetings", "--json"), "\n"); n != 30 {
		t.Errorf("%d meetings are listed: what is missing retires only after its time, want 30", n)
	}
	if again := jsonLines[runLine](t, b.must("collect", "--json"))[0]; again.Class != "unchanged" {
		t.Errorf("the accepted list again: %s, want unchanged", again.Class)
	}
}
