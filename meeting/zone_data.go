package meeting

import (
	"archive/zip"
	"bufio"
	"bytes"
	_ "embed" // the zone data
	"io"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:generate zonedata/update.sh

//go:embed zonedata/zoneinfo.zip
var embeddedZones []byte

//go:embed zonedata/VERSION
var embeddedVersion string

// Where systems keep zone data.
var systemZoneDirs = []string{"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"}

// zones is the data in use, chosen when first asked for.
var zones = sync.OnceValue(func() *zoneSet {
	var system []fs.FS
	for _, dir := range systemZoneDirs {
		system = append(system, os.DirFS(dir))
	}
	return chooseZones(embeddedZoneSet(), system)
})

// zoneSet is one edition of the zone data.
type zoneSet struct {
	version string // "2026f"
	origin  string // "system" or "embedded"
	files   fs.FS
	// older is asked for names that this set lacks: systems leave old links
	// ("US/Eastern") to a package of their own.
	older *zoneSet
}

func embeddedZoneSet() *zoneSet {
	files, err := zip.NewReader(bytes.NewReader(embeddedZones), int64(len(embeddedZones)))
	if err != nil {
		files = new(zip.Reader) // a broken build: every zone is unknown, and says so
	}
	return &zoneSet{version: strings.TrimSpace(embeddedVersion), origin: "embedded", files: files}
}

// chooseZones returns the newest of the embedded set and the system's. Of equal
// ones the embedded is taken, being whole. A directory that doesn't tell its
// version, or has no zones beside it, can't be known to be newer.
func chooseZones(embedded *zoneSet, system []fs.FS) *zoneSet {
	best := embedded
	for _, dir := range system {
		set := &zoneSet{version: zoneVersionOf(dir), origin: "system", files: dir, older: embedded}
		if set.version > best.version && set.isZone("America/New_York") {
			best = set
		}
	}
	return best
}

var tzVersion = regexp.MustCompile(`^(?:# version )?((?:19|20)\d\d[a-z]{1,2})\b`)

// zoneVersionOf reads the version of a zoneinfo directory from the first line
// of tzdata.zi or, as on BSD and macOS, of +VERSION; "" where neither tells.
func zoneVersionOf(dir fs.FS) string {
	for _, name := range []string{"tzdata.zi", "+VERSION"} {
		f, err := dir.Open(name)
		if err != nil {
			continue
		}
		line, _ := bufio.NewReader(io.LimitReader(f, 200)).ReadString('\n')
		f.Close()
		if m := tzVersion.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

func (z *zoneSet) read(name string) ([]byte, error) {
	data, err := fs.ReadFile(z.files, name)
	if err != nil && z.older != nil {
		return z.older.read(name)
	}
	return data, err
}

func (z *zoneSet) names() []string {
	known := map[string]bool{}
	for set := z; set != nil; set = set.older {
		set.addNames(known)
	}
	return slices.Sorted(maps.Keys(known))
}

func (z *zoneSet) addNames(known map[string]bool) {
	_ = fs.WalkDir(z.files, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil, path == ".":
			return nil // what can't be read is no zone
		case entry.IsDir():
			if !zoneName(path + "/x") {
				return fs.SkipDir
			}
		case !known[path] && zoneName(path) && z.isZone(path):
			known[path] = true
		}
		return nil
	})
}

func (z *zoneSet) isZone(name string) bool {
	f, err := z.files.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	magic := make([]byte, 4)
	_, err = io.ReadFull(f, magic)
	return err == nil && bytes.Equal(magic, []byte("TZif"))
}

func (z *zoneSet) String() string { return z.version + " " + z.origin }
