package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// watched is a store in memory whose health a test sets.
type watched struct {
	health map[string]meeting.Health
	alerts map[string]meeting.Alert
	by     map[string]meeting.Switch
}

func (w *watched) LastRuns(context.Context) (map[string]meeting.Health, error) {
	return maps.Clone(w.health), nil
}

func (w *watched) Switches(context.Context) (map[string]meeting.Switch, error) {
	return maps.Clone(w.by), nil
}

func (w *watched) Alerts(context.Context) (map[string]meeting.Alert, error) {
	return maps.Clone(w.alerts), nil
}

func (w *watched) KeepAlerts(_ context.Context, told []meeting.Alert) error {
	for _, a := range told {
		w.alerts[a.Source] = a
	}
	return nil
}

func TestVolunteersHearOfTroubleOnceAndWhenItIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &watched{map[string]meeting.Health{}, map[string]meeting.Alert{}, map[string]meeting.Switch{}}
		var told []string
		fail := false
		w := &Watch{
			Store: store, Log: slog.New(slog.DiscardHandler),
			Sources: []meeting.Source{{ID: "hill", Cron: "0 */6 * * *", Enabled: true}, {ID: "dale", Cron: "0 */6 * * *", Enabled: true}, {ID: "off", Cron: "0 0 * * *"}},
			Tell: func(_ context.Context, ns []Notice) error {
				if fail {
					return errors.New("no way out")
				}
				for _, n := range ns {
					word := n.Source.ID + ":" + string(n.Trouble)
					if n.Again {
						word += " again"
					}
					told = append(told, word)
				}
				return nil
			},
		}
		go w.Run(t.Context()) //nolint:errcheck // it ends with the test
		expect := func(when string, want ...string) {
			t.Helper()
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			if len(told) != len(want) {
				t.Fatalf("%s: told %v, want %v", when, told, want)
			}
			for i := range want {
				if told[i] != want[i] {
					t.Errorf("%s: told %v, want %v", when, told, want)
				}
			}
			told = nil
		}
		good := func(id string) {
			store.health[id] = meeting.Health{Source: id, Class: meeting.OK, LastGood: time.Now()}
		}
		good("hill")
		good("dale")
		expect("all is well")
		store.health["hill"] = meeting.Health{Source: "hill", Class: meeting.Shrunk, LastGood: time.Now()}
		fail = true
		expect("the mail server is down")
		fail = false
		expect("a run waits", "hill:waits")
		expect("nothing new")
		good("hill")
		expect("it is over", "hill:")
		for range 8 {
			time.Sleep(time.Hour)
			good("hill")
		}
		expect("the other was not read", "dale:falls-back")
		for range 7 * 24 {
			time.Sleep(time.Hour)
			good("hill")
		}
		expect("a week later", "dale:falls-back again")
		store.by["dale"] = meeting.Switch{Source: "dale"}
		expect("switched off by hand", "dale:")
	})
}
