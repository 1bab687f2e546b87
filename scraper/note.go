package scraper

// noteMax bounds what a person may say in a note, in bytes.
const noteMax = 2000

// CleanNote makes what a person wrote about a meeting, a place or a source fit
// to be kept: plain text, without e-mail addresses and telephone numbers.
func CleanNote(s string) string { return maskContacts(cleanText(s, noteMax), "") }
