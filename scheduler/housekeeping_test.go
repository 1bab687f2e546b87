package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// house counts what housekeeping asks for; behind is how many meetings wait.
type house struct {
	mu                       sync.Mutex
	behind, advances, prunes int
	fault                    error
}

func (h *house) Advance(_ context.Context, _ time.Time, limit int) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.advances++
	n := min(limit, h.behind)
	h.behind -= n
	return n, h.fault
}

func (h *house) Prune(context.Context, time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.prunes++
	return h.fault
}

func TestHouseIsKeptFromTheStartEveryMinuteAndHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{behind: 1700}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Hour-time.Second)
		defer cancel()
		k := &Housekeeping{Store: h, Log: slog.New(slog.DiscardHandler)}
		go func() {
			time.Sleep(time.Second)
			h.mu.Lock()
			defer h.mu.Unlock()
			if h.behind != 0 || h.prunes != 1 {
				t.Errorf("after a second %d meetings are behind, %d prunes", h.behind, h.prunes)
			}
		}()
		if err := k.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if h.prunes != 3 || h.advances != 4+179 {
			t.Errorf("%d prunes, %d advances in three hours", h.prunes, h.advances)
		}
	})
}

func TestFaultsOfTheHouseAreToldNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{fault: errors.New("disk I/O error")}
		var log strings.Builder
		ctx, cancel := context.WithTimeout(t.Context(), 25*time.Minute)
		defer cancel()
		k := &Housekeeping{Store: h, Log: slog.New(slog.NewTextHandler(&log, nil))}
		if err := k.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(log.String(), "disk I/O error"); n < 3 || n > 8 {
			t.Errorf("told %d times in 25 minutes:\n%s", n, log.String())
		}
	})
}
