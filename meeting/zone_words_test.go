package meeting

import (
	"strings"
	"testing"
)

func TestZoneOfWords(t *testing.T) {
	const (
		none    = ""
		phoenix = "America/Phoenix"
	)
	for _, c := range []struct{ text, want string }{
		// A region after a clock.
		{"Twin Cities - 6pm Central - In-Person", central},
		{"Kalispell - Tuesdays @ 6 pm (Mountain)", mountain},
		{"7:30 p.m. Eastern on Zoom", eastern},
		{"19:00 Pacific", pacific},
		{"12 noon Central, by phone", central},
		{"8pm Eastern", eastern},
		{"8pm eastern daylight time", eastern},
		{"7pm Pacific. All are welcome", pacific},
		{"7pm UK", london},
		// "Time" after.
		{"All times are Eastern Time", eastern},
		{"central standard time", central},
		{"Pacific Daylight Savings Time", pacific},
		{"Thursday at 8 p.m. Central Time", central},
		{"New York time", eastern},
		{"Atlantic Time", atlantic},
		{"Greenwich Mean Time (GMT)/British Summer Time (BST)", london},
		{"Central European Summer Time", midEurope},
		{"9am Australian Eastern Standard Time", sydney},
		{"New Zealand Time", auckland},
		// Abbreviations.
		{"7pm EST", eastern},
		{"7:00 pm - 8:00 pm EST/EDT", eastern},
		{"7pm est", eastern},
		{"at 7 EST", eastern},
		{"19:30 CET", midEurope},
		{"20:00 (CEST)", midEurope},
		{"Times are GMT/BST", london},
		{"All times listed in PST", pacific},
		{"Online (EST)", eastern},
		{"EST", eastern},
		{"EST time", eastern},
		{"Tuesdays AEST", sydney},
		{"6pm AEST Brisbane", "Australia/Brisbane"},
		{"7pm MST Arizona", phoenix},
		{"8pm ET", eastern},
		{"8:00 PM (ET)", eastern},
		{"8 p.m. CT, via Zoom", central},
		{"12 noon PT", pacific},
		{"ET time", eastern},
		{"17:00 UTC", "UTC"},
		{"7pm EST/8pm EDT", eastern},

		// Two zones, or one that can't be known.
		{"9 am Eastern/8 am Central", none},
		{"7pm Eastern/Pacific", none},
		{"8:30 pm Eastern (Mountain time, 6:30 pm)", none},
		{"7pm EST, 4pm PST", none},
		{"8pm ET / 5pm PT", none},
		{"7pm GMT+2", none},
		{"7pm GMT+2, that is 7pm CET", none},
		{"17:00 UTC-5", none},
		{"7pm IST", none},
		{"7pm AST", none},

		// Names of other things.
		{"Central Group", none},
		{"Pacific Club", none},
		{"Mountain View Church", none},
		{"Eastern Avenue", none},
		{"7pm Central Church", none},
		{"7pm Central's Hall", none},
		{"Tuesday 7pm Pacific Club", none},
		{"12:00 pm Mountain View Group", none},
		{"7pm Central-Park Group", none},
		{"Hope Central Church, 7:30 pm", none},
		{"Central", none},
		{"Hartford CT 7pm", none},
		{"7pm MT. Vernon", none},
		{"7pm MT Zion", none},
		{"7 PM PT REYES", none},
		{"Est. 1985", none},
		{"EST 1985", none},
		{"since 7, est. 1985", none},
		{"La réunion de 19h30 est ouverte", none},
		{"à 19:30 cet hiver", none},
		{"LUNDI 19:30 ET MERCREDI 20:30", none},
		{"um 19:30 ist die Gruppe offen", none},
		{"C'EST LA VIE", none},
		{"First time? Welcome", none},
		{"Next to Grange Estate", none},
		{"New York Group", none},
		{"", none},
		{"   ", none},
		{"\xff\xfe 7pm \xff", none},
	} {
		got, ok := ZoneOfWords(c.text)
		if got != c.want || ok != (c.want != none) {
			t.Errorf("%q: %q, %v; want %q", c.text, got, ok, c.want)
		}
	}
}

func TestZoneWordsNameZonesThatExist(t *testing.T) {
	for _, table := range []map[string]string{zoneCodes, zoneShorts, zoneRegions, zonesBeforeTime} {
		for word, zone := range table {
			if _, err := Zone(zone); err != nil && zone != noZone {
				t.Errorf("%s: %v", word, err)
			}
			if n := len(strings.Fields(word)) + 3; strings.Contains(word, " ") && n > longestZonePhrase {
				t.Errorf("%q with its season is longer than %d words", word, longestZonePhrase)
			}
		}
	}
	for _, finer := range finerZones {
		for word, zone := range finer {
			if _, err := Zone(zone); err != nil {
				t.Errorf("%s: %v", word, err)
			}
		}
	}
}

func FuzzZoneOfWords(f *testing.F) {
	for _, s := range []string{"7pm Central", "GMT/BST", "EST. 1985", "9 am Eastern/8 am Central", "7pm GMT+2", "(EST)", "\xff7pm ET", "İ 7pm EST", "7pm — ET"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		zone, ok := ZoneOfWords(s)
		if ok != (zone != "") {
			t.Fatalf("%q: %q, %v", s, zone, ok)
		}
		if ok {
			if _, err := Zone(zone); err != nil {
				t.Fatal(err)
			}
		}
		if twice, again := ZoneOfWords(s + "\n" + s); ok && again && twice != zone {
			t.Fatalf("%q: %q once, %q twice", s, zone, twice)
		}
	})
}

func BenchmarkZoneOfWords(b *testing.B) {
	for b.Loop() {
		ZoneOfWords("Amarillo Texas - 12pm Central - In-Person")
		ZoneOfWords("Use the side door on Central Avenue. The last Saturday has chips, and coffee is at 6:30.")
	}
}
