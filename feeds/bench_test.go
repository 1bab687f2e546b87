package feeds

import (
	"bytes"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// twentyFive meetings as a person may choose them: four zones, weekly and
// monthly, in person and online.
func twentyFive() []meeting.Meeting {
	zones := []string{"America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London"}
	var ms []meeting.Meeting
	for n := range 25 {
		s := weekly(zones[n%4], clock(6+n%16, 30*(n%2)), time.Weekday(n%7))
		if n%5 == 0 {
			s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(1+n%4)
		}
		if n%3 == 0 {
			ms = append(ms, online(n, s))
		} else {
			ms = append(ms, sample(n, s))
		}
	}
	return ms
}

// BenchmarkCalendar25 renders 25 meetings, and in the same run builds, encodes
// and folds the same events through the bare package, given every value ready.
func BenchmarkCalendar25(b *testing.B) {
	ms := twentyFive()
	body, err := Calendar(meeting.Calendar{}, ms, testOptions)
	if err != nil {
		b.Fatal(err)
	}
	ready := readyEvents(b, body)
	var ours, bare time.Duration
	b.ReportAllocs()
	for b.Loop() {
		begin := time.Now()
		if _, err := Calendar(meeting.Calendar{}, ms, testOptions); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		buildBare(b, ready)
		ours += middle.Sub(begin)
		bare += time.Since(middle)
	}
	n := float64(b.N)
	b.ReportMetric(float64(ours.Microseconds())/n, "render-µs")
	b.ReportMetric(float64(bare.Microseconds())/n, "bare-µs")
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
}

// BenchmarkRender25 renders alone, for profiles.
func BenchmarkRender25(b *testing.B) {
	ms := twentyFive()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Calendar(meeting.Calendar{}, ms, testOptions); err != nil {
			b.Fatal(err)
		}
	}
}

// A readyProp is a property whose value is known, text or not.
type readyProp struct {
	ical.Prop
	text   string
	isText bool
}

func readyEvents(b *testing.B, body []byte) [][]readyProp {
	b.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		b.Fatal(err)
	}
	var events [][]readyProp
	for _, e := range cal.Events() {
		var props []readyProp
		for _, list := range e.Props {
			for _, p := range list {
				r := readyProp{Prop: p}
				switch p.Name {
				case ical.PropSummary, ical.PropDescription, ical.PropLocation, ical.PropCategories:
					r.isText = true
					if r.text, err = p.Text(); err != nil {
						b.Fatal(err)
					}
				}
				props = append(props, r)
			}
		}
		events = append(events, props)
	}
	return events
}

// buildBare does with the package what its documentation shows, and folds.
func buildBare(b *testing.B, events [][]readyProp) {
	cal := ical.NewCalendar()
	cal.Props.SetText(ical.PropVersion, "2.0")
	cal.Props.SetText(ical.PropProductID, productID)
	for _, props := range events {
		e := ical.NewEvent()
		for _, r := range props {
			p := ical.NewProp(r.Name)
			for name, values := range r.Params {
				p.Params[name] = values
			}
			if r.isText {
				p.SetText(r.text)
			} else {
				p.Value = r.Value
			}
			e.Props.Add(p)
		}
		cal.Children = append(cal.Children, e.Component)
	}
	var out bytes.Buffer
	if err := ical.NewEncoder(&out).Encode(cal); err != nil {
		b.Fatal(err)
	}
	var folded folder
	if _, err := folded.Write(out.Bytes()); err != nil {
		b.Fatal(err)
	}
}
