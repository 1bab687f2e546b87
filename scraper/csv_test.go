package scraper

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"openchair/meeting"
)

var csvSource = meeting.Source{ID: "sheet", Program: "aa", Format: "csv", URL: "https://list.example/sheet.csv", Zone: "America/New_York", Country: "US", Language: "en"}

func csvRows(t *testing.T, text string, options map[string]any) []Listing {
	t.Helper()
	src := csvSource
	src.Options = options
	r, err := csvRead(Page{URL: src.URL, Body: []byte(text)}, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.Listings
}

func TestSheetColumnsAreKnownOrTold(t *testing.T) {
	for _, c := range []struct {
		name, text string
		options    map[string]any
		want       string
	}{
		{"usual names", "Name,Day,Time\nLamp,Mon,7 pm\n", nil, "Lamp|monday|7 pm|"},
		{"semicolons", "Name;Day;Time\nLamp;Mon;7 pm\n", nil, "Lamp|monday|7 pm|"},
		{"a pipe", "Name|Day|Time\nLamp|Mon|7 pm\n", nil, "Lamp|monday|7 pm|"},
		{"the spreadsheet's own word", "sep=;\nName;Day;Time\nLamp;Mon;7 pm\n", nil, "Lamp|monday|7 pm|"},
		{"titles above", "Our list,,\nOctober,,\nName,Day,Time\nLamp,Mon,7 pm\n", nil, "Lamp|monday|7 pm|"},
		{"a quoted comma", "Name,Day,Time\n\"Lamp, the\",Mon,7 pm\n", nil, "Lamp, the|monday|7 pm|"},
		{"day and time in one", "Name,When\nLamp,Tuesdays 7-8 pm\n", nil, "Lamp|||Tuesdays 7-8 pm"},
		{"a meeting time without a day beside it", "Name,Meeting Time\nLamp,Sunday 6:00 PM\n", nil, "Lamp|||Sunday 6:00 PM"},
		{"a column for am and pm", "Name,Day,Time,AM/PM\nLamp,Mon,7:00,pm\n", nil, "Lamp|monday|7:00 pm|"},
		{"a day that is more than a day", "Name,Day,Time\nLamp,2nd Monday,7 pm\n", nil, "Lamp|||2nd Monday 7 pm"},
		{"an end beside it", "Name,Day,Start Time,End Time\nLamp,2nd Monday,7 pm,8 pm\n", nil, "Lamp|||2nd Monday 7 pm - 8 pm"},
		{"a clock that may be either half", "Name,Day,Time\nLamp,Mon,7:00\n", nil, "Lamp|||Mon 7:00"},
		{"a sheet of 24 hours", "Name,Day,Time\nLamp,Mon,7:00\nHarbour,Mon,19:30\n", nil, "Lamp|monday|7:00|; Harbour|monday|19:30|"},
		{"columns told", "A,B,C,D\nLamp,Mon,7:00,pm\n", map[string]any{"columns": map[string]any{"name": "A", "day": "B", "time": []any{"C", "D"}}}, "Lamp|monday|7:00 pm|"},
		{"columns told, in the source's order", "D,A,B,C\npm,Lamp,Mon,7:00\n", map[string]any{"columns": map[string]any{"name": "A", "day": "B", "time": []any{"C", "D"}}}, "Lamp|monday|7:00 pm|"},
		{"a name for all", "Town,Day,Time\nNewton,Mon,7 pm\n", map[string]any{"defaults": map[string]any{"name": "Lamp"}}, "Lamp|monday|7 pm|"},
		{"only some rows", "Name,Day,Time,Type\nLamp,Mon,7 pm,Open\nBoard,Mon,6 pm,Business\n", map[string]any{"match": map[string]any{"type": "open"}}, "Lamp|monday|7 pm|"},
	} {
		var got []string
		for _, l := range csvRows(t, c.text, c.options) {
			got = append(got, strings.Join([]string{l.Name, strings.Join(l.Days, ","), l.Time, l.When}, "|"))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.name, g, c.want)
		}
	}
}

func TestAnIdThatCountsRowsIsNoKey(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"counted from zero", "ID,Name,Day\n0,Lamp,Mon\n1,Harbour,Tue\n", ","},
		{"counted from one", "ID,Name,Day\n1,Lamp,Mon\n2,Harbour,Tue\n", ","},
		{"keys of a database", "ID,Name,Day\n17,Lamp,Mon\n18,Harbour,Tue\n", "17,18"},
		{"with gaps", "ID,Name,Day\n1,Lamp,Mon\n3,Harbour,Tue\n", "1,3"},
	} {
		var keys []string
		for _, l := range csvRows(t, c.text, nil) {
			keys = append(keys, l.Key)
		}
		if got := strings.Join(keys, ","); got != c.want {
			t.Errorf("%s: keys %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWaysToAttendInASheet(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{`Lamp,Mon,7 pm,In-Person,"12 Elm Row, San Jose, CA",`, "in_person"},
		{`Lamp,Mon,7 pm,Virtual,,https://zoom.us/j/5550001`, "online"},
		{`Lamp,Mon,7 pm,Hybrid,"12 Elm Row, San Jose, CA",https://zoom.us/j/5550001`, "hybrid"},
		{`Lamp,Mon,7 pm,"Open, Online","San Jose, CA, USA",https://zoom.us/j/5550001`, "online"}, // a town is nowhere to go
		{`Lamp,Mon,7 pm,Open,"San Jose, CA, USA",`, "in_person"},                                 // one must ask where
	} {
		l := csvRows(t, "Name,Day,Time,Type,Address,Zoom Link\n"+c.row+"\n", nil)[0]
		m, refused := Normalise(l, csvSource)
		if refused != nil || string(m.Attendance) != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.row, m.Attendance, c.want, refused)
		}
	}
}

func TestWhatIsNoSheetIsSaid(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", " \n", "empty"},
		{"a web page", "<html>", "A web page stands where the sheet was due."},
		{"a sheet's own page", `<html><script src="https://docs.google.com/x">`, "output=csv"},
		{"JSON", `[{"name": "Lamp"}]`, "format meeting-guide"},
		{"a workbook", "PK\x03\x04", "export it as CSV"},
		{"no names", "1,2,3\n4,5,6\n", "[source.options.columns]"},
	} {
		_, err := csvRead(Page{Body: []byte(c.text)}, csvSource, nil)
		var shape *ShapeError
		if !errors.As(err, &shape) || !strings.Contains(shape.Why, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	src := csvSource
	src.Options = map[string]any{"columns": map[string]any{"name": "Group"}}
	_, err := csvRead(Page{Body: []byte("Name,Day,Time\nLamp,Mon,7 pm\n")}, src, nil)
	if err == nil || !strings.Contains(err.Error(), `no column "Group"`) {
		t.Errorf("a column that is gone: %v", err)
	}
}

func TestWrongSheetOptionsNameTheRemedy(t *testing.T) {
	for _, c := range []struct {
		options map[string]any
		want    string
	}{
		{map[string]any{"columns": "Name"}, "[source.options.columns]"},
		{map[string]any{"columns": map[string]any{"email": "Mail"}}, `"email" is no field: use one of address,`},
		{map[string]any{"columns": map[string]any{"name": 7}}, "in quotes"},
		{map[string]any{"defaults": map[string]any{"name": []any{"a", "b"}}}, "write one text"},
	} {
		src := csvSource
		src.Options = c.options
		if _, err := csvStart(src); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.options, err, c.want)
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add("Name,Day,Time\nLamp,Mon,7 pm\n")
	f.Add("sep=;\nName;When\n\"Lamp;Sunday 6:00 PM\n")
	f.Add("ID\tName\tAM/PM\tTime\n1\tLamp\t\xff\t24:00\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := csvRead(Page{Body: []byte(text)}, csvSource, nil)
		if err != nil && !errors.As(err, new(*ShapeError)) {
			t.Fatal(err)
		}
		for _, l := range r.Listings {
			for _, l := range expand(l, csvSource) {
				if m, refused := Normalise(l, csvSource); refused == nil && m.Name == "" {
					t.Errorf("a meeting without a name from %q", text)
				}
			}
		}
	})
}

// BenchmarkSheet reads and normalises rows whose time stands in words.
func BenchmarkSheet(b *testing.B) {
	var text strings.Builder
	text.WriteString("Name,Meeting Time,Location,Address,Types,Notes\n")
	for i := range 2000 {
		fmt.Fprintf(&text, "Lamp %d,\"%s %d:30 PM\",Corner Chapel,\"%d Elm Row, Newton, IA 50208, USA\",\"Open, Wheelchair Access\",Use the door off the parking lot\n",
			i, []string{"Sunday", "Tuesdays", "2nd and 4th Friday"}[i%3], 1+i%9, i)
	}
	rate(b, func() int {
		return readAndNormalise(b, Page{Body: []byte(text.String()), Fetched: fixtureDay}, csvSource, nil)
	})
}
