package meeting

import "time"

// farShift is more seconds than any zone's offset ever changed at once (a day,
// at the date line).
const farShift = 26 * 60 * 60

// clockwork turns local days and clocks of one zone into instants. It keeps the
// stretch of equal offset it used last, because the next day asked for mostly
// lies in the same one.
type clockwork struct {
	loc        *time.Location
	start, end int64 // Unix seconds: the offset holds in [start, end)
	offset     int64 // seconds east of UTC
}

// instant returns when a clock on day d shows c. In an overlap it is the first
// of the two; in a gap it is that clock at the offset before the gap, so 02:30
// becomes 03:30 (RFC 5545, 3.3.5). ok is false when the zone skips all of d.
func (w *clockwork) instant(d Date, c Clock) (t time.Time, ok bool) {
	sec, ok := w.unix(int64(d)*86400, int64(c)*60)
	return time.Unix(sec, 0).In(w.loc), ok
}

// unix does the work of instant: day is local midnight read as if it were UTC,
// clock the seconds since.
func (w *clockwork) unix(day, clock int64) (sec int64, ok bool) {
	wall := day + clock
	if t := wall - w.offset; w.start+farShift <= t && t < w.end {
		return t, true
	}
	w.stretchAt(wall - farShift)
	for {
		t := wall - w.offset
		if t < w.end {
			return t, true
		}
		before, edge := w.offset, w.end
		w.stretchAt(edge)
		if wall-w.offset < edge { // the clock jumped over wall at edge
			skipped := edge+before <= day && day+86400 <= edge+w.offset
			return wall - before, !skipped
		}
	}
}

// stretchAt moves to the stretch that begins at the instant sec, though the
// same offset may have held before.
func (w *clockwork) stretchAt(sec int64) {
	t := time.Unix(sec, 0).In(w.loc)
	_, offset := t.Zone()
	_, end := t.ZoneBounds()
	w.offset, w.start, w.end = int64(offset), sec, 1<<62
	if !end.IsZero() {
		w.end = end.Unix()
	}
	// Where a zone's rule goes on for ever, package time ends the year's last
	// stretch 365 days after New Year: on 31 December of a leap year that is
	// already over.
	if w.end <= sec {
		w.end = sec - sec%86400 + 86400
	}
}
