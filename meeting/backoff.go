package meeting

import (
	"hash/fnv"
	"strconv"
	"time"
)

// How long a failing source is left alone, promise 10 of the design: it backs
// off and is never given up.
const (
	backoffFirst = 5 * time.Minute
	backoffMost  = 7 * 24 * time.Hour
)

// Backoff returns until when a source is left alone after the given number of
// runs in a row that were not good, the last of them finished at that moment:
// 5 minutes, doubling, spread by ±10 %, or what the source itself asked for
// where that is later; never more than seven days. Zero failures is no wait.
func Backoff(run int64, failures int, finished, retryAfter time.Time) time.Time {
	if failures <= 0 {
		return time.Time{}
	}
	wait := backoffMost
	if n := failures - 1; n < 12 {
		wait = backoffFirst << n
	}
	wait += time.Duration(float64(wait) * spread(run)).Round(time.Second)
	if asked := retryAfter.Sub(finished); !retryAfter.IsZero() && asked > wait {
		wait = asked
	}
	return finished.Add(min(wait, backoffMost))
}

// spread is a number in [-0.1, 0.1) that differs from run to run, so that
// sources that failed together don't come back together.
func spread(run int64) float64 {
	h := fnv.New32a()
	h.Write([]byte(strconv.FormatInt(run, 10)))
	return float64(h.Sum32()%2000)/10000 - 0.1
}
