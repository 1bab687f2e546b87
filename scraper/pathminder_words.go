package scraper

import (
	"regexp"
	"strings"

	"openchair/meeting"
)

// pmTitle parts "SMART Recovery USA - Meeting #9234 Soquel, California" and
// "LifeRing Meeting: #1067 - Global - West Coast Early Birds" after the number.
var pmTitle = regexp.MustCompile(`(?i)\bmeeting\s*:?\s*#\s*\d+\s*[-–—:]?\s*(.*)$`)

// pmName reads a title: the meeting's own name, and the region before it.
// "Soquel, California" is both its place and all there is of a name.
func pmName(title string) (name, region string, ok bool) {
	m := pmTitle.FindStringSubmatch(strings.Join(strings.Fields(title), " "))
	if m == nil {
		return "", "", false
	}
	rest := strings.Trim(m[1], " -–—|")
	if before, after, found := strings.Cut(rest, " - "); found {
		return strings.TrimSpace(after), strings.TrimSpace(before), true
	}
	return rest, "", true
}

// pmPlaceWords sets "City, State": for a meeting on line it is only where it
// comes from.
func pmPlaceWords(l *Listing, words string, online bool) {
	if online {
		l.Attendance = string(meeting.Online)
	}
	city, state, _ := strings.Cut(words, ", ")
	switch {
	case !meeting.IsPlace(state):
	case online:
		l.Region = firstOf(l.Region, words)
	default:
		l.City, l.State = city, state
	}
}

// pmProgram is a program of the site as a type: "SMART Recovery Family &
// Friends" is "Family & Friends".
func pmProgram(s string) string {
	s = firstLine(strings.TrimSpace(s))
	if rest, ok := cutPrefixFold(s, "SMART Recovery "); ok && rest != "" {
		s = rest
	}
	return strings.ReplaceAll(s, ",", "")
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return strings.TrimSpace(s[len(prefix):]), true
}

// pmCommaAudience is one audience that holds a comma. Types are told apart by
// commas, so it goes.
var pmCommaAudience = regexp.MustCompile(`(?i)\b(military),\s+(veterans\b)`)

func pmAudiences(s string) []string {
	var out []string
	for part := range strings.SplitSeq(pmCommaAudience.ReplaceAllString(s, "$1 $2"), ",") {
		out = appendNonEmpty(out, strings.TrimSpace(part))
	}
	return out
}

var pmAnd = regexp.MustCompile(`\s*(?:,|;|/|\s(?:and|&)\s)\s*`)

// pmLanguages parts "English and Spanish", as tags where they are known.
func pmLanguages(s string) []string {
	var out []string
	for _, part := range pmAnd.Split(s, -1) {
		part = strings.TrimSpace(part)
		if tag, ok := typeLanguages[typesByName[strings.ToLower(part)]]; ok {
			part = tag
		}
		out = appendNonEmpty(out, part)
	}
	return out
}

func pmNamesLanguages(s string) bool {
	for _, part := range pmAnd.Split(s, -1) {
		if _, ok := typeLanguages[typesByName[strings.ToLower(strings.TrimSpace(part))]]; !ok {
			return false
		}
	}
	return strings.TrimSpace(s) != ""
}

func appendNonEmpty(list []string, s string) []string {
	if s == "" {
		return list
	}
	return append(list, s)
}
