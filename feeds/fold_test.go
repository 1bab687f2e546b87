package feeds

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func folded(line string) string {
	var f folder
	_, _ = f.Write([]byte(line + "\r\n"))
	return f.String()
}

func TestLinesAreFoldedAt75OctetsBetweenCharacters(t *testing.T) {
	a := strings.Repeat("a", 80)
	for name, c := range map[string]struct{ in, want string }{
		"empty":              {"", "\r\n"},
		"exactly 75":         {a[:75], a[:75] + "\r\n"},
		"76":                 {a[:76], a[:75] + "\r\n a\r\n"},
		"two octets astride": {a[:74] + "é", a[:74] + "\r\n é\r\n"},
		"emoji astride":      {a[:72] + "🪑b", a[:72] + "\r\n 🪑b\r\n"},
		"emoji fits":         {a[:71] + "🪑b", a[:71] + "🪑\r\n b\r\n"},
		"continuation":       {strings.Repeat("b", 75+74+1), strings.Repeat("b", 75) + "\r\n " + strings.Repeat("b", 74) + "\r\n b\r\n"},
	} {
		if got := folded(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSeveralLinesInOneWriteAreFoldedApart(t *testing.T) {
	var f folder
	if n, err := f.Write([]byte("A:1\r\nB:2\r\n")); n != 10 || err != nil || f.String() != "A:1\r\nB:2\r\n" {
		t.Errorf("%d %v %q", n, err, f.String())
	}
}

func TestUnfoldingGivesTheLineBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("a é漢🪑")
	for range 500 {
		var line []rune
		for range r.IntN(300) {
			line = append(line, alphabet[r.IntN(len(alphabet))])
		}
		got := folded(string(line))
		checkLines(t, []byte(got))
		if back := strings.ReplaceAll(strings.TrimSuffix(got, "\r\n"), "\r\n ", ""); back != string(line) {
			t.Fatalf("%q came back as %q", string(line), back)
		}
	}
}

// checkLines asserts what holds for every line of a feed: CRLF, at most 75
// octets, whole characters, no controls.
func checkLines(t *testing.T, body []byte) {
	t.Helper()
	if !bytes.HasSuffix(body, crlf) {
		t.Fatalf("the last line has no CRLF: %q", body[max(0, len(body)-20):])
	}
	for line := range bytes.SplitSeq(bytes.TrimSuffix(body, crlf), crlf) {
		if len(line) > maxLine {
			t.Errorf("%d octets: %q", len(line), line)
		}
		if !utf8.Valid(line) {
			t.Errorf("no whole characters: %q", line)
		}
		if i := bytes.IndexFunc(line, func(r rune) bool { return r < ' ' || r == 0x7f }); i >= 0 {
			t.Errorf("control character in %q", line)
		}
	}
}
