package scraper

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"openchair/meeting"
)

// Normalise turns a listing into a meeting, or says why it can't. It is pure:
// the same listing and source give the same meeting.
func Normalise(l Listing, src meeting.Source) (meeting.Collected, *meeting.Refusal) {
	m := meeting.Meeting{
		Program: src.Program, Source: src.ID, SourceKey: ownKey(&l),
		Join: join(&l), URL: webLink(l.URL), Updated: updated(l.Updated),
		Gathered: src.Gathers || l.Gathered,
	}
	dial := m.Join.Phone
	m.Name = maskContacts(cleanLine(l.Name, maxName), dial)
	m.Group = maskContacts(cleanLine(l.Group, maxName), dial)
	if field, value := narcononIn(&l); field != "" {
		return meeting.Collected{}, refusal(&l, field, value, "Narconon is never listed here. It is neither Nar-Anon nor Narcotics Anonymous.")
	}
	if m.Name == "" {
		return meeting.Collected{}, refusal(&l, "name", l.Name, noName)
	}
	types := readTypes(l.Types, src.Program)
	m.Types, m.Languages = types.types, languages(types, &l, src)
	m.Place = place(&l, dial)
	m.Attendance = attendance(&l, types, &m)
	notes := cleanText(joinLines(l.Notes, l.GroupNotes), maxNotes)
	m.Notes = maskContacts(notes, dial)

	if refused := setTime(&m, &l, src); refused != nil {
		return meeting.Collected{}, refused
	}
	if m.Attendance == meeting.Online || misplaced(&m.Place, src) {
		m.Place.Latitude, m.Place.Longitude = 0, 0 // never a pin for what is nowhere, or elsewhere
	}
	return meeting.Collected{Meeting: m, Digest: digest(&l)}, nil
}

func refusal(l *Listing, field, value, reason string) *meeting.Refusal {
	return &meeting.Refusal{
		Key: ownKey(l), Name: maskContacts(cleanLine(l.Name, maxName), ""), Field: field,
		Value: shown(value), Reason: reason,
	}
}

// ownKey is the source's key of a listing. Where it has none, the key is made
// of name and place, never of the time: a moved meeting stays itself.
func ownKey(l *Listing) string {
	if l.Key != "" {
		return l.Key
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{
		meeting.Fold(l.Name), meeting.Fold(l.Location), meeting.Fold(l.Address), meeting.Fold(l.Street), meeting.Fold(l.City),
	}, "\x00")))
	return "x-" + hex.EncodeToString(sum[:8])
}

// updated reads the source's own word about when a listing last changed, UTC.
// What can't be read is as if not said.
func updated(s string) time.Time {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}
	}
	for _, layout := range updatedLayouts {
		if len(layout) > 12 && len(s) < 11 {
			continue
		}
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil && t.Year() > 1990 && t.Year() < 2200 {
			return t.UTC()
		}
	}
	return time.Time{}
}

// Month first where a slash is written: it is the habit of the programs that
// write them.
var updatedLayouts = []string{
	"2006-01-02 15:04:05", "1/2/2006 3:04:05 PM", "1/2/2006 15:04:05", time.RFC3339, "2006-01-02T15:04:05",
	"1/2/2006 3:04 PM", "1/2/2006 15:04", "2006-01-0215:04:05", "2006-01-02 15:04", "2006-01-02", "1/2/2006",
	"2006-01-02T15:04:05.999999999Z07:00",
}
