// Package corpus makes plausible meeting listings of any number, for
// benchmarks. The same seed gives the same bytes. Nothing in it exists.
package corpus

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
)

// Row is one Meeting Guide listing, with the fields that real feeds fill.
type Row struct {
	ID               int      `json:"id"`
	Name             string   `json:"name"`
	Slug             string   `json:"slug"`
	Notes            string   `json:"notes"`
	Updated          string   `json:"updated"`
	LocationID       int      `json:"location_id"`
	URL              string   `json:"url"`
	Day              int      `json:"day"`
	Time             string   `json:"time"`
	EndTime          string   `json:"end_time"`
	Types            []string `json:"types"`
	Location         string   `json:"location"`
	LocationNotes    string   `json:"location_notes"`
	LocationURL      string   `json:"location_url"`
	FormattedAddress string   `json:"formatted_address"`
	Latitude         string   `json:"latitude"`
	Longitude        string   `json:"longitude"`
	Region           string   `json:"region"`
	Regions          []string `json:"regions"`
	Group            string   `json:"group"`
	ConferenceURL    string   `json:"conference_url"`
	ConferencePhone  string   `json:"conference_phone"`
}

// Rows returns n listings of an invented office.
func Rows(seed uint64, n int) []Row {
	r := rand.New(rand.NewPCG(seed, 2))
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = newRow(r, seed, i)
	}
	return rows
}

// Feed returns n listings as one Meeting Guide feed.
func Feed(seed uint64, n int) []byte {
	b, err := json.Marshal(Rows(seed, n))
	if err != nil {
		panic(err) // a Row of strings and numbers always marshals
	}
	return b
}

func newRow(r *rand.Rand, seed uint64, i int) Row {
	day, hour, minute := r.IntN(7), 6+r.IntN(16), 15*r.IntN(4)
	street := fmt.Sprintf("%d %s %s", 1+r.IntN(900), pick(r, trees), pick(r, ways))
	town := pick(r, towns)
	name := pick(r, firsts) + " " + pick(r, seconds)
	slug := fmt.Sprintf("group-%d-%d", seed, i)
	row := Row{
		ID: 1000 + i, Name: name, Slug: slug,
		Notes:   pick(r, notes),
		Updated: fmt.Sprintf("2026-%02d-%02d 12:%02d:00", 1+r.IntN(10), 1+r.IntN(28), r.IntN(60)),
		URL:     "https://office.example/meetings/" + slug + "/", LocationID: 500 + i/3,
		Day: day, Time: fmt.Sprintf("%02d:%02d", hour, minute), EndTime: fmt.Sprintf("%02d:%02d", hour+1, minute),
		Types:    []string{pick(r, []string{"O", "C"}), pick(r, codes), pick(r, codes)},
		Location: pick(r, venues), LocationNotes: "Use the side door", LocationURL: "https://office.example/locations/" + slug + "/",
		FormattedAddress: fmt.Sprintf("%s, %s, PA 19%03d, USA", street, town, r.IntN(1000)),
		Latitude:         fmt.Sprintf("%.7f", 39.8+r.Float64()), Longitude: fmt.Sprintf("%.7f", -75.9+r.Float64()),
		Region: town, Regions: []string{"The County", town}, Group: "District " + fmt.Sprint(1+r.IntN(60)),
	}
	if r.IntN(4) == 0 {
		row.Types = append(row.Types, "ONL")
		row.ConferenceURL = fmt.Sprintf("https://zoom.us/j/%010d", r.IntN(1e9))
	}
	return row
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

var (
	trees   = []string{"Elm", "Oak", "Maple", "Chestnut", "Linden", "Willow", "Cedar", "Birch"}
	ways    = []string{"Street", "Road", "Avenue", "Lane"}
	towns   = []string{"Easthaven", "Milford Cross", "Stonebridge", "Two Rivers", "Ashby", "Kingsfield", "Port Lewis", "Harrow Hill"}
	firsts  = []string{"Morning", "Quiet", "Open", "Steady", "Evening", "Lakeside", "Second", "Early", "Harbor", "Plain"}
	seconds = []string{"Lamp", "Table", "Step Study", "Kettle", "Door", "Bridge", "Fellowship", "Light", "Hour", "Path"}
	venues  = []string{"Trinity Hall", "Community Center", "Meeting House", "Public Library", "St Mark's Church", "Clubhouse"}
	codes   = []string{"D", "B", "BE", "SP", "ST", "X", "W", "M", "LIT", "MED", "12x12", "TR"}
	notes   = []string{"", "", "", "Newcomers welcome. Coffee from a quarter past.", "Parking behind the building.", "Ring the bell on the left."}
)
