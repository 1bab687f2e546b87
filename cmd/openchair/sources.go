package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
	"openchair/scheduler"
)

type sourcesCmd struct {
	jsonFlag
	Program []string `placeholder:"ID" help:"Only these programs."`
	Enabled bool     `help:"Only those that are switched on."`
}

// sourceLine is one source with its health, as --json prints it.
type sourceLine struct {
	ID       string        `json:"id"`
	Program  string        `json:"program"`
	Name     string        `json:"name,omitempty"`
	Format   string        `json:"format"`
	URL      string        `json:"url"`
	Zone     string        `json:"zone"`
	Country  string        `json:"country,omitempty"`
	Cron     string        `json:"cron"`
	Enabled  bool          `json:"enabled"`
	Licence  string        `json:"licence,omitempty"`
	Verified string        `json:"verified,omitempty"`
	Run      int64         `json:"run,omitempty"`
	Class    meeting.Class `json:"class,omitempty"`
	Message  string        `json:"message,omitempty"`
	Meetings int           `json:"meetings"`
	Switched string        `json:"switched,omitempty"` // on or off, where a person did
	Why      string        `json:"why,omitempty"`
	LastTry  *time.Time    `json:"last_try"`
	LastGood *time.Time    `json:"last_good"`
	NextRun  *time.Time    `json:"next_run"`
	// Punctuality is the age of what is known against the interval.
	Punctuality meeting.Punctuality `json:"punctuality"`
	Trouble     meeting.Trouble     `json:"trouble,omitempty"`
}

// Run lists the catalogue; health is added where a database exists.
func (c *sourcesCmd) Run(ctx context.Context, g *globals, std streams) error {
	catalog, err := g.catalog()
	if err != nil {
		return err
	}
	health, switches, err := g.health(ctx)
	if err != nil {
		return err
	}
	now := time.Now()
	p := c.printer(std.out, "SOURCE", "PROGRAM", "FORMAT", "ON", "MEETINGS", "RUN", "CLASS", "LAST TRY", "LAST GOOD", "AGE", "NEXT", "ADDRESS")
	for _, s := range catalog.Sources {
		by := switchOf(switches, s.ID)
		word := onOff(s, by)
		if s.Enabled = by.On(s); !c.wants(s) {
			continue
		}
		h := health[s.ID]
		line := newSourceLine(s, h)
		line.age(s, h, now)
		if by != nil {
			line.Switched, line.Why = map[bool]string{true: "on", false: "off"}[by.Enabled], by.Why
		}
		if err := p.row(line, s.ID, s.Program, s.Format, word, h.Meetings, numberOf(h.Run), h.Class, ago(h.LastTry, now), ago(h.LastGood, now), line.Punctuality, ahead(line.NextRun, now), s.URL); err != nil {
			return err
		}
	}
	return p.flush()
}

// age tells how old what is known is, and when the source is asked next.
func (l *sourceLine) age(s meeting.Source, h meeting.Health, now time.Time) {
	interval, next := scheduler.Interval(s.Cron, now)
	if h.NotBefore.After(next) {
		next = h.NotBefore
	}
	l.Punctuality = meeting.PunctualityOf(h.LastGood, now, interval)
	if s.Enabled {
		l.NextRun, l.Trouble = utcOrNil(next), meeting.TroubleOf(h, l.Punctuality)
	}
}

// ahead prints how long until a moment, and nothing where there is none.
func ahead(t *time.Time, now time.Time) string {
	if t == nil {
		return ""
	}
	return "in " + strings.TrimSuffix(t.Sub(now).Round(time.Minute).String(), "0s")
}

func (c *sourcesCmd) wants(s meeting.Source) bool {
	return (!c.Enabled || s.Enabled) && contains(c.Program, s.Program)
}

// contains reports whether the list is empty or holds v.
func contains(list []string, v string) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return len(list) == 0
}

// numberOf prints a run's number, and nothing where there was none.
func numberOf(run int64) string {
	if run == 0 {
		return ""
	}
	return strconv.FormatInt(run, 10)
}

// health of every source, and how people switched them; empty where there is
// no database yet.
func (g *globals) health(ctx context.Context) (map[string]meeting.Health, map[string]meeting.Switch, error) {
	db, err := g.openExisting(ctx)
	if err != nil {
		if isNoDatabase(err) {
			return nil, nil, nil
		}
		return nil, nil, err
	}
	defer db.Close()
	health, err := db.LastRuns(ctx)
	if err != nil {
		return nil, nil, err
	}
	switches, err := db.Switches(ctx)
	return health, switches, err
}

func newSourceLine(s meeting.Source, h meeting.Health) sourceLine {
	return sourceLine{
		ID: s.ID, Program: s.Program, Name: s.Name, Format: s.Format, URL: s.URL, Zone: s.Zone, Country: s.Country,
		Cron: s.Cron, Enabled: s.Enabled, Licence: s.Licence, Verified: s.Verified,
		Run: h.Run, Class: h.Class, Message: h.Message, Meetings: h.Meetings,
		LastTry: utcOrNil(h.LastTry), LastGood: utcOrNil(h.LastGood),
	}
}

func utcOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func onOff(s meeting.Source, by *meeting.Switch) string {
	switch {
	case by != nil && by.Enabled:
		return "on by hand"
	case by != nil:
		return "off by hand: " + by.Why
	case s.Enabled:
		return "on"
	}
	return "off: " + s.Licence
}
