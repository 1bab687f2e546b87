// Package mail writes letters and sends them.
//
// The nouns:
//
//   - Letter: what is told to one reader: a request to confirm an address, or a
//     reminder of one occurrence. The outbox holds its plan (meeting.Letter);
//     its words are written when it is sent and are kept nowhere.
//   - Envelope: a written letter with who sends it, who gets it and the
//     Message-ID that stays the same however often it is tried.
//   - Transport: what carries an envelope: SMTP, or a directory of .eml files.
//   - Postman: opens the sealed address, checks that the letter still helps,
//     has it written and hands it to the transport.
//
// A letter says no more than it must. A neutral one names no program and no
// meeting; none holds a picture, a tracker or a link to a third party but the
// meeting's own. No address stands in an error, a log or a file's name.
package mail
