package phrase

import "slices"

// Way is one of the two ways of attending.
type Way int

const (
	NoWay    Way = iota
	InPerson     // at the place
	Online       // by video or phone
)

var wayOf = map[string]Way{
	"person": InPerson, "physical": InPerson, "face": InPerson,
	"zoom": Online, "online": Online, "virtual": Online,
}

// SuspendedWay reports which way of attending a text says is not held at
// present, while the other may be: "In-person meetings suspended, Zoom only".
func (t *Text) SuspendedWay() (words string, way Way) {
	if !t.suspends {
		return "", NoWay
	}
	for _, c := range t.sentences() {
		at := waySuspended.find(c)
		if at == nil || slices.ContainsFunc(c.tokens, func(t token) bool { return t.canon == "never" || t.canon == "if" }) {
			continue
		}
		for _, t := range c.between(at[0], at[1]) {
			if w := wayOf[t.canon]; w != NoWay {
				return c.source(at[0], at[1]), w
			}
		}
	}
	return "", NoWay
}

// waySuspended needs the way and the word side by side: a group that is "on
// zoom, not cancelled" is neither.
var waySuspended = pattern(` (?:(?:in(?: -)? person|physical|face(?: -)? through(?: -)? face|zoom|online|virtual)(?: (?:meeting|group|attendance|option|has|have|been|is|are|all|temporarily|currently|:|-))* (?:cancelled|suspended|discontinued|on hold|on hiatus|paused|not meeting)|not (?:currently )?meeting (?:in(?: -)? person|online|face(?: -)? through(?: -)? face))`)
