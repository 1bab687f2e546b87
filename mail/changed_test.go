package mail

import (
	"strings"
	"testing"
	"testing/synctest"

	"openchair/meeting"
)

func TestWhatIsOnlyWrittenOtherwiseIsNotToldAsNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e := play(t, scene{kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) {
			m.Schedule.Start = meeting.NewClock(18, 0)
			m.Place.Name, m.Place.Address = "AA  Clubhouse,", "12 Example Street."
			m.Join.Phone, m.Join.Notes = "1-555-0100", "The passcode is serenity"
		}}, "en")
		text := strings.Join(strings.Fields(bodies(t, parsed(t, e))["text/plain"]), " ")
		want := "has a new time. Before: Saturdays 6:00 – 7:30 pm, New York time Now: Saturdays 7:00 – 8:30 pm, New York time The next time:"
		if !strings.Contains(text, want) {
			t.Errorf("told %q, want %q and nothing beside", text, want)
		}
	})
}

func TestAPasscodeThatMovesIntoTheLinkIsNotToldAsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e := play(t, scene{kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) {
			m.Join.URL, m.Join.Notes = "https://video.example/j/123", "Passcode: serenity"
		}, change: func(d *desk) { d.meeting.Join.Notes = "" }}, "en")
		text := strings.Join(strings.Fields(bodies(t, parsed(t, e))["text/plain"]), " ")
		if want := "Your 7:00 pm group has a new link. The next time:"; !strings.Contains(text, want) {
			t.Errorf("told %q, want %q and nothing beside", text, want)
		}
	})
}
