package meeting

import "time"

// How long a meeting may be absent before it is retired, promise 6 of the
// design: absence is not cancellation.
const (
	retireRuns  = 3
	retireAfter = 72 * time.Hour
)

// Retires reports whether a meeting that is missing from so many complete runs
// in a row, the first of them so long ago, is retired. An unchanged run repeats
// the complete run before it and so counts as one.
func Retires(runs int, missing time.Duration) bool {
	return runs >= retireRuns && missing >= retireAfter
}
