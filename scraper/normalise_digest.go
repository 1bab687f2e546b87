package scraper

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// digest stands for a listing as published. It is made of what the source
// wrote and not of what we read from it, so that a better reader of ours does
// not look like a change of theirs.
func digest(l *Listing) string {
	buf := make([]byte, 0, 2048)
	for _, s := range [...]string{
		l.Key, l.AltKey, l.Name, l.Group, l.Time, l.EndTime, l.Duration, l.Timezone, l.Attendance,
		l.Location, l.LocationNotes, l.Address, l.Street, l.City, l.State, l.PostalCode, l.Country, l.Region,
		l.Latitude, l.Longitude, l.Approximate, l.ConferenceURL, l.ConferenceNote, l.Phone, l.PhoneNote,
		l.Notes, l.GroupNotes, l.URL, l.Updated, l.Unconfirmed,
	} {
		buf = appendPart(buf, s)
	}
	for _, list := range [...][]string{l.Days, l.Types, l.Languages, l.Weeks, l.TimeWords} {
		buf = binary.AppendUvarint(buf, uint64(len(list)))
		for _, s := range list {
			buf = appendPart(buf, s)
		}
	}
	if l.When != "" {
		buf = binary.AppendUvarint(appendPart(buf, l.When), uint64(l.part))
	}
	if l.Gathered {
		buf = append(buf, 'g')
	}
	if r := l.Recurrence; r != nil {
		for _, s := range [...]string{r.Start, r.End, r.RRule} {
			buf = appendPart(buf, s)
		}
		for _, list := range [...][]string{r.Dates, r.Except} {
			buf = binary.AppendUvarint(buf, uint64(len(list)))
			for _, s := range list {
				buf = appendPart(buf, s)
			}
		}
		for _, m := range r.Moves {
			buf = appendPart(appendPart(appendPart(buf, m.From), m.Start), m.End)
		}
	}
	sum := sha256.Sum256(buf)
	return hex.EncodeToString(sum[:])
}

func appendPart(buf []byte, s string) []byte {
	return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
}
