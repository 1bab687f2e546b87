package web

import (
	"fmt"
	"html/template"
	"strings"

	"openchair/meeting"
)

// courseRuns is how many runs a source's course shows.
const courseRuns = 30

// Measures of a course's picture, in its own units.
const (
	courseStep   = 6
	courseBar    = 4
	courseHeight = 24
)

// course draws a source's last runs, oldest first: a bar a run, as high as the
// run listed meetings. A run that was not good is a hollow bar of full height,
// so that shape tells it as well as colour. It is a picture without words:
// beside it the page says the same.
func course(runs []meeting.Run) template.HTML {
	most := 1
	for _, r := range runs {
		most = max(most, r.Counts.Listed)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="course" viewBox="0 0 %d %d" aria-hidden="true">`, courseRuns*courseStep, courseHeight+2)
	first := courseRuns - len(runs)
	for i, r := range runs {
		x, height := (first+i)*courseStep+1, courseHeight
		if r.Class.Good() {
			height = max(2, r.Counts.Listed*courseHeight/most)
		}
		fmt.Fprintf(&b, `<rect class="%s" x="%d" y="%d" width="%d" height="%d"/>`, tone(r.Class), x, courseHeight+1-height, courseBar, height)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String()) //nolint:gosec // made of numbers and our own words
}

// tone is how serious a class is.
func tone(c meeting.Class) string {
	switch {
	case c.Good():
		return "good"
	case c.Quarantined():
		return "held"
	}
	return "bad"
}
