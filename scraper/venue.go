package scraper

import (
	"regexp"
	"strings"

	"openchair/meeting"
)

// Calendars and pages have one text for a place, and put the link of an online
// meeting wherever there is room.

var webLinks = regexp.MustCompile(`https?://[^\s<>"'\\]+`)

// joinLinkIn finds the first link of a conference service in a text.
func joinLinkIn(text string) string {
	if !strings.Contains(text, "://") {
		return ""
	}
	for _, link := range webLinks.FindAllString(text, -1) {
		link = strings.TrimRight(link, ".,;:!?)]}")
		if webLink(link) != "" && provider(link) != "" {
			return link
		}
	}
	return ""
}

// setVenue reads a place in one text: "Grace Church, 5 Elm Row, Newton, IA
// 50208, USA" is a name and an address, a link is a way to join, and "Zoom"
// says that there is no place.
func setVenue(l *Listing, text string) {
	text = strings.TrimSpace(text)
	if link := joinLinkIn(text); link != "" {
		if l.ConferenceURL == "" {
			l.ConferenceURL = link
		}
		text = strings.Trim(strings.ReplaceAll(text, link, ""), " .,;:-()\n")
	}
	if attendanceWord(text) == string(meeting.Online) || strings.EqualFold(text, "online meeting") || strings.EqualFold(text, "zoom meeting") {
		if l.Attendance == "" {
			l.Attendance = string(meeting.Online)
		}
		return
	}
	name, address := splitVenue(cleanLine(text, maxField))
	if l.Location == "" {
		l.Location = name
	}
	if l.Address == "" {
		l.Address = address
	}
}

// splitVenue parts a place's name from its address. Without a number it is all
// name; where the number comes in the first part, all address.
func splitVenue(s string) (name, address string) {
	if !strings.ContainsAny(s, "0123456789") {
		return s, ""
	}
	at := venueEnd.FindStringIndex(s)
	switch {
	case at != nil && !strings.ContainsAny(s[:at[0]], "0123456789"):
		return strings.TrimSpace(s[:at[0]]), strings.Trim(s[at[1]:], " )")
	case at == nil && !isDigit(s[0]):
		return s, "" // "Room 5"
	}
	return "", s
}

var venueEnd = regexp.MustCompile(` ?[,(] ?| [-–—|] `)
