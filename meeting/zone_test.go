package meeting

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

func TestZonesAreLoadedByExactName(t *testing.T) {
	for _, name := range []string{"America/New_York", "US/Eastern", "Asia/Calcutta", "Europe/Kyiv", "Etc/GMT+5", "UTC"} {
		loc, err := Zone(name)
		if err != nil || loc.String() != name {
			t.Errorf("%s: %v, %v", name, loc, err)
		}
		again, _ := Zone(name)
		if again != loc {
			t.Errorf("%s is loaded twice", name)
		}
	}
}

func TestZonesThatAreRefused(t *testing.T) {
	for _, name := range []string{"", "Local", "local", "/etc/localtime", "/usr/share/zoneinfo/UTC", "..", "../zoneinfo/UTC", "America/../UTC",
		"America", "America/", "./UTC", ".", "right/UTC", "posix/UTC", "localtime", "posixrules", "Factory", "tzdata.zi", "zone.tab",
		"EST5", "Eastern", "America/Nowhere", `America\New_York`, "C:UTC", "America/New_York\x00", strings.Repeat("A", 1000)} {
		loc, err := Zone(name)
		if err == nil {
			t.Errorf("%.40q gives %v", name, loc)
			continue
		}
		if name != "" && !strings.Contains(err.Error(), strings.Trim(name[:min(3, len(name))], "\x00")) {
			t.Errorf("%.40q is not named by its error: %v", name, err)
		}
	}
}

func TestEveryNamedZoneLoads(t *testing.T) {
	names := ZoneNames()
	if len(names) < 590 || !slices.IsSorted(names) {
		t.Fatalf("%d names", len(names))
	}
	for _, name := range names {
		if _, err := Zone(name); err != nil {
			t.Error(err)
		}
		if data, err := ZoneData(name); err != nil || !bytes.HasPrefix(data, []byte("TZif")) {
			t.Errorf("%s: data %.8q, %v", name, data, err)
		}
	}
	for _, never := range []string{"Local", "Factory", "posixrules"} {
		if slices.Contains(names, never) {
			t.Errorf("%s is listed", never)
		}
	}
}

func TestZonesAreSafeToShare(t *testing.T) {
	names := ZoneNames()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, name := range names[:100] {
				if _, err := Zone(name); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func TestTheNewestZoneDataIsTaken(t *testing.T) {
	zone := &fstest.MapFile{Data: []byte("TZif")}
	dir := func(first string) fs.FS {
		return fstest.MapFS{"tzdata.zi": {Data: []byte(first)}, "America/New_York": zone}
	}
	bsd := func(version string) fs.FS {
		return fstest.MapFS{"+VERSION": {Data: []byte(version)}, "America/New_York": zone}
	}
	for _, c := range []struct {
		name   string
		system []fs.FS
		want   string
	}{
		{"no system", nil, "2026b embedded"},
		{"an empty system", []fs.FS{fstest.MapFS{}}, "2026b embedded"},
		{"an older system", []fs.FS{dir("# version 2025c\n")}, "2026b embedded"},
		{"an equal system", []fs.FS{dir("# version 2026b\n")}, "2026b embedded"},
		{"a newer system", []fs.FS{dir("# version 2026f\n# This zic input file is in the public domain.\n")}, "2026f system"},
		{"a newer year", []fs.FS{dir("# version 2027a\n")}, "2027a system"},
		{"a version with a suffix", []fs.FS{dir("# version 2026f-dirty\n")}, "2026f system"},
		{"twenty-seven in one year", []fs.FS{dir("# version 2026za\n")}, "2026za system"},
		{"no line end", []fs.FS{dir("# version 2026f")}, "2026f system"},
		{"BSD and macOS", []fs.FS{bsd("2026c\n")}, "2026c system"},
		{"no version", []fs.FS{fstest.MapFS{"America/New_York": zone}}, "2026b embedded"},
		{"words for a version", []fs.FS{dir("# version unknown\n")}, "2026b embedded"},
		{"a version without zones", []fs.FS{fstest.MapFS{"tzdata.zi": {Data: []byte("# version 2026f\n")}}}, "2026b embedded"},
		{"the newest of several", []fs.FS{dir("# version 2026c\n"), dir("# version 2026f\n"), dir("# version 2026d\n")}, "2026f system"},
	} {
		t.Run(c.name, func(t *testing.T) {
			embedded := &zoneSet{version: "2026b", origin: "embedded", files: fstest.MapFS{}}
			if got := chooseZones(embedded, c.system).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOldLinksComeFromTheEmbeddedSet(t *testing.T) {
	system := fstest.MapFS{
		"tzdata.zi":        {Data: []byte("# version 2099a\n")},
		"America/New_York": {Data: []byte("TZif of the system")},
		"right/UTC":        {Data: []byte("TZif")}, "posix/UTC": {Data: []byte("TZif")},
		"zone.tab": {Data: []byte("# no zone")},
	}
	embedded := &zoneSet{version: "2026b", origin: "embedded", files: fstest.MapFS{
		"America/New_York": {Data: []byte("TZif of ours")},
		"US/Eastern":       {Data: []byte("TZif of ours")},
	}}
	set := chooseZones(embedded, []fs.FS{system})
	for name, want := range map[string]string{"America/New_York": "TZif of the system", "US/Eastern": "TZif of ours"} {
		if got, err := set.read(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got := set.names(); !slices.Equal(got, []string{"America/New_York", "US/Eastern"}) {
		t.Errorf("names %v", got)
	}
}

func TestEmbeddedZonesAreWholeAndSlim(t *testing.T) {
	if !tzVersion.MatchString(embeddedVersion) {
		t.Errorf("VERSION %q is no version", embeddedVersion)
	}
	set := embeddedZoneSet()
	names := set.names()
	if len(names) < 590 || len(embeddedZones) > 300<<10 {
		t.Errorf("%d zones in %d bytes", len(names), len(embeddedZones))
	}
	for _, name := range names {
		data, err := set.read(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := time.LoadLocationFromTZData(name, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, f := range set.files.(*zip.Reader).File {
		if f.Name == "posixrules" || f.Name == "Factory" {
			t.Errorf("%s is embedded", f.Name)
		}
	}
}

// The machine's zone data are seldom of the embedded version: they agree on the
// two whole years before the older of the two. What lies further back is
// corrected now and then.
func TestEmbeddedZonesAgreeWithTheSystems(t *testing.T) {
	dir := os.DirFS(systemZoneDirs[0])
	ours := embeddedZoneSet()
	older := min(zoneVersionOf(dir), ours.version)
	if older == "" {
		t.Skip("the system's zone data do not tell their version")
	}
	until, err := strconv.Atoi(older[:4])
	if err != nil {
		t.Fatalf("version %q begins with no year", older)
	}
	system := &zoneSet{files: dir}
	for _, name := range ours.names() {
		data, _ := ours.read(name)
		theirs, err := system.read(name)
		if err != nil {
			continue // old links may be left out
		}
		a, _ := time.LoadLocationFromTZData(name, data)
		b, err := time.LoadLocationFromTZData(name, theirs)
		if err != nil {
			t.Fatal(err)
		}
		for day := time.Date(until-2, 1, 1, 1, 0, 0, 0, time.UTC); day.Year() < until; day = day.AddDate(0, 0, 1) {
			if x, y := day.In(a).Format(time.RFC3339), day.In(b).Format(time.RFC3339); x != y {
				t.Errorf("%s: %s here, %s there", name, x, y)
				break
			}
		}
	}
}

func TestZoneVersionSaysWhatIsInUse(t *testing.T) {
	version, origin, _ := strings.Cut(ZoneVersion(), " ")
	if version < strings.TrimSpace(embeddedVersion) || origin != "system" && origin != "embedded" {
		t.Errorf("%q", ZoneVersion())
	}
}

func BenchmarkZone(b *testing.B) {
	for b.Loop() {
		if _, err := Zone("America/New_York"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkZonesFromNothing(b *testing.B) {
	for b.Loop() {
		var system []fs.FS
		for _, dir := range systemZoneDirs {
			system = append(system, os.DirFS(dir))
		}
		if _, err := chooseZones(embeddedZoneSet(), system).read("America/New_York"); err != nil {
			b.Fatal(err)
		}
	}
}
