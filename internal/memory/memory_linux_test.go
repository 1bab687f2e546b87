package memory

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestGivingBackShrinks(t *testing.T) {
	held := func() int {
		status, err := os.ReadFile("/proc/self/status")
		if err != nil {
			t.Skip("this system does not tell what a process holds")
		}
		_, rest, _ := strings.Cut(string(status), "VmRSS:")
		n, err := strconv.Atoi(strings.Fields(rest)[0])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	fill()
	before := held()
	for range 3 { // again and again
		GiveBack()
	}
	if after := held(); after > before-32<<10 {
		t.Errorf("%d kB before, %d after", before, after)
	}
}

// fill leaves 64 MB behind that were in use.
func fill() {
	for range 64 {
		b := make([]byte, 1<<20)
		kept = append(kept, b)
		for i := range b {
			b[i] = 1
		}
	}
	kept = nil
}

var kept [][]byte
