package scraper

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"openchair/meeting"
)

// programTOML is a [program] table. A key that is absent is nil, so that it
// leaves what it is merged over as it was.
type programTOML struct {
	ID        *string   `toml:"id"`
	Name      *string   `toml:"name"`
	ShortName *string   `toml:"short_name"`
	URL       *string   `toml:"url"`
	Phone     *string   `toml:"phone"`
	About     *string   `toml:"about"`
	Tags      *[]string `toml:"tags"`

	in block
}

// sourceTOML is a [[source]] table.
type sourceTOML struct {
	ID       *string        `toml:"id"`
	Program  *string        `toml:"program"`
	Name     *string        `toml:"name"`
	Format   *string        `toml:"format"`
	URL      *string        `toml:"url"`
	Zone     *string        `toml:"zone"`
	Country  *string        `toml:"country"`
	Language *string        `toml:"language"`
	Cron     *string        `toml:"cron"`
	Enabled  *bool          `toml:"enabled"`
	Gathers  *bool          `toml:"gathers"`
	Licence  *string        `toml:"licence"`
	Verified *string        `toml:"verified"`
	Options  map[string]any `toml:"options"`
	// Meeting are those that format list reads.
	Meeting []meetingTOML `toml:"meeting"`

	in block
}

type fileTOML struct {
	Program *programTOML `toml:"program"`
	Source  []sourceTOML `toml:"source"`
}

// draft is what catalogue files say, before it is whole.
type draft struct {
	programs map[string]*programTOML
	sources  map[string]*sourceTOML
	order    []string // source ids as the files name them
}

func newDraft() *draft {
	return &draft{programs: map[string]*programTOML{}, sources: map[string]*sourceTOML{}}
}

// add reads one file. A source without a program belongs to the file's own.
func (d *draft) add(file string, b []byte) error {
	var f fileTOML
	dec := toml.NewDecoder(bytes.NewReader(b)).DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return placed(file, err)
	}
	var faults []error
	if f.Program != nil {
		f.Program.in = blockAt(file, blocksOf(file, b, programHeading), 0)
		faults = append(faults, d.program(file, f.Program))
	}
	blocks := blocksOf(file, b, sourceHeading)
	for i := range f.Source {
		s := &f.Source[i]
		s.in = blockAt(file, blocks, i)
		if s.Program == nil && f.Program != nil {
			s.Program = f.Program.ID
		}
		faults = append(faults, d.source(file, i, s))
	}
	return errors.Join(faults...)
}

func (d *draft) program(file string, p *programTOML) error {
	id, err := idOf(p.ID)
	if err != nil {
		return fmt.Errorf("%s: program: %w", file, err)
	}
	if before := d.programs[id]; before != nil {
		return fmt.Errorf("%s: program %q: id stands in %s already: use one table for each", file, id, before.in.file)
	}
	d.programs[id] = p
	return nil
}

func (d *draft) source(file string, i int, s *sourceTOML) error {
	id, err := idOf(s.ID)
	if err != nil {
		return fmt.Errorf("%s: source number %d: %w", file, i+1, err)
	}
	if before := d.sources[id]; before != nil {
		return fmt.Errorf("%s: source %q: id stands in %s already: give each source its own", file, id, before.in.file)
	}
	d.sources[id] = s
	d.order = append(d.order, id)
	return nil
}

func idOf(id *string) (string, error) {
	if id == nil || *id == "" {
		return "", errors.New("id is missing: give it one of the letters a-z, digits and hyphens")
	}
	for _, r := range *id {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-", r) {
			return "", fmt.Errorf("id %q holds %q: use the letters a-z, digits and hyphens", *id, r)
		}
	}
	return *id, nil
}

// placed gives a TOML error its file, line and column, and the key's name.
func placed(file string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var faults []error
		for i := range strict.Errors {
			row, col := strict.Errors[i].Position()
			key := strict.Errors[i].Key()
			faults = append(faults, fmt.Errorf("%s:%d:%d: key %q is not known here: use %s", file, row, col, strings.Join(key, "."), keysBeside(key)))
		}
		return errors.Join(faults...)
	}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		row, col := at.Position()
		if key := at.Key(); len(key) == 1 && key[0] == "program" {
			err = errors.New("write one [program] table a file, in single brackets")
		}
		return fmt.Errorf("%s:%d:%d: %w", file, row, col, err)
	}
	return fmt.Errorf("%s: %w", file, err)
}

// keysBeside lists what could stand where an unknown key does.
func keysBeside(key toml.Key) string {
	switch {
	case len(key) == 2 && key[0] == "program":
		return keysOf[programTOML]()
	case len(key) == 2 && key[0] == "source":
		return keysOf[sourceTOML]()
	case len(key) == 3 && key[0] == "source" && key[1] == "meeting":
		return keysOf[meetingTOML]()
	}
	return "a [program] and [[source]] tables"
}

func keysOf[T any]() string {
	var keys []string
	for f := range reflect.TypeFor[T]().Fields() {
		if k := f.Tag.Get("toml"); k != "" {
			keys = append(keys, k)
		}
	}
	return strings.Join(keys, ", ")
}

// merge lays another draft over this one, key by key; the options of a source
// likewise.
func (d *draft) merge(over *draft) {
	for id, p := range over.programs {
		d.programs[id] = d.programs[id].with(p)
	}
	for id, s := range over.sources {
		d.sources[id] = d.sources[id].with(s)
	}
}

func (p *programTOML) with(over *programTOML) *programTOML {
	if p == nil {
		return over
	}
	m := *p
	m.in = over.in
	lay(&m.Name, over.Name)
	lay(&m.ShortName, over.ShortName)
	lay(&m.URL, over.URL)
	lay(&m.Phone, over.Phone)
	lay(&m.About, over.About)
	lay(&m.Tags, over.Tags)
	return &m
}

func (s *sourceTOML) with(over *sourceTOML) *sourceTOML {
	if s == nil {
		return over
	}
	m := *s
	m.in = over.in
	lay(&m.Program, over.Program)
	lay(&m.Name, over.Name)
	lay(&m.Format, over.Format)
	lay(&m.URL, over.URL)
	lay(&m.Zone, over.Zone)
	lay(&m.Country, over.Country)
	lay(&m.Language, over.Language)
	lay(&m.Cron, over.Cron)
	lay(&m.Enabled, over.Enabled)
	lay(&m.Gathers, over.Gathers)
	lay(&m.Licence, over.Licence)
	lay(&m.Verified, over.Verified)
	if len(over.Meeting) > 0 {
		m.Meeting = over.Meeting
	}
	if len(over.Options) > 0 {
		m.Options = maps.Clone(s.Options)
		if m.Options == nil {
			m.Options = map[string]any{}
		}
		maps.Copy(m.Options, over.Options)
	}
	return &m
}

func lay[T any](under **T, over *T) {
	if over != nil {
		*under = over
	}
}

// catalog makes the draft whole and refuses what is not right.
func (d *draft) catalog() (*Catalog, error) {
	c := &Catalog{}
	var faults []error
	for _, id := range sortedKeys(d.programs) {
		p := d.programs[id].made()
		c.Programs = append(c.Programs, p)
		faults = append(faults, named(d.programs[id].in, "program", id, faultsOfProgram(p)))
	}
	for _, id := range sortedKeys(d.sources) {
		s := d.sources[id].made()
		c.Sources = append(c.Sources, s)
		found := faultsOfSource(s)
		if _, ok := d.programs[s.Program]; !ok && s.Program != "" {
			found = append(found, fmt.Errorf("program %q is not known: add a [program] table for it, or use one of %s", s.Program, strings.Join(sortedKeys(d.programs), ", ")))
		}
		faults = append(faults, named(d.sources[id].in, "source", id, found))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, nil
}

// named puts file, line and id before each fault.
func named(in block, kind, id string, faults []error) error {
	var out []error
	for _, f := range faults {
		for _, one := range eachOf(f) {
			out = append(out, fmt.Errorf("%s: %s %q: %w", in.at(one), kind, id, one))
		}
	}
	return errors.Join(out...)
}

// eachOf takes joined faults apart, so that each is named.
func eachOf(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, eachOf(e)...)
	}
	return out
}

func (p *programTOML) made() meeting.Program {
	out := meeting.Program{
		ID: text(p.ID), Name: text(p.Name), ShortName: text(p.ShortName),
		URL: text(p.URL), Phone: text(p.Phone), About: text(p.About),
	}
	if p.Tags != nil {
		out.Tags = slices.Clone(*p.Tags)
	}
	if out.ShortName == "" {
		out.ShortName = out.Name
	}
	return out
}

func (s *sourceTOML) made() meeting.Source {
	out := meeting.Source{
		ID: text(s.ID), Program: text(s.Program), Name: text(s.Name), Format: text(s.Format), URL: asHTTPS(text(s.URL)),
		Zone: text(s.Zone), Country: text(s.Country), Language: text(s.Language), Cron: text(s.Cron),
		Enabled: s.Enabled == nil || *s.Enabled, Gathers: s.Gathers != nil && *s.Gathers, Licence: text(s.Licence), Verified: text(s.Verified), Options: s.Options,
	}
	if out.Cron == "" {
		out.Cron = spreadCron(out.ID)
	}
	if len(s.Meeting) > 0 {
		out.Options = maps.Clone(out.Options)
		if out.Options == nil {
			out.Options = map[string]any{}
		}
		out.Options[listOption] = s.Meeting
	}
	return out
}

// asHTTPS: calendars are offered as webcal, which is https by another name.
func asHTTPS(url string) string {
	if rest, ok := strings.CutPrefix(url, "webcal://"); ok {
		return "https://" + rest
	}
	return url
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}
