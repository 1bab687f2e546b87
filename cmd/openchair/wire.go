package main

import (
	"time"

	"openchair/feeds"
	"openchair/internal/zonefinder"
	"openchair/meeting"
	"openchair/scheduler"
	"openchair/scraper"
	"openchair/web"
)

func (h *house) newCollector(owner string) *scraper.Collector {
	zones := &scraper.KeptZones{Store: h.db, Finder: h.zones, Data: zonefinder.Data}
	return &scraper.Collector{Fetcher: h.fetcher, Store: h.db, Log: h.log, Owner: owner, Zones: zones}
}

func (h *house) newCollecting(owner string, afterRun func(meeting.Run), idle func()) *scheduler.Collecting {
	return &scheduler.Collecting{
		Sources: h.catalog.Sources, Collect: h.newCollector(owner).Collect, Recall: h.db,
		AfterRun: afterRun, Idle: idle, Workers: h.flags.Workers, Log: h.log,
	}
}

func (h *house) newOutbox(owner string) *scheduler.Outbox {
	return &scheduler.Outbox{Store: h.db, Read: counted(h.metrics, h.read), Owner: owner, Senders: 8, Log: h.log}
}

func (h *house) web() (*web.Site, error) {
	pushKey, err := h.pushKey()
	if err != nil {
		return nil, err
	}
	return web.New(web.Config{
		PublicURL: h.publicURL, Store: h.db, Keys: h.keys, Render: h.render, Until: feeds.Until, Lists: openLists{h},
		Programs: h.catalog.Programs, Sources: h.catalog.Sources, LettersOff: h.lettersOff != "", MailOff: h.mailOff, Targets: h.targets(), PushKey: pushKey,
		Tiles: web.Tiles{URL: h.flags.MapTiles, Credit: h.flags.MapCredit},
		Log:   h.log, Now: time.Now, Version: version,
		Schedule: scheduler.Interval, Mask: scraper.CleanNote, Changed: h.changed,
		Metrics: h.metrics.Handler(), Count: h.metrics.Request,
	})
}

func (h *house) render(c meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
	return feeds.Calendar(c, ms, feeds.Options{
		Name: c.Name, Discretion: c.Discretion, Language: c.Language, PublicURL: h.publicURL, Programs: programsOf(h.catalog),
		Now: time.Now(),
	})
}

func programsOf(c *scraper.Catalog) func(string) meeting.Program {
	return func(id string) meeting.Program {
		p, _ := c.Program(id)
		return p
	}
}
