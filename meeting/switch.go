package meeting

import "time"

// Switch is a source that a person switched on or off, whatever the catalogue
// says: the kill switch.
type Switch struct {
	Source  string
	Enabled bool
	Why     string
	At      time.Time
}

// On reports whether a source is collected: as a person switched it, else as the
// catalogue has it. The switch is nil where nobody touched it.
func (s *Switch) On(src Source) bool {
	if s == nil {
		return src.Enabled
	}
	return s.Enabled
}

// Switched returns sources as people switched them.
func Switched(sources []Source, by map[string]Switch) []Source {
	out := make([]Source, len(sources))
	for i, src := range sources {
		if s, ok := by[src.ID]; ok {
			src.Enabled = s.On(src)
		}
		out[i] = src
	}
	return out
}
