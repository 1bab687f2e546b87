// Package zonefinder tells the time zone of a point on earth, without a network,
// by the borders of timezone-boundary-builder that ringsaturn/tzf carries.
//
// The borders take a second and more than 100 MB to load. Child keeps them out
// of a daemon: a child process answers, and takes them along when it ends.
package zonefinder

import (
	"bufio"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/ringsaturn/tzf"
)

// Data is the version of the borders. An answer kept under another one is asked
// for again.
const Data = "2025b"

// memoryLimit makes the collector work harder while the borders are loaded.
const memoryLimit = 144 << 20

// Serve answers each line "latitude longitude" with the IANA name of the zone
// there, or with an empty line where no border holds the point, until r ends.
func Serve(r io.Reader, w io.Writer) error {
	debug.SetMemoryLimit(memoryLimit)
	finder, err := tzf.NewDefaultFinder()
	if err != nil {
		return fmt.Errorf("zones of the world: %w", err)
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		var lat, lon float64
		if _, err := fmt.Sscan(lines.Text(), &lat, &lon); err != nil {
			return fmt.Errorf("point %q: write latitude and longitude: %w", lines.Text(), err)
		}
		zone := finder.GetTimezoneName(lon, lat)
		if strings.HasPrefix(zone, "Etc/") {
			zone = "" // the sea
		}
		if _, err := fmt.Fprintln(w, zone); err != nil {
			return err
		}
	}
	return lines.Err()
}
