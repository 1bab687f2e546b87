package storage

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// compare sets a whole read of a source against what is known of it. It holds
// little of each known meeting, and reads whole only those that may differ.
type compare struct {
	*apply
	reread bool // the source was read otherwise than last time: digests prove nothing
	known  map[key]*known
	rows   *bulk
	back   []string             // missing before, listed again, not retired
	differ []*meeting.Collected // may differ: to be read whole
	fresh  []*meeting.Collected // under a key that is not known, or that was another meeting's
	ousted []*known             // whose key such a one has
	ids    map[string]bool      // all that are taken
	// strange are fresh ones that may yet be what had their key before.
	strange map[*meeting.Collected]*known
	serial  int64 // the last that was given
}

type key struct{ key, twin string }

type known struct {
	id, digest string
	key        key
	missingRun int64 // 0 = listed
	since      time.Time
	retired    time.Time // zero = listed
	seen       bool
}

const selectKnown = `SELECT id, source_key, twin, digest, missing_run, missing_since, retired FROM meeting WHERE source = ?1`

// inOrder makes changes come in the same order whatever the engine.
const inOrder = ` ORDER BY source_key, twin`

func scanKnown(rows *sql.Rows) (*known, error) {
	k := new(known)
	var missing sql.NullInt64
	err := rows.Scan(&k.id, &k.key.key, &k.key.twin, &k.digest, &missing, stamp{&k.since}, stamp{&k.retired})
	k.missingRun = missing.Int64
	return k, err
}

// upsertMeeting updates all but identity and first_seen. Whatever a run lists
// is no longer missing.
var upsertMeeting = func() string {
	var b strings.Builder
	b.WriteString(" ON CONFLICT (id) DO UPDATE SET missing_run = NULL, missing_since = NULL, last_confirmed = NULL")
	for _, c := range meetingColumns {
		switch c {
		case "id", "source", "source_key", "twin", "first_seen":
		case "doc": // the serial stays
			fmt.Fprintf(&b, ", doc = (excluded.doc & ~%d) | (meeting.doc & %[1]d)", int64(serialMask))
		default:
			b.WriteString(", " + c + " = excluded." + c)
		}
	}
	return b.String()
}()

func (c *compare) meetings(listed []meeting.Collected) error {
	all, err := collect(c.ctx, c.tx, scanKnown, selectKnown+inOrder, c.run.Source)
	if err != nil {
		return err
	}
	c.known, c.ids = make(map[key]*known, len(all)), make(map[string]bool, len(all))
	c.strange = make(map[*meeting.Collected]*known)
	for _, k := range all {
		c.known[k.key], c.ids[k.id] = k, true
	}
	tail := upsertMeeting
	if len(all) == 0 {
		tail = "" // nothing to update, and an insert is cheaper
	}
	if c.serial, err = lastSerial(c.ctx, c.tx); err != nil {
		return err
	}
	c.rows = newBulk(c.ctx, c.tx, "meeting", meetingColumns, tail)
	c.run.Counts.New, c.run.Counts.Changed, c.run.Counts.Renamed = 0, 0, 0
	if err := c.sort(listed); err != nil {
		return err
	}
	if err := c.update(); err != nil {
		return err
	}
	if err := c.match(all); err != nil {
		return err
	}
	if err := errors.Join(c.rows.flush(), c.keepSerial()); err != nil {
		return err
	}
	if err := c.listAgain(); err != nil {
		return err
	}
	var absent []*known
	for _, k := range all {
		if !k.seen && k.retired.IsZero() {
			absent = append(absent, k)
		}
	}
	return c.miss(absent)
}

func (c *compare) keepSerial() error {
	if c.run.Counts.New == 0 {
		return nil
	}
	return setWatermark(c.ctx, c.tx, serials, c.serial)
}

// sort tells what is the same from what may differ and from what is new, which
// it inserts where the store knows nothing of the source.
func (c *compare) sort(listed []meeting.Collected) error {
	taken := make(map[key]bool)
	for i := range listed {
		m := &listed[i]
		at := key{m.SourceKey, m.Twin}
		k := c.known[at]
		if k != nil && k.seen || taken[at] {
			c.refuseTwice(m)
			continue
		}
		switch {
		case k == nil:
			taken[at] = true
			c.fresh = append(c.fresh, m)
			continue
		case !k.retired.IsZero(), c.reread, k.digest != m.Digest:
			c.differ = append(c.differ, m)
		case k.missingRun != 0:
			c.back = append(c.back, k.id)
		}
		k.seen = true
	}
	if len(c.known) > 0 {
		return nil
	}
	return c.insertAll()
}

// insertAll inserts a whole new list, in the order of the search's numbers: what
// lies together is written at once.
func (c *compare) insertAll() error {
	type place struct {
		key int64
		m   *meeting.Collected
	}
	places := make([]place, len(c.fresh))
	for i, m := range c.fresh {
		places[i] = place{docKey(&m.Meeting), m}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.key, b.key) })
	for n := range ahead(len(places), func(i int) newcomer { return c.newcomer(places[i].m, c.run.Finished) }) {
		if err := c.insert(n); err != nil {
			return err
		}
	}
	c.fresh = nil
	return nil
}

// newcomer is a new meeting ready to be inserted.
type newcomer struct {
	id     string
	values []any
}

// newcomer counts a listing as new and gives it its id and its number.
func (c *compare) newcomer(m *meeting.Collected, now time.Time) newcomer {
	m.Closed = meeting.ClosedDays(c.before.closures, &m.Meeting)
	r := row{Meeting: m.Meeting, Digest: m.Digest}
	r.Source, r.FirstSeen, r.LastChanged, r.Sequence, r.Retired = c.run.Source, now, now, 0, time.Time{}
	r.ID = c.newID(m)
	c.serial++
	r.serial = c.serial
	c.run.Counts.New++
	return newcomer{r.ID, r.values(now)}
}

func (c *compare) insert(n newcomer) error {
	if !c.before.first {
		if err := c.note(n.id, meeting.Added, nil); err != nil {
			return err
		}
	}
	return c.rows.add(n.values...)
}

// refuseTwice tells of a listing that can't be told from another of the run.
func (c *compare) refuseTwice(m *meeting.Collected) {
	c.run.Refused = append(c.run.Refused, meeting.Refusal{Key: m.SourceKey, Name: m.Name, Field: "source_key", Value: m.SourceKey,
		Reason: "Another listing of the same run has this key. The first is kept."})
	c.run.Counts.Refused++
	c.run.Counts.Stored--
}

// listAgain clears what was noted of meetings that came back unchanged.
func (c *compare) listAgain() error {
	return inChunks(c.back, 1, func(marks string, args []any) error {
		_, err := c.tx.ExecContext(c.ctx, `UPDATE meeting SET missing_run = NULL, missing_since = NULL, last_confirmed = NULL WHERE id IN (`+marks+`)`, args...)
		return err
	})
}
