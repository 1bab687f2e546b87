package web

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// chart is a drawing of where a page's meetings are. It holds no tile and asks
// nobody, unless the operator names a server of tiles.
type chart struct {
	T       *phrases
	Wide    int // of the drawing, in units
	High    int
	Rings   []ring
	Pins    []pin
	Tiles   []tile
	Bar     float64 // length of the scale's bar
	BarWord string
	About   string // what it shows, for who does not see it
	Credit  string // of the tiles
}

// ring is the edge of the search, and the middle it is drawn around.
type ring struct{ X, Y, R float64 }

// pin is one door, or several so near each other that their numbers would
// collide; the meetings behind it share it.
type pin struct {
	X, Y  float64
	N     string // numbers of its meetings
	Href  template.URL
	Names string
}

type tile struct {
	Href template.URL
	X, Y float64
}

const (
	chartWide, chartHigh = 640, 360
	chartEdge            = 28  // kept free, so that no pin is cut
	tooClose             = 34  // two pins nearer than this are one: on a narrow screen their numbers would collide
	tileSize             = 256 // pixels of a tile, by which zooms are counted
	widestChart          = 400 // kilometres: what is further apart is not near one another
	deepestZoom          = 17
)

// chartOf draws the located meetings of a page, numbered as they stand there;
// nil where a drawing would say nothing.
func (s *site) chartOf(q *search, cards []*card, ms map[string]*meeting.Meeting) *chart {
	var at []dot
	for _, c := range cards {
		if m := ms[c.ID]; m.Place.Located() && m.Attendance != meeting.Online && s.shows(q, m) {
			at = append(at, dot{mercator(m.Place.Latitude, m.Place.Longitude), c})
		}
	}
	if len(at) == 0 || q.spot == nil && len(at) < 2 {
		return nil
	}
	v := viewOf(at, q)
	if v.km() > widestChart {
		return nil
	}
	c := &chart{T: s.text, Wide: chartWide, High: chartHigh, Credit: s.Tiles.Credit}
	c.pin(v, at)
	if q.spot != nil {
		x, y := v.place(mercator(q.spot.Lat, q.spot.Lon))
		c.Rings = []ring{{x, y, tenth(q.reach().Km() * v.perKm)}}
	}
	if s.Tiles.URL != "" {
		c.Tiles = v.tiles(s.Tiles.URL)
	}
	c.scale(s, v, q.reach().Miles)
	c.About = s.text.Find.MapAbout(len(at))
	return c
}

// shows leaves out doors beyond the search, which are listed for being online too.
func (s *site) shows(q *search, m *meeting.Meeting) bool {
	return q.spot == nil || meeting.Distance(q.spot.Lat, q.spot.Lon, m.Place.Latitude, m.Place.Longitude)/1000 <= q.reach().Km()
}

type dot struct {
	at point
	c  *card
}

// point is a place on the square of Web Mercator, 0…1 from the northwest.
type point struct{ x, y float64 }

func mercator(lat, lon float64) point {
	lat = max(-85, min(85, lat)) * math.Pi / 180
	return point{(lon + 180) / 360, (1 - math.Log(math.Tan(lat)+1/math.Cos(lat))/math.Pi) / 2}
}

// view is the part of the world a chart shows.
type view struct {
	left, top float64 // in pixels of the zoom
	zoom      int
	size      float64 // of the world, in pixels
	perKm     float64 // pixels of a kilometre in the middle
}

// viewOf takes the deepest zoom in which all dots are seen.
func viewOf(at []dot, q *search) view {
	low, high := at[0].at, at[0].at
	grow := func(p point) {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	for _, d := range at {
		grow(d.at)
	}
	if q.spot != nil {
		grow(mercator(q.spot.Lat, q.spot.Lon))
	}
	zoom := deepestZoom
	fits := func() bool {
		size := math.Exp2(float64(zoom)) * tileSize
		return (high.x-low.x)*size <= chartWide-2*chartEdge && (high.y-low.y)*size <= chartHigh-2*chartEdge
	}
	for zoom > 0 && !fits() {
		zoom--
	}
	v := view{zoom: zoom, size: math.Exp2(float64(zoom)) * tileSize}
	mid := point{(low.x + high.x) / 2, (low.y + high.y) / 2}
	v.left, v.top = mid.x*v.size-chartWide/2, mid.y*v.size-chartHigh/2
	lat := math.Atan(math.Sinh(math.Pi * (1 - 2*mid.y)))
	v.perKm = v.size / (2 * math.Pi * 6378.137 * math.Cos(lat))
	return v
}

func (v view) km() float64 { return chartWide / v.perKm }

func (v view) place(p point) (x, y float64) {
	return tenth(p.x*v.size - v.left), tenth(p.y*v.size - v.top)
}

func tenth(f float64) float64 { return math.Round(f*10) / 10 }

// pin numbers the cards and draws one pin for each door.
func (c *chart) pin(v view, at []dot) {
	for i, d := range at {
		d.c.Pin = i + 1
		x, y := v.place(d.at)
		n := strconv.Itoa(i + 1)
		same := slices.IndexFunc(c.Pins, func(p pin) bool { return math.Hypot(p.X-x, p.Y-y) < tooClose })
		if same < 0 {
			c.Pins = append(c.Pins, pin{X: x, Y: y, N: n, Href: template.URL("#" + d.c.Anchor), Names: n + ". " + d.c.Name})
			continue
		}
		p := &c.Pins[same]
		p.Names += "; " + n + ". " + d.c.Name
		p.N = strings.TrimSuffix(p.N, "+") + "+"
	}
}

// scale draws a bar of a round length, about a fifth of the width.
func (c *chart) scale(s *site, v view, miles bool) {
	r := meeting.Reach{N: 1, Miles: miles}
	unit := r.Km() * v.perKm
	for _, n := range []float64{0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100} {
		if r.N = n; n*unit > chartWide/9 {
			break
		}
	}
	c.Bar, c.BarWord = tenth(r.N*unit), s.text.Find.Far(r)
}

// tiles lists those that the view needs.
func (v view) tiles(address string) (out []tile) {
	most := int(math.Exp2(float64(v.zoom)))
	for ty := int(math.Floor(v.top / tileSize)); float64(ty*tileSize) < v.top+chartHigh; ty++ {
		for tx := int(math.Floor(v.left / tileSize)); float64(tx*tileSize) < v.left+chartWide; tx++ {
			if ty < 0 || ty >= most {
				continue
			}
			href := strings.NewReplacer("{z}", strconv.Itoa(v.zoom), "{x}", strconv.Itoa(((tx%most)+most)%most), "{y}", strconv.Itoa(ty)).Replace(address)
			out = append(out, tile{template.URL(href), tenth(float64(tx*tileSize) - v.left), tenth(float64(ty*tileSize) - v.top)})
		}
	}
	return out
}

// Tiles is a server of map tiles that the operator trusts with where people
// look; without one maps have no streets, and nobody is asked.
type Tiles struct {
	URL    string // https://tiles.example.org/{z}/{x}/{y}.png; empty = none
	Credit string // who made the map, as its licence asks
}

// origin is where tiles come from, for the Content-Security-Policy; "" without.
func (t Tiles) origin() (string, error) {
	if t.URL == "" {
		return "", nil
	}
	u, err := url.Parse(t.URL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(u.Host, "{}; '") || !strings.Contains(t.URL, "{z}") {
		return "", fmt.Errorf("web: map tiles %q: want https://host/{z}/{x}/{y}.png", t.URL)
	}
	return u.Scheme + "://" + u.Host, nil
}
