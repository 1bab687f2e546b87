package meeting

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"
)

var loadedZones sync.Map // name → *time.Location

// Zone returns an IANA zone from the newest zone data at hand: the system's or
// the embedded, whichever is of the later version. Names are exact
// ("America/New_York"); "" and "Local" are refused, so that nothing falls to
// the zone of the machine.
func Zone(name string) (*time.Location, error) {
	if loc, ok := loadedZones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	data, err := ZoneData(name)
	if err != nil {
		return nil, err
	}
	loc, err := time.LoadLocationFromTZData(strings.Clone(name), data)
	if err != nil {
		return nil, fmt.Errorf("zone %q: its data in %s can't be read: %w", name, ZoneVersion(), err)
	}
	if name == "UTC" {
		loc = time.UTC
	}
	kept, _ := loadedZones.LoadOrStore(strings.Clone(name), loc)
	return kept.(*time.Location), nil
}

// ZoneData returns a zone's TZif bytes (RFC 9636), from the same place as Zone.
func ZoneData(name string) ([]byte, error) {
	if !zoneName(name) {
		return nil, fmt.Errorf("%.80q is not a zone: use an IANA name such as America/New_York", name)
	}
	data, err := zones().read(name)
	if err != nil {
		return nil, fmt.Errorf("zone %q is not in the zone data %s: use an IANA name such as America/New_York", name, ZoneVersion())
	}
	return data, nil
}

// ZoneNames lists every zone that Zone knows, links included, in order.
func ZoneNames() []string { return zones().names() }

// ZoneVersion says which zone data are in use, as in "2026f system" or
// "2026f embedded".
func ZoneVersion() string { return zones().String() }

// zoneName reports whether name may name a zone. A zoneinfo directory also
// holds the machine's own zone, and copies that count leap seconds.
func zoneName(name string) bool {
	switch {
	case len(name) > 64, !fs.ValidPath(name), strings.ContainsAny(name, `\:`):
		return false
	case strings.HasPrefix(name, "right/"), strings.HasPrefix(name, "posix/"):
		return false
	}
	switch name {
	case ".", "Local", "localtime", "posixrules", "Factory":
		return false
	}
	return true
}
