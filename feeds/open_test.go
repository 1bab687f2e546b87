package feeds

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"openchair/meeting"
)

var testLists = Lists{
	PublicURL: "https://chair.example", Now: time.Date(2026, 2, 10, 12, 0, 0, 0, time.UTC),
	Programs: []meeting.Program{
		{ID: "aa", Name: "Alcoholics Anonymous", ShortName: "AA", URL: "https://aa.example.org"},
		{ID: "smart", Name: "SMART Recovery", ShortName: "SMART"},
	},
}

func stream(ms []meeting.Meeting) Meetings {
	return func(yield func(meeting.Meeting, error) bool) {
		for _, m := range ms {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// listed are meetings of every kind, and one whose texts are hostile.
func listed() []meeting.Meeting {
	ms := append(kinds(), left()...)
	ms = slices.DeleteFunc(ms, func(m meeting.Meeting) bool { return !m.Retired.IsZero() })
	odd := hostile("=1+1\r\n\x00\u202e\"; drop")
	odd.ID, odd.Types, odd.Languages = "odd", []string{"O", "nonsense", "family"}, []string{"fr-CA"}
	return append(ms, odd)
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bmltOf(t *testing.T, ms []meeting.Meeting, query string) []byte {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	b, err := ReadBMLT(q)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, func(w io.Writer) error { return b.Write(w, stream(ms), testLists) })
}

func TestOpenFormatsMatchTheGoldenFiles(t *testing.T) {
	for name, body := range map[string][]byte{
		"meetings.json":  written(t, func(w io.Writer) error { return MeetingGuide(w, stream(listed()), testLists) }),
		"meetings.csv":   written(t, func(w io.Writer) error { return Sheet(w, stream(listed()), testLists) }),
		"bmlt.json":      bmltOf(t, listed(), "switcher=GetSearchResults&get_used_formats=1"),
		"bmlt-info.json": bmltOf(t, nil, "switcher=GetServerInfo"),
	} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, body, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(body, want) {
			t.Errorf("%s differs; read the change, then go test ./feeds -run Golden -update\n%s", file, firstDifference(body, want))
		}
	}
}

func TestMeetingGuideIsWhatItsSpecificationSays(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/meeting-guide.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, ms := range map[string][]meeting.Meeting{"all kinds": listed(), "none": nil} {
		body := written(t, func(w io.Writer) error { return MeetingGuide(w, stream(ms), testLists) })
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, body)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASheetHasTheColumnsOfTheTemplate(t *testing.T) {
	template, err := os.Open("../../shared/samples/spec/tsml-template.csv")
	if err != nil {
		t.Skip("no sample of the template at hand")
	}
	defer template.Close()
	head, err := csv.NewReader(template).Read()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(head, sheetColumns) {
		t.Errorf("%v\nwant %v", sheetColumns, head)
	}
}

func TestASheetHoldsNoFormulaAndNoPerson(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(written(t, func(w io.Writer) error { return Sheet(w, stream(listed()), testLists) }))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=@-\t") || strings.HasPrefix(cell, "+") && !strings.HasPrefix(cell, "+1") {
				t.Errorf("%s: %q would be taken for a formula", sheetColumns[i], cell)
			}
			if name := sheetColumns[i]; cell != "" && (strings.HasPrefix(name, "Contact") || name == "Email" || name == "Phone" || name == "Author") {
				t.Errorf("%s: %q", name, cell)
			}
		}
	}
}

func TestWhatASourceDoesNotPublishOpenlyIsAbsent(t *testing.T) {
	l := testLists
	l.Open = func(source string) bool { return source != "aa-example" }
	for name, body := range map[string][]byte{
		"guide": written(t, func(w io.Writer) error { return MeetingGuide(w, stream(listed()), l) }),
		"sheet": written(t, func(w io.Writer) error { return Sheet(w, stream(listed()), l) }),
		"bmlt":  written(t, func(w io.Writer) error { return (&BMLT{switcher: bmltResults}).Write(w, stream(listed()), l) }),
	} {
		for _, secret := range []string{"zoom.example", "Passcode", "(646)"} {
			if bytes.Contains(body, []byte(secret)) {
				t.Errorf("%s tells %q", name, secret)
			}
		}
		if !bytes.Contains(body, []byte("Stories 8")) {
			t.Errorf("%s does not tell the meeting itself", name)
		}
	}
}

// endless is more meetings than anyone holds; it counts those asked for.
func endless(asked *int) Meetings {
	return func(yield func(meeting.Meeting, error) bool) {
		for {
			*asked++
			if !yield(kinds()[0], nil) {
				return
			}
		}
	}
}

var errFull = errors.New("full")

// shortWriter takes some bytes and then no more.
type shortWriter struct{ left int }

func (w *shortWriter) Write(b []byte) (int, error) {
	if w.left -= len(b); w.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestListsAreWrittenWhileTheyAreRead(t *testing.T) {
	for name, write := range map[string]func(io.Writer, Meetings, Lists) error{
		"guide": MeetingGuide, "sheet": Sheet,
		"bmlt": func(w io.Writer, ms Meetings, l Lists) error {
			return (&BMLT{switcher: bmltResults}).Write(w, ms, l)
		},
	} {
		asked := 0
		if err := write(&shortWriter{left: 50_000}, endless(&asked), testLists); !errors.Is(err, errFull) || asked > 300 {
			t.Errorf("%s: %v after %d meetings", name, err, asked)
		}
		broken := func(yield func(meeting.Meeting, error) bool) { yield(meeting.Meeting{}, io.ErrUnexpectedEOF) }
		if err := write(io.Discard, broken, testLists); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: the stream's error is %v", name, err)
		}
	}
}

func TestASearchOfBMLTFindsWhatItAsksFor(t *testing.T) {
	ms := kinds()
	ms[3].Program, ms[3].Place.Latitude, ms[3].Place.Longitude = "smart", -33.87, 151.21
	row := func(m int, day string) string {
		id := ms[m].ID
		if day != "" {
			id += "-" + day
		}
		return meetingNumber(id)
	}
	open, steps := formatID("O"), formatID("ST")
	for query, want := range map[string][]string{
		"weekdays=7": {row(3, "")},
		"weekdays[]=3&weekdays[]=5&venue_types=1": {row(0, "Tuesday"), row(0, "Thursday"), row(2, ""), row(9, "Tuesday")},
		"venue_types=2":                                {row(7, "")}, // the other has no day of the week
		"venue_types=3":                                {row(6, "")},
		"services=" + serviceID("smart"):               {row(3, "")},
		"lat_val=-33.8&long_val=151.2&geo_width_km=20": {row(3, "")},
		"lat_val=-33.8&long_val=151.2&geo_width=20":    {row(3, "")},
		"lat_val=-33.8&long_val=151.2&geo_width_km=-1": {row(3, "")},
		"formats=" + steps:                             nil,
		"formats=" + open + "," + steps + "&venue_types=3&formats_comparison_operator=OR": {row(6, "")},
		"formats=-" + open:                                  nil,
		"services=-" + serviceID("aa"):                      {row(3, "")},
		"meeting_ids[]=" + row(3, "") + "&meeting_ids[]=1":  {row(3, "")},
		"weekdays=3,5&venue_types=1&page_size=3&page_num=2": {row(9, "Tuesday")},
		"venue_types=2&page_size=1&page_num=2":              nil,
	} {
		var got []struct {
			ID  string `json:"id_bigint"`
			Km  string `json:"distance_in_km"`
			Day string `json:"weekday_tinyint"`
		}
		if err := json.Unmarshal(bmltOf(t, ms, "switcher=GetSearchResults&"+query), &got); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, r := range got {
			ids = append(ids, r.ID)
			if r.Day == "" {
				t.Errorf("%s: %s has no day", query, r.ID)
			}
			if strings.Contains(query, "geo_width") != (r.Km != "") {
				t.Errorf("%s: distance %q", query, r.Km)
			}
		}
		if !slices.Equal(sorted(ids), sorted(want)) {
			t.Errorf("%s: %v, want %v", query, ids, want)
		}
	}
}

func TestRowsStandInTheOrderAskedFor(t *testing.T) {
	var rows []struct {
		Day   string `json:"weekday_tinyint"`
		Start string `json:"start_time"`
	}
	if err := json.Unmarshal(bmltOf(t, kinds(), "switcher=GetSearchResults&sort_keys=weekday_tinyint,start_time"), &rows); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, r.Day+" "+r.Start)
	}
	if len(got) < 10 || !slices.IsSorted(got) {
		t.Errorf("%q", got)
	}
}

func TestFieldsAndFormatsAreThoseAskedFor(t *testing.T) {
	var rows []map[string]string
	if err := json.Unmarshal(bmltOf(t, kinds()[:1], "switcher=GetSearchResults&data_field_key=meeting_name,start_time"), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || len(rows[0]) != 2 || rows[0]["start_time"] != "19:00:00" {
		t.Errorf("%v", rows)
	}
	var formats []map[string]string
	if err := json.Unmarshal(bmltOf(t, nil, "switcher=GetFormats&lang_enum=es&key_strings[]=TC&key_strings[]=VM&key_strings[]=HY"), &formats); err != nil {
		t.Fatal(err)
	}
	if len(formats) != 3 || formats[0]["lang"] != "es" || formats[0]["name_string"] == "" {
		t.Errorf("%v", formats)
	}
	var only struct{ Meetings, Formats []map[string]string }
	if err := json.Unmarshal(bmltOf(t, kinds(), "switcher=GetSearchResults&get_used_formats&get_formats_only"), &only); err != nil || only.Meetings != nil || len(only.Formats) != 4 {
		t.Errorf("%v %v", err, only)
	}
	ids := map[string]bool{}
	for _, f := range formatsAll() {
		ids[formatID(f.code)] = true
	}
	if len(ids) != len(formatsAll()) {
		t.Error("two formats share an id")
	}
}

func TestABadQuestionSaysWhatIsWrong(t *testing.T) {
	for query, want := range map[string]string{
		"switcher=GetNaws":                                             `switcher "GetNaws" is not answered: use GetSearchResults`,
		"switcher=GetSearchResults&weekdays=monday":                    "weekdays=monday is no number",
		"switcher=GetSearchResults&page_size=0":                        "page_size=0: use a number from 1 to 10000",
		"switcher=GetSearchResults&lat_val=x":                          "lat_val=x is no number",
		"switcher=GetSearchResults&lat_val=91&long_val=0&geo_width=1":  "are no place",
		"switcher=GetSearchResults&lat_val=NaN&long_val=0&geo_width=1": "lat_val=NaN is no number",
	} {
		q, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadBMLT(q); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func FuzzReadBMLT(f *testing.F) {
	f.Add("switcher=GetSearchResults&weekdays=-1,2&lat_val=1&long_val=2&geo_width_km=-3&page_size=2&page_num=9&data_field_key=a")
	f.Fuzz(func(t *testing.T, query string) {
		q, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		b, err := ReadBMLT(q)
		if err != nil {
			return
		}
		if body := written(t, func(w io.Writer) error { return b.Write(w, stream(kinds()), testLists) }); !json.Valid(body) {
			t.Errorf("%s: %s", query, body)
		}
	})
}
