package web

import (
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"openchair/meeting"
)

// tongues are the languages of the site, the first of which has no prefix in
// the address: /find, /es/find.
var tongues = []*phrases{&english, &spanish}

// in returns the site in one language. There is one per language, each with
// routes of its own, so that a handler finds its words in s.
func (s *site) in(t *phrases) *site {
	one := *s
	one.text, one.words, one.prefix = t, meeting.WordsFor(t.Lang), meeting.LanguagePath(t.Lang)
	one.spoken = byWord(t.Languages)
	return &one
}

// byLanguage hands a request to the site in the language of its address, which
// then sees the address without its prefix.
type byLanguage struct {
	first  http.Handler
	others map[string]http.Handler // by prefix, "/es"
}

func (b *byLanguage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	prefix, rest := firstSegment(r.URL.Path)
	h, ok := b.others[prefix]
	switch {
	case !ok:
		b.first.ServeHTTP(w, r)
	case rest == "":
		http.Redirect(w, r, prefix+"/", http.StatusPermanentRedirect)
	default:
		http.StripPrefix(prefix, h).ServeHTTP(w, r)
	}
}

func firstSegment(path string) (first, rest string) {
	if i := strings.IndexByte(strings.TrimPrefix(path, "/"), '/'); i >= 0 {
		return path[:i+1], path[i+1:]
	}
	return path, ""
}

// tongue is a page in one language, as the switch and search engines are told.
type tongue struct {
	Lang, Name string
	Href       string // path and query
	URL        string // the same, absolute, without a query; empty = not for search engines
}

// tonguesOf lists a page in all languages. What is no page of its own, such as
// the answer to a form, has none.
func (s *site) tonguesOf(r *http.Request, private bool) []tongue {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil
	}
	var out []tongue
	for _, t := range tongues {
		one := tongue{Lang: t.Lang, Name: t.Own, Href: meeting.LanguagePath(t.Lang) + r.URL.EscapedPath()}
		if !private {
			one.URL = s.PublicURL + one.Href
		}
		if r.URL.RawQuery != "" {
			one.Href += "?" + r.URL.RawQuery
		}
		out = append(out, one)
	}
	return out
}

var matcher = func() language.Matcher {
	var tags []language.Tag
	for _, t := range tongues {
		tags = append(tags, language.MustParse(t.Lang))
	}
	return language.NewMatcher(tags)
}()

// wished returns the language that a browser asks for, where the site has it
// and is not in it already; else nil.
func (s *site) wished(r *http.Request) *phrases {
	accepted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(accepted) == 0 {
		return nil
	}
	_, i, sure := matcher.Match(accepted...)
	if sure == language.No || tongues[i] == s.text {
		return nil
	}
	return tongues[i]
}

// offerTongue is the front page in the language a browser asks for; nil where
// it is in it already.
func (s *site) offerTongue(r *http.Request) *tongue {
	t := s.wished(r)
	if t == nil {
		return nil
	}
	return &tongue{Lang: t.Lang, Name: t.Here, Href: meeting.LanguagePath(t.Lang) + "/"}
}
