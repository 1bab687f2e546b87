// Package meeting is what Openchair knows about mutual-help meetings: what one
// is, when it next happens, and how it is said in words. It is pure: it reads
// no network and no database, and imports no sibling package.
//
// The nouns, as every room uses them:
//
//   - Program: a fellowship or method (AA, SMART Recovery) a person chooses.
//   - Source: one place where a program, an office or a chapter lists meetings.
//   - Meeting: one listing, normalised. A listing with several days is one meeting.
//   - Schedule: weekdays or ordinals, wall-clock start, duration, IANA zone,
//     interval and anchor, bounds, exceptions, and the source's own words.
//   - Occurrence: one meeting on one date, as an instant.
//   - Run: one attempt to collect a source. It has exactly one Class.
//   - Harvest: what a run read, ready to be applied to the store.
//   - Change: what differs from the last good run, field by field.
//   - Calendar: one person's choice of meetings, known by two secret addresses.
//   - Reminder: one address that asked for letters about a calendar's meetings.
//   - Letter: one message to one reminder, planned, sent or dropped.
//
// A schedule is wall time and an IANA zone, never UTC and never a fixed
// offset. What can't be known exactly is kept in the source's words, marked
// unconfirmed, and has no occurrences: a wrong time is worse than none.
package meeting
