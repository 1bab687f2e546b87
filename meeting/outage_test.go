package meeting

import (
	"fmt"
	"testing"
)

func TestOutageIsOursWhereMostHostsAreSilent(t *testing.T) {
	for _, c := range []struct {
		silent, answered int
		want             bool
	}{{1, 0, false}, {2, 0, false}, {3, 0, true}, {2, 1, true}, {2, 2, false}, {3, 2, true}, {1, 9, false}, {0, 5, false}} {
		votes := map[string]bool{}
		for i := range c.silent + c.answered {
			votes[fmt.Sprint(i)] = i >= c.silent
		}
		if got := Outage(votes); got != c.want {
			t.Errorf("%d silent, %d answered: %v", c.silent, c.answered, got)
		}
	}
}
