package scraper

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

func bmltSource(options map[string]any) meeting.Source {
	return meeting.Source{ID: "region", Program: "na", Format: "bmlt", URL: "https://na.example/main_server/", Zone: "Europe/Berlin", Language: "de", Options: options}
}

var bmltTerms = Terms{
	"1":  {ID: "1", Key: "O", WorldID: "OPEN", Name: "Offen"},
	"2":  {ID: "2", Key: "C", WorldID: "CLOSED", Name: "Geschlossen"},
	"3":  {ID: "3", Key: "VM", WorldID: "VM", Name: "Virtuell"},
	"4":  {ID: "4", Key: "HY", WorldID: "HYBR", Name: "Hybrid"},
	"5":  {ID: "5", Key: "TC", WorldID: "TC", Name: "Vorübergehend geschlossen"},
	"6":  {ID: "6", Key: "Beh", WorldID: "WCHR", Name: "barrierefrei"},
	"7":  {ID: "7", Key: "new", WorldID: "BEG", Name: "Newcomer"},
	"8":  {ID: "8", Key: "VG", Name: "Findet nicht statt"},
	"9":  {ID: "9", Key: "en", WorldID: "LANG", Name: "Englisch"},
	"10": {ID: "10", Key: "Wo1", Name: "1. Woche"},
	"11": {ID: "11", Key: "Wo3", Name: "3. Woche"},
	"12": {ID: "12", Key: "WoL", Name: "Letzte Woche"},
	"13": {ID: "13", Key: "Sp1", Kind: "FC1-1", Name: "Woche 1: Sprecher"},
	"14": {ID: "14", Key: "O3", Kind: "O-3", Name: "3. Woche offen"},
	"15": {ID: "15", Key: "naf", Kind: "When", Name: "Nicht an Feiertagen"},
	"16": {ID: "16", Key: "S", WorldID: "STEP", Name: "Schritte"},
	"17": {ID: "17", Key: "T", WorldID: "TOP", Name: "Themenmeeting"},
	"18": {ID: "18", Key: "p", Name: "Pause"},
	"19": {ID: "19", Key: "OE", Name: "Open-Ended"},
	"20": {ID: "20", Key: "CH", WorldID: "CH", Name: "Closed Holidays"},
	"21": {ID: "21", Key: "M", WorldID: "M", Name: "Männer"},
	"22": {ID: "22", Key: "fr", Kind: "LANG", Name: "Französisch"},
}

// bmltNormalise reads one meeting whose fields stand on top of usual ones.
func bmltNormalise(t *testing.T, src meeting.Source, known Terms, fields string) (meeting.Meeting, *meeting.Refusal) {
	t.Helper()
	if fields != "" {
		fields = ", " + fields
	}
	body := `[{"id_bigint": "7", "meeting_name": "Lampe", "weekday_tinyint": "2", "start_time": "19:00:00", "duration_time": "01:30:00",
		"location_text": "Alte Schule", "location_street": "Schulgasse 2", "location_municipality": "Kiel", "latitude": "54.3", "longitude": "10.1"` + fields + `}]`
	r, err := bmltRead(Page{Body: []byte(body)}, src, known)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Listings) != 1 {
		t.Fatalf("%d listings, refused %v", len(r.Listings), r.Refused)
	}
	got, refused := Normalise(r.Listings[0], src)
	return got.Meeting, refused
}

func TestBMLTAttendance(t *testing.T) {
	for _, c := range []struct {
		name, fields, want string
	}{
		{"venue in person", `"venue_type": "1"`, "in_person"},
		{"venue virtual", `"venue_type": "2"`, "online"},
		{"venue hybrid", `"venue_type": "3"`, "hybrid"},
		{"no venue, no formats", ``, "in_person"},
		{"empty venue, VM", `"venue_type": "", "format_shared_id_list": "1,3"`, "online"},
		{"no venue, hybrid format", `"format_shared_id_list": "4"`, "hybrid"},
		{"TC", `"venue_type": "1", "format_shared_id_list": "5"`, "inactive"},
		{"TC and VM are online for now", `"venue_type": "1", "format_shared_id_list": "5,3"`, "online"},
		{"TC with a link is online for now", `"format_shared_id_list": "5", "virtual_meeting_link": "https://zoom.us/j/1"`, "online"},
		{"a link from before venue types", `"virtual_meeting_link": "https://zoom.us/j/1"`, "hybrid"},
		{"a dial-in from before venue types", `"phone_meeting_number": "6465588656"`, "hybrid"},
		{"a password is no dial-in", `"phone_meeting_number": "PW: 487251"`, "in_person"},
		{"prose is no link", `"virtual_meeting_link": "none"`, "in_person"},
		{"a link and nowhere else to go", `"virtual_meeting_link": "https://zoom.us/j/1", "location_text": "", "location_street": ""`, "online"},
		{"WEB beside an address", `"formats": "O,WEB"`, "hybrid"},
		{"WEB without one", `"formats": "O,WEB", "location_text": "", "location_street": ""`, "online"},
		{"WEB and VM", `"formats": "O,WEB,VM"`, "online"},
		{"a link, though in person", `"venue_type": "1", "virtual_meeting_link": "https://zoom.us/j/1"`, "in_person"},
		{"unpublished", `"published": "0", "venue_type": "2"`, "inactive"},
		{"published", `"published": "1"`, "in_person"},
		{"a server's own key, overridden", `"venue_type": "1", "format_shared_id_list": "8"`, "inactive"},
		{"keys where ids are missing", `"formats": "O,VM"`, "online"},
		{"keys where ids are unknown", `"formats": "O,VM", "format_shared_id_list": "901,902"`, "online"},
	} {
		src := bmltSource(map[string]any{"formats": map[string]any{"VG": "TC"}})
		m, refused := bmltNormalise(t, src, bmltTerms, c.fields)
		if refused != nil || string(m.Attendance) != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, m.Attendance, refused, c.want)
		}
		if pinned := m.Place.Located(); pinned != (c.want != "online") {
			t.Errorf("%s: %s meeting has a pin: %v", c.name, c.want, pinned)
		}
	}
}

func TestBMLTPinsNothingAtTheCentreOfTheMap(t *testing.T) {
	server := Terms{bmltServer: {ID: bmltServer, Name: "54.300000,10.100000"}}
	for _, c := range []struct {
		name, fields string
		known        Terms
		pinned       bool
	}{
		{"a place of its own", ``, nil, true},
		{"the centre of another server's map", `"latitude": "54.4"`, server, true},
		{"the centre of this server's", ``, server, false},
		{"the usual centre", `"latitude": "34.2359", "longitude": "-118.5637"`, nil, false},
		{"the usual centre on a server that has its own", `"latitude": "34.235918", "longitude": "-118.563659"`, server, false},
		{"another country", `"latitude": "34.05", "longitude": "-118.24", "location_nation": "Deutschland"`, nil, false},
		{"Berlin on an address in Texas", `"latitude": "52.52", "longitude": "13.4", "location_province": "TX", "location_nation": "USA"`, nil, false},
	} {
		m, refused := bmltNormalise(t, bmltSource(nil), c.known, c.fields)
		if refused != nil || m.Place.Located() != c.pinned || m.Attendance != meeting.InPerson {
			t.Errorf("%s: %v,%v %s, %v", c.name, m.Place.Latitude, m.Place.Longitude, m.Attendance, refused)
		}
	}
}

func TestBMLTWithoutOverrideAnUnknownKeyClosesNothing(t *testing.T) {
	m, _ := bmltNormalise(t, bmltSource(nil), bmltTerms, `"format_shared_id_list": "8"`)
	if m.Attendance != meeting.InPerson || !slices.Contains(m.Types, "VG") {
		t.Errorf("attendance %s, types %v", m.Attendance, m.Types)
	}
}

func TestBMLTSchedules(t *testing.T) {
	server := Term{ID: bmltServer, Key: "1:15:00"}
	for _, c := range []struct{ name, fields, want string }{
		{"usual", ``, "weekly [Monday] 19:00 +90"},
		{"1 is Sunday", `"weekday_tinyint": "1"`, "weekly [Sunday] 19:00 +90"},
		{"7 is Saturday", `"weekday_tinyint": 7`, "weekly [Saturday] 19:00 +90"},
		{"marathon", `"duration_time": "24:00:00"`, "weekly [Monday] 19:00 +1440"},
		{"five hours are believed", `"duration_time": "05:00:00"`, "weekly [Monday] 19:00 +300"},
		{"no duration is the server's", `"duration_time": ""`, "weekly [Monday] 19:00 +75"},
		{"nor is 00:00:00", `"duration_time": "00:00:00"`, "weekly [Monday] 19:00 +75"},
		{"nonsense", `"duration_time": "99:00:00"`, "weekly [Monday] 19:00 +60"},
		{"week 1 and 3", `"format_shared_id_list": "10,11"`, "monthly [Monday] 19:00 +90"},
		{"last week", `"format_shared_id_list": "12"`, "monthly [Monday] 19:00 +90"},
		{"a speaker in week 1 limits nothing", `"format_shared_id_list": "13,14"`, "weekly [Monday] 19:00 +90"},
		{"no weekday", `"weekday_tinyint": ""`, "by appointment 19:00:00"},
	} {
		known := Terms{bmltServer: server}
		for id, term := range bmltTerms {
			known[id] = term
		}
		m, refused := bmltNormalise(t, bmltSource(nil), known, c.fields)
		if refused != nil || when(m) != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.name, when(m), refused, c.want)
		}
	}
}

func TestBMLTWeeksAreOrdinals(t *testing.T) {
	for ids, want := range map[string]meeting.Ordinals{
		"10,11": meeting.NewOrdinals(1, 3), "12": meeting.NewOrdinals(-1), "10,12": meeting.NewOrdinals(1, -1),
	} {
		m, _ := bmltNormalise(t, bmltSource(nil), bmltTerms, `"format_shared_id_list": "`+ids+`"`)
		if m.Schedule.Ordinals != want {
			t.Errorf("formats %s: ordinals %v, want %v", ids, m.Schedule.Ordinals.List(), want.List())
		}
	}
}

func TestBMLTImpossibleRowsAreRefused(t *testing.T) {
	for fields, field := range map[string]string{
		`"weekday_tinyint": "8"`: "day", `"weekday_tinyint": "0"`: "day", `"start_time": "25:99:00"`: "time", `"meeting_name": ""`: "name",
	} {
		_, refused := bmltNormalise(t, bmltSource(nil), bmltTerms, fields)
		if refused == nil || refused.Field != field || refused.Key != "7" {
			t.Errorf("%s: refused as %+v, want field %s", fields, refused, field)
		}
	}
}

func TestBMLTFormatsBecomeTypes(t *testing.T) {
	for _, c := range []struct{ name, fields, types, languages, text string }{
		{"world ids", `"format_shared_id_list": "1,6,7,21"`, "BE M O X", "da", ""},
		{"closed beats open", `"format_shared_id_list": "1,2"`, "C", "da", ""},
		{"the server's keys don't read as Meeting Guide's", `"format_shared_id_list": "16,17,18"`, "D Pause ST", "da", ""},
		{"languages", `"format_shared_id_list": "9,22"`, "", "en fr", ""},
		{"holidays are noted", `"format_shared_id_list": "15"`, "naf", "da", "Nicht an Feiertagen"},
		{"holidays by world id", `"format_shared_id_list": "20"`, "CH", "da", "Closed Holidays"},
		{"no fixed end is noted", `"format_shared_id_list": "19"`, "OE", "da", "Open-Ended"},
		{"an unseen format stays", `"format_shared_id_list": "999", "formats": "Xyz"`, "Xyz", "da", ""},
		{"an unseen id without a key", `"format_shared_id_list": "999"`, "", "da", ""},
		{"an unseen key that reads as a code", `"formats": "S"`, "ST", "da", ""},
	} {
		m, refused := bmltNormalise(t, bmltSource(nil), bmltTerms, `"lang_enum": "dk", `+c.fields)
		if refused != nil {
			t.Errorf("%s: %v", c.name, refused)
			continue
		}
		if got := strings.Join(m.Types, " "); got != c.types {
			t.Errorf("%s: types %q, want %q", c.name, got, c.types)
		}
		if got := strings.Join(m.Languages, " "); got != c.languages {
			t.Errorf("%s: languages %q, want %q", c.name, got, c.languages)
		}
		if m.Schedule.Text != c.text || !m.Schedule.Confirmed {
			t.Errorf("%s: text %q, confirmed %v", c.name, m.Schedule.Text, m.Schedule.Confirmed)
		}
	}
}

func TestBMLTKeysWithoutATable(t *testing.T) {
	m, _ := bmltNormalise(t, bmltSource(nil), nil, `"formats": "O,WC,VM,S,Qq", "lang_enum": "en"`)
	if got := strings.Join(m.Types, " "); got != "NA-S O Qq X" || m.Attendance != meeting.Online {
		t.Errorf("types %q, attendance %s", got, m.Attendance)
	}
}

func TestBMLTFields(t *testing.T) {
	m, refused := bmltNormalise(t, bmltSource(nil), bmltTerms, `"location_info": "Etage#@-@#3. OG", "location_province": "SH", "location_postal_code_1": "24103",
		"location_nation": "Deutschland", "location_neighborhood": "Altstadt", "comments": "Klingeln", "format_comments": "Format#@-@#Lesen",
		"virtual_meeting_link": "https://zoom.us/j/1", "virtual_meeting_additional_info": "Passwort: x", "phone_meeting_number": "+493055501340",
		"contact_name_1": "Eva", "contact_phone_1": "030 5550134", "email_contact": "eva@na.example", "time_zone": "Europe/Copenhagen"`)
	if refused != nil {
		t.Fatal(refused)
	}
	got := fmt.Sprintf("%s|%s|%s|%s|%q|%+v|%s %s", m.Place.Name, m.Place.Address, m.Place.Region, m.Place.Notes, m.Notes, m.Join, m.Schedule.Zone, m.Schedule.ZoneFrom)
	want := `Alte Schule|Schulgasse 2, Kiel, SH 24103, Deutschland|Altstadt|3. OG|"Klingeln\n\nLesen"|` +
		`{URL:https://zoom.us/j/1 Notes:Passwort: x Phone:+493055501340 PhoneNotes: Provider:Zoom}|Europe/Copenhagen listing`
	if got != want {
		t.Errorf("\n got  %s\n want %s", got, want)
	}
}

func TestBMLTStart(t *testing.T) {
	for _, root := range []string{"https://na.example/main_server", "https://na.example/main_server/"} {
		src := bmltSource(nil)
		src.URL = root
		reqs, err := bmltStart(src)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{
			"https://na.example/main_server/client_interface/json/?switcher=GetServerInfo",
			"https://na.example/main_server/client_interface/json/?show_all=1&switcher=GetFormats",
			"https://na.example/main_server/client_interface/json/?page_num=1&page_size=500&sort_keys=id_bigint&switcher=GetSearchResults",
		}
		for i, r := range reqs {
			if i >= len(want) || r.URL != want[i] || r.Optional != (i < 2) {
				t.Errorf("request %d: %+v", i, r)
			}
		}
	}
	reqs, err := bmltStart(bmltSource(map[string]any{"page_size": int64(50), "lang": "de"}))
	if err != nil || !strings.Contains(reqs[1].URL, "lang_enum=de") || !strings.Contains(reqs[2].URL, "page_size=50&") {
		t.Errorf("options: %+v, %v", reqs, err)
	}
	if _, err := bmltStart(bmltSource(map[string]any{"page_size": "many"})); err == nil || !strings.Contains(err.Error(), "page_size") {
		t.Errorf("page_size = many: %v", err)
	}
}

// bmltServer answers pages of a list, as servers do or fail to do.
func bmltRows(from, to int) string {
	var rows []string
	for i := from; i < to; i++ {
		rows = append(rows, fmt.Sprintf(`{"id_bigint": "%d", "meeting_name": "Lampe %d", "weekday_tinyint": "2", "start_time": "19:00:00"}`, i, i))
	}
	return "[" + strings.Join(rows, ",") + "]"
}

func TestBMLTPaging(t *testing.T) {
	const size = 10
	paged := func(total int) func(int) string {
		return func(page int) string { return bmltRows((page-1)*size, max((page-1)*size, min(page*size, total))) }
	}
	for _, c := range []struct {
		name      string
		answer    func(page int) string
		pages     int
		listings  int
		different int
	}{
		{"one short page", paged(7), 1, 7, 7},
		{"three pages", paged(25), 3, 25, 25},
		{"exactly full pages end with an empty one", paged(20), 3, 20, 20},
		{"a server that ignores paging", func(int) string { return bmltRows(0, 33) }, 1, 33, 33},
		{"and one whose list is just one page long", func(int) string { return bmltRows(0, size) }, 2, size, size},
		{"none", func(int) string { return "[]" }, 1, 0, 0},
	} {
		src := bmltSource(map[string]any{"page_size": size})
		queue := []string{bmltSearch(src.URL, size, 1)}
		known, pages, listings, ids := Terms{}, 0, 0, map[string]bool{}
		for len(queue) > 0 && pages < 50 {
			address := queue[0]
			queue = queue[1:]
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			var page int
			fmt.Sscan(u.Query().Get("page_num"), &page)
			r, err := bmltRead(Page{URL: address, Body: []byte(c.answer(page))}, src, known)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			pages++
			listings += len(r.Listings)
			for _, l := range r.Listings {
				ids[l.Key] = true
			}
			for id, term := range r.Terms {
				known[id] = term
			}
			for _, n := range r.Next {
				queue = append(queue, n.URL)
			}
		}
		if pages != c.pages || listings != c.listings || len(ids) != c.different {
			t.Errorf("%s: %d pages, %d listings, %d ids; want %d, %d, %d", c.name, pages, listings, len(ids), c.pages, c.listings, c.different)
		}
	}
}

func TestBMLTAnswersAreToldByTheirShape(t *testing.T) {
	read := func(body string) Reading {
		r, err := bmltRead(Page{Body: []byte(body)}, bmltSource(nil), nil)
		if err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		return r
	}
	r := read(`[{"id": "3", "key_string": "VM", "world_id": "vm", "lang": "dk", "name_string": "Virtuel", "format_type_enum": "FC2"}]`)
	if got := r.Terms["3"]; got != (Term{ID: "3", Key: "VM", WorldID: "VM", Language: "da", Name: "Virtuel", Kind: "FC2"}) {
		t.Errorf("format: %+v", got)
	}
	r = read(`[{"versionInt": "4002006", "nativeLang": "dk", "defaultDuration": "01:00", "centerLongitude": "10.1", "centerLatitude": "54.3"}]`)
	if got := r.Terms[bmltServer]; got.Language != "da" || got.Key != "01:00" || got.Name != "54.3,10.1" {
		t.Errorf("server: %+v", got)
	}
	r = read(`{"meetings": [{"id_bigint": "7", "meeting_name": "Lampe", "weekday_tinyint": "2", "start_time": "19:00:00", "format_shared_id_list": "3"}],
		"formats": [{"id": "3", "key_string": "VM", "world_id": "VM"}]}`)
	if len(r.Listings) != 1 || r.Listings[0].Attendance != "online" {
		t.Errorf("meetings with formats: %+v", r.Listings)
	}
	r = read(`[7, {"id_bigint": "7", "meeting_name": "Lampe"}, {"longitude": "1"}]`)
	if len(r.Listings) != 1 || len(r.Refused) != 2 || r.Refused[0].Reason == "" {
		t.Errorf("rows that are none: %d listings, %+v", len(r.Listings), r.Refused)
	}
}

func TestBMLTShapes(t *testing.T) {
	for _, c := range []struct {
		name, body string
		cut, html  bool
	}{
		{"a web page", "<html>", false, true},
		{"cut", `[{"id_bigint": "7", "meeting`, true, false},
		{"an object", `{"error": "no"}`, false, false},
		{"rows of another kind", `[{"service_body_bigint": "1052", "longitude": "-76.9"}]`, false, false},
		{"a word", `null`, false, false},
	} {
		_, err := bmltRead(Page{Body: []byte(c.body)}, bmltSource(nil), nil)
		var shape *ShapeError
		if !errors.As(err, &shape) || shape.Cut != c.cut || shape.HTML != c.html || shape.Why == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func FuzzBMLTRead(f *testing.F) {
	f.Add([]byte(`{"meetings": [{"id_bigint": "7", "meeting_name": "A#@-@#B", "weekday_tinyint": "2", "start_time": "19:00:00", "formats": "O,VM,Wo1", "format_shared_id_list": "1,2"}], "formats": [{"id": "1", "key_string": "O"}]}`))
	f.Add([]byte(`[{"versionInt": "4002006", "nativeLang": "dk"}, {"id": "server", "key_string": "x"}, {"id": "seen", "key_string": ""}]`))
	f.Add([]byte(`[{"id_bigint": null}, 5, "x", {"id_bigint": ["7", 8]}]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		src := bmltSource(map[string]any{"page_size": 1, "formats": map[string]any{"O": "TC"}})
		r, err := bmltRead(Page{URL: bmltSearch(src.URL, 1, 1), Body: body}, src, bmltTerms)
		var shape *ShapeError
		if err != nil && !errors.As(err, &shape) {
			t.Fatalf("error %v is no ShapeError", err)
		}
		for _, l := range r.Listings {
			if l.Attendance == "" || l.Key == "" {
				t.Fatalf("listing without attendance or key: %+v", l)
			}
			Normalise(l, src)
		}
		for _, n := range r.Next {
			if n.URL == bmltSearch(src.URL, 1, 1) {
				t.Fatal("a page leads to itself")
			}
		}
	})
}
