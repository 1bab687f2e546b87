package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"openchair/internal/demosite"
	"openchair/meeting"
)

type demoCmd struct {
	Once   bool `help:"Stop after the first letter instead of staying up."`
	NoOpen bool `help:"Don't open a browser."`
}

// demoReader is who the demo's letters go to; they land in a directory.
const demoReader = "you@openchair.example"

// Run starts an invented site and a daemon on loopback, in a directory that is
// removed afterwards, and walks the way of a person through it.
func (c *demoCmd) Run(ctx context.Context, g *globals, std streams) error {
	dir, err := os.MkdirTemp("", "openchair-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	site, err := startDemoSite(time.Now())
	if err != nil {
		return err
	}
	defer site.Close()
	flags, err := demoFlags(g, dir, "http://"+site.Addr)
	if err != nil {
		return err
	}
	d, err := newDaemon(ctx, flags, flags.logger(std.err))
	if err != nil {
		return err
	}
	defer d.close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return d.run(ctx) })
	group.Go(func() error {
		err := c.tour(ctx, d, std.out)
		if err != nil || c.Once {
			stop()
		}
		return err
	})
	if err := group.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func startDemoSite(now time.Time) (*http.Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("the invented site: %w", err)
	}
	site := &http.Server{Addr: l.Addr().String(), Handler: demosite.Handler(now), ReadHeaderTimeout: 5 * time.Second}
	go site.Serve(l) //nolint:errcheck // ends with Close
	return site, nil
}

// demoFlags keeps where to listen and puts all else into dir.
func demoFlags(g *globals, dir, site string) (*globals, error) {
	d := *g
	d.DB, d.KeyFile = filepath.Join(dir, "openchair.db"), filepath.Join(dir, "openchair.key")
	d.SourcesDir, d.MailDir = filepath.Join(dir, "sources"), filepath.Join(dir, "letters")
	d.NoCatalog, d.AllowPrivate, d.PublicURL, d.LogLevel = true, true, "", "error"
	d.Delay = 0
	if l, err := net.Listen("tcp", d.Listen); err != nil {
		d.Listen = "127.0.0.1:0" // something else answers there already
	} else if err := l.Close(); err != nil {
		return nil, err
	}
	for _, sub := range []string{d.SourcesDir, d.MailDir} {
		if err := os.Mkdir(sub, 0o700); err != nil {
			return nil, err
		}
	}
	return &d, os.WriteFile(filepath.Join(d.SourcesDir, "demo.toml"), []byte(demosite.Sources(site)), 0o600)
}

// tour is what a person would do: find, choose, subscribe, ask for a letter,
// confirm, and read it.
func (c *demoCmd) tour(ctx context.Context, d *daemon, w io.Writer) error {
	say := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	say("\n1. Two invented sources on loopback, one Meeting Guide feed and one BMLT server, are being collected.")
	ms, err := waitForMeetings(ctx, d, len(d.enabled()))
	if err != nil {
		return err
	}
	say("   %d meetings are known.\n\n2. The front page: %s", len(ms), d.publicURL)
	if !c.NoOpen && !c.Once {
		openBrowser(ctx, d.publicURL)
	}
	soon, err := startingSoon(ms, time.Now())
	if err != nil {
		return err
	}
	feed, manage, err := subscribe(ctx, d.publicURL, soon)
	if err != nil {
		return err
	}
	say("\n3. A calendar of %d meetings that start in about an hour. Subscribe to it:\n   %s\n   Whoever holds this address can change it:\n   %s", len(soon), feed, manage)
	link, reminder, err := askForLetter(ctx, d, manage)
	if err != nil {
		return err
	}
	say("\n4. %s asked for a letter an hour before. The confirming letter came; its button was pressed:\n   %s", demoReader, link)
	say("\n5. The first reminder. It leaves an hour before the start; here that moment is now:\n\n%s", indent(readable(reminder)))
	if !c.Once {
		say("\nAll of it is at %s until you press Ctrl-C.", d.publicURL)
	}
	return nil
}

// subscribe makes a calendar by the API, as any client can.
func subscribe(ctx context.Context, base string, ids []string) (feed, manage string, err error) {
	var made struct{ Feed, Manage string }
	err = postJSON(ctx, base+"/api/v1/calendars", map[string]any{"meetings": ids}, &made)
	return made.Feed, made.Manage, err
}

// askForLetter asks for reminders, presses the button of the confirming letter,
// and waits for the first reminder.
func askForLetter(ctx context.Context, d *daemon, manage string) (link string, reminder []byte, err error) {
	api := strings.Replace(manage, "/my/", "/api/v1/calendars/", 1) + "/reminders"
	if err := postJSON(ctx, api, map[string]any{"email": demoReader, "lead_minutes": []int{60}}, nil); err != nil {
		return "", nil, err
	}
	confirm, err := nextLetter(ctx, d.flags.MailDir, nil)
	if err != nil {
		return "", nil, err
	}
	if link, err = confirmLink(confirm); err != nil {
		return "", nil, err
	}
	if err := pressButton(ctx, link); err != nil {
		return "", nil, err
	}
	reminder, err = nextLetter(ctx, d.flags.MailDir, confirm)
	return link, reminder, err
}

// waitForMeetings waits until every source has had its first good run.
func waitForMeetings(ctx context.Context, d *daemon, sources int) ([]meeting.Meeting, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		health, err := d.db.LastRuns(ctx)
		if err != nil {
			return nil, err
		}
		good := 0
		for _, h := range health {
			if !h.LastGood.IsZero() {
				good++
			}
		}
		if good == sources {
			ms, _, err := d.db.Meetings(ctx, meeting.Filter{}, time.Now().UTC())
			return ms, err
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return nil, fmt.Errorf("the invented sources were not collected: %w", err)
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// startingSoon picks the meetings that start within the hour.
func startingSoon(ms []meeting.Meeting, now time.Time) ([]string, error) {
	var ids []string
	for i := range ms {
		for range ms[i].Occurrences(now.Add(30*time.Minute), now.Add(demosite.Soon)) {
			ids = append(ids, ms[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil, errors.New("no invented meeting starts within the hour")
	}
	return ids, nil
}

func postJSON(ctx context.Context, url string, body, into any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	answer, err := do(req)
	if err != nil || into == nil {
		return err
	}
	return json.Unmarshal(answer, into)
}

func pressButton(ctx context.Context, link string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, link, strings.NewReader(url.Values{}.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	_, err = do(req)
	return err
}

func do(req *http.Request) ([]byte, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode >= 400 {
		err = fmt.Errorf("%s: %s", resp.Status, answer)
	}
	return answer, err
}

// nextLetter waits for a letter other than the one before it.
func nextLetter(ctx context.Context, dir string, before []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		files, err := filepath.Glob(filepath.Join(dir, "*.eml"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			letter, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(letter, before) {
				return letter, nil
			}
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return nil, fmt.Errorf("no letter came: %w", err)
		}
	}
}

func confirmLink(letter []byte) (string, error) {
	link := regexp.MustCompile(`https?://\S+/confirm/[A-Za-z0-9_.~-]+`).FindString(readable(letter))
	if link == "" {
		return "", errors.New("the confirming letter holds no link")
	}
	return link, nil
}

func indent(s string) string {
	return "   " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n   ")
}

// openBrowser tries; a machine without one has the address on the screen.
func openBrowser(ctx context.Context, address string) {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	if path, err := exec.LookPath(opener); err == nil {
		_ = exec.CommandContext(ctx, path, address).Start()
	}
}
