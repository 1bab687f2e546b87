package scraper

import (
	"fmt"
	"regexp"
	"strings"
)

// block is where one table of a file stands, so that a fault in what only its
// format understands has a line too.
type block struct {
	file  string
	first int // line of its heading, from 1; 0 = not known
	lines []string
}

var (
	sourceHeading  = regexp.MustCompile(`^\s*\[\[\s*source\s*\]\]`)
	programHeading = regexp.MustCompile(`^\s*\[\s*program\s*\]`)
)

// blocksOf finds the tables of a file that one kind of heading begins, in
// order. Each ends where the next table of a file does.
func blocksOf(file string, b []byte, heading *regexp.Regexp) []block {
	var out []block
	in := false
	for i, line := range strings.Split(string(b), "\n") {
		switch {
		case heading.MatchString(line):
			out = append(out, block{file: file, first: i + 1})
			in = true
		case sourceHeading.MatchString(line), programHeading.MatchString(line):
			in = false
		}
		if in {
			last := &out[len(out)-1]
			last.lines = append(last.lines, line)
		}
	}
	return out
}

func blockAt(file string, blocks []block, i int) block {
	if i < len(blocks) {
		return blocks[i]
	}
	return block{file: file} // an inline table
}

// quotedKey is the key that a fault names.
var quotedKey = regexp.MustCompile(`"([\w-]+)"`)

// at names file and line of a fault: of the key that it names, else of the
// table's heading.
func (b block) at(fault error) string {
	if b.first == 0 {
		return b.file
	}
	line := b.first
	if m := quotedKey.FindStringSubmatch(fault.Error()); m != nil {
		key := regexp.MustCompile(`(?:^|[\s{,."'])` + regexp.QuoteMeta(m[1]) + `["']?\s*=`)
		for i, text := range b.lines {
			if key.MatchString(text) {
				line = b.first + i
				break
			}
		}
	}
	return fmt.Sprintf("%s:%d", b.file, line)
}
