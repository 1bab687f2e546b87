package mail

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// scripted answers every letter by its reader's domain.
type scripted struct {
	answer func(to string) error
	sent   int
}

func (s *scripted) Send(_ context.Context, e *Envelope) error {
	s.sent++
	if s.answer == nil {
		return nil
	}
	return s.answer(e.to)
}
func (*scripted) Close() error { return nil }

func TestADomainIsSentNoMoreThanItsRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s scripted
		tr := &Throttled{Transport: &s}
		begin := time.Now()
		var busy *BusyError
		for time.Since(begin) < 10*time.Second {
			if err := tr.Send(t.Context(), &Envelope{to: "robin@Big.example"}); errors.As(err, &busy) {
				if err := tr.Send(t.Context(), &Envelope{to: "sam@small.example"}); err != nil && s.sent < domainBurst {
					t.Fatalf("another domain waits: %v", err)
				}
				time.Sleep(time.Until(busy.Until()))
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if most := domainBurst + 10*domainRate + 11; s.sent > most || s.sent < domainBurst+9*domainRate {
			t.Errorf("%d letters in ten seconds, want about %d", s.sent, most)
		}
	})
}

func TestADomainThatPutsLettersOffIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		later := &SendError{Outcome: meeting.Retry, code: 450, stage: atReader}
		s := scripted{answer: func(to string) error {
			if to == "robin@slow.example" {
				return later
			}
			return nil
		}}
		tr := &Throttled{Transport: &s}
		var waits []time.Duration
		var busy *BusyError
		for range 7 {
			if err := tr.Send(t.Context(), &Envelope{to: "robin@slow.example"}); !errors.Is(err, later) {
				t.Fatalf("got %v, want what the server said", err)
			}
			if err := tr.Send(t.Context(), &Envelope{to: "robin@slow.example"}); !errors.As(err, &busy) {
				t.Fatalf("got %v, want it to wait", err)
			}
			if err := tr.Send(t.Context(), &Envelope{to: "sam@quick.example"}); err != nil {
				t.Fatalf("another domain waits: %v", err)
			}
			waits = append(waits, time.Until(busy.Until()))
			time.Sleep(time.Until(busy.Until()))
		}
		if waits[0] != domainRest || waits[1] != 2*domainRest || waits[6] != domainRestMax {
			t.Errorf("waits %v", waits)
		}
	})
}

func TestOnlyAReadersDomainPutsOff(t *testing.T) {
	for _, c := range []struct {
		e    SendError
		want bool
	}{
		{SendError{code: 450, stage: atReader}, true},
		{SendError{code: 451, stage: atContent}, true},
		{SendError{code: 421, stage: atReader}, false},
		{SendError{code: 450, stage: atSender}, false},
		{SendError{code: 550, stage: atReader}, false},
		{SendError{stage: atContent}, false},
	} {
		if got := c.e.putOff(); got != c.want {
			t.Errorf("%d at %s: %v", c.e.code, c.e.stage, got)
		}
	}
}
