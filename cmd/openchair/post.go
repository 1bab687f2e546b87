package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"

	"openchair/internal/guard"
	"openchair/internal/keyring"
	"openchair/mail"
	"openchair/meeting"
	"openchair/scraper"
	"openchair/storage"
)

// post is what letters need: the keys, and ways out or the reasons why not.
type post struct {
	keys       *keyring.Ring
	transport  mail.Transport // nil = e-mail is off
	sender     mail.Sender
	push       map[meeting.Channel]mail.Pusher
	read       read
	lettersOff string // why no letter leaves, by whatever way
	mailOff    string // why none leaves by e-mail
}

func openPost(ctx context.Context, g *globals, log *slog.Logger, db *storage.DB, catalog *scraper.Catalog, publicURL string) (post, error) {
	keys, off, err := openKeys(ctx, g, db)
	if err != nil {
		return post{}, err
	}
	if off != "" {
		log.Warn("letters are off: " + off)
		return post{keys: keys, lettersOff: off}, nil
	}
	w, err := openWay(g, publicURL)
	if err != nil {
		return post{}, err
	}
	for _, warning := range w.warnings {
		log.Warn(warning)
	}
	p := post{keys: keys, transport: w.transport, sender: w.sender, push: pushers(g, keys, w.sender), mailOff: w.off}
	postman := mail.Postman{
		Store: db, Keys: keys, Transport: w.transport, Sender: w.sender,
		PublicURL: publicURL, Program: programsOf(catalog), Push: p.push,
	}
	p.read = postman.Read
	return p, nil
}

// pushers are the ways to readers beside mail, under the guard of sources. They
// need no mail server.
func pushers(g *globals, keys *keyring.Ring, sender mail.Sender) map[meeting.Channel]mail.Pusher {
	guarded := guard.Guard{AllowPrivate: g.AllowPrivate}
	transport := guarded.Transport()
	return map[meeting.Channel]mail.Pusher{
		meeting.ByNtfy:    mail.NewNtfy(transport, guarded.Check),
		meeting.ByWebPush: mail.NewWebPush(transport, guarded.Check, keys, sender.From.Address),
	}
}

// targets checks where letters may go beside mail; none do where letters are off.
func (p *post) targets() map[meeting.Channel]func(context.Context, string) error {
	checks := make(map[meeting.Channel]func(context.Context, string) error)
	for channel, pusher := range p.push {
		checks[channel] = pusher.Check
	}
	return checks
}

// pushKey is the public key that browsers subscribe with; none where letters
// are off.
func (p *post) pushKey() (string, error) {
	if p.lettersOff != "" {
		return "", nil
	}
	pair, err := p.keys.VAPID()
	return pair.Public, err
}

// close ends what a post keeps open.
func (p *post) close() error {
	if p.transport == nil {
		return nil
	}
	return p.transport.Close()
}

// way is how letters leave, or why they can't.
type way struct {
	transport mail.Transport
	sender    mail.Sender
	off       string // why letters are off
	warnings  []string
}

// openWay takes a directory where one is named, else SMTP, else none.
func openWay(g *globals, publicURL string) (way, error) {
	from, err := secret("OPENCHAIR_MAIL_FROM")
	if err != nil {
		return way{}, err
	}
	address, err := secret("OPENCHAIR_SMTP_URL")
	if err != nil {
		return way{}, err
	}
	switch {
	case g.MailDir != "":
		return directoryWay(g, from, address != "")
	case address == "":
		w := way{off: "neither OPENCHAIR_SMTP_URL nor --mail-dir is set"}
		w.sender, err = newSender(cmp.Or(from, nobody), g)
		return w, err
	}
	return smtpWay(g, from, address, publicURL)
}

// nobody is who letters come from where nobody reads what comes back. Push
// services are told of it too.
const nobody = "reminders@localhost.invalid"

func directoryWay(g *globals, from string, smtpToo bool) (w way, err error) {
	if w.sender, err = newSender(cmp.Or(from, nobody), g); err != nil {
		return w, err
	}
	if smtpToo {
		w.warnings = append(w.warnings, "letters go to --mail-dir only: OPENCHAIR_SMTP_URL is not used beside it")
	}
	w.transport, err = mail.NewDirectory(g.MailDir)
	return w, err
}

func smtpWay(g *globals, from, address, publicURL string) (w way, err error) {
	server, err := mail.ParseSMTPURL(address)
	if err != nil {
		return w, fmt.Errorf("OPENCHAIR_SMTP_URL: %w", err)
	}
	if from == "" {
		return w, errors.New("OPENCHAIR_MAIL_FROM is not set: letters need an address to come from")
	}
	if w.sender, err = newSender(from, g); err != nil {
		return w, err
	}
	public, err := url.Parse(publicURL)
	if err != nil {
		return w, err
	}
	if isLoopback(public.Hostname()) && !isLoopback(server.Host) {
		w.off = "--public-url is not set, and links to this machine help no reader"
		return w, nil
	}
	if public.Scheme != "https" && !isLoopback(public.Hostname()) {
		w.warnings = append(w.warnings, "--public-url is not https: mail programs offer no one-click unsubscribing")
	}
	w.transport = &mail.Throttled{Transport: mail.NewSMTP(server, w.sender)}
	return w, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
