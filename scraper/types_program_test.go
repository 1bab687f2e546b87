package scraper

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestAProgramsOwnCodesMeanWhatItMeans(t *testing.T) {
	for _, c := range []struct{ program, published, want, language string }{
		{"aa", "Y", "Y", ""}, {"al-anon", "Y", "alateen", ""}, {"al-anon", "YA", "Y", ""},
		{"aa", "POA", "POA", ""}, {"al-anon", "POA", "parents", ""}, {"al-anon", "AC", "adult-children", ""},
		{"aa", "IS", "IS", "is"}, {"recovery-dharma", "IS", "inquiry", ""}, {"refuge-recovery", "IS", "inventory", ""},
		{"aa", "NL", "NL", "nl"}, {"recovery-dharma", "NL", "", ""}, {"recovery-dharma", "fdis", "D", ""},
		{"recovery-dharma", "8F", "eightfold-path", ""}, {"na", "JFT", "just-for-today", ""}, {"na", "NS", "", ""},
		{"smart", "Family & Friends", "family", ""}, {"smart", "4-Point Recovery", "four-point", ""},
		{"smart", "Military Veterans & First Responders", "veterans", ""},
		{"al-anon", "Families and Friends Only", "C", ""}, {"al-anon", "Handicap Access", "X", ""}, {"al-anon", "LGBTQIA", "LGBTQ", ""},
		{"al-anon", "Spanish", "S", "es"}, {"lifering", "Something Else", "Something Else", ""}, {"na", "QQ", "QQ", ""},
	} {
		got := readTypes([]string{c.published}, c.program)
		if strings.Join(got.types, ",") != c.want || strings.Join(got.languages, ",") != c.language {
			t.Errorf("%s %s: %v %v, want %q %q", c.program, c.published, got.types, got.languages, c.want, c.language)
		}
	}
}

// Every code that a program's table leads to has words for people, and no name
// stands for two.
func TestEveryTypeHasWords(t *testing.T) {
	w := meeting.WordsFor("en")
	check := func(code, from string) {
		if code != "" && code != "ONL" && code != "TC" && w.Type(code) == code && code != "LGBTQ" {
			t.Errorf("%s leads to %q, which has no words", from, code)
		}
	}
	for program, codes := range programTypes {
		for code, own := range codes {
			check(own, program+" "+code)
		}
	}
	for name, code := range typesByName {
		check(code, name)
	}
	owner := map[string]string{}
	for code, names := range ownTypes {
		for _, name := range names {
			if before := owner[name]; before != "" || name != strings.ToLower(name) {
				t.Errorf("%q stands for %s and %s", name, before, code)
			}
			owner[name] = code
		}
	}
}

func TestEveryCodeOfTheSpecificationIsKnown(t *testing.T) {
	for _, file := range []string{"spec/types.json", "spec/proposed-new.json"} {
		b, err := os.ReadFile(filepath.Join(samplesDir(t), file))
		if err != nil {
			t.Fatal(err)
		}
		var types map[string]map[string]string
		if err := json.Unmarshal(b, &types); err != nil {
			t.Fatal(err)
		}
		for code, names := range types {
			if !isKnownType(code) {
				t.Errorf("%s: %s (%s) is not known", file, code, names["en"])
			}
		}
	}
}

func TestAListingOfNarcononIsRefused(t *testing.T) {
	for _, c := range []struct {
		l     Listing
		field string
	}{
		{Listing{Name: "Narconon evening"}, "name"}, {Listing{Name: "Open evening", Group: "NARCONON West"}, "group"},
		{Listing{Name: "Open evening", Location: "Narconon Centre"}, "location"}, {Listing{Name: "Open evening", URL: "https://www.narconon.org/x"}, "url"},
		{Listing{Name: "Open evening", ConferenceURL: "https://meet.narconon.example/x"}, "conference_url"},
		{Listing{Name: "Nar-Anon Family Group", URL: "https://www.nar-anon.org/"}, ""}, {Listing{Name: "Narcotics Anonymous"}, ""},
		{Listing{Name: "Lamp", Notes: "We are not Narconon."}, ""},
	} {
		c.l.Days, c.l.Time = []string{"monday"}, "19:00"
		_, refused := Normalise(c.l, mgSource)
		switch {
		case c.field == "" && refused != nil:
			t.Errorf("%+v: refused: %v", c.l, refused)
		case c.field != "" && (refused == nil || refused.Field != c.field || !strings.Contains(refused.Reason, "never listed")):
			t.Errorf("%+v: %v", c.l, refused)
		}
	}
}

func TestTagsAreOfOneVocabulary(t *testing.T) {
	if !slices.IsSorted(meeting.ProgramTags) {
		t.Error("the tags are not sorted")
	}
	_, err := keptCatalog(t, "[program]\nid = \"x\"\nname = \"X\"\ntags = [\"twelve-steps\"]\n")
	if err == nil || !strings.Contains(err.Error(), `tag "twelve-steps" is not known: use one of abstinence,`) {
		t.Errorf("%v", err)
	}
}
