package mail

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// changing returns a desk and a letter about two changes: of the time (42) and
// of the link (43).
func changing(t *testing.T) (*desk, meeting.Letter) {
	d, l := letterAt(t)
	d.changes = []meeting.Change{
		{ID: 42, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "schedule.start", Old: "05:00", New: "06:00"}}},
		{ID: 43, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "online.url", Old: "https://video.example/old", New: d.meeting.Join.URL}}},
	}
	l.Kind, l.Since = meeting.ChangeLetter, 41
	return d, l
}

func TestWhatALetterTellsIsKeptBeforeItLeaves(t *testing.T) {
	lost := reply{stage: atContent, text: "EOF"}.judge()
	lost.unsure = true
	for _, c := range []struct {
		name    string
		change  func(*desk)
		outcome meeting.Outcome
		tells   []int64 // what was kept, in order
		subject string  // "" = it was not sent
	}{
		{"all that there is", func(*desk) {}, meeting.Sent, []int64{43}, "Your 5:00 am group has changed"},
		{"no change that lands while it is written", func(d *desk) {
			d.telling.After, d.lands = 42, func() {
				d.meeting.Schedule.Start = meeting.NewClock(7, 0)
				d.changes = append(d.changes, meeting.Change{ID: 44, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "schedule.start", Old: "06:00", New: "07:00"}}})
			}
		}, meeting.Sent, []int64{43}, "Your 7:00 am group is joined in another way"},
		{"what the letters before left", func(d *desk) { d.telling.After = 42 }, meeting.Sent, []int64{43}, "Your 6:00 am group is joined in another way"},
		{"the same, tried again", func(d *desk) { d.telling.Upto = 42 }, meeting.Sent, nil, "Your 5:00 am group has a new time"},
		{"nothing that is left", func(d *desk) { d.telling.After = 43 }, meeting.Dropped, nil, ""},
		{"nothing that differs, and the next need not tell it", func(d *desk) { d.changes[0].Fields, d.changes[1].Fields = nil, nil }, meeting.Dropped, []int64{43}, ""},
		{"nothing while another leaves", func(d *desk) { d.telling.Waits = true }, meeting.Retry, nil, ""},
		{"lost, and perhaps taken", func(d *desk) { d.answer = lost }, meeting.Retry, []int64{43}, "Your 5:00 am group has changed"},
		{"lost again", func(d *desk) { d.answer, d.telling.Upto = lost, 43 }, meeting.Retry, nil, "Your 5:00 am group has changed"},
		{"refused for now", func(d *desk) { d.answer = reply{stage: atContent, code: 451}.judge() }, meeting.Retry, []int64{43, 0}, "Your 5:00 am group has changed"},
		{"refused for now, and lost before", func(d *desk) { d.answer, d.telling.Upto = reply{stage: atReader, code: 450}.judge(), 43 }, meeting.Retry, nil, "Your 5:00 am group has changed"},
		{"no server", func(d *desk) { d.answer = dialError(errors.New("connection refused")) }, meeting.Retry, []int64{43, 0}, "Your 5:00 am group has changed"},
		{"a domain that is busy", func(d *desk) { d.answer = &BusyError{time.Now()} }, meeting.Retry, []int64{43, 0}, "Your 5:00 am group has changed"},
		{"a disk that is full", func(d *desk) { d.answer = errors.New("no space left on device") }, meeting.Retry, []int64{43}, "Your 5:00 am group has changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, l := changing(t)
				c.change(d)
				o, why, err := d.Deliver(t.Context(), l)
				if o != c.outcome || (err != nil) != (o == meeting.Retry) || !slices.Equal(d.tells, c.tells) {
					t.Errorf("%s, %q, %v; kept %v, want %s and %v", o, why, err, d.tells, c.outcome, c.tells)
				}
				switch {
				case c.subject == "" && len(d.sent) > 0:
					t.Error("it was sent")
				case c.subject != "" && headerText(t, parsed(t, d.sent[0]), "Subject") != c.subject:
					t.Errorf("subject %q, want %q", headerText(t, parsed(t, d.sent[0]), "Subject"), c.subject)
				}
			})
		})
	}
}

// Where what a letter tells can't be kept it does not leave: it could not be the
// same letter again.
func TestALetterOfChangesWaitsForTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, l := changing(t)
		send := d.write(t.Context(), l, nil)
		d.fault = errors.New("database is locked")
		if o, why, err := send(context.Background()); o != meeting.Retry || !errors.Is(err, d.fault) || len(d.sent) > 0 {
			t.Errorf("%s, %q, %v, sent %d", o, why, err, len(d.sent))
		}
	})
}
