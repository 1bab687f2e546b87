package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

// mixed is a bench whose outbox holds letters that are sent, due, tried, refused
// and still to come.
func mixed(t *testing.T) *bench {
	t.Helper()
	c := newCrowd(t, []time.Time{time.Now().Add(100 * time.Hour)})
	c.read(t, 6, 60, func(int) string { return c.meetings[0] })
	db := c.open(t)
	now := time.Now().UTC()
	for i, due := range []time.Duration{-3 * time.Minute, -2 * time.Minute, -time.Minute, -90 * time.Second, -150 * time.Second, 25*time.Hour + 30*time.Second} {
		at := now.Add(due)
		_, err := c.raw(t).Exec(`INSERT INTO letter (kind, reminder, meeting, date, lead, send_at, start, expires) VALUES ('reminder', ?1, ?2, '2026-01-01', 60, ?3, ?4, ?4)`,
			i+1, c.meetings[0], at.UnixMilli(), at.Add(time.Hour).UnixMilli())
		if err != nil {
			t.Fatal(err)
		}
	}
	letters, err := db.Claim(t.Context(), now, "test", time.Minute, 4)
	if err != nil || len(letters) != 4 {
		t.Fatal(letters, err)
	}
	mark := func(i int, o meeting.Outcome, why string) {
		if err := db.Mark(t.Context(), meeting.Mark{Letter: letters[i].ID, Outcome: o, Why: why, Next: now.Add(10*time.Minute + 30*time.Second)}); err != nil {
			t.Fatal(err)
		}
	}
	mark(0, meeting.Sent, "")
	mark(1, meeting.Dead, "550 5.1.1 no such user")
	mark(2, meeting.Retry, "421 4.3.2 come later")
	if err := db.SetRest(t.Context(), "the mail server refuses us", "554 5.7.1 not from you", now.Add(-5*time.Minute)); err != nil {
		t.Fatal(err)
	}
	closeStore(t, db)
	return &bench{t: t, dir: filepath.Dir(c.db())}
}

func closeStore(t *testing.T, db *storage.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// nearly takes the seconds out, of which a slow machine adds some.
var nearly = regexp.MustCompile(`(\d+m)\d+s`)

func TestOutboxShowsDepthLagAndFailures(t *testing.T) {
	b := mixed(t)
	want := `Letters waiting: 4, of which due: 1. Under way: 1. Lag: 1m…. The next is due in 10m….
Addresses that take no letters: 1.
Letters rest since 5 min ago: the mail server refuses us: 554 5.7.1 not from you
STATE  KIND      LETTERS  LAST       WHY
dead   reminder  1        2 min ago  550 5.1.1 no such user
retry  reminder  1        just now   421 4.3.2 come later
sent   reminder  1        3 min ago  
`
	if got := nearly.ReplaceAllString(b.must("outbox"), "${1}…"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got := jsonLines[outboxLine](t, b.must("outbox", "--json"))
	if len(got) != 1 || got[0].Waiting != 4 || got[0].Due != 1 || got[0].Sending != 1 || got[0].LagSeconds < 60 || got[0].Suppressed != 1 || len(got[0].Letters) != 3 || len(got[0].Resting) != 1 {
		t.Errorf("as JSON: %+v", got)
	}
}

func TestSuppressedAddressIsListedByItsHashAndLifted(t *testing.T) {
	b := mixed(t)
	listed := b.must("mail", "suppressed")
	if !strings.Contains(listed, "550 5.1.1 no such user") || strings.Contains(listed, "@") {
		t.Fatalf("listed:\n%s", listed)
	}
	if code, _, errs := b.run("mail", "lift", "somebody@else.example"); code == exitDone || !strings.Contains(errs, "not among those") {
		t.Errorf("another's address: exit %d, %s", code, errs)
	}
	// The letter that was refused was due second.
	lifted := 0
	for i := 1; i <= 6; i++ {
		if code, _, _ := b.runWith(reader(i)+"\n", "mail", "lift", "-"); code == exitDone {
			lifted++
		}
	}
	if left := jsonLines[suppressedLine](t, b.must("mail", "suppressed", "--json")); lifted != 1 || len(left) != 0 {
		t.Errorf("lifted %d, left %v", lifted, left)
	}
}
