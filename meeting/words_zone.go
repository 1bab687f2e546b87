package meeting

import (
	"strconv"
	"strings"
)

// Zone says a zone by its city: "New York time". Zones without a city have a
// name of their own in the table; never an abbreviation, never a bare offset.
func (w *Words) Zone(name string) string {
	if name == "" {
		return ""
	}
	if known, ok := w.zoneNames[name]; ok {
		return known
	}
	if hours, ok := fixedZone(name); ok && hours < 0 {
		return say(w.behindUTC, -hours)
	} else if ok {
		return say(w.aheadOfUTC, hours)
	}
	city := name[strings.LastIndexByte(name, '/')+1:]
	return say(w.cityTime, strings.ReplaceAll(city, "_", " "))
}

// ZoneOf says the zone of a schedule, and from what it was inferred where the
// listing does not name it and its state or country does not settle it.
func (w *Words) ZoneOf(s *Schedule) string {
	zone := w.Zone(s.Zone)
	if from, ok := w.zoneFrom[s.ZoneFrom]; ok && zone != "" {
		return say(from, zone)
	}
	return zone
}

// fixedZone reads the hours east of UTC in "Etc/GMT+5", whose sign counts west.
func fixedZone(name string) (hours int, ok bool) {
	offset, ok := strings.CutPrefix(name, "Etc/GMT")
	if !ok {
		return 0, false
	}
	west, err := strconv.Atoi(offset)
	return -west, err == nil
}
