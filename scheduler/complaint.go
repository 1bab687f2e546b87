package scheduler

import (
	"context"
	"log/slog"
	"time"
)

// complaintEvery is how often one lasting fault is logged.
const complaintEvery = 10 * time.Minute

// complaint logs a fault that may come back every second: when it begins, now
// and then while it lasts, and when it is over.
type complaint struct {
	log  *slog.Logger
	what string
	last time.Time // zero = all is well
}

// note takes the result of one try. Faults of a context that ended don't count.
func (c *complaint) note(ctx context.Context, err error) {
	now := time.Now()
	switch {
	case ctx.Err() != nil:
	case err == nil && !c.last.IsZero():
		c.last = time.Time{}
		c.log.Info("over: " + c.what)
	case err != nil && now.Sub(c.last) >= complaintEvery:
		c.last = now
		c.log.Error(c.what, "err", err)
	}
}
