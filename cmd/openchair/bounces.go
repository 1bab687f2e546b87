package main

import (
	"context"
	"time"

	"openchair/mail"
)

// bounceEvery is how often a mailbox of bounces is looked at.
const bounceEvery = time.Minute

// takeBounces takes what comes back of letters until ctx ends, by whichever way
// is set. It does nothing where none is, or where the keys that tell whose a
// bounce is are missing.
func (d *daemon) takeBounces(ctx context.Context) error {
	if d.lettersOff != "" {
		return nil
	}
	bounces := &mail.Bounces{Store: d.db, Keys: d.keys, Log: d.log}
	switch {
	case d.flags.BounceListen != "":
		return bounces.Listen(ctx, d.flags.BounceListen)
	case d.flags.BounceBox != "":
		return readBounces(ctx, d, bounces)
	}
	return nil
}

func readBounces(ctx context.Context, d *daemon, bounces *mail.Bounces) error {
	look := time.NewTicker(bounceEvery)
	defer look.Stop()
	for {
		if _, err := bounces.ReadMailbox(ctx, d.flags.BounceBox); err != nil && ctx.Err() == nil {
			d.log.Warn("bounces can't be read; they stay, and are read again in a minute", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
		}
	}
}
