package meeting

import "math"

// earthRadius is the mean one, in metres.
const earthRadius = 6_371_009

// Distance returns how far apart two points in degrees are, in metres, along a
// great circle of a round earth: right within half a percent.
func Distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	dLat, dLon := (lat2-lat1)*rad/2, (lon2-lon1)*rad/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Sin(dLon)*math.Sin(dLon)
	return 2 * earthRadius * math.Asin(math.Sqrt(min(1, h)))
}
