package scraper

import (
	"strings"
	"testing"
)

func TestANoteKeepsNoContact(t *testing.T) {
	got := CleanNote("  Called the church, <b>still on</b>. Ask ann@example.org or 212 555 0147.\n\nNew door. ")
	for _, contact := range []string{"ann@", "555", "<b>"} {
		if strings.Contains(got, contact) {
			t.Errorf("%q is kept: %q", contact, got)
		}
	}
	for _, said := range []string{"Called the church", "still on", "New door."} {
		if !strings.Contains(got, said) {
			t.Errorf("%q is lost: %q", said, got)
		}
	}
}
