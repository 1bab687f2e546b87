package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"time"

	"openchair/internal/guard"
	"openchair/internal/hook"
	"openchair/mail"
	"openchair/meeting"
	"openchair/scheduler"
)

// hooks are the addresses that are called, where an operator set them.
type hooks struct{ alert, heartbeat *hook.Hook }

// openHooks takes them from the environment: addresses of hooks are secrets.
func openHooks(g *globals) (h hooks, err error) {
	for name, to := range map[string]**hook.Hook{"OPENCHAIR_ALERT_HOOK": &h.alert, "OPENCHAIR_HEARTBEAT_URL": &h.heartbeat} {
		address, err := secret(name)
		if err != nil {
			return h, err
		}
		if address == "" {
			continue
		}
		if *to, err = hook.New(address, guard.Guard{AllowPrivate: g.AllowPrivate}.Transport()); err != nil {
			return h, fmt.Errorf("%s: %w", name, err)
		}
	}
	return h, nil
}

// beat pings the heartbeat, so that somebody outside notices where it stays out.
// No run waits for it.
func (d *daemon) beat(ctx context.Context) {
	if d.hooks.heartbeat == nil {
		return
	}
	go func() {
		if err := d.hooks.heartbeat.Ping(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("the heartbeat could not be pinged", "err", err)
		}
	}()
}

// newWatch tells volunteers by mail, by webhook, or both; by neither where
// nothing is set.
func (d *daemon) newWatch() (*scheduler.Watch, error) {
	w := &scheduler.Watch{Sources: d.catalog.Sources, Store: d.db, Log: d.log}
	var to *netmail.Address
	if d.flags.AlertMail != "" {
		var err error
		if to, err = netmail.ParseAddress(d.flags.AlertMail); err != nil {
			return nil, usageError{fmt.Errorf("--alert-mail %q is no address: want one such as desk@example.org", d.flags.AlertMail)}
		}
		if d.transport == nil {
			d.log.Warn("--alert-mail is set and e-mail is off: " + cmp.Or(d.lettersOff, d.mailOff))
			to = nil
		}
	}
	if to == nil && d.hooks.alert == nil {
		return w, nil
	}
	w.Tell = func(ctx context.Context, notices []scheduler.Notice) error {
		return errors.Join(d.mailNotices(ctx, to, notices), d.hookNotices(ctx, notices))
	}
	return w, nil
}

func (d *daemon) mailNotices(ctx context.Context, to *netmail.Address, notices []scheduler.Notice) error {
	if to == nil {
		return nil
	}
	var news []mail.SourceNews
	for _, n := range notices {
		news = append(news, mail.SourceNews{
			Name: sourceName(n.Source), Trouble: n.Trouble, Message: n.Health.Message,
			Since: n.Since, LastGood: n.Health.LastGood, Again: n.Again, Page: d.sourcePage(n.Source.ID),
		})
	}
	return mail.Alert(ctx, d.transport, d.sender, *to, news, time.Now())
}

// noticeJSON is what a webhook is told of one source.
type noticeJSON struct {
	Source      string              `json:"source"`
	Name        string              `json:"name"`
	Trouble     meeting.Trouble     `json:"trouble"` // "" = it is over
	Again       bool                `json:"again"`
	Since       *time.Time          `json:"since"`
	Class       meeting.Class       `json:"class"`
	Message     string              `json:"message"`
	LastGood    *time.Time          `json:"last_good"`
	Punctuality meeting.Punctuality `json:"punctuality"`
	Page        string              `json:"page"`
}

func (d *daemon) hookNotices(ctx context.Context, notices []scheduler.Notice) error {
	if d.hooks.alert == nil {
		return nil
	}
	told := make([]noticeJSON, 0, len(notices))
	for _, n := range notices {
		told = append(told, noticeJSON{
			Source: n.Source.ID, Name: sourceName(n.Source), Trouble: n.Trouble, Again: n.Again, Since: utcOrNil(n.Since),
			Class: n.Health.Class, Message: n.Health.Message, LastGood: utcOrNil(n.Health.LastGood),
			Punctuality: n.Punctuality, Page: d.sourcePage(n.Source.ID),
		})
	}
	return d.hooks.alert.Tell(ctx, map[string]any{"notices": told})
}

// restJSON is what a webhook is told where the mail server refuses us.
type restJSON struct {
	Resting bool      `json:"resting"` // false = it takes our letters again
	Why     string    `json:"why,omitempty"`
	At      time.Time `json:"at"`
}

// lettersRest tells the webhook: mail can't.
func (d *daemon) lettersRest(ctx context.Context, why string, now time.Time) {
	if d.hooks.alert == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), restTold)
	defer cancel()
	if err := d.hooks.alert.Tell(ctx, map[string]any{"letters": restJSON{why != "", why, now.UTC()}}); err != nil {
		d.log.Warn("the webhook could not be told whether letters rest", "err", err)
	}
}

// restTold is how long telling it may take.
const restTold = 10 * time.Second

func (d *daemon) sourcePage(id string) string { return d.publicURL + "/status/" + id }

func sourceName(s meeting.Source) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}
