package main

import (
	"cmp"
	"fmt"
	netmail "net/mail"
	"strings"

	"openchair/mail"
)

// newSender is who letters come from, how they are signed, and where they come
// back to.
func newSender(from string, g *globals) (mail.Sender, error) {
	sender, err := mail.ParseSender(from)
	if err != nil {
		return sender, fmt.Errorf("OPENCHAIR_MAIL_FROM: %w", err)
	}
	sender.From.Name = cmp.Or(sender.From.Name, g.SenderName)
	if sender.DKIM, err = openDKIM(g, sender.From.Address); err != nil {
		return sender, err
	}
	if g.BounceMail == "" && g.BounceListen == "" && g.BounceBox == "" {
		return sender, nil
	}
	sender.Bounces = cmp.Or(g.BounceMail, sender.From.Address)
	if a, err := netmail.ParseAddress(sender.Bounces); err != nil || a.Address != sender.Bounces || strings.Contains(sender.Bounces, "+") {
		return sender, fmt.Errorf("--bounce-mail %q: want a bare address without a +, as bounces@example.org", sender.Bounces)
	}
	return sender, nil
}

// openDKIM reads the key of OPENCHAIR_DKIM_KEY or of its file; nil where there
// is none.
func openDKIM(g *globals, from string) (*mail.DKIM, error) {
	key, err := secret("OPENCHAIR_DKIM_KEY")
	if err != nil || key == "" {
		return nil, err
	}
	domain := cmp.Or(g.DKIMDomain, from[strings.LastIndexByte(from, '@')+1:])
	d, err := mail.NewDKIM(domain, g.DKIMSelector, []byte(key))
	if err != nil {
		return nil, fmt.Errorf("OPENCHAIR_DKIM_KEY: %w", err)
	}
	return d, nil
}
