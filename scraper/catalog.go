package scraper

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"openchair/meeting"
)

//go:embed catalog/*.toml
var builtin embed.FS

// Catalog is the programs and sources that are known, each sorted by id.
type Catalog struct {
	Programs []meeting.Program
	Sources  []meeting.Source
	// Own are the sources that files outside the built-in catalogue name, new
	// or merged over a built-in one, in the order of the files.
	Own []meeting.Source
}

// LoadCatalog reads the built-in programs, the built-in sources where wanted,
// and over them the *.toml files of a directory, "" for none. What has the same
// id is merged key by key. Its error names file, id, key and remedy, one line
// for each fault.
func LoadCatalog(withSources bool, dir string) (*Catalog, error) {
	if dir == "" {
		return load(withSources, newDraft())
	}
	switch info, err := os.Stat(dir); {
	case err != nil:
		return nil, fmt.Errorf("sources: %w: name a directory that holds .toml files", err)
	case !info.IsDir():
		return nil, fmt.Errorf("sources: %s is not a directory: name one that holds .toml files", dir)
	}
	own, err := readDraft(os.DirFS(dir), ".", strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
	if err != nil {
		return nil, err
	}
	return load(withSources, own)
}

// LoadCatalogFile is LoadCatalog for a single file.
func LoadCatalogFile(withSources bool, file string) (*Catalog, error) {
	own := newDraft()
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	if err := own.add(file, b); err != nil {
		return nil, err
	}
	return load(withSources, own)
}

func load(withSources bool, own *draft) (*Catalog, error) {
	all := newDraft()
	known, err := readDraft(builtin, "catalog", "built-in ")
	if err != nil {
		return nil, err
	}
	if !withSources { // its programs are known all the same
		known.sources, known.order = map[string]*sourceTOML{}, nil
	}
	all.merge(known)
	all.merge(own)
	c, err := all.catalog()
	if err != nil {
		return nil, err
	}
	for _, id := range own.order {
		s, _ := c.Source(id)
		c.Own = append(c.Own, s)
	}
	return c, nil
}

// readDraft reads every .toml file of one folder, in order of name. All that
// is wrong in them is told at once.
func readDraft(fsys fs.FS, folder, shown string) (*draft, error) {
	d := newDraft()
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	var faults []error
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".toml") || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		b, err := fs.ReadFile(fsys, joinPath(folder, e.Name()))
		if err == nil {
			err = d.add(shown+e.Name(), b)
		}
		faults = append(faults, err)
	}
	return d, errors.Join(faults...)
}

// joinPath joins as fs.FS wants it: with slashes, and without a leading ".".
func joinPath(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}

// Program finds a program by id.
func (c *Catalog) Program(id string) (meeting.Program, bool) {
	i, ok := slices.BinarySearchFunc(c.Programs, id, func(p meeting.Program, id string) int { return cmp.Compare(p.ID, id) })
	if !ok {
		return meeting.Program{}, false
	}
	return c.Programs[i], true
}

// Source finds a source by id.
func (c *Catalog) Source(id string) (meeting.Source, bool) {
	i, ok := slices.BinarySearchFunc(c.Sources, id, func(s meeting.Source, id string) int { return cmp.Compare(s.ID, id) })
	if !ok {
		return meeting.Source{}, false
	}
	return c.Sources[i], true
}

// Enabled lists the sources that are collected.
func (c *Catalog) Enabled() []meeting.Source {
	return slices.DeleteFunc(slices.Clone(c.Sources), func(s meeting.Source) bool { return !s.Enabled })
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
