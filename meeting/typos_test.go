package meeting_test

import (
	"testing"

	"openchair/meeting"
)

func TestTypos(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"boston", "boston", 0}, {"boston", "bostn", 1}, {"boston", "bosston", 1}, {"boston", "bostan", 1},
		{"boston", "bosotn", 1}, {"philadelphia", "filadelfia", 3}, {"straße", "strase", 1}, {"a", "abcdef", 3}, {"abcdef", "fedcba", 3},
	} {
		if got := meeting.Typos(tt.a, tt.b, 2); got != tt.want {
			t.Errorf("%q and %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := meeting.Typos(tt.b, tt.a, 2); got != tt.want {
			t.Errorf("%q and %q: %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}

func TestShortWordsForgiveNothing(t *testing.T) {
	for word, want := range map[string]int{"": 0, "park": 0, "parks": 1, "lanterns": 1, "philadelp": 2, "ßßßß": 0} {
		if got := meeting.TyposForgiven(word); got != want {
			t.Errorf("%q: %d", word, got)
		}
	}
}
