package main

import (
	"context"
	"os"
	"os/exec"

	"openchair/internal/zonefinder"
)

// zoneAtCmd is the child process in which the borders of the world's zones are
// held: it ends soon after the last question, and its memory with it.
type zoneAtCmd struct{}

// Run answers lines "latitude longitude" of standard input with zones.
func (zoneAtCmd) Run(std streams) error { return zonefinder.Serve(std.in, std.out) }

// zoneChild asks this same program as a child process.
func zoneChild() *zonefinder.Child {
	return &zonefinder.Child{Command: func(ctx context.Context) *exec.Cmd {
		self, err := os.Executable()
		if err != nil {
			self = os.Args[0]
		}
		cmd := exec.CommandContext(ctx, self, "zone-at")
		cmd.Env = []string{} // it needs no secret of ours
		return cmd
	}}
}
