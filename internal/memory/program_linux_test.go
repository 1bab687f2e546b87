package memory

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

const smaps = `00400000-00403000 r--p 00000000 08:01 42 /usr/bin/openchair
Rss:                  12 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
00403000-00faf000 r-xp 00003000 08:01 42 /usr/bin/openchair
Rss:               11952 kB
Anonymous:             0 kB
AnonHugePages:         0 kB
01e64000-01e67000 r--p 01a63000 08:01 42 /usr/bin/openchair
Rss:                  12 kB
Anonymous:            12 kB
01e67000-0265e000 rw-p 01a66000 08:01 42 /usr/bin/openchair
Rss:                1640 kB
Anonymous:             0 kB
0265e000-03000000 rw-p 00000000 00:00 0
Anonymous:             0 kB
7efd77894000-7efd779ea000 r-xp 00026000 08:01 7 /usr/lib/libc.so.6
Anonymous:             0 kB
7efd77a00000-7efd77b00000 r--p 00000000 08:01 42 /usr/bin/openchair (deleted)
Anonymous:             0 kB
`

func TestOnlyCleanPagesOfTheProgramAreGivenBack(t *testing.T) {
	got, err := cleanStretches(strings.NewReader(smaps), "/usr/bin/openchair")
	if err != nil || len(got) != 2 || got[0] != (stretch{0x400000, 0x403000}) || got[1] != (stretch{0x403000, 0xfaf000}) {
		t.Errorf("%x, %v", got, err)
	}
	// Once its file is replaced, the link and the maps name it so.
	if got, err = cleanStretches(strings.NewReader(smaps), "/usr/bin/openchair (deleted)"); err != nil || len(got) != 1 {
		t.Errorf("%x, %v", got, err)
	}
	if _, err = cleanStretches(strings.NewReader("x-y r--p 0 08:01 42 /a\n"), "/a"); err == nil {
		t.Error("a stretch that is none is passed over")
	}
}

// The program goes on, and holds less.
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
		if err := GiveBack(); err != nil {
			t.Fatal(err)
		}
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
