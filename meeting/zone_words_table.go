package meeting

import (
	"maps"
	"strings"
	"sync"
)

const (
	eastern  = "America/New_York"
	central  = "America/Chicago"
	mountain = "America/Denver"
	pacific  = "America/Los_Angeles"
	atlantic = "America/Halifax"
	alaska   = "America/Anchorage"
	hawaii   = "Pacific/Honolulu"
	london   = "Europe/London"
	sydney   = "Australia/Sydney"
	adelaide = "Australia/Adelaide"
	perth    = "Australia/Perth"
	auckland = "Pacific/Auckland"
	// Berlin stands for all who keep Central European time, Athens for Eastern.
	midEurope  = "Europe/Berlin"
	eastEurope = "Europe/Athens"

	// noZone marks words that name a zone which can't be known.
	noZone = "?"
)

// zoneCodes are abbreviations. IST is India's, Israel's or Ireland's; AST
// Halifax's, San Juan's or Arabia's.
var zoneCodes = map[string]string{
	"est": eastern, "edt": eastern, "cst": central, "cdt": central, "mst": mountain, "mdt": mountain,
	"pst": pacific, "pdt": pacific, "adt": atlantic, "akst": alaska, "akdt": alaska, "hst": hawaii,
	"nst": "America/St_Johns", "ndt": "America/St_Johns",
	"gmt": london, "bst": london, "cet": midEurope, "cest": midEurope, "eet": eastEurope, "eest": eastEurope,
	"aest": sydney, "aedt": sydney, "acst": adelaide, "acdt": adelaide, "awst": perth,
	"nzst": auckland, "nzdt": auckland, "nzt": auckland,
	"jst": "Asia/Tokyo", "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong", "sast": "Africa/Johannesburg",
	"hne": eastern, "hae": eastern, "mez": midEurope, "mesz": midEurope, "brt": "America/Sao_Paulo", "msk": "Europe/Moscow",
	"utc": "UTC", "ist": noZone, "ast": noZone,
}

// zoneShorts are also words or states, and count only after am or pm.
var zoneShorts = map[string]string{"et": eastern, "ct": central, "mt": mountain, "pt": pacific}

// zoneRegions count after a clock: "7pm Central".
var zoneRegions = map[string]string{
	"eastern": eastern, "central": central, "mountain": mountain, "pacific": pacific, "atlantic": atlantic,
	"uk": london, "alaska": alaska, "hawaii": hawaii, "arizona": "America/Phoenix",
}

// zoneFollowers may stand after a region without making it a name.
var zoneFollowers = wordSet(`time times timezone tz standard daylight on via in online zoom by and or each every
	weekly daily us usa sunday monday tuesday wednesday thursday friday saturday
	sundays mondays tuesdays wednesdays thursdays fridays saturdays`)

// finerZones are places that keep the standard time of a zone all year.
var finerZones = map[string]map[string]string{
	mountain: {"arizona": "America/Phoenix", "phoenix": "America/Phoenix", "tucson": "America/Phoenix"},
	central:  {"saskatchewan": "America/Regina", "beijing": "Asia/Shanghai", "china": "Asia/Shanghai"},
	sydney:   {"brisbane": "Australia/Brisbane", "queensland": "Australia/Brisbane", "qld": "Australia/Brisbane"},
	adelaide: {"darwin": "Australia/Darwin"},
}

// zonesBeforeTime name a zone when "time" follows, or "standard time",
// "daylight time", …
var zonesBeforeTime = map[string]string{
	"eastern": eastern, "central": central, "mountain": mountain, "pacific": pacific, "atlantic": atlantic,
	"newfoundland": "America/St_Johns", "alaska": alaska, "hawaii": hawaii, "arizona": "America/Phoenix",
	"us eastern": eastern, "us central": central, "us mountain": mountain, "us pacific": pacific,
	"new york": eastern, "toronto": eastern, "chicago": central, "denver": mountain, "phoenix": "America/Phoenix",
	"los angeles": pacific, "california": pacific, "vancouver": "America/Vancouver", "honolulu": hawaii,
	"uk": london, "british": london, "london": london, "greenwich mean": london,
	"irish": "Europe/Dublin", "dublin": "Europe/Dublin", "paris": "Europe/Paris", "berlin": "Europe/Berlin",
	"central european": midEurope, "eastern european": eastEurope, "western european": "Europe/Lisbon",
	"australian eastern": sydney, "australian central": adelaide, "australian western": perth,
	"sydney": sydney, "melbourne": "Australia/Melbourne", "brisbane": "Australia/Brisbane", "adelaide": adelaide,
	"perth": perth, "darwin": "Australia/Darwin", "new zealand": auckland, "auckland": auckland,
	"israel": "Asia/Jerusalem", "india": "Asia/Kolkata", "indian": "Asia/Kolkata", "japan": "Asia/Tokyo",
	"singapore": "Asia/Singapore", "hong kong": "Asia/Hong_Kong", "south africa": "Africa/Johannesburg",
	"mexico city": "America/Mexico_City", "brasilia": "America/Sao_Paulo", "madrid": "Europe/Madrid", "amsterdam": "Europe/Amsterdam",
}

// zonesAsSaid name a zone in other languages, as they are written with and
// without accents.
var zonesAsSaid = map[string]string{
	"hora del este": eastern, "hora del centro": central, "hora de la montaña": mountain, "hora del pacífico": pacific, "hora del pacifico": pacific,
	"hora de españa": "Europe/Madrid", "hora de madrid": "Europe/Madrid", "hora peninsular": "Europe/Madrid",
	"hora de méxico": "America/Mexico_City", "hora de mexico": "America/Mexico_City", "hora de argentina": "America/Argentina/Buenos_Aires",
	"hora de colombia": "America/Bogota", "hora de perú": "America/Lima", "hora de peru": "America/Lima", "hora de venezuela": "America/Caracas",
	"hora de costa rica": "America/Costa_Rica", "hora de guatemala": "America/Guatemala", "hora de puerto rico": "America/Puerto_Rico",
	"heure de paris": "Europe/Paris", "heure du québec": "America/Toronto", "heure du quebec": "America/Toronto",
	"heure de montréal": "America/Toronto", "heure de bruxelles": "Europe/Brussels",
	"deutsche zeit": midEurope, "deutscher zeit": midEurope, "mitteleuropäische zeit": midEurope, "mitteleuropäischer zeit": midEurope,
	"horário de brasília": "America/Sao_Paulo", "horario de brasilia": "America/Sao_Paulo", "hora de brasília": "America/Sao_Paulo",
	"horário de lisboa": "Europe/Lisbon", "hora de lisboa": "Europe/Lisbon", "nederlandse tijd": "Europe/Amsterdam",
}

const longestZonePhrase = 5 // words

// zonePhrases are the words before and with "time", and those they begin with.
var zonePhrases = sync.OnceValues(func() (phrases map[string]string, begins map[string]bool) {
	phrases, begins = map[string]string{}, map[string]bool{}
	for name, zone := range zonesBeforeTime {
		first, _, _ := strings.Cut(name, " ")
		begins[first] = true
		for _, season := range []string{"", " standard", " daylight", " daylight savings", " daylight saving", " savings", " summer"} {
			phrases[name+season+" time"] = zone
			phrases[name+season+" timezone"] = zone
		}
	}
	for said, zone := range zonesAsSaid {
		first, _, _ := strings.Cut(said, " ")
		phrases[said], begins[first] = zone, true
	}
	return phrases, begins
})

// zoneHints are all words that a zone may begin with: most texts have none.
var zoneHints = sync.OnceValue(func() map[string]bool {
	_, begins := zonePhrases()
	hints := maps.Clone(begins)
	for _, table := range []map[string]string{zoneCodes, zoneShorts, zoneRegions} {
		for w := range table {
			hints[w] = true
		}
	}
	return hints
})

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
