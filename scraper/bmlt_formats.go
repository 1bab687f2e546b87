package scraper

import (
	"fmt"
	"slices"
	"strings"

	"openchair/meeting"
)

// Terms that are no formats: what the server says about itself (Language its
// native language, Key its default duration, Name the "latitude,longitude" of its
// map's centre), and the first id of the page
// read before.
const (
	bmltServer = "server"
	bmltSeen   = "seen"
)

// NA World Services' ids of formats that say how a meeting can be attended.
const (
	worldVirtual = "VM"
	worldHybrid  = "HYBR"
	worldClosed  = "TC" // the venue is closed for the time being
)

// keyWeb is the key of formats from before VM: "gathers on the Internet", also
// beside a venue. NA World Services knows none such.
const keyWeb = "WEB"

// meetingGuideCodes are world ids that Meeting Guide has a code for. Others
// stay as they are, as long as they don't read as another code of Meeting Guide.
var meetingGuideCodes = meeting.WorldFormats

// wellKnownKeys are the keys that English servers share, for when a server's
// own table of formats did not come.
var wellKnownKeys = map[string]string{
	"VM": "VM", "HY": "HYBR", "TC": "TC", "O": "OPEN", "C": "CLOSED", "WC": "WCHR", "B": "BEG", "D": "DISC", "M": "M", "W": "W",
	"YP": "Y", "GL": "GL", "St": "STEP", "Tr": "TRAD", "ME": "MED", "CL": "CAN", "CW": "CW", "BT": "BT", "JT": "JFT", "CH": "CH",
	"So": "SPK", "SD": "SPK", "To": "TOP", "RF": "VAR", "IW": "IW", "QA": "QA", "NC": "NC", "NS": "NS", "BK": "LIT",
}

// bmltOverrides reads the option "formats": what a server's own key means as a
// world id, where its table doesn't say ("VG" = "TC").
func bmltOverrides(src meeting.Source) map[string]string {
	table, ok := src.Options["formats"].(map[string]any)
	if !ok {
		return nil
	}
	m := make(map[string]string, len(table))
	for key, world := range table {
		m[key] = strings.ToUpper(strings.TrimSpace(fmt.Sprint(world)))
	}
	return m
}

// formatsOf lists the terms of a meeting's formats: by id, since keys are
// unique only per server and language, else by key.
func (b *bmltReading) formatsOf(r *bmltRow) []Term {
	var terms []Term
	missing := false
	for _, id := range r[bmFormatIDs].items() {
		t, ok := b.term(strings.TrimSpace(id))
		if missing = missing || !ok; ok {
			terms = append(terms, t)
		}
	}
	if missing || len(terms) == 0 {
		terms = b.addKeys(terms, r[bmFormats].items())
	}
	for i := range terms {
		if world, ok := b.overrides[terms[i].Key]; ok {
			terms[i].WorldID = world
		}
	}
	return terms
}

// addKeys adds the formats whose ids said nothing. The two lists of a meeting
// are not in one order.
func (b *bmltReading) addKeys(terms []Term, keys []string) []Term {
	for _, key := range keys {
		key = strings.TrimSpace(key)
		if key != "" && !slices.ContainsFunc(terms, func(t Term) bool { return t.Key == key }) {
			terms = append(terms, b.termByKey(key))
		}
	}
	return terms
}

func (b *bmltReading) term(id string) (Term, bool) {
	if t, ok := b.reading.Terms[id]; ok {
		return t, true
	}
	t, ok := b.known[id]
	return t, ok
}

// termByKey finds a format by its key in this server's table, else among the
// well-known ones. What is in neither is a format without a meaning.
func (b *bmltReading) termByKey(key string) Term {
	key = strings.TrimSpace(key)
	table := false
	for _, terms := range []Terms{b.reading.Terms, b.known} {
		for _, t := range terms {
			table = table || t.Key != "" && t.ID != bmltServer && t.ID != bmltSeen
			if t.Key == key && t.ID != bmltServer && t.ID != bmltSeen {
				return t
			}
		}
	}
	if world, ok := wellKnownKeys[key]; ok && (!table || key == worldVirtual || key == worldClosed) {
		return Term{Key: key, WorldID: world}
	}
	return Term{Key: key}
}

// typeOf is a format as a type of meeting.
func typeOf(t Term) string {
	if code, ok := meetingGuideCodes[t.WorldID]; ok {
		return code
	}
	for _, s := range [...]string{t.WorldID, t.Key, t.Name} {
		_, own := programType("na", s) // what a server calls its own "IW" may be another
		if s != "" && !isKnownType(s) && (!own || s == t.WorldID) {
			return s
		}
	}
	return "NA-" + t.Key
}

// isLanguage reports whether a format names the language spoken.
func isLanguage(t Term) bool { return t.WorldID == "LANG" || t.Kind == "LANG" }

// weekOf reads formats that restrict a meeting to a week of the month: Wo1 …
// Wo4, WoL. Sp1, O3 and their like only change that week's format.
func weekOf(t Term) (string, bool) {
	switch t.Key {
	case "Wo1", "Wo2", "Wo3", "Wo4", "Wo5":
		return t.Key[2:], true
	case "WoL":
		return "last", true
	}
	return "", false
}

// annotates reports whether a format says something about time that can't be
// computed: closed on holidays (CH, naf), without a fixed end (OE).
func annotates(t Term) bool {
	return t.WorldID == "CH" || t.Key == "CH" || t.Key == "naf" || t.Key == "OE"
}
