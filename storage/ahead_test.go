package storage

import (
	"slices"
	"testing"
)

func TestWhatIsMadeAheadComesInOrder(t *testing.T) {
	var got []int
	for v := range ahead(3*fewAhead, func(i int) int { return 2 * i }) {
		got = append(got, v)
	}
	want := make([]int, 3*fewAhead)
	for i := range want {
		want[i] = 2 * i
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// Once the loop is left, nothing is made any more: what makes may be used again.
func TestNothingIsMadeAheadForNobody(t *testing.T) {
	made := 0
	for range ahead(100*fewAhead, func(int) int { made++; return made }) {
		break
	}
	if made == 0 || made > fewAhead+2 {
		t.Errorf("%d were made", made)
	}
}
