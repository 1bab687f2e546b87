package scraper

import (
	"net/url"
	"regexp"
	"slices"
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
		end := keysAfter(s, n.end)
		before := strings.TrimRight(s[:n.start], " :")
		if strings.EqualFold(before, "phone") || strings.EqualFold(before, "conference call") || strings.EqualFold(before, "dial-in") || strings.EqualFold(before, "dial in") {
			before = ""
		}
		return s[n.start:end], strings.TrimSpace(before + " " + strings.TrimLeft(s[end:], " ,;"))
	}
	return "", s
}

// keysAfter returns where the keys end that are to be pressed after a number.
func keysAfter(s string, at int) int {
	end := at
	for i := at; i < len(s) && strings.IndexByte(",#*0123456789", s[i]) >= 0; i++ {
		if s[i] != ',' {
			end = i + 1
		}
	}
	return end
}

// bareNumber is a telephone of digits alone. In prose it could be anything; in
// the field for a dial-in it is one, unless words call it a meeting's id, or it
// looks like one of Zoom's: eleven digits from 7 up.
var bareNumber = regexp.MustCompile(`(?:^|[^\d=_+])([0-6]\d{10}|[02-9]\d{9}|\d{12,15})\b`)

func bareNumbers(s string) []number {
	var out []number
	for _, at := range bareNumber.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, number{at[2], at[3], kindOf(s, at[2])})
	}
	return out
}

// personOf reports whether words before a number say that a person answers it:
// "text", "contact", "call Ann", "ask for Ann B.", "phone Ann at".
func personOf(s string, at int) bool {
	words := wordsBefore(s, at)
	for _, w := range words {
		if w == "text" || w == "contact" || w == "whatsapp" {
			return true
		}
	}
	led := len(words) > 0 && (last(words) == "at" || last(words) == "on")
	for i, w := range words {
		if w == "call" || w == "ask" || w == "ring" || w == "phone" && led {
			return slices.ContainsFunc(words[i+1:], func(w string) bool { return !impersonal[w] })
		}
	}
	return false
}

// impersonal words follow "call" where nobody is named.
var impersonal = wordSet(`in into at on by via to from for the this our a an and or then us usa uk canada zoom webex skype
	conference meeting group line number bridge audio phone telephone call dial toll free local access only here now join with using enter`)
