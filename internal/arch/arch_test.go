// Package arch keeps the picture of the house true.
package arch

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "openchair/"

// rooms are the packages that cmd wires together and that never import one
// another; each may import meeting and internal packages.
var rooms = []string{"scraper", "storage", "scheduler", "feeds", "web", "mail"}

type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Doc          string
}

func TestSiblingsNeverImportOneAnother(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range packages(t) {
		room := roomOf(p.ImportPath)
		seen[room] = true
		for _, imp := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			other := roomOf(imp)
			if why := forbidden(room, other); why != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imp, why)
			}
		}
	}
	for _, room := range append([]string{"cmd", "meeting"}, rooms...) {
		if !seen[room] {
			t.Errorf("the house has no room %q", room)
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" && len(p.Imports) > 0 {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}

// forbidden says why room may not import other; "" where it may.
func forbidden(room, other string) string {
	switch {
	case other == "" || room == other:
		return ""
	case room == "meeting":
		return "meeting is pure and imports no sibling"
	case room == "internal" && other != "meeting":
		return "internal packages import no room"
	case slices.Contains(rooms, room) && slices.Contains(rooms, other):
		return "siblings never import one another; cmd wires them"
	case other == "cmd":
		return "nothing imports cmd"
	}
	return ""
}

// roomOf returns the top-level folder of a package of this module, or "".
func roomOf(path string) string {
	rest, ours := strings.CutPrefix(path, module)
	if !ours {
		return ""
	}
	room, _, _ := strings.Cut(rest, "/")
	return room
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports,Doc", "openchair/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

// Zone data are loaded in one place: the image has none of its own, and two
// versions would disagree.
func TestOnlyMeetingLoadsZones(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "time.LoadLocation(") {
			t.Errorf("%s loads a zone by itself; use meeting.Zone", path)
		}
		return err
	})
	if err != nil || files < 50 {
		t.Fatalf("looked at %d files: %v", files, err)
	}
}

// The table of rules in ARCHITECTURE.md is how people find their way: each file
// it names has to be there.
func TestTheTableOfRulesNamesFilesThatExist(t *testing.T) {
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		for i, word := range strings.Split(line, "`") {
			if i%2 == 0 {
				continue
			}
			named++
			if _, err := os.Stat(filepath.Join("../..", word)); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
	}
	if named < 15 {
		t.Errorf("the table names %d files only", named)
	}
}
