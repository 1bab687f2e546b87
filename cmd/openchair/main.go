// Command openchair collects the meeting listings of mutual-help programs,
// keeps them, and publishes private calendars and reminder letters.
//
// This package holds configuration, wiring and signals, and no rules of its
// own: each command opens what it needs and lets the rooms do the work.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the linker for releases.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit codes: 0 done, 1 something failed, 2 the command line is wrong.
const (
	exitDone = iota
	exitFailed
	exitUsage
)
