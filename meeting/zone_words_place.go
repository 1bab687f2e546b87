package meeting

import "time"

// ZoneOfWordsAt is ZoneOfWords for a place: "6:30 pm Mountain" is Denver's clock
// in Colorado, Edmonton's in British Columbia and Phoenix's in Arizona, which
// are not always the same. country and state may be empty, codes or names.
// Where a place has no such zone, as "2 pm Eastern" in England, the words mean
// the United States'.
func ZoneOfWordsAt(text, country, state string) (zone string, ok bool) {
	zone, ok = ZoneOfWords(text)
	standard, shared := sharedWords[zone]
	if !ok || !shared {
		return zone, ok
	}
	p, known := places().findNamed(country, state)
	if !known {
		return zone, true
	}
	own, told := wordsAbroad[p.code+"/"+p.state][zone]
	if !told {
		own, told = wordsAbroad[p.code][zone]
	}
	switch {
	case told:
		return own, own != ""
	case len(p.zones) == 1 && standardOffset(p.zones[0]) == standard:
		return p.zones[0], true // "Central" in Costa Rica
	}
	return zone, true
}

// sharedWords are the zones whose names others use for clocks of their own,
// with the standard time that the name means.
var sharedWords = map[string]time.Duration{
	eastern: -5 * time.Hour, central: -6 * time.Hour, mountain: -7 * time.Hour, pacific: -8 * time.Hour,
	atlantic: -4 * time.Hour, london: 0, midEurope: time.Hour, eastEurope: 2 * time.Hour,
	sydney: 10 * time.Hour, adelaide: 9*time.Hour + 30*time.Minute,
}

// wordsAbroad says what those names mean elsewhere, by country or state; ""
// where even there they have two meanings.
var wordsAbroad = map[string]map[string]string{
	"us/az": {"America/Denver": "America/Phoenix"},
	"ca": {
		"America/New_York": "America/Toronto", "America/Chicago": "America/Winnipeg",
		"America/Denver": "America/Edmonton", "America/Los_Angeles": "America/Vancouver",
	},
	"ca/sk": {"America/Chicago": "America/Regina"},
	"mx": {
		"America/New_York": "America/Cancun", "America/Chicago": "America/Mexico_City",
		"America/Denver": "", "America/Los_Angeles": "America/Tijuana",
	},
	"au":     {"America/New_York": "Australia/Sydney", "America/Chicago": ""},
	"au/qld": {"America/New_York": "Australia/Brisbane", sydney: "Australia/Brisbane"},
	"au/vic": {"America/New_York": "Australia/Melbourne"},
	"au/tas": {"America/New_York": "Australia/Hobart"},
	"au/sa":  {"America/Chicago": "Australia/Adelaide"},
	"au/nt":  {"America/Chicago": "Australia/Darwin", adelaide: "Australia/Darwin"},
	"ph":     {"America/Los_Angeles": ""}, // PST is Manila's too
	"cn":     {"America/Chicago": "Asia/Shanghai"},
	"tw":     {"America/Chicago": "Asia/Taipei"},
	"cu":     {"America/Chicago": "America/Havana"},
}

// findNamed finds a place also where only its state is told, of the two
// countries that write it so.
func (x placeIndex) findNamed(country, state string) (*place, bool) {
	if country != "" {
		return x.find(country, state)
	}
	for _, code := range [...]string{"us/", "ca/"} {
		if p, ok := x.states[code+placeKey(state)]; ok {
			return p, true
		}
	}
	return nil, false
}

// standardOffset returns a zone's least offset within the year of the zone data.
func standardOffset(name string) time.Duration {
	loc, err := Zone(name)
	if err != nil {
		return 0
	}
	_, january := time.Date(2026, time.January, 1, 12, 0, 0, 0, loc).Zone()
	_, july := time.Date(2026, time.July, 1, 12, 0, 0, 0, loc).Zone()
	return time.Duration(min(january, july)) * time.Second
}
