package scraper

import (
	"strconv"
	"strings"
)

// tidyRobots rewrites a robots.txt so that the parser reads it as RFC 9309
// means it. Left alone the parser refuses a whole file for one bad line, lets
// a group whose only rule is an empty Disallow run into the next group, takes
// "Disallow: *" for nothing, and lets the first of two equal rules win where
// the less restrictive one should.
func tidyRobots(body string) []byte {
	var t robotsTidier
	for line := range strings.Lines(strings.ToValidUTF8(strings.ReplaceAll(body, "\r", "\n"), "")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if ok {
			t.line(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
		}
	}
	t.flush()
	return []byte(t.out.String())
}

// neutralRule keeps a group without rules a group: no address matches it.
const neutralRule = "/.well-known/no-rule-of-this-group"

type robotsTidier struct {
	out                     strings.Builder
	agents, allow, disallow []string
	delay                   string
	ruled                   bool // a rule has been read, so the next agent begins a group
}

func (t *robotsTidier) line(key, value string) {
	switch key {
	case "user-agent", "useragent":
		t.agent(value)
	case "allow":
		t.rule(&t.allow, value)
	case "disallow":
		t.rule(&t.disallow, value)
	case "crawl-delay", "crawldelay":
		t.ruled = true
		if n, err := strconv.ParseFloat(value, 64); err == nil && n >= 0 && n < 1e6 {
			t.delay = strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
}

// agent begins a group, or joins the one begun. Only the product counts.
func (t *robotsTidier) agent(value string) {
	if t.ruled {
		t.flush()
	}
	product, _, _ := strings.Cut(value, "/")
	if f := strings.Fields(product); len(f) > 0 {
		t.agents = append(t.agents, f[0])
	}
}

func (t *robotsTidier) rule(list *[]string, path string) {
	t.ruled = true
	path = strings.ReplaceAll(path, " ", "%20")
	switch {
	case path == "":
		return
	case strings.Trim(path, "*") == "":
		path = "/"
	}
	*list = append(*list, path)
}

// flush writes a group, what it allows first.
func (t *robotsTidier) flush() {
	if len(t.agents) > 0 {
		for _, a := range t.agents {
			t.out.WriteString("User-agent: " + a + "\n")
		}
		for _, p := range append(t.allow, neutralRule) {
			t.out.WriteString("Allow: " + p + "\n")
		}
		for _, p := range t.disallow {
			t.out.WriteString("Disallow: " + p + "\n")
		}
		if t.delay != "" {
			t.out.WriteString("Crawl-delay: " + t.delay + "\n")
		}
	}
	t.agents, t.allow, t.disallow, t.delay, t.ruled = nil, nil, nil, "", false
}
