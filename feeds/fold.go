package feeds

import (
	"bytes"
	"unicode/utf8"
)

// maxLine is how many octets a line may have before its CRLF, RFC 5545 3.1;
// the space that begins a continuation counts.
const maxLine = 75

// folder is an io.Writer that folds content lines. It takes whole lines, each
// ended by CRLF, as the encoder writes them, and never parts a character.
type folder struct {
	bytes.Buffer
}

// Write appends one or more whole lines, folded. It never fails.
func (f *folder) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		line := rest
		if i := bytes.Index(rest, crlf); i >= 0 {
			line = rest[:i]
		}
		rest = rest[min(len(rest), len(line)+len(crlf)):]
		f.line(line)
	}
	return len(p), nil
}

var crlf = []byte("\r\n")

func (f *folder) line(line []byte) {
	for room := maxLine; len(line) > room; room = maxLine - 1 {
		n := wholeRunes(line, room)
		f.Buffer.Write(line[:n])
		f.WriteString("\r\n ")
		line = line[n:]
	}
	f.Buffer.Write(line)
	f.Buffer.Write(crlf)
}

// wholeRunes returns the most octets of line, at most n, that end between two
// characters. Where there is no such end, the line is no UTF-8 and is cut at n.
func wholeRunes(line []byte, n int) int {
	for i := n; i > n-utf8.UTFMax; i-- {
		if utf8.RuneStart(line[i]) {
			return i
		}
	}
	return n
}
