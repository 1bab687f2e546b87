package scheduler

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"openchair/meeting"
)

// tuesdays is held on Tuesdays at 19:00 in New York.
func tuesdays() meeting.Meeting {
	return meeting.Meeting{ID: "tuesdays", Attendance: meeting.Online, Schedule: meeting.Schedule{
		Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(19, 0),
		Minutes: 60, Zone: "America/New_York", Confirmed: true,
	}}
}

func reminder(leads ...int) meeting.Reminder {
	return meeting.Reminder{ID: 7, Leads: leads, Confirmed: time.Unix(1, 0)}
}

func TestPlan(t *testing.T) {
	utc := func(day, hour, minute int) time.Time { return time.Date(2026, 3, day, hour, minute, 0, 0, time.UTC) }
	// Tuesday the 3rd at 19:00 is midnight UTC of the 4th; after the change of
	// clocks on the 8th, Tuesday the 10th at 19:00 is 23:00 UTC.
	start := utc(4, 0, 0)
	retired, inactive, doubtful := tuesdays(), tuesdays(), tuesdays()
	retired.Retired = time.Unix(1, 0)
	inactive.Attendance = meeting.Inactive
	doubtful.Schedule.Confirmed = false
	unconfirmed := reminder(60)
	unconfirmed.Confirmed = time.Time{}

	for _, c := range []struct {
		name            string
		p               meeting.Planned
		due, until, now time.Time
		want            []string // lead @ time of sending
	}{
		{"a moment within the horizon", planned(reminder(60)), utc(3, 22, 0), utc(4, 0, 0), utc(3, 21, 0), []string{"60 @ 23:00"}},
		{"a moment at the end of the horizon", planned(reminder(60)), utc(3, 22, 0), utc(3, 23, 0), utc(3, 21, 0), []string{"60 @ 23:00"}},
		{"a moment beyond the horizon", planned(reminder(60)), utc(3, 21, 0), utc(3, 22, 59), utc(3, 21, 0), nil},
		{"a moment before what is due was planned", planned(reminder(60)), utc(3, 23, 1), utc(4, 1, 0), utc(3, 22, 0), nil},
		{"a stale reminder is planned behind the watermark", stale(reminder(60)), utc(3, 23, 30), utc(3, 23, 30), utc(3, 22, 0), []string{"60 @ 23:00"}},
		{"a stale reminder's passed moment still helps", stale(reminder(60)), utc(4, 1, 0), utc(4, 1, 0), utc(3, 23, 40), []string{"60 @ 23:40"}},
		{"a moment passed during downtime still helps", planned(reminder(60)), utc(3, 20, 0), utc(4, 2, 0), utc(3, 23, 59), []string{"60 @ 23:59"}},
		{"at the start nothing helps", stale(reminder(60)), utc(3, 20, 0), utc(4, 2, 0), start, nil},
		{"of several passed moments the last is sent", stale(reminder(1440, 60, 120)), utc(4, 1, 0), utc(4, 1, 0), utc(3, 23, 40), []string{"60 @ 23:40"}},
		{"passed and future moments of one occurrence", stale(reminder(60, 1440, 10)), utc(4, 1, 0), utc(4, 1, 0), utc(3, 22, 0), []string{"1440 @ 22:00", "60 @ 23:00", "10 @ 23:50"}},
		{"a lead given twice counts once", planned(reminder(60, 60)), utc(3, 22, 0), utc(4, 0, 0), utc(3, 21, 0), []string{"60 @ 23:00"}},
		{"leads at or after the start are no leads", planned(reminder(0, -5)), utc(3, 22, 0), utc(4, 0, 0), utc(3, 21, 0), nil},
		{"the wall clock holds over a change of clocks", planned(reminder(60)), utc(10, 20, 0), utc(10, 22, 30), utc(10, 20, 0), []string{"60 @ 22:00"}},
		{"an unconfirmed address gets nothing", planned(unconfirmed), utc(3, 22, 0), utc(4, 0, 0), utc(3, 21, 0), nil},
		{"no meetings", meeting.Planned{Reminder: reminder(60), Meetings: nil}, utc(3, 22, 0), utc(4, 0, 0), utc(3, 21, 0), nil},
		{"retired, inactive and doubtful meetings", meeting.Planned{Reminder: reminder(60), Meetings: []meeting.Meeting{retired, inactive, doubtful}}, utc(3, 22, 0), utc(4, 0, 0), utc(3, 21, 0), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			c.p.Due = c.due
			letters, next := Plan(c.p, c.until, c.now)
			if !next.IsZero() && !next.After(c.until) {
				t.Errorf("next is due at %v, planned until %v", next, c.until)
			}
			for _, l := range letters {
				got = append(got, fmt.Sprintf("%d @ %s", l.Lead, l.SendAt.Format("15:04")))
				if l.Kind != meeting.ReminderLetter || l.Reminder != 7 || l.Meeting != "tuesdays" {
					t.Errorf("letter is of %s, reminder %d, meeting %s", l.Kind, l.Reminder, l.Meeting)
				}
				if !l.Expires.Equal(l.Start) || l.SendAt.Location() != time.UTC || l.SendAt.Before(c.now) {
					t.Errorf("sent %v, start %v, expires %v", l.SendAt, l.Start, l.Expires)
				}
				if l.Date != meeting.NewDate(2026, 3, 3) && l.Date != meeting.NewDate(2026, 3, 10) {
					t.Errorf("date = %v, want the local day", l.Date)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("planned %v, want %v", got, c.want)
			}
		})
	}
}

func planned(r meeting.Reminder) meeting.Planned {
	return meeting.Planned{Reminder: r, Meetings: []meeting.Meeting{tuesdays()}}
}

func stale(r meeting.Reminder) meeting.Planned {
	p := planned(r)
	p.Stale = true
	return p
}

func TestWhatBeganWhileNobodyPlannedIsKeptAsTooLate(t *testing.T) {
	p := meeting.Planned{Reminder: reminder(60, 1440), Meetings: []meeting.Meeting{daily("m", "UTC", 6, 0)}}
	p.Due = time.Date(2026, 3, 2, 5, 30, 0, 0, time.UTC) // the letter of the 2nd was planned
	now := time.Date(2026, 3, 5, 5, 0, 0, 0, time.UTC)
	want := []string{"4 06:00 60 expired", "5 06:00 60 sent", "6 06:00 1440 sent"}
	told := func(until time.Time) (got []string) {
		letters, _ := Plan(p, until, now)
		for _, l := range letters {
			end := "sent"
			if !l.Expires.After(now) {
				end = "expired"
			}
			got = append(got, fmt.Sprint(l.Start.Format("2 15:04 "), l.Lead, " ", end))
		}
		return got
	}
	if got := told(now.Add(time.Hour)); !slices.Equal(got, want) {
		t.Errorf("after three days %q, want %q: of the last day what was missed, and what still helps", got, want)
	}
	p.Due = now.Add(time.Second)
	if got := told(now.Add(time.Minute)); len(got) > 0 {
		t.Errorf("nothing was missed, and it plans %q", got)
	}
}

// However far each pass looks, the passes together plan every moment once, and
// none looks at a reminder that has nothing due.
func TestPassesPlanEveryMomentOnce(t *testing.T) {
	begin := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	end := begin.AddDate(0, 2, 0)
	r := reminder(10080, 1440, 60, 15)
	r.Overview, r.OverviewAt, r.OverviewDay = meeting.WeeklyOverview, meeting.NewClock(8, 0), time.Monday
	count := func(step time.Duration) (int, int) {
		p := planned(r)
		p.Due = begin
		seen, looks := make(map[string]bool), 0
		for now := begin; now.Before(end); now = now.Add(step) {
			until := min2(now.Add(step), end)
			if p.Due.After(until) {
				continue
			}
			looks++
			letters, next := Plan(p, until, now)
			for _, l := range letters {
				id := fmt.Sprint(l.Kind, l.Date, l.Lead)
				if seen[id] {
					t.Fatalf("%s planned twice with steps of %v", id, step)
				}
				seen[id] = true
			}
			p.Due = next
		}
		return len(seen), looks
	}
	want, _ := count(time.Hour)
	if want < 35 {
		t.Fatalf("only %d moments in two months", want)
	}
	for _, step := range []time.Duration{2 * time.Minute, 17 * time.Minute} {
		got, looks := count(step)
		if got != want {
			t.Errorf("steps of %v plan %d letters, hours %d", step, got, want)
		}
		if looks > got+1 {
			t.Errorf("%d looks for %d letters", looks, got)
		}
	}
}

func min2(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func BenchmarkPlan(b *testing.B) {
	p := planned(reminder(1440, 60))
	for range 24 {
		p.Meetings = append(p.Meetings, tuesdays())
	}
	now := time.Date(2026, 3, 3, 21, 0, 0, 0, time.UTC)
	p.Due = now
	for b.Loop() {
		if letters, _ := Plan(p, now.Add(2*time.Hour), now); len(letters) != 25 {
			b.Fatal("wrong plan")
		}
	}
}
