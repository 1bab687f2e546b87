package meeting

import (
	"regexp"
	"strings"
	"sync"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// publicHolidays are those of a whole country, by its code.
var publicHolidays = map[string][]*cal.Holiday{
	"at": at.Holidays, "be": be.Holidays, "bg": bg.Holidays, "br": br.Holidays, "ca": ca.Holidays, "ch": ch.Holidays, "cz": cz.Holidays,
	"de": de.Holidays, "dk": dk.Holidays, "es": es.Holidays, "fr": fr.Holidays, "gb": gb.Holidays, "gr": gr.Holidays, "hr": hr.Holidays,
	"ie": ie.Holidays, "it": it.Holidays, "jp": jp.Holidays, "lt": lt.Holidays, "lv": lv.Holidays, "nl": nl.Holidays, "no": no.Holidays,
	"nz": nz.Holidays, "pl": pl.Holidays, "ro": ro.Holidays, "se": se.Holidays, "si": si.Holidays, "sk": sk.Holidays,
	"us": us.Holidays, "za": za.Holidays,
}

// stateHolidays are those of a state that keeps days of its own, all its
// country's included. Germany's states are asked by code and by name.
var stateHolidays = map[string][]*cal.Holiday{
	"au/act": au.HolidaysACT, "au/nsw": au.HolidaysNSW, "au/nt": au.HolidaysNT, "au/qld": au.HolidaysQLD,
	"au/sa": au.HolidaysSA, "au/tas": au.HolidaysTAS, "au/vic": au.HolidaysVIC, "au/wa": au.HolidaysWA,
	"de/bw": de.HolidaysBW, "de/by": de.HolidaysBY, "de/be": de.HolidaysBE, "de/bb": de.HolidaysBB, "de/hb": de.HolidaysHB, "de/hh": de.HolidaysHH,
	"de/he": de.HolidaysHE, "de/mv": de.HolidaysMV, "de/ni": de.HolidaysNI, "de/nw": de.HolidaysNW, "de/rp": de.HolidaysRP, "de/sl": de.HolidaysSL,
	"de/sn": de.HolidaysSN, "de/st": de.HolidaysST, "de/sh": de.HolidaysSH, "de/th": de.HolidaysTH,
	"de/baden-wurttemberg": de.HolidaysBW, "de/bayern": de.HolidaysBY, "de/berlin": de.HolidaysBE, "de/brandenburg": de.HolidaysBB,
	"de/bremen": de.HolidaysHB, "de/hamburg": de.HolidaysHH, "de/hessen": de.HolidaysHE, "de/mecklenburg-vorpommern": de.HolidaysMV,
	"de/niedersachsen": de.HolidaysNI, "de/nordrhein-westfalen": de.HolidaysNW, "de/rheinland-pfalz": de.HolidaysRP, "de/saarland": de.HolidaysSL,
	"de/sachsen": de.HolidaysSN, "de/sachsen-anhalt": de.HolidaysST, "de/schleswig-holstein": de.HolidaysSH, "de/thuringen": de.HolidaysTH,
}

// Holiday returns the name of the public holiday that a local day is where the
// meeting is held, in that place's own words; "" where it is none, or the
// country and its holidays are not known. Where a holiday falls on a weekend
// both it and the day it is kept on count. The country is the place's, else the
// one that keeps the meeting's zone.
func (m *Meeting) Holiday(day Date) string {
	where := m.holidayPlace()
	if where == "" {
		return ""
	}
	year, _, _ := day.Civil()
	return holidaysOf(where, year)[day]
}

// CheckHoliday reports whether a reader had better make sure that a meeting is
// held on a local day: it is a public holiday, and the listing says nothing of
// holidays. Calendars never show it.
func (m *Meeting) CheckHoliday(day Date) bool { return m.Holiday(day) != "" && !m.speaksOfHolidays() }

// holidayPlace is the key of the state or the country whose holidays count.
func (m *Meeting) holidayPlace() string {
	country := m.Place.Country
	if m.Attendance == Online || country == "" {
		country = countryOfZone(m.Schedule.Zone)
	}
	p, ok := places().find(country, m.Place.State)
	if !ok {
		return ""
	}
	for _, state := range [...]string{p.state, placeKey(m.Place.State)} {
		if key := p.code + "/" + state; stateHolidays[key] != nil {
			return key
		}
	}
	if publicHolidays[p.code] != nil {
		return p.code
	}
	return ""
}

// countryOfZone is the one country that keeps a zone; "" where several do, or
// none.
func countryOfZone(zone string) string { return zoneCountries()[zone] }

var zoneCountries = sync.OnceValue(func() map[string]string {
	of := make(map[string]string)
	index := places()
	for _, all := range []map[string]*place{index.countries, index.states} {
		for _, p := range all {
			for _, z := range p.zones {
				if was, ok := of[z]; ok && was != p.code {
					of[z] = ""
				} else {
					of[z] = p.code
				}
			}
		}
	}
	return of
})

// keptHolidays are the holidays of a place in a year: map[Date]string by "us 2026".
var keptHolidays sync.Map

type placeYear struct {
	place string
	year  int
}

func holidaysOf(place string, year int) map[Date]string {
	if known, ok := keptHolidays.Load(placeYear{place, year}); ok {
		return known.(map[Date]string)
	}
	list := stateHolidays[place]
	if list == nil {
		list = publicHolidays[place]
	}
	days := make(map[Date]string)
	for _, h := range list {
		// New Year's Day may be kept in December.
		for y := year; y <= year+1; y++ {
			actual, kept := h.Calc(y)
			if actual.IsZero() {
				continue
			}
			days[DateOf(actual)], days[DateOf(kept)] = h.Name, h.Name
		}
	}
	keptHolidays.Store(placeYear{place, year}, days)
	return days
}

// ofHolidays is how sources speak of days on which they may be closed, which no
// field of a schedule can hold. It reads folded words.
var ofHolidays = regexp.MustCompile(`\b(?:holidays?|365|every day of the year|christmas|thanksgiving|feiertag\w*|festivos?|feriados?|dias? de fiesta|feries?|feestdag(?:en)?)\b`)

// speaksOfHolidays: whatever the listing says of holidays, a reader has it.
func (m *Meeting) speaksOfHolidays() bool {
	return ofHolidays.MatchString(Fold(strings.Join([]string{m.Name, m.Group, m.Notes, m.Schedule.Text, m.Place.Notes, m.Join.Notes}, " ")))
}
