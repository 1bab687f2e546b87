package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// watched is a store in memory whose health a test sets.
type watched struct {
	mu     sync.Mutex
	health map[string]meeting.Health
	alerts map[string]meeting.Alert
	by     map[string]meeting.Switch
}

func (w *watched) LastRuns(context.Context) (map[string]meeting.Health, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.health), nil
}

func (w *watched) Switches(context.Context) (map[string]meeting.Switch, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.by), nil
}

func (w *watched) Alerts(context.Context) (map[string]meeting.Alert, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.alerts), nil
}

func (w *watched) KeepAlerts(_ context.Context, told []meeting.Alert) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range told {
		w.alerts[a.Source] = a
	}
	return nil
}

func TestVolunteersHearOfTroubleOnceAndWhenItIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &watched{health: map[string]meeting.Health{}, alerts: map[string]meeting.Alert{}, by: map[string]meeting.Switch{}}
		var told []string
		fail := false
		w := &Watch{
			Store: store, Log: slog.New(slog.DiscardHandler),
			Sources: []meeting.Source{{ID: "hill", Cron: "0 */6 * * *", Enabled: true}, {ID: "dale", Cron: "0 */6 * * *", Enabled: true}, {ID: "off", Cron: "0 0 * * *"}},
			Tell: func(_ context.Context, ns []Notice) error {
				store.mu.Lock()
				defer store.mu.Unlock()
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
			store.mu.Lock()
			defer store.mu.Unlock()
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
		set := func(do func()) {
			store.mu.Lock()
			defer store.mu.Unlock()
			do()
		}
		good := func(id string) {
			set(func() { store.health[id] = meeting.Health{Source: id, Class: meeting.OK, LastGood: time.Now()} })
		}
		good("hill")
		good("dale")
		expect("all is well")
		set(func() {
			store.health["hill"] = meeting.Health{Source: "hill", Class: meeting.Shrunk, LastGood: time.Now()}
			fail = true
		})
		expect("the mail server is down")
		set(func() { fail = false })
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
		set(func() { store.by["dale"] = meeting.Switch{Source: "dale"} })
		expect("switched off by hand", "dale:")
	})
}
