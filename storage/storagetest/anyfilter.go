package storagetest

import (
	"math/rand/v2"
	"time"

	"openchair/internal/corpus"
	"openchair/meeting"
)

// anyFilter makes a filter of a few conditions, each of which some meeting of
// the corpus meets.
func anyFilter(r *rand.Rand) meeting.Filter {
	m := corpus.Meetings(11, 1+r.IntN(1500))
	like := m[len(m)-1].Meeting
	var f meeting.Filter
	for range 1 + r.IntN(3) {
		limits[r.IntN(len(limits))](&f, &like, r)
	}
	f.Retired = r.IntN(6) == 0
	if f.Soonest = r.IntN(2) == 0; !f.Soonest {
		f.Nearest = r.IntN(2) == 0
	}
	return f
}

// limits set one condition each, mostly so that a meeting meets it.
var limits = []func(f *meeting.Filter, like *meeting.Meeting, r *rand.Rand){
	func(f *meeting.Filter, like *meeting.Meeting, _ *rand.Rand) {
		f.Programs = append(f.Programs, like.Program)
	},
	func(f *meeting.Filter, _ *meeting.Meeting, r *rand.Rand) {
		f.Attendance = append(f.Attendance, meeting.Attendances[r.IntN(4)], meeting.Attendances[r.IntN(4)])
	},
	func(f *meeting.Filter, _ *meeting.Meeting, r *rand.Rand) { f.Days |= 1 << r.IntN(7) },
	func(f *meeting.Filter, _ *meeting.Meeting, r *rand.Rand) {
		f.From, f.To = meeting.Clock(30*r.IntN(48)), meeting.Clock(30*r.IntN(48))
	},
	func(f *meeting.Filter, like *meeting.Meeting, r *rand.Rand) {
		f.Types = append(f.Types, like.Types[r.IntN(len(like.Types))])
	},
	func(f *meeting.Filter, like *meeting.Meeting, _ *rand.Rand) {
		f.Languages = append(f.Languages, like.Languages...)
	},
	func(f *meeting.Filter, _ *meeting.Meeting, _ *rand.Rand) { f.Accessible = true },
	func(f *meeting.Filter, like *meeting.Meeting, r *rand.Rand) {
		f.Near = &meeting.Near{Lat: like.Place.Latitude, Lon: like.Place.Longitude,
			Km: []float64{0, 1, 5, 25, 100, 2000, 30_000}[r.IntN(7)], Online: r.IntN(4) == 0}
	},
	func(f *meeting.Filter, like *meeting.Meeting, r *rand.Rand) {
		words := meeting.SearchWords(meeting.SearchText(like))
		for range 1 + r.IntN(2) {
			word := []rune(words[r.IntN(len(words))])
			f.Text += " " + string(word[:1+r.IntN(len(word))])
		}
	},
	func(f *meeting.Filter, like *meeting.Meeting, r *rand.Rand) {
		at := time.Duration(r.IntN(24)) * time.Hour
		f.From, f.To = like.Schedule.Start, meeting.Clock(at.Minutes())
	},
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}
