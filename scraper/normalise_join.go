package scraper

import (
	"net/url"
	"regexp"
	"strings"

	"openchair/meeting"
)

// join reads how people attend from afar. What stands in the field for a link
// or a number and is none is kept as a note.
func join(l *Listing) meeting.Join {
	j := meeting.Join{URL: webLink(l.ConferenceURL)}
	phone, rest := dialling(cleanLine(l.Phone, maxField))
	j.Phone = phone
	note := cleanText(l.ConferenceNote, maxField)
	if j.URL == "" {
		note = joinLines(note, cleanText(l.ConferenceURL, maxField))
	}
	j.Notes = maskContacts(note, phone)
	j.PhoneNotes = maskContacts(joinLines(cleanText(l.PhoneNote, maxField), rest), phone)
	if j.URL != "" {
		j.Provider = provider(j.URL)
	}
	return j
}

// webLink returns a link that is safe to follow, or "": http and https only,
// without a user name in it. A bare "zoom.us/j/…" gets its scheme.
func webLink(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	s = cleanLine(s, maxLink)
	if len(s) > maxLink || strings.ContainsAny(s, " <>\"'`\\") {
		return ""
	}
	if !strings.Contains(s, "://") {
		host, _, _ := strings.Cut(s, "/")
		if !strings.Contains(host, ".") || strings.ContainsAny(host, ":@") || !strings.Contains(s, "/") && !strings.HasPrefix(s, "www.") {
			return ""
		}
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Host, ".") || u.User != nil {
		return ""
	}
	if strings.Contains(s, "@") && mail.MatchString(s) {
		return ""
	}
	return s
}

// provider names the service behind a link, by the end of its host.
func provider(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	for host != "" {
		if name, ok := providers[host]; ok {
			return name
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return ""
}

var providers = map[string]string{
	"bluejeans.com": "BlueJeans", "discord.gg": "Discord", "freeconference.com": "FreeConference",
	"freeconferencecall.com": "FreeConferenceCall", "goto.com": "GoTo", "gotomeet.me": "GoTo", "gotomeeting.com": "GoTo",
	"horizon.meta.com": "Horizon", "maps.secondlife.com": "Second Life", "meet.google.com": "Google Meet",
	"meet.jit.si": "Jitsi", "meetings.dialpad.com": "Dialpad", "signal.group": "Signal", "skype.com": "Skype",
	"slurl.com": "Second Life", "teams.live.com": "Teams", "teams.microsoft.com": "Teams", "vrchat.com": "VRChat",
	"webex.com": "WebEx", "zoho.com": "Zoho", "zoom.us": "Zoom",
}

// dialling parts a dial-in number, with the keys that follow it ("+1…,,123#"),
// from the prose around it.
func dialling(s string) (phone, rest string) {
	if countDigits(s) < 7 {
		return "", s
	}
	for _, n := range append(numbersIn(s), bareNumbers(s)...) {
		if n.kind == code || personOf(s, n.start) {
			continue
		}
		end := n.end
		if end < len(s) && strings.IndexByte(",#*", s[end]) >= 0 {
			end = wordStop(s, end)
		}
		before := strings.TrimRight(s[:n.start], " :")
		if strings.EqualFold(before, "phone") || strings.EqualFold(before, "conference call") || strings.EqualFold(before, "dial-in") || strings.EqualFold(before, "dial in") {
			before = ""
		}
		return s[n.start:end], strings.TrimSpace(before + " " + strings.TrimLeft(s[end:], " ,;"))
	}
	return "", s
}

// bareNumber is a telephone of digits alone. In prose it could be anything; in
// the field for a dial-in it is one, unless words call it a meeting's id.
var bareNumber = regexp.MustCompile(`(?:^|[^\d=_+])(1?[2-9]\d{9}|\d{12,15})\b`)

func bareNumbers(s string) []number {
	var out []number
	for _, at := range bareNumber.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, number{at[2], at[3], kindOf(s, at[2])})
	}
	return out
}

// personOf reports whether words before a number say that a person answers it:
// "text", "contact", or "call Ann at".
func personOf(s string, at int) bool {
	words := wordsBefore(s, at)
	for _, w := range words {
		if w == "text" || w == "contact" || w == "whatsapp" {
			return true
		}
	}
	n := len(words)
	asked := n > 2 && words[n-1] == "at" && (words[n-3] == "call" || words[n-3] == "phone" || words[n-3] == "ask" || words[n-3] == "ring")
	return asked && !services[words[n-2]]
}

// services can be called, and are nobody.
var services = wordSet("in us zoom conference meeting line number toll free")
