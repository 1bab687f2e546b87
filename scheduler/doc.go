// Package scheduler decides when: when a source is collected, and when a
// letter leaves.
//
// The nouns:
//
//   - Tick: a moment at which a source's cron line says it is due. Cron is only
//     a wake-up; what was due while nothing ran is found out from the store.
//   - Wake: a hint that something may be due earlier than the next look. Losing
//     one costs seconds, never a letter.
//   - Watermark: the instant up to which letters are planned, kept in the store.
//     What lies behind it has been planned, whatever the daemon did since.
//   - Moment: an occurrence's start less a reminder's lead, when a letter is due.
//   - Pause: the mail server refuses us and not a reader. No letter is tried
//     but one, every few minutes, until it is taken.
//
// Three loops run side by side: Collecting, Outbox and Housekeeping. Each ends
// when its context does, after what it has begun.
package scheduler
