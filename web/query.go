package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// Bounds of one page of the API.
const (
	apiLimit    = 100
	apiLimitMax = 1000
)

// dayNames are the values the parameter day takes; three letters do as well.
var dayNames = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// queryReader reads the API's filters strictly: a filter that was misspelt and
// ignored would list meetings nobody asked for.
type queryReader struct {
	values url.Values
	wrong  *problem // the first thing wrong
}

// readQuery turns the parameters of GET /api/v1/meetings into a filter.
func (s *site) readQuery(r *http.Request) (meeting.Filter, *problem) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return meeting.Filter{}, &problem{Status: http.StatusBadRequest, Detail: "The query can't be read."}
	}
	q := queryReader{values: values}
	q.only("accessible", "after", "attendance", "day", "for", "language", "limit", "near", "online", "order", "program", "source", "text", "time", "type", "within")
	f := meeting.Filter{
		Programs:   q.oneOf("program", slices.Sorted(maps.Keys(s.programs))),
		Sources:    q.oneOf("source", slices.Sorted(maps.Keys(s.sources))),
		Types:      q.list("type"),
		Languages:  q.list("language"),
		Accessible: q.flag("accessible"),
		Text:       q.single("text"),
		Limit:      q.limit(),
		After:      q.single("after"),
	}
	for _, a := range q.oneOf("attendance", attendanceNames()) {
		f.Attendance = append(f.Attendance, meeting.Attendance(a))
	}
	f.Days = q.days()
	f.From, f.To = q.timeOfDay()
	if tags := q.oneOf("for", meeting.ProgramTags); len(tags) > 0 {
		f.Programs = q.both(f.Programs, s.programsWith(tags))
	}
	if q.wrong == nil {
		f.Near = s.queryNear(r, &q)
	}
	q.order(&f)
	return f, q.wrong
}

// list returns the values of a parameter, repeated or with commas between.
func (q *queryReader) list(name string) []string {
	var out []string
	for _, v := range q.values[name] {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

func (q *queryReader) single(name string) string { return strings.Join(q.values[name], " ") }

func (q *queryReader) oneOf(name string, allowed []string) []string {
	vs := q.list(name)
	for _, v := range vs {
		if !slices.Contains(allowed, v) {
			q.refuse(name, fmt.Sprintf("%q is not one of the values of %s.", clip(v, 60), name), allowed)
		}
	}
	return vs
}

func (q *queryReader) days() (days meeting.Weekdays) {
	for _, v := range q.list("day") {
		d, err := meeting.ParseWeekday(v)
		if err != nil {
			q.refuse("day", fmt.Sprintf("%q is not a day of the week.", clip(v, 60)), dayNames)
			continue
		}
		days |= meeting.NewWeekdays(d)
	}
	return days
}

func (q *queryReader) limit() int {
	v := q.single("limit")
	if v == "" {
		return apiLimit
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > apiLimitMax {
		q.refuse("limit", fmt.Sprintf("limit must be a whole number from 1 to %d.", apiLimitMax), []string{fmt.Sprintf("1 to %d", apiLimitMax)})
	}
	return n
}

// only refuses parameters that mean nothing here.
func (q *queryReader) only(allowed ...string) {
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if !slices.Contains(allowed, name) {
			q.refuse(clip(name, 60), fmt.Sprintf("There is no parameter %q.", clip(name, 60)), allowed)
		}
	}
}

func (q *queryReader) refuse(parameter, detail string, allowed []string) {
	if q.wrong == nil {
		q.wrong = &problem{Status: http.StatusBadRequest, Parameter: parameter, Detail: detail, Allowed: allowed}
	}
}

func attendanceNames() []string {
	names := make([]string, len(meeting.Attendances))
	for i, a := range meeting.Attendances {
		names[i] = string(a)
	}
	return names
}
