package web

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestNumbersOnAMapDoNotCollide(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var at []dot
	for i := range perPage {
		p := mercator(39.9+r.Float64()/5, -75.3+r.Float64()/5)
		at = append(at, dot{p, &card{Anchor: fmt.Sprint("n-", i), Name: fmt.Sprintf("M%d.", i)}})
	}
	c := &chart{}
	c.pin(viewOf(at, &search{}), at)
	if len(c.Pins) < 5 || len(c.Pins) == len(at) {
		t.Fatalf("%d pins of %d doors prove nothing", len(c.Pins), len(at))
	}
	names := ""
	for i, p := range c.Pins {
		names += p.Names + "; "
		for _, q := range c.Pins[:i] {
			if math.Hypot(p.X-q.X, p.Y-q.Y) < tooClose {
				t.Errorf("%s and %s collide", p.N, q.N)
			}
		}
	}
	for i, d := range at {
		if d.c.Pin != i+1 || !strings.Contains(names, fmt.Sprintf("%d. M%d.;", i+1, i)) {
			t.Errorf("%d is named by no pin", i+1)
		}
	}
}
