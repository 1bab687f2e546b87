package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"openchair/feeds"
	"openchair/internal/keyring"
	"openchair/mail"
	"openchair/meeting"
	"openchair/scheduler"
	"openchair/scraper"
	"openchair/storage"
	"openchair/web"
)

func (h *house) newCollector(owner string) *scraper.Collector {
	return &scraper.Collector{Fetcher: h.fetcher, Store: h.db, Log: h.log, Owner: owner}
}

func (h *house) newCollecting(owner string, afterRun func(meeting.Run), idle func()) *scheduler.Collecting {
	return &scheduler.Collecting{
		Sources: h.enabled(), Collect: h.newCollector(owner).Collect, Recall: h.db,
		AfterRun: afterRun, Idle: idle, Workers: h.flags.Workers, Log: h.log,
	}
}

func (h *house) newOutbox(owner string) *scheduler.Outbox {
	return &scheduler.Outbox{Store: h.db, Deliver: h.deliver, Owner: owner, Log: h.log}
}

func (h *house) web() (http.Handler, error) {
	return web.New(web.Config{
		PublicURL: h.publicURL, Store: h.db, Keys: h.keys, Render: h.render,
		Programs: h.catalog.Programs, Sources: h.catalog.Sources, LettersOff: h.lettersOff,
		Log: h.log, Now: time.Now, Version: version,
	})
}

func (h *house) render(c meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
	return feeds.Calendar(c, ms, feeds.Options{
		Name: c.Name, Discretion: c.Discretion, Language: c.Language, PublicURL: h.publicURL, Programs: programsOf(h.catalog),
	})
}

// post is what letters need: the keys, and a way out or the reason why not.
type post struct {
	keys       *keyring.Ring
	transport  mail.Transport // nil = letters are off
	deliver    func(context.Context, meeting.Letter) (meeting.Outcome, string, error)
	lettersOff string
}

func openPost(g *globals, db *storage.DB, catalog *scraper.Catalog, publicURL string) (post, error) {
	keys, err := loadKeys(g.KeyFile)
	if err != nil {
		return post{}, err
	}
	transport, sender, err := openTransport(g)
	if err != nil {
		return post{}, err
	}
	if transport == nil {
		return post{keys: keys, lettersOff: "neither OPENCHAIR_SMTP_URL nor --mail-dir is set"}, nil
	}
	postman := mail.Postman{
		Store: db, Keys: keys, Transport: transport, Sender: sender,
		PublicURL: publicURL, Program: programsOf(catalog),
	}
	return post{keys: keys, transport: transport, deliver: postman.Deliver}, nil
}

// close ends what a post keeps open.
func (p *post) close() error {
	if p.transport == nil {
		return nil
	}
	return p.transport.Close()
}

// openTransport returns how letters leave: into a directory where one is named,
// else by SMTP, else not at all.
func openTransport(g *globals) (mail.Transport, mail.Sender, error) {
	from, err := secret("OPENCHAIR_MAIL_FROM")
	if err != nil {
		return nil, mail.Sender{}, err
	}
	address, err := secret("OPENCHAIR_SMTP_URL")
	if err != nil {
		return nil, mail.Sender{}, err
	}
	if g.MailDir == "" && address == "" {
		return nil, mail.Sender{}, nil
	}
	if from == "" && g.MailDir != "" {
		from = "reminders@localhost.invalid" // a letter in a directory goes nowhere
	}
	if from == "" {
		return nil, mail.Sender{}, errors.New("OPENCHAIR_MAIL_FROM is not set: letters need an address to come from")
	}
	sender, err := mail.ParseSender(from)
	if err != nil {
		return nil, sender, fmt.Errorf("OPENCHAIR_MAIL_FROM: %w", err)
	}
	sender.From.Name = cmp.Or(sender.From.Name, g.SenderName)
	if g.MailDir != "" {
		dir, err := mail.NewDirectory(g.MailDir)
		return dir, sender, err
	}
	server, err := mail.ParseSMTPURL(address)
	if err != nil {
		return nil, sender, fmt.Errorf("OPENCHAIR_SMTP_URL: %w", err)
	}
	return mail.NewSMTP(server, sender), sender, nil
}

func programsOf(c *scraper.Catalog) func(string) meeting.Program {
	return func(id string) meeting.Program {
		p, _ := c.Program(id)
		return p
	}
}

// loadKeys takes the key of the environment, else the key file, made at first.
func loadKeys(file string) (*keyring.Ring, error) {
	text, err := secret("OPENCHAIR_KEY")
	if err != nil {
		return nil, err
	}
	if text == "" {
		return keyring.Load(file)
	}
	keys, err := keyring.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("OPENCHAIR_KEY: %w", err)
	}
	return keys, nil
}
