// Package memory gives back to the system what a process holds and does not
// use: a daemon that has collected is small again when it rests.
package memory

import "runtime/debug"

// GiveBack returns what Go has freed, what the C library keeps of what SQLite
// has freed, and the program's own pages, which come back from the system's
// cache as they are used. It takes some milliseconds, in which others run.
func GiveBack() error {
	debug.FreeOSMemory()
	trim()
	return dropProgram()
}
