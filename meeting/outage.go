package meeting

import "time"

// When most hosts fail together, the fault is ours and none is blamed, promise
// 10 of the design.
const (
	// OutageWithin is how near in time runs must be to be seen together.
	OutageWithin = 10 * time.Minute
	outageHosts  = 3 // fewer say nothing
)

// OutageMessage is what a run says that fell into an outage of ours.
const OutageMessage = "Most sites could not be reached at that time, so the fault is ours and says nothing of this source. What was known stays."

// Outage reports whether it is we who can't be reached: of at least three hosts
// asked within a short time, told whether they answered, most did not.
func Outage(answered map[string]bool) bool {
	silent := 0
	for _, ok := range answered {
		if !ok {
			silent++
		}
	}
	return len(answered) >= outageHosts && 2*silent > len(answered)
}

// Silent reports whether nothing at all answered a run: no host, or none in time.
func (r *Run) Silent() bool { return r.Class == Unreachable && r.Evidence.Status == 0 }
