package storage

import (
	"strconv"
	"time"

	"openchair/meeting"
)

// rememberRetired is for how long a retired meeting may come back under another
// key.
const rememberRetired = 90 * 24 * time.Hour

// match finds the predecessors of fresh listings among what is listed no more
// and writes them over those; what finds none is new.
func (c *compare) match(all []*known) error {
	if len(c.fresh) == 0 {
		return nil
	}
	gone, by, err := c.gone(all)
	if err != nil {
		return err
	}
	fresh := make([]*meeting.Meeting, len(c.fresh))
	for i, m := range c.fresh {
		fresh[i] = &m.Meeting
	}
	before := make([]*meeting.Meeting, len(gone))
	for i := range gone {
		before[i] = &gone[i].Meeting
	}
	heirs := meeting.Match(before, fresh)
	c.settleStrange(heirs, gone)
	if err := c.rekey(heirs, gone); err != nil {
		return err
	}
	for i, m := range c.fresh {
		if g, ok := heirs[i]; ok {
			k := by[gone[g].ID]
			k.seen = true
			err = c.updateOne(&gone[g], m, k)
		} else {
			err = c.insert(c.newcomer(m, c.run.Finished))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settleStrange leaves a listing with what had its key before, where neither has
// another match: it moved and was renamed at once.
func (c *compare) settleStrange(heirs map[int]int, gone []row) {
	taken, at := make(map[int]bool, len(heirs)), make(map[string]int, len(gone))
	for _, g := range heirs {
		taken[g] = true
	}
	for g := range gone {
		at[gone[g].ID] = g
	}
	for i, m := range c.fresh {
		k := c.strange[m]
		if _, matched := heirs[i]; k == nil || matched {
			continue
		}
		if g, ok := at[k.id]; ok && !taken[g] {
			heirs[i] = g
		}
	}
}

// gone reads what the run does not list: what is missing, what retired of late,
// and what lost its key to another.
func (c *compare) gone(all []*known) (gone []row, by map[string]*known, err error) {
	by = make(map[string]*known)
	var ids []string
	for _, k := range all {
		if !k.seen && (k.retired.IsZero() || c.run.Finished.Sub(k.retired) < rememberRetired) {
			by[k.id] = k
			ids = append(ids, k.id)
		}
	}
	err = inChunks(ids, 1, func(marks string, args []any) error {
		rows, err := collect(c.ctx, c.tx, scanRow, selectMeeting+` WHERE m.id IN (`+marks+`) ORDER BY m.id`, args...)
		gone = append(gone, rows...)
		return err
	})
	return gone, by, err
}

// rekey gives heirs' keys to their predecessors. All keys that change hands are
// freed first: a source that counts its rows anew moves each key one on.
func (c *compare) rekey(heirs map[int]int, gone []row) error {
	var free []string
	for _, k := range c.ousted {
		free = append(free, k.id)
	}
	for _, g := range heirs {
		free = append(free, gone[g].ID)
	}
	if err := inChunks(free, 1, func(marks string, args []any) error {
		_, err := c.tx.ExecContext(c.ctx, `UPDATE meeting SET twin = '~' || id WHERE id IN (`+marks+`)`, args...)
		return err
	}); err != nil {
		return err
	}
	for f, g := range heirs {
		m := c.fresh[f]
		if _, err := c.tx.ExecContext(c.ctx, `UPDATE meeting SET source_key = ?2, twin = ?3 WHERE id = ?1`, gone[g].ID, m.SourceKey, m.Twin); err != nil {
			return err
		}
	}
	return nil
}

// newID makes a listing's id. One that is taken, by a meeting that has another
// key now, is never given again.
func (c *compare) newID(m *meeting.Collected) string {
	id := meeting.NewID(c.run.Source, m.SourceKey, m.Twin)
	for n := 2; c.ids[id]; n++ {
		id = meeting.NewID(c.run.Source, m.SourceKey, m.Twin+"\x00"+strconv.Itoa(n))
	}
	if c.ids != nil {
		c.ids[id] = true
	}
	return id
}
