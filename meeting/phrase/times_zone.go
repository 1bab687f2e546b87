package phrase

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// offset is a fixed distance from UTC, which is no place.
var offset = regexp.MustCompile(`(?i)\b(?:utc|gmt)\s*([+−–-])\s*(\d{1,2})(?::?(\d\d))?`)

// otherZone is a zone said after a clock, or in Romance words, of a place that
// no table knows.
var otherZone = regexp.MustCompile(`(?:(?i:\d ?[ap]\.?m\.?|noon)|\d[:.h]\d\d)\)?,? \(?((?:\p{Lu}\p{L}+ ){1,2}(?i:(?:standard |daylight )?time))\b` +
	`|(?i:\b(?:hora|heure|horário|horario) (?:del?|du|da|do|des?|d['’]))\s?(?:la |l['’])?\p{L}`)

// unclearZone leaves a time in doubt that names a zone which can't be known. A
// distance from UTC is a place's only where a country has one that keeps it.
func (s *scanned) unclearZone(t *Time, text string) {
	low := strings.ToLower(text)
	if !strings.Contains(low, "ime") && !strings.Contains(low, "utc") && !strings.Contains(low, "gmt") && !strings.Contains(low, "hor") && !strings.Contains(low, "heure") {
		if meeting.NamesZone(text) {
			t.Schedule.Confirmed = false
		}
		return
	}
	if m := offset.FindStringSubmatch(text); m != nil {
		zone, ok := meeting.ZoneOfOffset(distance(m), s.at.Country)
		if ok {
			t.Schedule.Zone = zone
			t.Guessed = append(t.Guessed, fmt.Sprintf("%s: %s", m[0], zone))
			return
		}
		t.doubt(m[0])
		return
	}
	m := otherZone.FindStringSubmatch(text)
	switch {
	case meeting.NamesZone(text):
		t.Schedule.Confirmed = false
	case m != nil && !newTime.MatchString(m[0]):
		t.doubt(strings.TrimSpace(m[0]))
	}
}

// newTime is no zone's name.
var newTime = regexp.MustCompile(`(?i)(?:new|same|start|starting|meeting|this|every|all|full) time$`)

func (t *Time) doubt(words string) {
	t.Schedule.Confirmed = false
	t.Unread = append(t.Unread, words)
}

func distance(m []string) time.Duration {
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	d := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if m[1] != "+" {
		return -d
	}
	return d
}
