package feeds

import (
	"io"

	"github.com/emersion/go-ical"
)

// encode writes one component. It may have written a part of it when it fails,
// so it writes to memory only.
func encode(w io.Writer, c *ical.Component) error {
	return ical.NewEncoder(w).Encode(&ical.Calendar{Component: c})
}
