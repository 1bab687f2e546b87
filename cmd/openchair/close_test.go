package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// hill collects n invented meetings and returns what is known of them.
func hill(t *testing.T, n int) (*bench, []meetingLine) {
	t.Helper()
	b := newBench(t)
	site := serveFunc(t, func(w http.ResponseWriter, r *http.Request) { says(200, "application/json", feedOf(n))(w, r) })
	b.source("hill", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", site+"/feed"))
	b.must("collect")
	return b, jsonLines[meetingLine](t, b.must("meetings", "--json"))
}

func TestAVolunteerClosesAPlaceAndTakesItBack(t *testing.T) {
	b, _ := hill(t, 7)
	day := func(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) }
	held := func() int {
		return strings.Count(b.must("occurrences", "--json", "--text", "Meeting 3", "--from", day(0), "--to", day(28)), "\n")
	}
	before := held()
	if code, _, errs := b.run("close", "hall", "--from", day(1), "--to", day(14)); code != exitUsage || !strings.Contains(errs, "7 places are called") || !strings.Contains(errs, "3 Main Street") {
		t.Errorf("many places: exit %d\n%s", code, errs)
	}
	if code, _, errs := b.run("close", "3 main", "--from", day(9), "--to", day(2)); code != exitUsage || !strings.Contains(errs, "is before --from") {
		t.Errorf("wrong way round: exit %d\n%s", code, errs)
	}
	if said := b.must("close", "hall 3 main", "--from", day(0), "--to", day(20), "--reason", "A new roof."); !strings.Contains(said, "not held then: 1.") {
		t.Errorf("close said %q", said)
	}
	if now := held(); now >= before || now > 1 {
		t.Errorf("held %d times while closed, %d before", now, before)
	}
	if list := b.must("closures"); !strings.Contains(list, "3 Main Street") || !strings.Contains(list, "A new roof.") {
		t.Errorf("closures are\n%s", list)
	}
	b.must("reopen", "1")
	if now := held(); now != before {
		t.Errorf("held %d times after reopening, %d before", now, before)
	}
	if code, _, errs := b.run("reopen", "1"); code != exitFailed || !strings.Contains(errs, "no closure 1") {
		t.Errorf("reopened twice: exit %d %s", code, errs)
	}
}

func TestAVolunteerVouchesForAMeeting(t *testing.T) {
	b, known := hill(t, 3)
	if said := b.must("verify", known[0].ID, "--note", "Called. Ask ann@example.org."); !strings.Contains(said, known[0].Name) {
		t.Errorf("verify said %q", said)
	}
	out := b.must("meetings", "--json")
	if !strings.Contains(out, `"verified":"`) || !strings.Contains(out, "Called.") || strings.Contains(out, "ann@") {
		t.Errorf("meetings are\n%s", out)
	}
	if code, _, errs := b.run("verify", "nothing"); code != exitFailed || !strings.Contains(errs, "no meeting nothing") {
		t.Errorf("unknown: exit %d %s", code, errs)
	}
}
