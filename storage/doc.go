// Package storage remembers what Openchair knows, in one SQLite file.
//
//   - DB: an open store. Any number of processes may open one file: what one
//     commits, the others see at once.
//   - Run: a row that is both the record of an attempt to collect a source and,
//     while its class is running, the lease on that source.
//   - Known: what Apply holds in memory of a meeting to compare a harvest with.
//   - Waiting: what a quarantined run read, kept until a volunteer looks.
//   - Kept rendering: a calendar's bytes, under the calendar's version.
//   - Outbox: letters planned, each unique per reminder, meeting, local date
//     and lead.
//
// The package never asks the clock: every moment is passed in, and is kept in
// milliseconds. It never sees a secret: tokens arrive hashed, addresses sealed.
//
// Queries are portable: numbered parameters (?1), ON CONFLICT, RETURNING, and
// no function or type that only SQLite has. What SQLite alone does stands in
// open.go, migrate.go and backup.go; the suite in storagetest says how every
// engine behaves.
package storage
