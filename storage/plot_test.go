package storage_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"openchair/meeting"
	"openchair/storage"
)

func TestEveryPointIsWithinItsPlot(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	points := [][2]float64{{90, 0}, {-90, 0}, {0, 180}, {0, -180}, {90, 180}, {-90, -180}, {89.999, 180}, {-0.0001, -0.0001}}
	for range 20_000 {
		points = append(points, [2]float64{r.Float64()*180 - 90, r.Float64()*360 - 180})
	}
	plots := map[int64]bool{}
	for _, p := range points {
		plot := storage.PlotAt(p[0], p[1])
		middle, reach := storage.PlotCube(plot)
		plots[plot] = true
		if d := middle.Chord2(meeting.PointAt(p[0], p[1])); plot <= 0 || d > reach*reach || reach > 0.002 {
			t.Errorf("%v stands on plot %d, %g from its middle, which reaches %g", p, plot, d, reach*reach)
		}
	}
	if len(plots) < 15_000 {
		t.Errorf("only %d plots", len(plots))
	}
}

// What is searched is written in the transaction that writes the meeting,
// whatever a run does to it.
func TestTheIndexesAgreeWithTheMeetings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	r := rand.New(rand.NewPCG(3, 3))
	all := corpus("hill", 400)
	for n := range 12 {
		for range 40 {
			m := &all[r.IntN(len(all))]
			m.Digest = fmt.Sprint(n, m.SourceKey)
			switch r.IntN(5) {
			case 0:
				m.Notes = fmt.Sprint("room ", r.IntN(90))
			case 1:
				m.Place.Latitude, m.Place.Longitude = r.Float64()*180-90, r.Float64()*360-180
			case 2:
				m.Schedule.Days = meeting.Weekdays(1 + r.IntN(127))
			case 3:
				m.Attendance = meeting.Attendances[r.IntN(4)]
			case 4:
				m.Place.Approximate = !m.Place.Approximate
			}
		}
		apply(t, db, meeting.OK, "hill", tuesday.AddDate(0, 0, n), all[r.IntN(60):])
	}
	store := raw(t, file)
	stored := one[int64](t, store, "SELECT COUNT(*) FROM meeting")
	for query, want := range map[string]int64{
		"SELECT COUNT(*) FROM meeting_unread":                                                                    0,
		"SELECT COUNT(*) FROM (SELECT docid FROM meeting_words WHERE meeting_words MATCH 'aa')":                  stored,
		"SELECT COUNT(DISTINCT doc & 0xfffffffff) FROM meeting":                                                  stored,
		"SELECT COUNT(*) FROM meeting WHERE doc >> 39 > 0 AND doc >> 39 NOT IN (SELECT plot FROM meeting_place)": 0,
		"SELECT COUNT(*) FROM meeting WHERE (doc >> 39 > 0) <> (x IS NOT NULL)":                                  0,
	} {
		if n := one[int64](t, store, query); n != want {
			t.Errorf("%s: %d, want %d", query, n, want)
		}
	}
	agree := func() {
		t.Helper()
		if _, err := store.Exec(`INSERT INTO meeting_words (meeting_words) VALUES ('integrity-check')`); err != nil {
			t.Errorf("the index of words and the meetings differ: %v", err)
		}
	}
	agree()
	const segments = "SELECT COUNT(*) FROM meeting_words_segdir"
	before := one[int64](t, store, segments)
	if err := db.Prune(t.Context(), tuesday); err != nil {
		t.Fatal(err)
	}
	agree()
	if after := one[int64](t, store, segments); before < 8 || after > 3 {
		t.Errorf("%d segments of the index before it was tidied, %d after", before, after)
	}
	if n, err := db.Count(t.Context(), meeting.Filter{Text: "aa", Retired: true}); err != nil || int64(n) != stored {
		t.Errorf("%d of %d found: %v", n, stored, err)
	}
}
