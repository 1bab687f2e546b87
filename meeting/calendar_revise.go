package meeting

import (
	"maps"
	"time"
)

// Revise counts a change of settings that alters what a calendar's events say.
// Its name, how long past dates stay, and which meetings it holds alter none.
func (c *Calendar) Revise(was *Calendar, now time.Time) {
	if c.Discretion == was.Discretion && c.AlarmMinutes == was.AlarmMinutes && c.Language == was.Language &&
		c.ShowCancelled == was.ShowCancelled && maps.Equal(c.Aliases, was.Aliases) {
		return
	}
	c.Revision, c.Revised = was.Revision+1, now
}
