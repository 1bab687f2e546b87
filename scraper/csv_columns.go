package scraper

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"openchair/meeting"
)

// halfField is a column for am or pm beside that of the time.
const halfField = "half"

// columnNames are what people call the columns, folded, by field. What
// Meeting Guide calls a field is known too.
var columnNames = func() map[string]string {
	names := map[string]string{}
	for field, usual := range map[string]string{
		"slug":                   "slug,key,meeting key",
		"id":                     "id,meeting id,uid,uuid",
		"name":                   "name,meeting,meeting name,group name,title,nombre,nom,naam,nome,reunion",
		"group":                  "group,group title",
		"day":                    "day,days,weekday,meeting day,meeting days,day of week,day of the week,dia,jour,tag,wochentag,dag,dia da semana",
		"time":                   "time,start,start time,starts,begin,begins,meeting time,from,hora,heure,uhrzeit,zeit,beginn,tijd,horario",
		halfField:                "ampm,am/pm,am pm,meridiem,a/p",
		"end_time":               "end time,end,ends,finish,until,hora fin,ende,fin",
		"duration":               "duration",
		"when":                   "when,day and time,days and times,day/time,day & time,meeting times,date and time,schedule,dates and times",
		"timezone":               "timezone,time zone,tz,zona horaria,zeitzone,fuseau horaire",
		"types":                  "types,type,formats,format,meeting type,meeting types,tags,show meetings with,tipo,typ,categories,category",
		"languages":              "language,languages,lang,idioma,langue,sprache,taal",
		"attendance_option":      "attendance option,attendance,in person/online,venue type,meeting format,modality,mode",
		"location":               "location,location name,venue,venue name,place,where,building,facility,church,lugar,lieu,ort,locatie",
		"location_notes":         "location notes,location instruction,location instructions,directions,room,location details,entrance",
		"formatted_address":      "formatted address,full address,location address",
		"address":                "address,street,street address,address 1,address1,direccion,adresse,strasse,adres,endereco",
		"city":                   "city,town,municipality,ciudad,ville,stadt,plaats,cidade,city/town",
		"state":                  "state,province,state/province,county/state,estado,bundesland",
		"postal_code":            "zip,zip code,zipcode,postal code,postcode,postal,plz,code postal,cp,cep",
		"country":                "country,nation,pais,pays,land",
		"region":                 "region,area,county,neighborhood,neighbourhood,sub region",
		"latitude":               "latitude,lat",
		"longitude":              "longitude,lng,lon,long",
		coordinatesField:         "coordinates,lat/lng,latlng,lat lng,geo",
		"conference_url":         "conference url,zoom link,zoom,online link,meeting link,join url,virtual link,link to join,zoom url,online url,video link",
		"conference_url_notes":   "conference url notes,zoom id,meeting code,passcode,password,zoom password",
		"conference_phone":       "conference phone,dial in,dial-in,dial in number",
		"conference_phone_notes": "conference phone notes",
		"notes":                  "notes,note,description,comments,comment,details,info,information,additional info,observaciones,bemerkungen,remarks",
		"group_notes":            "group notes",
		"url":                    "url,website,web site,web page,meeting url,link,web,site",
		"updated":                "updated,last updated,modified,last modified",
		"approximate":            "approximate",
	} {
		for name := range strings.SplitSeq(usual, ",") {
			names[name] = field
		}
	}
	return names
}()

// columnKey is a column's name as it is looked up.
func columnKey(name string) string {
	name = meeting.Fold(strings.NewReplacer("_", " ", ":", " ", "*", " ", "\u00a0", " ").Replace(name))
	return strings.TrimSpace(name)
}

// sheetRows parts a sheet into rows and columns.
func sheetRows(text string) ([][]string, error) {
	if rest, ok := strings.CutPrefix(text, "sep="); ok {
		_, text, _ = strings.Cut(rest, "\n")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.TrimLeadingSpace = delimiter(text), true, -1, true
	var rows [][]string
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case err != nil:
			return nil, &ShapeError{Why: fmt.Sprintf("The sheet can't be read: %v.", err)}
		case len(rows) >= maxRows:
			return nil, &ShapeError{Why: fmt.Sprintf("The sheet holds more than %d rows, which no list of meetings should.", maxRows)}
		}
		rows = append(rows, row)
	}
}

// delimiter is the one of the usual that stands most often, outside of quotes,
// in the row of the first lines that has most of it.
func delimiter(text string) rune {
	best, most := ',', 0
	lines := strings.SplitN(firstRunes(text, 8000), "\n", headerWithin+1)
	for _, line := range lines[:min(len(lines), headerWithin)] {
		for _, d := range [...]rune{',', ';', '\t', '|'} {
			if n := countOutside(line, d); n > most {
				best, most = d, n
			}
		}
	}
	return best
}

func countOutside(line string, d rune) int {
	n, quoted := 0, false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == d && !quoted:
			n++
		}
	}
	return n
}

// headerWithin is how many rows may stand above the names of the columns and
// under them begin: titles, dates, instructions.
const headerWithin = 15

// findHeader finds the row that names the columns, and gives each its field.
func findHeader(rows [][]string, opts *csvOptions) (head []string, body [][]string, err error) {
	best, most := -1, 1
	for i := range rows[:min(len(rows), headerWithin)] {
		if n := knownColumns(opts.fields(rows[i])); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return nil, nil, &ShapeError{Why: fmt.Sprintf("No row names the columns: the first is %q. Say which columns to read in [source.options.columns].", firstRunes(strings.Join(firstRow(rows), ", "), 80))}
	}
	if missing := opts.missing(rows[best]); missing != "" {
		return nil, nil, &ShapeError{Why: fmt.Sprintf("The sheet has no column %q, which [source.options.columns] names: it has %s.", missing, firstRunes(strings.Join(rows[best], ", "), 300))}
	}
	opts.note(rows[best])
	return opts.fields(rows[best]), rows[best+1:], nil
}

func firstRow(rows [][]string) []string {
	for _, row := range rows {
		if !isBlank(row) {
			return row
		}
	}
	return nil
}

// knownColumns counts different fields; a row without a time or a name of
// anything is no header.
func knownColumns(head []string) int {
	fields := slices.Clone(head)
	slices.Sort(fields)
	fields = slices.Compact(fields)
	return len(slices.DeleteFunc(fields, func(f string) bool { return f == "" }))
}
