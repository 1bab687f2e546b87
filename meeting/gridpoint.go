package meeting

import "math"

// GridPoint is a point on earth, rounded to a thousandth of a degree: about 100
// m, less than any border of zones is known to be right.
type GridPoint struct{ Lat, Lon int } // thousandths of a degree

// GridPointOf rounds a point.
func GridPointOf(lat, lon float64) GridPoint {
	return GridPoint{int(math.Round(lat * 1000)), int(math.Round(lon * 1000))}
}
