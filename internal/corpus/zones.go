package corpus

import (
	_ "embed" // the table of zones
	"fmt"
	"strings"
	"sync"
)

//go:embed zones.tsv
var zonesTable string

// zoneTowns are the chief towns of all zones that a country keeps. Most are far
// from every city of the table of those.
var zoneTowns = sync.OnceValue(func() []city {
	var towns []city
	for line := range strings.Lines(zonesTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			continue // the heading
		}
		c := city{zone: f[0], country: f[1], language: languageOf(f[1]), remote: true}
		c.name = strings.ReplaceAll(f[0][strings.LastIndexByte(f[0], '/')+1:], "_", " ")
		if _, err := fmt.Sscan(f[2]+" "+f[3], &c.lat, &c.lon); err != nil {
			panic("corpus: zones.tsv: " + line) // the table is ours
		}
		towns = append(towns, c)
	}
	return towns
})

// spoken are the countries whose meetings are not in English.
var spoken = map[string]string{
	"es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
	"fr": "BF BJ CD CF CG CI CM DJ FR GA GF GN GP HT KM LU MC MG ML MQ NC NE PF PM RE SN TD TF TG WF YT",
	"pt": "AO BR CV GW MZ PT ST",
	"de": "AT CH DE LI",
	"ru": "BY KG KZ RU",
	"sv": "AX SE",
	"ja": "JP",
}

func languageOf(country string) string {
	for language, countries := range spoken {
		if strings.Contains(" "+countries+" ", " "+country+" ") {
			return language
		}
	}
	return "en"
}
