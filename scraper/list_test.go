package scraper

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openchair/meeting"
)

const keptTOML = `[[source]]
id = "kept"
program = "mm"
format = "list"
zone = "America/New_York"

[[source.meeting]]
name = "Lantern"
when = "Tuesdays 7:00 – 8:30 pm"
checked_by = "desk"
checked_on = 2026-11-01
`

func keptCatalog(t *testing.T, text string) (*Catalog, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "own.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return LoadCatalogFile(false, file)
}

func TestFaultsOfMeetingsKeptByHandNameTheRemedy(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"an unknown key", `name = "Lantern"`, "name = \"Lantern\"\nplace_name = \"x\"", `own.toml:9:1: key "source.meeting.place_name" is not known here: use key, name, when`},
		{"no name", `name = "Lantern"`, ``, "meeting number 1 (without a name): name is missing"},
		{"no time", `when = "Tuesdays 7:00 – 8:30 pm"`, ``, "when is missing"},
		{"words without a time", `Tuesdays 7:00 – 8:30 pm`, `by appointment`, `when "by appointment" names no day and time`},
		{"a day without a time", `Tuesdays 7:00 – 8:30 pm`, `Tuesdays`, `when "Tuesdays" names no day and time`},
		{"nobody checked it", `checked_by = "desk"`, ``, "checked_by is missing"},
		{"never checked", `checked_on = 2026-11-01`, ``, "checked_on is missing"},
		{"a day that is none", `checked_on = 2026-11-01`, `checked_on = "last week"`, "checked_on last week is no day"},
		{"a zone that is none", `checked_by`, "zone = \"EST\"\nchecked_by", `zone "EST" is no place`},
		{"a link that is none", `checked_by`, "link = \"zoom\"\nchecked_by", `link "zoom" is no address of the web`},
		{"a way that is none", `checked_by`, "attendance = \"sometimes\"\nchecked_by", `attendance "sometimes" is none`},
		{"no meeting", keptTOML[strings.Index(keptTOML, "[[source.meeting]]"):], ``, "write each as a [[source.meeting]] table"},
		{"meetings under another format", `format = "list"`, "format = \"csv\"\nurl = \"https://list.example/\"", `option "meeting" is not known to format csv`},
		{"another format still needs an address", `format = "list"`, `format = "csv"`, "url is missing"},
	} {
		_, err := keptCatalog(t, strings.Replace(keptTOML, c.old, c.new, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.name, err, c.want)
		}
	}
}

func TestMeetingsKeptByHandAreCollectedWithoutAsking(t *testing.T) {
	c, err := keptCatalog(t, keptTOML)
	if err != nil {
		t.Fatal(err)
	}
	site := &collectSite{}
	b := site.bench()
	b.src, b.Formats, b.Normalise = c.Own[0], nil, nil
	run := b.run(t, meeting.OK)
	if len(site.asked) != 0 || run.Evidence.Pages != 0 || run.Counts.Stored != 1 {
		t.Errorf("asked %v, %+v", site.asked, run)
	}
	if got := b.store.harvest(t).Meetings[0]; got.Name != "Lantern" || got.Updated.Format("2006-01-02") != "2026-11-01" {
		t.Errorf("%+v", got.Meeting)
	}
	b.run(t, meeting.OK)
}
