package scraper

import (
	"context"
	"math"
	"time"

	"openchair/meeting"
)

// ZoneFinder names the IANA zone of a point on earth, "" where none is known.
type ZoneFinder interface {
	ZoneAt(ctx context.Context, lat, lon float64) (string, error)
}

// ZoneStore keeps what a finder said of points, by the version of its data.
type ZoneStore interface {
	// ZonePoint returns what is kept of a point; known is false where nothing is.
	ZonePoint(ctx context.Context, p meeting.GridPoint, data string) (zone string, known bool, err error)
	KeepZonePoint(ctx context.Context, p meeting.GridPoint, data, zone string) error
}

// KeptZones asks a finder for points that its store does not hold yet: the
// borders of the world are large, and venues hardly move.
type KeptZones struct {
	Store  ZoneStore
	Finder ZoneFinder
	Data   string // version of the finder's borders
}

// ZoneAt names the zone of the grid point next to a point, about 100 m wide.
func (k *KeptZones) ZoneAt(ctx context.Context, lat, lon float64) (string, error) {
	p := meeting.GridPointOf(lat, lon)
	zone, known, err := k.Store.ZonePoint(ctx, p, k.Data)
	if known || err != nil {
		return zone, err
	}
	if zone, err = k.Finder.ZoneAt(ctx, lat, lon); err != nil {
		return "", err
	}
	return zone, k.Store.KeepZonePoint(ctx, p, k.Data, zone)
}

// zoneWithin bounds one question of a run.
const zoneWithin = time.Minute

// zoneAt asks the collector's finder for the rows of a run. A finder that fails
// is told once and not asked again: other things say the zone then.
func (r *rows) zoneAt(lat, lon float64) (string, bool) {
	if r.zones == nil {
		return "", false
	}
	ctx, cancel := context.WithTimeout(context.Background(), zoneWithin)
	defer cancel()
	zone, err := r.zones.ZoneAt(ctx, lat, lon)
	if err != nil {
		r.log.Warn("zones by coordinates are not known in this run", "source", r.src.ID, "error", err)
		r.zones = nil
		return "", false
	}
	return zone, zone != ""
}

// zoneOfPoint finds the zone of a venue by its own coordinates: not those of a
// whole country, not where they contradict its address, nor where the zone they
// give is none of its state or country.
func zoneOfPoint(m *meeting.Meeting, l *Listing, src meeting.Source) (string, bool) {
	p := &m.Place
	if l.zoneAt == nil || !p.Located() || isCentre(p.Latitude, p.Longitude) || misplaced(p, src) {
		return "", false
	}
	zone, ok := l.zoneAt(p.Latitude, p.Longitude)
	if !ok || !meeting.ZoneFitsPlace(zone, firstOf(p.Country, src.Country), p.State) {
		return "", false
	}
	_, err := meeting.Zone(zone)
	return zone, err == nil
}

// centres stand for whole countries in listings that name no place.
var centres = [...][2]float64{
	{37.09024, -95.71289}, {39.8283, -98.5795}, {39.78373, -100.44588}, // United States, by three services
	{56.13037, -106.34677}, {61.06669, -107.99171}, // Canada
	{55.37805, -3.43597}, {54.70235, -3.27658}, // United Kingdom
	{-25.2744, 133.77514}, {-24.77611, 134.755}, // Australia
	{23.6345, -102.55278}, {-14.235, -51.92528}, {61.52401, 105.31876}, // Mexico, Brazil, Russia
}

func isCentre(lat, lon float64) bool {
	for _, c := range centres {
		if math.Abs(lat-c[0]) < 0.005 && math.Abs(lon-c[1]) < 0.005 {
			return true
		}
	}
	return false
}
