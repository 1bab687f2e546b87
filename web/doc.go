// Package web answers browsers, calendar clients and programs: it finds
// meetings, makes calendars of those a person chose, serves them, and takes
// and ends the wish for letters.
//
// The nouns of this room:
//
//   - Page: HTML for people. No page needs a script, sets a cookie or asks
//     another host for anything.
//   - Card: one meeting as every page draws it: when, name, where, small words.
//   - Search: what the find page's form says, read leniently; Query is the
//     same of the API, read strictly.
//   - Choice: the meetings a person picked. It rides along in the search's own
//     address until it becomes a calendar.
//   - Manage address: the secret to change a calendar by. The feed address,
//     the secret to read it by, follows from it and never the other way.
//   - Wish: an e-mail address and lead times, to be confirmed by letter.
//   - Problem: an error as the API tells it (RFC 9457).
//
// A GET changes nothing. Absolute addresses are made of the public URL, never
// of the Host header. Secret addresses stand in no log: requests are logged by
// their route.
package web
