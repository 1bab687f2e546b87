package meeting

import (
	"math"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		name                   string
		lat1, lon1, lat2, lon2 float64
		want                   float64 // metres, within half a percent
	}{
		{"nowhere at all", 40, -75, 40, -75, 0},
		{"a degree of latitude", 40, -75, 41, -75, 111_195},
		{"a degree of longitude at 60°", 60, 10, 60, 11, 55_597},
		{"across the date line", 0, 179.5, 0, -179.5, 111_195},
		{"pole to pole", 90, 0, -90, 0, 20_015_115},
		{"London to New York", 51.5074, -0.1278, 40.7128, -74.0060, 5_570_222},
	} {
		got := Distance(c.lat1, c.lon1, c.lat2, c.lon2)
		if math.Abs(got-c.want) > 0.005*c.want+0.01 {
			t.Errorf("%s: %.0f m, want %.0f", c.name, got, c.want)
		}
	}
}
