// Package memory gives back to the system what a process holds and does not
// use: a daemon that has collected is small again when it rests.
package memory

import (
	"runtime"
	"runtime/debug"
)

// GiveBack returns what Go has freed, and what the C library keeps of what
// SQLite has freed. It takes some milliseconds, in which others run.
func GiveBack() {
	runtime.GC() // what pools hold is let go of at the second time
	debug.FreeOSMemory()
	trim()
}
