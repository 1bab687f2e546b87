// Package feeds writes what other programs read: a person's calendar as
// iCalendar (RFC 5545, RFC 7986), and the public list as Meeting Guide JSON, as
// the 12 Step Meeting List's sheet, and as answers to BMLT's questions.
//
// The nouns:
//
//   - Feed: the bytes of one calendar, a function of its meetings alone. It
//     holds no address of its own, no age and nothing of the hour at which it
//     was written, so it differs only when a meeting does.
//   - Series: the one VEVENT of a meeting that recurs, in local time with a
//     zone. Its UID and DTSTART stay for ever.
//   - One-off: the VEVENT of one published date, in UTC.
//   - Moved day: an event of its own for one day of a series, told apart by the
//     day it stands for.
//   - Lists: the open formats, streamed. Week: what they can say of a schedule.
//   - Onset: the instant from which a zone's clocks show another offset.
//   - Part: one STANDARD or DAYLIGHT of a VTIMEZONE: one onset, or one a year
//     by one rule.
//
// What a client is known to misread is never written: no RDATE, no two rules,
// no DTSTART off its rule, no folded character.
package feeds
