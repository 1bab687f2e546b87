package scraper

import (
	"strings"

	"openchair/meeting"
)

// maxLdEvents bounds the events of one page: parts that refer to each other
// could be any number.
const maxLdEvents = 20_000

// event takes an event over: by its schedules, by its parts, or as one day.
// Parts take from their series what they don't say themselves.
func (g *graph) event(e, series map[string]any) {
	if g.events++; g.events > maxLdEvents {
		return
	}
	e = inherit(e, series)
	name := ldText(e["name"])
	if day := ldDay(ldText(e["startDate"])); day != "" {
		g.horizon = max(g.horizon, day)
	}
	schedules := things(g.resolve(e["eventSchedule"]))
	if parts := things(g.resolve(e["subEvent"])); len(schedules) == 0 && len(parts) > 0 && series == nil {
		for _, part := range parts {
			g.event(part, e)
		}
		return
	}
	key := ldKey(e)
	switch {
	case g.twice(key, e), !g.choice.wants(cleanLine(name, maxName), keywords(e)):
		return
	case cleanLine(name, maxName) == "":
		g.refuse(firstOf(key, "event without a name"), "", "name", "", noName)
		return
	}
	l := g.listing(e, key, name)
	if len(schedules) > 0 {
		for _, s := range schedules {
			g.scheduled(l, e, s)
		}
		return
	}
	g.dated(l, e)
}

// inherit fills an event's gaps from its series, but for its own time.
func inherit(e, series map[string]any) map[string]any {
	if series == nil {
		return e
	}
	out := make(map[string]any, len(e)+len(series))
	for name, v := range series {
		switch name {
		case "subEvent", "eventSchedule", "startDate", "endDate", "duration", "@id", "identifier", "eventStatus":
		default:
			out[name] = v
		}
	}
	for name, v := range e {
		out[name] = v
	}
	return out
}

// twice reports whether the event was read before: themes and plugins often
// write the same one into two blocks.
func (g *graph) twice(key string, e map[string]any) bool {
	id := strings.Join([]string{key, ldText(e["name"]), ldText(e["startDate"]), ldText(e["url"])}, "\x00")
	before := g.seen[id]
	g.seen[id] = true
	return before
}

func things(v any) []map[string]any {
	switch v := v.(type) {
	case map[string]any:
		return []map[string]any{v}
	case []any:
		var out []map[string]any
		for _, e := range v {
			if m, ok := e.(map[string]any); ok {
				out = append(out, m)
			}
		}
		return out
	}
	return nil
}

// resolve follows {"@id": …} to the node that says more.
func (g *graph) resolve(v any) any {
	switch v := v.(type) {
	case map[string]any:
		id, _ := v["@id"].(string)
		if node, ok := g.nodes[id]; ok && len(v) == 1 {
			return node
		}
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			if m, ok := e.(map[string]any); ok {
				out[i] = g.resolve(m)
			} else {
				out[i] = e
			}
		}
		return out
	}
	return v
}

func ldKey(e map[string]any) string {
	id, _ := e["@id"].(string)
	if strings.HasPrefix(id, "_:") {
		id = "" // a name within the page
	}
	return firstOf(id, ldText(e["identifier"]), ldText(e["url"]))
}

func keywords(e map[string]any) []string {
	return append(ldTexts(e["keywords"]), ldTexts(e["eventCategory"])...)
}

// listing takes over what is not about time. Organizers, performers and
// contacts are never read.
func (g *graph) listing(e map[string]any, key, name string) Listing {
	l := Listing{Key: key, Name: name, Notes: ldText(e["description"]), URL: ldText(e["url"]), Updated: ldText(e["dateModified"])}
	for _, lang := range things(e["inLanguage"]) {
		l.Languages = appendNonEmpty(l.Languages, ldText(lang))
	}
	if len(l.Languages) == 0 {
		l.Languages = ldTexts(e["inLanguage"])
	}
	g.place(&l, g.resolve(e["location"]))
	if l.ConferenceURL == "" {
		l.ConferenceURL = firstOf(joinLinkIn(l.URL), joinLinkIn(l.Notes))
	}
	switch ldName(ldText(e["eventAttendanceMode"])) {
	case "OnlineEventAttendanceMode":
		l.Attendance = string(meeting.Online)
	case "MixedEventAttendanceMode":
		l.Attendance = string(meeting.Hybrid)
	case "OfflineEventAttendanceMode":
		l.Attendance = string(meeting.InPerson)
	}
	if ldStatus(e) == "EventMovedOnline" {
		l.Attendance = string(meeting.Online)
	}
	g.choice.fill(&l)
	return l
}

func ldStatus(e map[string]any) string { return ldName(ldText(e["eventStatus"])) }

// isOff: cancelled, or postponed to a day unknown.
func isOff(e map[string]any) bool {
	switch ldStatus(e) {
	case "EventCancelled", "EventPostponed":
		return true
	}
	return calledOff.MatchString(ldText(e["name"]))
}

// place reads one location or several: a place, a way to join, or words.
func (g *graph) place(l *Listing, v any) {
	switch v := v.(type) {
	case string:
		setVenue(l, v)
	case []any:
		for _, e := range v {
			g.place(l, e)
		}
	case map[string]any:
		if ldName(ldText(v["@type"])) == "VirtualLocation" {
			l.ConferenceURL = firstOf(l.ConferenceURL, ldText(v["url"]), joinLinkIn(ldText(v["name"])))
			return
		}
		g.address(l, g.resolve(v["address"]))
		if geo, ok := g.resolve(v["geo"]).(map[string]any); ok {
			l.Latitude, l.Longitude = ldText(geo["latitude"]), ldText(geo["longitude"])
		} else if v["latitude"] != nil {
			l.Latitude, l.Longitude = ldText(v["latitude"]), ldText(v["longitude"])
		}
		setPlaceName(l, ldOwnText(v["name"]))
		if l.ConferenceURL == "" {
			l.ConferenceURL = joinLinkIn(ldText(v["url"]))
		}
	}
}

// ldOwnText is a text that is no thing of its own.
func ldOwnText(v any) string {
	if _, ok := v.(map[string]any); ok {
		return ""
	}
	return ldText(v)
}

func (g *graph) address(l *Listing, v any) {
	switch v := v.(type) {
	case string:
		l.Address = firstOf(l.Address, strings.Join(strings.Fields(v), " "))
	case []any:
		for _, e := range v[:min(len(v), 1)] {
			g.address(l, e)
		}
	case map[string]any:
		l.Street, l.City, l.State = ldText(v["streetAddress"]), ldText(v["addressLocality"]), ldText(v["addressRegion"])
		l.PostalCode, l.Country = ldText(v["postalCode"]), ldText(v["addressCountry"])
	}
}
