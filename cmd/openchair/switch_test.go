package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASourceIsSwitchedOffAndOnByHand(t *testing.T) {
	b, _ := hill(t, 12)
	if said := b.must("switch", "hill", "off", "--why", "They asked.", "--retire"); !strings.Contains(said, "Meetings retired: 12") {
		t.Errorf("switch said %q", said)
	}
	if list := b.must("sources"); !strings.Contains(list, "off by hand: They asked.") {
		t.Errorf("sources are\n%s", list)
	}
	if n := strings.Count(b.must("meetings", "--json"), "\n"); n != 0 {
		t.Errorf("%d meetings are still listed", n)
	}
	for _, args := range [][]string{{"collect"}, {"collect", "hill"}} {
		if code, _, errs := b.run(args...); code != exitFailed || !strings.Contains(errs, "no source is enabled") && !strings.Contains(errs, "switched off by hand (They asked.)") {
			t.Errorf("%v: exit %d %s", args, code, errs)
		}
	}
	b.must("switch", "hill", "on")
	run := jsonLines[runLine](t, b.must("collect", "--json"))[0]
	if run.Class != "ok" || run.Counts.New != 12 {
		t.Errorf("on again: %+v", run)
	}
	for _, args := range [][]string{{"switch", "nowhere", "off"}, {"switch", "hill", "on", "--retire"}, {"switch", "hill", "maybe"}} {
		if code, _, _ := b.run(args...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

func TestASourceWhoseHostOptedOutIsNotAsked(t *testing.T) {
	b, _ := hill(t, 3)
	file := filepath.Join(b.dir, "opt-out.txt")
	if err := os.WriteFile(file, []byte("127.0.0.1 # asked in May\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := b.run("collect", "--json", "--opt-out", file)
	if run := jsonLines[runLine](t, out)[0]; code != exitFailed || run.Class != "robots-denied" || !strings.Contains(run.Message, "asked us not to read it") {
		t.Errorf("exit %d %+v %s", code, run, errs)
	}
	if code, _, errs := b.run("collect", "--opt-out", filepath.Join(b.dir, "none")); code != exitUsage || !strings.Contains(errs, "--opt-out") {
		t.Errorf("no such list: exit %d %s", code, errs)
	}
	if n := strings.Count(b.must("meetings", "--json"), "\n"); n != 3 {
		t.Errorf("%d meetings, want those known before", n)
	}
}
