package feeds

import "hash/fnv"

// colors are CSS names (RFC 7986 5.9) that are told apart and bear white words.
var colors = [...]string{
	"seagreen", "steelblue", "indianred", "slateblue", "olivedrab", "darkgoldenrod", "mediumorchid", "teal", "chocolate", "royalblue",
	"crimson", "darkcyan", "sienna", "darkslateblue", "forestgreen", "mediumvioletred",
}

// colorOf gives each program a color of its own, as far as there are enough, the
// same in every calendar.
func colorOf(program string) string {
	h := fnv.New32a()
	h.Write([]byte(program)) //nolint:errcheck // never fails
	return colors[h.Sum32()%uint32(len(colors))]
}
