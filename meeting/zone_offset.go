package meeting

import "time"

// ZoneOfOffset returns the only zone of a country (ISO 3166-1) whose clocks are
// that far from UTC, in winter or in summer. ok is false where several are, as
// UTC-5 is New York's in winter and Chicago's in summer.
func ZoneOfOffset(offset time.Duration, country string) (zone string, ok bool) {
	if country == "" {
		return "", false
	}
	p, known := places().find(country, "")
	if !known {
		return "", false
	}
	for _, z := range p.zones {
		if !keepsOffset(z, offset) {
			continue
		}
		if zone != "" {
			return "", false
		}
		zone = z
	}
	return zone, zone != ""
}

func keepsOffset(zone string, offset time.Duration) bool {
	loc, err := Zone(zone)
	if err != nil {
		return false
	}
	for _, month := range [...]time.Month{time.January, time.July} {
		if _, o := time.Date(2026, month, 1, 12, 0, 0, 0, loc).Zone(); time.Duration(o)*time.Second == offset {
			return true
		}
	}
	return false
}
