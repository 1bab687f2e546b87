package main

import (
	"strings"
	"testing"
)

func TestDemoShowsTheWholeWay(t *testing.T) {
	t.Parallel()
	var out, errs strings.Builder
	code := run(t.Context(), []string{"demo", "--once", "--listen", "127.0.0.1:0"}, streams{in: strings.NewReader(""), out: &out, err: &errs})
	if code != exitDone {
		t.Fatalf("exit %d\n%s%s", code, out.String(), errs.String())
	}
	for _, want := range []string{"meetings are known", "The front page: http://127.0.0.1:", "/c/", ".ics", "/my/", "/confirm/", "Subject: Your "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the demo does not show %q:\n%s", want, out.String())
		}
	}
}
