package mail

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// desk is a store, a transport that notes what it is given, and a postman.
type desk struct {
	*Postman
	ring     *keyring.Ring
	reader   meeting.Reminder
	meeting  meeting.Meeting
	others   []meeting.Meeting // that the store knows beside it
	changes  []meeting.Change  // of the meeting, oldest first
	telling  meeting.Telling   // of the letter
	tells    []int64           // what was kept of it
	lands    func()            // once its changes were read
	more     []meeting.Meeting // that the calendar holds
	aliases  map[string]string
	now      time.Duration // after the bubble's beginning
	fault    error         // of the store
	sent     []*Envelope
	deadline time.Time
	answer   error
	asked    int           // for what letters are written from
	delay    time.Duration // before the transport answers
}

func (d *desk) CalendarMeetings(_ context.Context, calendar int64) ([]meeting.Meeting, error) {
	if calendar != d.reader.Calendar {
		return nil, errors.New("another calendar was asked for")
	}
	return append([]meeting.Meeting{d.meeting, {ID: "other"}}, d.more...), nil
}

func (d *desk) About(ctx context.Context, letters ...meeting.Letter) ([]meeting.About, error) {
	d.asked++
	all := make([]meeting.About, len(letters))
	for i, l := range letters {
		if l.Reminder != d.reader.ID {
			continue
		}
		all[i] = meeting.About{Reader: d.reader, Alias: d.aliases[l.Meeting]}
		ms, err := d.CalendarMeetings(ctx, d.reader.Calendar)
		if err != nil {
			return nil, err
		}
		if at := slices.IndexFunc(ms, func(m meeting.Meeting) bool { return m.ID == l.Meeting }); at >= 0 {
			all[i].Meeting = &ms[at]
		}
	}
	return all, d.fault
}

func (d *desk) Aliases(context.Context, int64) (map[string]string, error) { return d.aliases, nil }

func (d *desk) ChangesSince(_ context.Context, id string, after int64) ([]meeting.Change, error) {
	if id != d.meeting.ID {
		return nil, errors.New("another meeting was asked for")
	}
	if d.lands != nil {
		defer d.lands()
	}
	return slices.DeleteFunc(slices.Clone(d.changes), func(c meeting.Change) bool { return c.ID <= after }), nil
}

func (d *desk) Telling(_ context.Context, l meeting.Letter) (meeting.Telling, error) {
	t := d.telling
	t.After = max(t.After, l.Since)
	return t, nil
}

func (d *desk) Tells(_ context.Context, _, upto int64) error {
	d.tells = append(d.tells, upto)
	d.telling.Upto = upto
	return d.fault
}

func (d *desk) Meetings(_ context.Context, f meeting.Filter, _ time.Time) ([]meeting.Meeting, string, error) {
	var found []meeting.Meeting
	for _, m := range append(d.others, d.meeting) {
		if f.Matches(&m) {
			found = append(found, m)
		}
	}
	return found, "", nil
}

func (d *desk) Send(ctx context.Context, e *Envelope) error {
	d.deadline, _ = ctx.Deadline()
	time.Sleep(d.delay)
	if ctx.Err() != nil {
		return &SendError{Outcome: meeting.Retry, Why: "cut"}
	}
	d.sent = append(d.sent, e)
	return d.answer
}

func (*desk) Close() error { return nil }

// letterAt returns a desk and its letter: one hour before a start at 06:00 UTC
// on Saturday, 1 January 2000. In a bubble it is midnight of that day.
func letterAt(t *testing.T) (*desk, meeting.Letter) {
	t.Helper()
	d := &desk{ring: keyring.New(), meeting: nooners()}
	d.meeting.Schedule.Zone, d.meeting.Schedule.Days, d.meeting.Schedule.Start = "UTC", meeting.EveryDay, meeting.NewClock(6, 0)
	email, err := d.ring.Seal("zoë@example.org")
	if err != nil {
		t.Fatal(err)
	}
	d.reader = meeting.Reminder{ID: 7, Calendar: 5, Leads: []int{90, 60}, Email: email, Discretion: meeting.Neutral, Confirmed: time.Now()}
	d.Postman = &Postman{Store: d, Keys: d.ring, Transport: d, Sender: sender, PublicURL: "https://chairs.example/",
		Program: func(string) meeting.Program { return aa }}
	start := time.Now().Add(6 * time.Hour)
	return d, meeting.Letter{ID: 1, Kind: meeting.ReminderLetter, Reminder: 7, Meeting: "m1", Date: meeting.DateOf(start),
		Lead: 60, SendAt: start.Add(-time.Hour), Start: start, Expires: start}
}

func TestReminderGoesToItsReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, l := letterAt(t)
		time.Sleep(5*time.Hour + 2*time.Second)
		o, why, err := d.Deliver(t.Context(), l)
		if o != meeting.Sent || why != "" || err != nil {
			t.Fatalf("Deliver = %s, %q, %v", o, why, err)
		}
		m := parsed(t, d.sent[0])
		if d.sent[0].to != "zoë@example.org" || m.Header.Get("Subject") != "Your 6:00 am group" {
			t.Errorf("to %s, subject %q", d.sent[0].to, m.Header.Get("Subject"))
		}
		if !d.deadline.Equal(l.Start) {
			t.Errorf("the transport may try until %v, want the start", d.deadline)
		}
		stop := strings.Trim(m.Header.Get("List-Unsubscribe"), "<>")
		token, ok := strings.CutPrefix(stop, "https://chairs.example/stop/")
		if id, valid := d.ring.Check(keyring.Stop, token); !ok || !valid || id != 7 {
			t.Errorf("List-Unsubscribe leads to %s", stop)
		}
		if text := parts(t, m)["text/plain"]; !strings.Contains(text, "in one hour") || !strings.Contains(text, stop) {
			t.Errorf("text:\n%s", text)
		}
	})
}

func TestSameLetterHasOneMessageID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, l := letterAt(t)
		time.Sleep(5 * time.Hour)
		other := l
		other.Lead = 90
		moved := l
		moved.Attempts, moved.Start = 3, l.Start.Add(time.Minute)
		for _, l := range []meeting.Letter{l, moved, other} {
			if o, why, err := d.Deliver(t.Context(), l); o != meeting.Sent {
				t.Fatalf("%s %s %v", o, why, err)
			}
		}
		if d.sent[0].MessageID != d.sent[1].MessageID || d.sent[0].MessageID == d.sent[2].MessageID {
			t.Errorf("Message-IDs %s, again %s, other lead %s", d.sent[0].MessageID, d.sent[1].MessageID, d.sent[2].MessageID)
		}
	})
}

func TestLettersThatNoLongerHelpAreNotSent(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*desk, *meeting.Letter)
		want   meeting.Outcome
	}{
		{"reminder deleted", func(d *desk, _ *meeting.Letter) { d.reader.ID = 8 }, meeting.Dropped},
		{"address not confirmed", func(d *desk, _ *meeting.Letter) { d.reader.Confirmed = time.Time{} }, meeting.Dropped},
		{"lead no longer wanted", func(d *desk, _ *meeting.Letter) { d.reader.Leads = []int{90} }, meeting.Dropped},
		{"meeting no longer chosen", func(d *desk, _ *meeting.Letter) { d.meeting.ID = "m2" }, meeting.Dropped},
		{"meeting retired", func(d *desk, _ *meeting.Letter) { d.meeting.Retired = time.Now() }, meeting.Dropped},
		{"meeting inactive", func(d *desk, _ *meeting.Letter) { d.meeting.Attendance = meeting.Inactive }, meeting.Dropped},
		{"time in doubt", func(d *desk, _ *meeting.Letter) { d.meeting.Schedule.Confirmed = false }, meeting.Dropped},
		{"not held that day", func(d *desk, _ *meeting.Letter) {
			d.meeting.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 1)}}
		}, meeting.Dropped},
		{"moved to an earlier time that has passed", func(d *desk, _ *meeting.Letter) { d.meeting.Schedule.Start = meeting.NewClock(4, 0) }, meeting.Expired},
		{"after the start", func(*desk, *meeting.Letter) { time.Sleep(time.Hour) }, meeting.Expired},
		{"at the start while it is handed over", func(d *desk, _ *meeting.Letter) { d.delay = 61 * time.Minute }, meeting.Expired},
		{"confirming after two days", func(d *desk, l *meeting.Letter) { l.Kind, l.Expires = meeting.ConfirmLetter, time.Now() }, meeting.Expired},
		{"of an unknown kind", func(d *desk, l *meeting.Letter) { l.Kind = "greeting" }, meeting.Dropped},
		{"in doubt, and confirmed since", func(d *desk, l *meeting.Letter) { l.Kind, d.meeting.LastConfirmed = meeting.DoubtLetter, time.Now() }, meeting.Dropped},
		{"in doubt, and not held any more", func(d *desk, l *meeting.Letter) { l.Kind, d.meeting.Attendance = meeting.DoubtLetter, meeting.Inactive }, meeting.Dropped},
		{"overview that is not wanted", func(d *desk, l *meeting.Letter) { l.Kind = meeting.OverviewLetter }, meeting.Dropped},
		{"overview of nothing", func(d *desk, l *meeting.Letter) {
			l.Kind, d.reader.Overview, d.meeting.Retired = meeting.OverviewLetter, meeting.DailyOverview, time.Now()
			d.reader.Except = []string{"other"}
		}, meeting.Dropped},
		{"overview of nothing in that time", func(d *desk, l *meeting.Letter) {
			l.Kind, d.reader.Overview, d.meeting.Schedule.Days = meeting.OverviewLetter, meeting.DailyOverview, meeting.NewWeekdays(time.Monday)
		}, meeting.Dropped},
		{"to no address", func(d *desk, _ *meeting.Letter) { d.reader.Email, _ = d.ring.Seal("a@b.c\r\nBcc: all@b.c") }, meeting.Dead},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, l := letterAt(t)
				time.Sleep(5 * time.Hour)
				c.change(d, &l)
				o, why, err := d.Deliver(t.Context(), l)
				if o != c.want || why == "" || err != nil {
					t.Errorf("Deliver = %s, %q, %v; want %s", o, why, err, c.want)
				}
				if len(d.sent) > 0 {
					t.Error("it was sent all the same")
				}
			})
		})
	}
}

func TestWhatLettersAreWrittenFromIsReadAtOnceWhileItIsFresh(t *testing.T) {
	for _, c := range []struct {
		name  string
		after func(*desk) // between reading and writing
		want  []meeting.Outcome
		asked int
	}{
		{"at once", func(d *desk) { time.Sleep(readFor) }, []meeting.Outcome{meeting.Sent, meeting.Sent}, 1},
		{"again where it was a while ago", func(d *desk) { time.Sleep(readFor + 1); d.reader.Halted = time.Now() }, []meeting.Outcome{meeting.Dropped, meeting.Dropped}, 3},
		{"again once an address was refused", func(d *desk) { d.answer = reply{stage: atReader, code: 550, text: "5.1.1 no such user"}.judge() },
			[]meeting.Outcome{meeting.Dead, meeting.Dropped}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, l := letterAt(t)
				other := l
				other.Lead = 90
				time.Sleep(5 * time.Hour)
				writes, err := d.Read(t.Context(), l, other)
				if err != nil {
					t.Fatal(err)
				}
				c.after(d)
				for i, write := range writes {
					o, why, err := write(t.Context())(t.Context())
					if o != c.want[i] || err != nil {
						t.Errorf("%s, %q, %v; want %s", o, why, err, c.want[i])
					}
					if o == meeting.Dead {
						d.reader.Halted = time.Now() // as the store does, with the mark
					}
				}
				if d.asked != c.asked {
					t.Errorf("the store was asked %d times, want %d", d.asked, c.asked)
				}
			})
		})
	}
}

func TestFaultsOfOursAreTriedAgain(t *testing.T) {
	for name, change := range map[string]func(*desk){
		"store":      func(d *desk) { d.fault = errors.New("disk I/O error") },
		"wrong key":  func(d *desk) { d.Keys = keyring.New() },
		"directory":  func(d *desk) { d.answer = errors.New("no space left on device") },
		"no answer":  func(d *desk) { d.answer = reply{stage: atContent, text: "EOF"}.judge() },
		"we refused": func(d *desk) { d.answer = reply{stage: atSender, code: 550}.judge() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, l := letterAt(t)
				time.Sleep(5 * time.Hour)
				change(d)
				o, why, err := d.Deliver(t.Context(), l)
				if o != meeting.Retry || why == "" || err == nil {
					t.Errorf("Deliver = %s, %q, %v; want another try and an error", o, why, err)
				}
				var p interface{ Paused() bool }
				if paused := errors.As(err, &p) && p.Paused(); paused != (name == "we refused") {
					t.Errorf("paused = %v", paused)
				}
			})
		})
	}
}

func TestMovedTimeOnTheSameDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, l := letterAt(t)
		time.Sleep(5 * time.Hour)
		d.meeting.Schedule.Start = meeting.NewClock(6, 30)
		o, _, err := d.Deliver(t.Context(), l)
		var early *EarlyError
		if o != meeting.Retry || !errors.As(err, &early) || !early.Until().Equal(time.Date(2000, 1, 1, 5, 30, 0, 0, time.UTC)) {
			t.Fatalf("moved later: %s, %v; want to wait for its moment", o, err)
		}
		time.Sleep(30 * time.Minute)
		if o, why, err := d.Deliver(t.Context(), l); o != meeting.Sent {
			t.Fatalf("at its moment: %s, %s, %v", o, why, err)
		}
		if got := parsed(t, d.sent[0]).Header.Get("Subject"); got != "Your 6:30 am group" {
			t.Errorf("subject = %q, want the new start", got)
		}
	})
}

func TestConfirmingLetterLeadsToItsPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := letterAt(t)
		d.reader.Confirmed = time.Time{}
		l := meeting.Letter{ID: 3, Kind: meeting.ConfirmLetter, Reminder: 7, Expires: time.Now().Add(48 * time.Hour)}
		if o, why, err := d.Deliver(t.Context(), l); o != meeting.Sent {
			t.Fatalf("%s, %s, %v", o, why, err)
		}
		m := parsed(t, d.sent[0])
		text := parts(t, m)["text/plain"]
		_, rest, _ := strings.Cut(text, "https://chairs.example/confirm/")
		token, _, _ := strings.Cut(rest, "\n")
		if id, ok := d.ring.CheckTimed(keyring.Confirm, token, l.Expires.Add(-time.Minute)); !ok || id != 7 {
			t.Errorf("no confirming link in:\n%s", text)
		}
		if _, ok := d.ring.CheckTimed(keyring.Confirm, token, l.Expires); ok {
			t.Error("the link holds longer than what was asked for")
		}
		if _, ok := d.ring.Check(keyring.Stop, token); ok {
			t.Error("the confirming link also stops")
		}
		if m.Header.Get("Subject") != "Please confirm your address" {
			t.Errorf("subject = %q", m.Header.Get("Subject"))
		}
	})
}

func TestWhyNeverHoldsAnAddress(t *testing.T) {
	for _, stage := range []stage{atConnect, atSender, atReader, atContent} {
		for _, n := range []int{0, 421, 450, 550, 554} {
			e := reply{stage: stage, code: n, text: "5.1.1 <zoë@example.org>: zoë@example.org\r\nunknown " + strings.Repeat("x", 500)}.judge()
			if strings.Contains(e.Error(), "zoë") || strings.ContainsAny(e.Why, "\r\n") || len([]rune(e.Why)) > maxReply+100 {
				t.Errorf("why = %q", e.Why)
			}
		}
	}
}
