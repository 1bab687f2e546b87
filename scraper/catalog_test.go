package scraper

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/robfig/cron/v3"

	"openchair/meeting"
)

// catalogDir writes files, "name" then content, into a directory of their own.
func catalogDir(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const catalogOwn = `
[program]
id = "aa"
name = "Alcoholics Anonymous"

[[source]]
id = "aa-example"
program = "aa"
format = "bmlt"
url = "https://example.org/wp-admin/admin-ajax.php?action=meetings"
zone = "America/New_York"
country = "US"
language = "en"
cron = "17 */6 * * *"
enabled = true
[source.options]
page_size = 50
`

func TestASourcesDirectoryIsRead(t *testing.T) {
	dir := catalogDir(t, "own.toml", catalogOwn, "notes.txt", "not toml", ".hidden.toml", "= = =")
	c, err := LoadCatalog(false, dir)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := c.Source("aa-example")
	if !ok || len(c.Sources) != 1 || len(c.Programs) != 13 || len(c.Own) != 1 || c.Own[0].ID != "aa-example" {
		t.Fatalf("%+v", c)
	}
	want := meeting.Source{ID: "aa-example", Program: "aa", Format: "bmlt", Enabled: true, Zone: "America/New_York",
		URL: "https://example.org/wp-admin/admin-ajax.php?action=meetings", Country: "US", Language: "en", Cron: "17 */6 * * *"}
	if s.Options["page_size"] != int64(50) {
		t.Errorf("options %v", s.Options)
	}
	if s.Options = nil; !sameSource(s, want) {
		t.Errorf("%+v", s)
	}
	if p, ok := c.Program("aa"); !ok || p.ShortName != "AA" {
		t.Errorf("%+v", p)
	}
	if _, ok := c.Source("nobody"); ok {
		t.Error("found a source that is not there")
	}
}

func sameSource(a, b meeting.Source) bool {
	if a.Options != nil || b.Options != nil {
		return false
	}
	a.Options, b.Options = nil, nil
	return a.ID == b.ID && a.Program == b.Program && a.Name == b.Name && a.Format == b.Format && a.URL == b.URL &&
		a.Zone == b.Zone && a.Country == b.Country && a.Language == b.Language && a.Cron == b.Cron &&
		a.Enabled == b.Enabled && a.Licence == b.Licence && a.Verified == b.Verified
}

func TestAnOperatorsTableOverridesKeyByKey(t *testing.T) {
	builtin, err := LoadCatalog(true, "")
	if err != nil {
		t.Fatal(err)
	}
	dir := catalogDir(t, "a.toml", `
[program]
id = "na"
phone = "555-0100"

[[source]]
id = "na-ohio"
enabled = false
[source.options]
page_size = 100
`, "b.toml", `
[[source]]
id = "na-own"
program = "na"
format = "bmlt"
url = "https://example.org/main_server/"
zone = "Europe/Oslo"
`)
	c, err := LoadCatalog(true, dir)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := builtin.Source("na-ohio")
	after, _ := c.Source("na-ohio")
	if after.Enabled || after.Options["page_size"] != int64(100) {
		t.Errorf("%+v", after)
	}
	after.Enabled, after.Options = true, nil
	if !sameSource(before, after) {
		t.Errorf("more was changed than said: %+v, then %+v", before, after)
	}
	if p, _ := c.Program("na"); p.Phone != "555-0100" || p.Name != "Narcotics Anonymous" || len(p.Tags) == 0 {
		t.Errorf("%+v", p)
	}
	if own, ok := c.Source("na-own"); !ok || !own.Enabled || len(c.Sources) != len(builtin.Sources)+1 {
		t.Errorf("%+v", own)
	}
	if len(c.Own) != 2 || c.Own[0].ID != "na-ohio" || c.Own[0].URL == "" {
		t.Errorf("own: %+v", c.Own)
	}
}

func TestFaultsNameFilePlaceAndRemedy(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(catalogOwn, old, new, 1) }
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"an unknown key", change("country =", "contry ="), []string{"own.toml:12:1", `"source.contry"`, "use id, program, name", "country"}},
		{"an unknown table", catalogOwn + "[extra]\nx = 1\n", []string{"own.toml:18:", "extra"}},
		{"broken TOML", change(`zone = "America/New_York"`, `zone = America`), []string{"own.toml:11:"}},
		{"a wrong kind of value", change("enabled = true", `enabled = "yes"`), []string{"own.toml:15:"}},
		{"no id", change(`id = "aa-example"`, ``), []string{"own.toml", "source number 1", "id is missing"}},
		{"an odd id", change("aa-example", "AA Example"), []string{`"AA Example"`, "a-z"}},
		{"no zone", change(`zone = "America/New_York"`, ``), []string{`source "aa-example"`, "zone is missing", "America/New_York"}},
		{"an unknown zone", change("America/New_York", "America/Gotham"), []string{`source "aa-example"`, "America/Gotham"}},
		{"an abbreviation for a zone", change("America/New_York", "EST"), []string{`"EST" is no place`, "America/New_York"}},
		{"a fixed offset for a zone", change("America/New_York", "Etc/GMT+5"), []string{"is no place"}},
		{"the machine's own zone", change("America/New_York", "Local"), []string{"is no place"}},
		{"an unknown format", change(`"bmlt"`, `"carrier-pigeon"`), []string{"carrier-pigeon", "bmlt"}},
		{"an unknown program", change("program = \"aa\"", "program = \"aaa\""), []string{`program "aaa" is not known`, "al-anon"}},
		{"no address", change(`url = "https`, `#`), []string{"url is missing"}},
		{"an address of another kind", change("https://example.org", "ftp://example.org"), []string{"ftp://example.org", "http://"}},
		{"a password in an address", change("https://", "https://me:secret@"), []string{"example.org", "leave it out"}},
		{"an odd country", change(`"US"`, `"usa"`), []string{`"usa"`, "ISO 3166"}},
		{"an odd language", change(`"en"`, `"english!"`), []string{`"english!"`, "BCP 47"}},
		{"a cron of four fields", change("17 */6 * * *", "17 */6 * *"), []string{"17 */6 * *", "five fields"}},
		{"a cron with a zone", change("17 */6 * * *", "TZ=UTC 1 * * * *"), []string{"UTC", "five fields"}},
		{"a cron that makes the parser panic", change("17 */6 * * *", "TZ=0"), []string{"five fields"}},
		{"a bare interval", change("17 */6 * * *", "@every 5m"), []string{"interval"}},
		{"several programs in a file", "[[program]]\nid = \"x\"\n", []string{"own.toml:1:", "single brackets"}},
		{"an option that no format knows", change("page_size", "page_sise"), []string{"own.toml:17: ", "page_sise", "page_size"}},
		{"an option's own key that is no field", strings.Replace(strings.Replace(catalogOwn, "bmlt", "html", 1), "page_size = 50", "row = \"tr\"\nname = \"td\"\ndetail = { link = \"a\", nots = \".n\" }", 1), []string{"own.toml:19: ", `"nots"`}},
		{"a meeting of a list without its keys", change(`"bmlt"`, `"list"`) + "[[source.meeting]]\nname = \"X\"\nwhen = \"Tue 7pm\"\n", []string{`own.toml:6: source "aa-example": `, "checked_on is missing"}},
		{"an option of another kind", change("50", `"x"`), []string{"page_size", "number"}},
		{"a day that never comes", change("17 */6 * * *", "0 0 31 2 *"), []string{"never comes"}},
		{"Narconon by name", change(`program = "aa"`, "program = \"aa\"\nname = \"NARCONON West\""), []string{"never listed", "Nar-Anon"}},
		{"Narconon by host", change("example.org", "meetings.narconon.org"), []string{"never listed"}},
		{"Narconon by id", change("aa-example", "narco-non"), []string{"never listed"}},
		{"the same source twice", catalogOwn + strings.Replace(catalogOwn[strings.Index(catalogOwn, "[[source]]"):], "[source.options]", "[source.options]", 1), []string{`"aa-example"`, "already"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for by, load := range map[string]func(string) (*Catalog, error){
				"directory": func(dir string) (*Catalog, error) { return LoadCatalog(false, dir) },
				"file":      func(dir string) (*Catalog, error) { return LoadCatalogFile(false, filepath.Join(dir, "own.toml")) },
			} {
				_, err := load(catalogDir(t, "own.toml", c.file))
				if err == nil {
					t.Fatalf("%s: nothing was refused", by)
				}
				for _, w := range append(c.want, "own.toml") {
					if !strings.Contains(err.Error(), w) {
						t.Errorf("%s: %q is not in: %v", by, w, err)
					}
				}
			}
		})
	}
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	_, err := LoadCatalog(false, catalogDir(t, "a.toml", "[program]\nid = \"x\"\n", "b.toml", "[program]\nid = \"x\"\nname = \"X\"\n", "c.toml", "nonsense = 1\n"))
	if err == nil || !strings.Contains(err.Error(), "b.toml") || !strings.Contains(err.Error(), "c.toml:1:1") {
		t.Errorf("%v", err)
	}
	if _, err := LoadCatalog(false, filepath.Join(t.TempDir(), "missing")); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("%v", err)
	}
	if _, err := LoadCatalogFile(false, filepath.Join(t.TempDir(), "missing.toml")); err == nil || !strings.Contains(err.Error(), "missing.toml") {
		t.Errorf("%v", err)
	}
}

func TestNarAnonAndNarcoticsAnonymousAreListed(t *testing.T) {
	for _, w := range []string{"Nar-Anon", "nar-anon.org", "Narcotics Anonymous", "NA", "narconomics", "Narco nonprofit", "anonymous"} {
		if err := neverListed(w); err != nil {
			t.Errorf("%s: %v", w, err)
		}
	}
	for _, w := range []string{"Narconon", "NARCO-NON", "Narconón", "narconon-europe.example", "Нарконон"} {
		if neverListed(w) == nil {
			t.Errorf("%s is listed", w)
		}
	}
}

func TestTheBuiltInCatalogue(t *testing.T) {
	c, err := LoadCatalog(true, "")
	if err != nil {
		t.Fatal(err)
	}
	programs := []string{"aa", "activities-of-sober-living", "al-anon", "celebrate-recovery", "lifering", "mm", "na", "nar-anon", "recovery-dharma", "refuge-recovery", "smart", "sos", "wfs"}
	var got []string
	for _, p := range c.Programs {
		got = append(got, p.ID)
		if p.ShortName == "" || len(p.Tags) == 0 || strings.Count(p.About, ".") != 2 || strings.ContainsAny(p.About, "!") {
			t.Errorf("%s: short name, tags or two sentences are missing: %+v", p.ID, p)
		}
		if bad := regexp.MustCompile(`(?i)addict[^i]|abuser|clean|best|only program`).FindString(p.About); bad != "" {
			t.Errorf("%s: %q", p.ID, bad)
		}
	}
	if !slices.Equal(got, programs) {
		t.Errorf("programs %v", got)
	}
	servers, offices := 0, 0
	for _, s := range c.Sources {
		if s.Licence == "" || s.Verified == "" || s.Name == "" || s.Country == "" || s.Language == "" {
			t.Errorf("%s says too little of itself: %+v", s.ID, s)
		}
		if strings.Contains(s.Licence, "ask first") && s.Enabled {
			t.Errorf("%s is on though nobody has asked", s.ID)
		}
		if s.Format == "bmlt" {
			servers++
		}
		if s.Program == "aa" {
			offices++
		}
		if !meeting.ZoneFitsPlace(s.Zone, s.Country, "") {
			t.Errorf("%s: zone %s is none of %s", s.ID, s.Zone, s.Country)
		}
	}
	if servers != 42 || offices != 9 || len(c.Sources) != 58 || len(c.Enabled()) != 51 || c.Own != nil {
		t.Errorf("%d BMLT servers and %d offices of AA of %d sources, %d on", servers, offices, len(c.Sources), len(c.Enabled()))
	}
}

func TestDefaultCronIsSpreadAndSteady(t *testing.T) {
	c, err := LoadCatalog(true, "")
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for _, s := range c.Sources {
		if s.Cron != spreadCron(s.ID) {
			t.Errorf("%s: %s", s.ID, s.Cron)
		}
		if _, err := cron.ParseStandard(s.Cron); err != nil {
			t.Errorf("%s: %v", s.ID, err)
		}
		at[s.Cron]++
	}
	for spec, n := range at {
		if n > 3 {
			t.Errorf("%d sources at %s", n, spec)
		}
	}
}

// Whatever a file holds, it is read or refused by name.
func FuzzCatalogFile(f *testing.F) {
	f.Add(catalogOwn)
	f.Add("[[source]]\nid='a'\ncron='TZ=0'\n")
	f.Add("[program]\nid='narconon'\n[[source]]\n[source.options.a.b]\n")
	f.Fuzz(func(t *testing.T, s string) {
		d := newDraft()
		err := d.add("own.toml", []byte(s))
		if err == nil {
			_, err = d.catalog()
		}
		if err != nil && !strings.Contains(err.Error(), "own.toml") {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func FuzzCron(f *testing.F) {
	for _, s := range []string{"17 */6 * * *", "TZ=0", "@every -5s", "0 0 31 2 *", "* * * * 7", "CRON_TZ=Asia/Tokyo * * * * *", "@reboot", "0-99999999/1 * * * *"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if faultOfCron(s) == nil {
			if _, err := cron.ParseStandard(s); err != nil {
				t.Fatalf("%q was let through: %v", s, err)
			}
		}
	})
}
