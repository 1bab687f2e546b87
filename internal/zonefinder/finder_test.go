package zonefinder

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/ringsaturn/tzf"
)

// TestMain lets this binary be the child process.
func TestMain(m *testing.M) {
	switch os.Getenv("ZONEFINDER_CHILD") {
	case "serve":
		if err := Serve(os.Stdin, os.Stdout); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	case "fail":
		os.Exit(3)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, how string) *Child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &Child{Command: func(ctx context.Context) *exec.Cmd {
		cmd := exec.CommandContext(ctx, self)
		cmd.Env = append(os.Environ(), "ZONEFINDER_CHILD="+how)
		return cmd
	}}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// Towns near borders that a table of states can't tell.
var towns = []struct {
	name     string
	lat, lon float64
	zone     string
}{
	{"Evansville, Indiana", 37.9716, -87.5711, "America/Chicago"}, {"Indianapolis", 39.7684, -86.1581, "America/Indiana/Indianapolis"},
	{"Bowling Green, Kentucky", 36.9685, -86.4808, "America/Chicago"}, {"Louisville", 38.2527, -85.7585, "America/Kentucky/Louisville"},
	{"Pensacola, Florida", 30.4213, -87.2169, "America/Chicago"}, {"Tallahassee", 30.4383, -84.2807, "America/New_York"},
	{"El Paso, Texas", 31.7619, -106.4850, "America/Denver"}, {"Dallas", 32.7767, -96.7970, "America/Chicago"},
	{"Ontario, Oregon", 44.0266, -116.9629, "America/Boise"}, {"Rapid City, South Dakota", 44.0805, -103.2310, "America/Denver"},
	{"Window Rock, Navajo Nation", 35.6806, -109.0526, "America/Denver"}, {"Phoenix", 33.4484, -112.0740, "America/Phoenix"},
	{"Broken Hill", -31.9530, 141.4530, "Australia/Broken_Hill"}, {"Tijuana", 32.5149, -117.0382, "America/Tijuana"},
	{"Manaus", -3.1190, -60.0217, "America/Manaus"}, {"Thunder Bay, Ontario", 48.3809, -89.2477, "America/Toronto"},
	{"the middle of the Atlantic", 30, -40, ""},
}

func TestPointsAreInTheirZones(t *testing.T) {
	var in, out bytes.Buffer
	for _, town := range towns {
		in.WriteString(question(town.lat, town.lon))
	}
	if err := Serve(&in, &out); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	for i, town := range towns {
		if got[i] != town.zone {
			t.Errorf("%s: %q, want %q", town.name, got[i], town.zone)
		}
	}
	if err := Serve(strings.NewReader("here\n"), &out); err == nil || !strings.Contains(err.Error(), `point "here"`) {
		t.Errorf("a line that is no point: %v", err)
	}
}

func TestTheVersionIsThatOfTheBorders(t *testing.T) {
	f, err := tzf.NewDefaultFinder()
	if err != nil {
		t.Fatal(err)
	}
	if got := f.DataVersion(); got != Data {
		t.Errorf("the borders are of %s: set Data to it, so that what was kept is asked for again", got)
	}
}

func TestOneChildAnswersAll(t *testing.T) {
	c := child(t, "serve")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, town := range towns {
				if zone, err := c.ZoneAt(t.Context(), town.lat, town.lon); err != nil || zone != town.zone {
					t.Errorf("%s: %q, %v", town.name, zone, err)
				}
			}
		})
	}
	wg.Wait()
	if c.starts != 1 {
		t.Errorf("%d children", c.starts)
	}
	if err := c.Close(); err != nil || c.proc != nil {
		t.Errorf("it does not end: %v", err)
	}
	if zone, err := c.ZoneAt(t.Context(), 39.7684, -86.1581); err != nil || zone != "America/Indiana/Indianapolis" || c.starts != 2 {
		t.Errorf("after its end: %q, %v, %d starts", zone, err, c.starts)
	}
}

func TestAChildThatFailsIsSaid(t *testing.T) {
	c := child(t, "fail")
	if _, err := c.ZoneAt(t.Context(), 1, 1); err == nil || c.proc != nil {
		t.Errorf("%v", err)
	}
	c = &Child{Command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, "/nowhere/openchair") }}
	if _, err := c.ZoneAt(t.Context(), 1, 1); err == nil || !strings.Contains(err.Error(), "zone of a point") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.ZoneAt(ctx, 1, 1); err == nil {
		t.Error("a run that has ended still asks")
	}
}
