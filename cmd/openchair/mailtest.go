package main

import (
	"context"
	"errors"
	"fmt"
	"net"

	"openchair/mail"
)

type mailCmd struct {
	Suppressed suppressedCmd `cmd:"" help:"List the addresses that take no letters: by a hash, for nobody can read them."`
	Lift       liftCmd       `cmd:"" help:"Let letters go again to an address that took none."`
	Test       mailTestCmd   `cmd:"" help:"Send one letter to an address and say each step, with hints for SPF, DKIM and DMARC."`
}

type mailTestCmd struct {
	Address  string `arg:"" help:"Address of your own to send a letter to."`
	Language string `default:"en" help:"Language of the letter (default ${default})."`
}

// resolver is who is asked for DNS records; tests put another in its place.
var resolver mail.Resolver = net.DefaultResolver

// Run fails where the letter was not taken; hints alone do not fail it.
func (c *mailTestCmd) Run(ctx context.Context, g *globals, std streams) error {
	w, err := openWay(g, g.publicURL(g.Listen))
	if err != nil {
		return err
	}
	if w.off != "" {
		return errors.New("letters are off: " + w.off)
	}
	defer w.transport.Close()
	if err := tryKeys(ctx, g); err != nil {
		return fmt.Errorf("letters are off: %w", err)
	}
	tell := func(well bool, words string) {
		mark := "ok  "
		if !well {
			mark = "look"
		}
		fmt.Fprintf(std.out, "%s  %s\n", mark, words)
	}
	for _, warning := range w.warnings {
		tell(false, warning)
	}
	trial := mail.Trial{Transport: w.transport, Sender: w.sender, Resolver: resolver, Language: c.Language, Tell: tell}
	if err := trial.Run(ctx, c.Address); err != nil {
		var said *mail.SendError
		if errors.As(err, &said) {
			return errSaid
		}
		return err
	}
	return nil
}
