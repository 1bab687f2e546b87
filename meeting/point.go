package meeting

import "math"

// Point is a place on the earth as a vector from its middle, of length one:
// neither the date line nor a pole is a border to it, and how near two points
// are takes no more than products and sums, which every store can do.
type Point struct{ X, Y, Z float64 }

// PointAt returns the point at degrees of latitude and longitude.
func PointAt(lat, lon float64) Point {
	const rad = math.Pi / 180
	return Point{
		X: math.Cos(lat*rad) * math.Cos(lon*rad),
		Y: math.Cos(lat*rad) * math.Sin(lon*rad),
		Z: math.Sin(lat * rad),
	}
}

// Chord2 returns the square of the straight line between two points. Each
// product is rounded by itself, so that machines and stores agree to the bit.
func (p Point) Chord2(q Point) float64 {
	dx, dy, dz := p.X-q.X, p.Y-q.Y, p.Z-q.Z
	return float64(dx*dx) + float64(dy*dy) + float64(dz*dz)
}

// chord2 is the square of the chord below so many metres of great circle.
func chord2(metres float64) float64 {
	half := math.Sin(min(max(metres, 0)/(2*earthRadius), math.Pi/2))
	return 4 * half * half
}

// Point returns where the place's door is; ok is false where that isn't known.
func (p *Place) Point() (Point, bool) {
	if !p.Located() || !onEarth(p.Latitude, p.Longitude) {
		return Point{}, false
	}
	return PointAt(p.Latitude, p.Longitude), true
}

func onEarth(lat, lon float64) bool {
	return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}
