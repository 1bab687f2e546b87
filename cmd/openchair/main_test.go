package main

import (
	"context"
	"os"
	"strings"
	"testing"
)

// victimEnv makes this binary the daemon that a test kills: its arguments, by
// line.
const victimEnv = "OPENCHAIR_TEST_VICTIM_ARGS"

// TestMain lets this binary be the child process that knows the zones, and the
// daemon that is killed.
func TestMain(m *testing.M) {
	args := strings.Split(os.Getenv(victimEnv), "\n")
	if len(os.Args) == 2 && os.Args[1] == "zone-at" {
		args = os.Args[1:]
	}
	if args[0] != "" {
		os.Exit(run(context.Background(), args, streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
	}
	os.Exit(m.Run())
}
