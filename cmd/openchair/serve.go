package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"openchair/meeting"
	"openchair/scheduler"
	"openchair/web"
)

// stopWithin is how long a stopping daemon waits for answers under way.
const stopWithin = 8 * time.Second

type serveCmd struct{}

// Run answers, collects and sends until ctx ends, then stops cleanly.
func (c *serveCmd) Run(ctx context.Context, g *globals, std streams) error {
	log := g.logger(std.err)
	unlock, err := lockDaemon(g.DB)
	if err != nil {
		return err
	}
	defer unlock()
	d, err := newDaemon(ctx, g, log)
	if err != nil {
		return err
	}
	defer d.close()
	fmt.Fprintf(std.out, "Openchair answers on %s\n", d.publicURL)
	if d.lettersOff != "" {
		fmt.Fprintf(std.out, "Letters are off: %s\n", d.lettersOff)
	}
	if d.mailOff != "" {
		fmt.Fprintf(std.out, "Letters by e-mail are off: %s. Reminders can be pushed.\n", d.mailOff)
	}
	return d.run(ctx)
}

// keyRest names in the store, for openchair outbox, why letters are off.
const keyRest = "the key can't be used"

// daemon is everything that runs between start and stop.
type daemon struct {
	*house
	listener     net.Listener
	server       *http.Server
	site         *web.Site
	collecting   *scheduler.Collecting
	outbox       *scheduler.Outbox
	housekeeping *scheduler.Housekeeping
	watch        *scheduler.Watch
	hooks        hooks
	merging      *scheduler.Merging
	rest         *time.Timer
}

func newDaemon(ctx context.Context, g *globals, log *slog.Logger) (_ *daemon, err error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", g.Listen)
	if err != nil {
		return nil, fmt.Errorf("can't listen on %s: %w (--listen names another address)", g.Listen, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, listener.Close())
		}
	}()
	h, err := openHouse(ctx, g, log, g.publicURL(listener.Addr().String()))
	if err != nil {
		return nil, err
	}
	d := &daemon{house: h, listener: listener}
	if err := d.wire(ctx); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return d, nil
}

func (d *daemon) wire(ctx context.Context) error {
	if err := d.db.Release(ctx, daemonOwner, time.Now().UTC()); err != nil {
		return err
	}
	if err := d.db.ReleaseLetters(ctx, daemonOwner); err != nil {
		return err
	}
	err := d.db.SetRest(ctx, keyRest, d.lettersOff, time.Now().UTC())
	if err != nil {
		return err
	}
	if d.hooks, err = openHooks(d.flags); err != nil {
		return err
	}
	if d.watch, err = d.newWatch(); err != nil {
		return err
	}
	d.changed = d.ran
	if d.site, err = d.web(); err != nil {
		return err
	}
	d.server = &http.Server{
		Handler:           d.site,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(d.log.Handler(), slog.LevelDebug),
	}
	d.outbox = d.newOutbox(daemonOwner)
	d.outbox.Rests = d.lettersRest
	d.merging = scheduler.NewMerging(d.db, d.log)
	d.rest = d.newRest(ctx)
	d.collecting = d.newCollecting(daemonOwner, d.ran, func() { d.merging.Wake(); debug.FreeOSMemory(); d.rest.Reset(restAfter); d.beat(ctx) })
	d.housekeeping = &scheduler.Housekeeping{Store: d.db, Log: d.log}
	return nil
}

// ran is told of each run that ended.
func (d *daemon) ran(r meeting.Run) {
	d.metrics.Run(r)
	d.watch.Ran(r.Source)
	d.merging.Note(r)
	d.outbox.Wake()
}

func (d *daemon) close() error {
	d.rest.Stop()
	d.site.Close()
	return d.house.close()
}

// run keeps the loops going; when one fails, or ctx ends, all stop.
func (d *daemon) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return d.collecting.Run(ctx) })
	group.Go(func() error { return d.outbox.Run(ctx) })
	group.Go(func() error { return d.housekeeping.Run(ctx) })
	group.Go(func() error { return d.watch.Run(ctx) })
	group.Go(func() error { return d.merging.Run(ctx) })
	group.Go(func() error { return d.takeBounces(ctx) })
	group.Go(func() error {
		if err := d.server.Serve(d.listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("web: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		d.log.Info("stopping")
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		if err := d.server.Shutdown(ctx); err != nil {
			return d.server.Close()
		}
		return nil
	})
	if err := group.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// lockDaemon keeps a second daemon from running on one database. The lock goes
// with the process, however it ends.
func lockDaemon(db string) (unlock func(), err error) {
	f, err := os.OpenFile(db+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock file: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("a daemon is running on %s already; stop it, or name another database with --db", db), f.Close())
	}
	return func() { _ = f.Close() }, nil
}
