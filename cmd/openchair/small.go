package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"time"

	"openchair/meeting"
)

type versionCmd struct{ jsonFlag }

func (c *versionCmd) Run(std streams) error {
	if c.JSON {
		return c.printer(std.out).row(map[string]string{"version": version, "go": runtime.Version(), "zones": meeting.ZoneVersion()})
	}
	_, err := fmt.Fprintf(std.out, "openchair %s (%s, zone data %s)\n", version, runtime.Version(), meeting.ZoneVersion())
	return err
}

type healthCmd struct {
	Timeout time.Duration `default:"5s" help:"How long to wait (default ${default})."`
}

// Run asks /health where the daemon listens; any answer but 200 fails.
func (c *healthCmd) Run(ctx context.Context, g *globals, std streams) error {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	local := globals{}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, local.publicURL(g.Listen)+"/health", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("no daemon answers on %s: %w (is openchair serve running with this --listen?)", g.Listen, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the daemon is not well: %s: %s", resp.Status, body)
	}
	_, err = fmt.Fprintf(std.out, "%s\n", bytes.TrimSpace(body))
	return err
}

type backupCmd struct {
	File string `arg:"" help:"File to write; it must not exist."`
}

func (c *backupCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Backup(ctx, c.File); err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Backed up %s to %s. E-mail addresses in it are sealed: keep %s apart from it, and safe.\n", g.DB, c.File, g.KeyFile)
	return err
}
