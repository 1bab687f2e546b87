package web

import (
	"fmt"
	"net/http"
	"slices"

	"openchair/meeting"
)

// queryNear reads near, a place in words or "latitude,longitude", with within
// and online.
func (s *site) queryNear(r *http.Request, q *queryReader) *meeting.Near {
	text := q.single("near")
	if text == "" {
		for _, name := range []string{"within", "online"} {
			if q.values.Has(name) {
				q.refuse(name, name+" needs near.", nil)
			}
		}
		return nil
	}
	reach := usualKm
	if within := q.single("within"); within != "" {
		var err error
		if reach, err = meeting.ParseReach(within); err != nil {
			q.refuse("within", fmt.Sprintf("%q is not a distance.", clip(within, 60)), []string{"25km", "15mi"})
			return nil
		}
	}
	found, err := s.places(r.Context(), clip(clean(text), 100), countryOf(r))
	if err != nil {
		s.Log.Error("a place could not be looked up", "error", err)
		q.wrong = &problem{Status: http.StatusInternalServerError, Detail: s.text.Broken.Title + "."}
		return nil
	}
	if len(found) == 0 {
		q.refuse("near", fmt.Sprintf("No place is known by %q. Name a town with its state or country, a postal code, or latitude,longitude.", clip(clean(text), 60)), nil)
		return nil
	}
	return &meeting.Near{Lat: found[0].Lat, Lon: found[0].Lon, Km: reach.Km(), Online: q.flag("online")}
}

func (q *queryReader) flag(name string) bool {
	v := q.single(name)
	if v != "" && v != "true" && v != "false" {
		q.refuse(name, name+" must be true or false.", []string{"true", "false"})
	}
	return v == "true"
}

func (q *queryReader) timeOfDay() (from, to meeting.Clock) {
	v := q.single("time")
	if v == "" {
		return 0, 0
	}
	from, to, err := meeting.ParseTimeOfDay(v)
	if err != nil {
		q.refuse("time", fmt.Sprintf("%q is not a time of day.", clip(v, 60)), []string{"morning", "afternoon", "evening", "night", "17:00-22:00"})
	}
	return from, to
}

// order is by id unless said otherwise.
func (q *queryReader) order(f *meeting.Filter) {
	switch v := q.single("order"); v {
	case "", "id":
	case "soonest":
		f.Soonest = true
	case "nearest":
		if f.Nearest = f.Near != nil; !f.Nearest {
			q.refuse("order", "order=nearest needs near.", nil)
		}
	default:
		q.refuse("order", fmt.Sprintf("%q is not an order.", clip(v, 60)), []string{"id", "soonest", "nearest"})
	}
}

// nobody is a program that none has: an empty list would mean all.
const nobody = "-"

// both keeps the programs that are asked for by name and by what they are.
func (q *queryReader) both(named, tagged []string) []string {
	kept := []string{}
	for _, id := range tagged {
		if len(named) == 0 || slices.Contains(named, id) {
			kept = append(kept, id)
		}
	}
	if len(kept) == 0 {
		return []string{nobody}
	}
	return kept
}
