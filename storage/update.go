package storage

import (
	"time"

	"openchair/meeting"
)

// update reads whole what may differ, a stretch at a time, and writes what does.
func (c *compare) update() error {
	const stretch = 250
	for differ := c.differ; len(differ) > 0; {
		n := min(stretch, len(differ))
		if err := c.updateSome(differ[:n]); err != nil {
			return err
		}
		differ = differ[n:]
	}
	return nil
}

func (c *compare) updateSome(listed []*meeting.Collected) error {
	ids := make([]string, len(listed))
	for i, m := range listed {
		ids[i] = c.known[key{m.SourceKey, m.Twin}].id
	}
	old := make(map[string]*row, len(listed))
	err := inChunks(ids, 1, func(marks string, args []any) error {
		rows, err := collect(c.ctx, c.tx, scanRow, selectMeeting+` WHERE m.id IN (`+marks+`)`, args...)
		for i := range rows {
			old[rows[i].ID] = &rows[i]
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, m := range listed {
		was, k := old[ids[i]], c.known[key{m.SourceKey, m.Twin}]
		unlike := meeting.Unlike(&was.Meeting, &m.Meeting)
		if unlike || k.retired.IsZero() && meeting.Strange(&was.Meeting, &m.Meeting) {
			k.seen = false
			c.fresh, c.ousted = append(c.fresh, m), append(c.ousted, k)
			if !unlike {
				c.strange[m] = k
			}
			continue
		}
		if err := c.updateOne(was, m, k); err != nil {
			return err
		}
	}
	return nil
}

// updateOne writes a listing over its predecessor where they differ. A new
// digest without a new field (the source's own "updated", say) is kept in
// silence.
func (c *compare) updateOne(old *row, m *meeting.Collected, k *known) error {
	m.Closed = meeting.ClosedDays(c.before.closures, &m.Meeting)
	fields := meeting.Diff(&old.Meeting, &m.Meeting)
	edits := len(fields)
	if k.key != (key{m.SourceKey, m.Twin}) {
		c.run.Counts.Renamed++
		fields = append(fields, meeting.FieldChange{Field: "source_key", Old: k.key.key, New: m.SourceKey})
	}
	if len(fields) == 0 && k.retired.IsZero() && old.Digest == m.Digest {
		if k.missingRun != 0 {
			c.back = append(c.back, k.id)
		}
		return nil
	}
	r := row{Meeting: m.Meeting, Digest: m.Digest}
	r.ID, r.Source, r.FirstSeen = old.ID, old.Source, old.FirstSeen
	r.LastChanged, r.Sequence, r.Retired = old.LastChanged, old.Sequence, time.Time{}
	if edits > 0 || !k.retired.IsZero() {
		r.LastChanged, r.Sequence = c.run.Finished, old.Sequence+1
	}
	if len(fields) > 0 || !k.retired.IsZero() {
		if err := c.note(r.ID, c.kind(k, m, edits), fields); err != nil {
			return err
		}
	}
	return c.rows.add(r.values(c.run.Finished)...)
}

// kind counts a change and names it.
func (c *compare) kind(k *known, m *meeting.Collected, edits int) meeting.ChangeKind {
	switch {
	case !k.retired.IsZero():
		c.run.Counts.New++
		return meeting.Revived
	case edits == 0:
		return meeting.Rekeyed
	case k.digest == m.Digest:
		c.run.Counts.Changed++
		return meeting.Reread
	}
	c.run.Counts.Changed++
	return meeting.Edited
}
