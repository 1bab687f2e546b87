package scheduler

import (
	"math/rand/v2"
	"time"

	"openchair/meeting"
)

// The waits between two tries of one letter.
const (
	firstWait   = time.Minute
	longestWait = 30 * time.Minute
	// lastTry is how long before it expires a letter is tried once more where
	// its next wait would reach too far.
	lastTry = time.Minute
)

// jitter spreads a wait by ±20 %, so that letters that failed together don't
// come back together.
func jitter(wait time.Duration) time.Duration {
	return wait + time.Duration((rand.Float64()-0.5)*0.4*float64(wait))
}

// backoff returns the wait after a number of failed tries: 1, 2, 4 … 30 min.
func backoff(attempts int) time.Duration {
	wait := firstWait
	for range attempts {
		if wait *= 2; wait >= longestWait {
			return longestWait
		}
	}
	return wait
}

// nextTry returns when a letter is tried again after a wait, and false where
// that would be too late to help.
func nextTry(l meeting.Letter, now time.Time, wait time.Duration) (time.Time, bool) {
	next := now.Add(wait)
	if next.Before(l.Expires) {
		return next, true
	}
	last := l.Expires.Add(-lastTry)
	return last, last.After(now)
}
