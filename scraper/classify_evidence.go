package scraper

import (
	"bytes"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"openchair/meeting"
)

const (
	evidenceRaw  = 2048 // bytes looked at
	evidenceKept = 200  // bytes kept, once masked
)

// evidenceOf keeps what a refusal looked like on the wire.
func evidenceOf(err error, page *Page) meeting.Evidence {
	var status *StatusError
	switch {
	case errors.As(err, &status):
		return meeting.Evidence{Status: status.Status, Type: printable(status.Type), Bytes: status.Size, First: firstWords(status.First)}
	case page != nil:
		return meeting.Evidence{
			Status: page.Status, Type: printable(page.Header.Get("Content-Type")),
			Bytes: int64(len(page.Body)), First: firstWords(page.Body),
		}
	}
	return meeting.Evidence{}
}

var (
	// Whatever touches an at sign, plain or as an entity or in an address.
	evidenceMail = regexp.MustCompile(`(?i)[^\s"'<>,;()]*(?:@|%40|&#0*64;|&commat;|\\u0040)[^\s"'<>,;()]*`)
	// Seven digits or more, however they are grouped.
	evidencePhone = regexp.MustCompile(`[+(]?\d(?:[\s().\-–/]{0,3}\d){6,}`)
)

// firstWords returns the first printable bytes of a body with e-mail addresses
// and telephone numbers masked. They are masked before the cut, so that none
// is cut in two and shown by half.
func firstWords(body []byte) string {
	raw := body[:min(len(body), evidenceRaw)]
	s := printable(strings.ToValidUTF8(string(raw), " "))
	if len(body) > evidenceRaw {
		s = s[:max(strings.LastIndexAny(s, " \"'<>,;"), 0)]
	}
	s = evidenceMail.ReplaceAllString(s, "[e-mail]")
	s = evidencePhone.ReplaceAllString(s, "[number]")
	if len(s) > evidenceKept {
		s = s[:evidenceKept]
		for !utf8.ValidString(s) {
			s = s[:len(s)-1]
		}
	}
	return s
}

// What challenge pages carry and other pages don't. Cloudflare's
// "/cdn-cgi/challenge-platform/" is not among them: it stands on ordinary
// pages too.
var challengeMarks = [][]byte{
	[]byte("_cf_chl_opt"), []byte("cf-browser-verification"), []byte("/.well-known/sgcaptcha"),
	[]byte("_Incapsula_Resource"), []byte("<title>Just a moment...</title>"),
}

// isChallenge reports whether an answer is a check that a browser would pass.
func isChallenge(h http.Header, body []byte) bool {
	if h.Get("Cf-Mitigated") == "challenge" || h.Get("Sg-Captcha") != "" {
		return true
	}
	head := body[:min(len(body), refusalLimit)]
	if !looksLikeHTML(head) {
		return false
	}
	for _, m := range challengeMarks {
		if bytes.Contains(head, m) {
			return true
		}
	}
	return false
}

func looksLikeHTML(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
}

// asClause turns a sentence into the end of another.
func asClause(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(first) && unicode.IsLower(second) {
		return string(unicode.ToLower(first)) + s[size:]
	}
	return s
}
