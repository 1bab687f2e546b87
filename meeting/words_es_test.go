package meeting

import (
	"strings"
	"testing"
	"time"
)

func TestSpanishWhen(t *testing.T) {
	es := WordsFor("es-MX")
	for want, s := range map[string]Schedule{
		"martes 7:00 – 8:30 p.m.":                                    {Kind: Weekly, Days: NewWeekdays(time.Tuesday)},
		"martes y domingos 7:00 – 8:30 p.m.":                         {Kind: Weekly, Days: NewWeekdays(time.Sunday, time.Tuesday)},
		"lunes a viernes 7:00 – 8:30 p.m.":                           {Kind: Weekly, Days: EveryDay &^ NewWeekdays(time.Saturday, time.Sunday)},
		"primer martes del mes 7:00 – 8:30 p.m.":                     {Kind: Monthly, Days: NewWeekdays(time.Tuesday), Ordinals: NewOrdinals(1)},
		"primer y tercer sábados 7:00 – 8:30 p.m.":                   {Kind: Monthly, Days: NewWeekdays(time.Saturday), Ordinals: NewOrdinals(1, 3)},
		"viernes menos el último del mes 7:00 – 8:30 p.m.":           {Kind: Monthly, Days: NewWeekdays(time.Friday), Ordinals: NewOrdinals(-2, -3, -4, -5)},
		"un jueves sí y otro no 7:00 – 8:30 p.m.":                    {Kind: Weekly, Days: NewWeekdays(time.Thursday), Interval: 2},
		"lunes 7:00 – 8:30 p.m., hasta el 24 de diciembre de 2026":   {Kind: Weekly, Days: NewWeekdays(time.Monday), Until: NewDate(2026, time.December, 24)},
		"todos los días 7:00 – 8:30 p.m., en enero, febrero y marzo": {Kind: Weekly, Days: EveryDay, Months: NewMonths(1, 2, 3)},
	} {
		s.Start, s.Minutes, s.Zone, s.Confirmed = NewClock(19, 0), 90, "America/New_York", true
		if got := es.When(&s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSpanishDaysAndZones(t *testing.T) {
	es := WordsFor("es")
	if got := es.Day(NewDate(2026, time.November, 24)); got != "martes 24 de noviembre" {
		t.Error(got)
	}
	for zone, want := range map[string]string{
		"America/New_York": "hora de Nueva York", "Europe/Madrid": "hora de Madrid", "Etc/GMT+5": "5 h por detrás de UTC",
	} {
		if got := es.Zone(zone); got != want {
			t.Errorf("%s is %q, want %q", zone, got, want)
		}
	}
	for _, name := range ZoneNames() {
		if got := es.Zone(name); got != "UTC" && (strings.ContainsAny(got, "/_") || !strings.HasPrefix(got, "hora ") && !strings.HasSuffix(got, " de UTC")) {
			t.Errorf("%s is %q", name, got)
		}
	}
}

// A code without a word would be shown as a code in one language alone.
func TestTypesAreSaidInEveryLanguage(t *testing.T) {
	for lang, w := range languages {
		for code := range englishTypes {
			if w.types[code] == "" {
				t.Errorf("%s: type %s has no word", lang, code)
			}
		}
		if len(w.types) != len(englishTypes) {
			t.Errorf("%s: %d types, want %d", lang, len(w.types), len(englishTypes))
		}
	}
}

func TestLanguagePath(t *testing.T) {
	for lang, want := range map[string]string{"en": "", "en-GB": "", "": "", "es": "/es", "es-AR": "/es", "xx": ""} {
		if got := LanguagePath(lang); got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
}
