package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"openchair/meeting"
)

// fakeStore keeps in memory what the web reads and writes. writes counts
// everything that changed it.
type fakeStore struct {
	fakeStatus
	mu         sync.Mutex
	meetings   []meeting.Meeting
	calendars  map[int64]*meeting.Calendar
	byFeed     map[string]int64
	byManage   map[string]int64
	renderings map[int64]meeting.Rendering
	reminders  map[int64]meeting.Reminder
	letters    []meeting.Letter
	taken      map[string]int
	buckets    []string
	health     map[string]meeting.Health
	polled     map[int64][]meeting.Date
	old        map[string]meeting.OldAddress
	removed    int64 // writes when a calendar was deleted last
	filters    []meeting.Filter
	pastOf     map[string][]meeting.Change
	writes     int
	fail       error // what everything answers
	listFail   error // what ends a stream of meetings
}

func newFakeStore(ms ...meeting.Meeting) *fakeStore {
	return &fakeStore{
		meetings: ms, calendars: map[int64]*meeting.Calendar{}, byFeed: map[string]int64{}, byManage: map[string]int64{},
		renderings: map[int64]meeting.Rendering{}, reminders: map[int64]meeting.Reminder{}, taken: map[string]int{},
		health: map[string]meeting.Health{}, polled: map[int64][]meeting.Date{}, old: map[string]meeting.OldAddress{},
	}
}

func (f *fakeStore) Ping(context.Context) error { return f.fail }

func (f *fakeStore) match(flt meeting.Filter) []meeting.Meeting {
	var out []meeting.Meeting
	for _, m := range f.meetings {
		if flt.Matches(&m) {
			out = append(out, m)
		}
	}
	return out
}

func (f *fakeStore) Spell(_ context.Context, text string) (string, error) {
	return strings.ReplaceAll(text, "stret", "street"), f.fail
}

func (f *fakeStore) Spots(_ context.Context, name string) ([]meeting.Spot, error) {
	if name == "lowcroft" {
		return []meeting.Spot{{Name: "Lowcroft", State: "PA", Country: "US", Lat: 39.95, Lon: -75.16, Meetings: 2}}, f.fail
	}
	return nil, f.fail
}

func (f *fakeStore) EachMeeting(_ context.Context, flt meeting.Filter) iter.Seq2[meeting.Meeting, error] {
	return func(yield func(meeting.Meeting, error) bool) {
		f.mu.Lock()
		f.filters = append(f.filters, flt)
		all, fail := f.match(flt), f.listFail
		f.mu.Unlock()
		for _, m := range all {
			if !yield(m, nil) {
				return
			}
		}
		if fail != nil {
			yield(meeting.Meeting{}, fail)
		}
	}
}

func (f *fakeStore) ChangesOf(_ context.Context, id string, limit int) ([]meeting.Change, error) {
	return f.pastOf[id][:min(limit, len(f.pastOf[id]))], f.fail
}

func (f *fakeStore) ListState(context.Context) (string, time.Time, error) {
	return fmt.Sprint(len(f.meetings)), time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC), f.fail
}

func (f *fakeStore) Meetings(_ context.Context, flt meeting.Filter, now time.Time) ([]meeting.Meeting, string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.filters = append(f.filters, flt)
	out := f.match(flt)
	key := func(m *meeting.Meeting) string {
		if !flt.Soonest {
			return m.ID
		}
		if o, ok := next(m, now); ok {
			return o.Start.UTC().Format(time.RFC3339) + m.ID
		}
		return "9999" + m.ID
	}
	slices.SortFunc(out, func(a, b meeting.Meeting) int { return cmp.Compare(key(&a), key(&b)) })
	out = slices.DeleteFunc(out, func(m meeting.Meeting) bool { return flt.After != "" && key(&m) <= flt.After })
	if flt.Limit == 0 || len(out) <= flt.Limit {
		return out, "", f.fail
	}
	out = out[:flt.Limit]
	return out, key(&out[flt.Limit-1]), f.fail
}

func (f *fakeStore) Search(ctx context.Context, flt meeting.Filter, now time.Time) (found meeting.Found, err error) {
	if found.Meetings, found.Next, err = f.Meetings(ctx, flt, now); err == nil {
		found.Total, err = f.Count(ctx, flt)
	}
	return found, err
}

func (f *fakeStore) Counts(ctx context.Context, flts []meeting.Filter) (counts []int, err error) {
	for _, flt := range flts {
		n, err := f.Count(ctx, flt)
		if err != nil {
			return nil, err
		}
		counts = append(counts, n)
	}
	return counts, nil
}

func (f *fakeStore) Any(ctx context.Context, flt meeting.Filter) (bool, error) {
	n, err := f.Count(ctx, flt)
	return n > 0, err
}

func (f *fakeStore) Count(_ context.Context, flt meeting.Filter) (int, error) {
	return len(f.match(flt)), f.fail
}

func (f *fakeStore) Meeting(_ context.Context, id string) (meeting.Meeting, error) {
	for _, m := range f.meetings {
		if m.ID == id {
			return m, f.fail
		}
	}
	return meeting.Meeting{}, cmp.Or(f.fail, meeting.ErrNotFound)
}

func (f *fakeStore) LastRun(ctx context.Context, source string) (meeting.Health, error) {
	all, err := f.LastRuns(ctx)
	return all[source], err
}

func (f *fakeStore) LastRuns(context.Context) (map[string]meeting.Health, error) {
	return f.health, f.fail
}

func (f *fakeStore) CreateCalendar(_ context.Context, c meeting.Calendar, feedHash, manageHash []byte, now time.Time) (meeting.Calendar, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes++
	c.ID, c.Version, c.Created = int64(len(f.calendars)+1), 1, now
	f.calendars[c.ID] = &c
	f.byFeed[string(feedHash)], f.byManage[string(manageHash)] = c.ID, c.ID
	return c, f.fail
}

func (f *fakeStore) calendar(id int64, ok bool) (meeting.Calendar, error) {
	if f.fail != nil || !ok {
		return meeting.Calendar{}, cmp.Or(f.fail, meeting.ErrNotFound)
	}
	return *f.calendars[id], nil
}

func (f *fakeStore) CalendarByFeed(_ context.Context, hash []byte) (meeting.Calendar, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id, ok := f.byFeed[string(hash)]
	return f.calendar(id, ok)
}

func (f *fakeStore) CalendarByManage(_ context.Context, hash []byte) (meeting.Calendar, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id, ok := f.byManage[string(hash)]
	return f.calendar(id, ok)
}

func (f *fakeStore) SetMeetings(_ context.Context, id int64, ids []string, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes++
	f.calendars[id].Meetings = ids
	f.calendars[id].Version++
	return f.fail
}

func (f *fakeStore) EditCalendar(_ context.Context, id int64, edit func(*meeting.Calendar) error, _ time.Time) (meeting.Calendar, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c, err := f.calendar(id, f.calendars[id] != nil)
	if err != nil {
		return c, err
	}
	if err := edit(&c); err != nil {
		return c, err
	}
	if n := len(c.Meetings); n > meeting.MaxHeld {
		return c, &meeting.TooManyError{Found: n}
	}
	f.writes++
	c.Version++
	f.calendars[id] = &c
	return c, nil
}

func (f *fakeStore) Rotate(_ context.Context, old, feedHash, manageHash []byte, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	id, ok := f.byManage[string(old)]
	if f.fail != nil || !ok {
		if f.byManage[string(manageHash)] != 0 && f.old[string(old)].Manages {
			return nil
		}
		return cmp.Or(f.fail, meeting.ErrNotFound)
	}
	f.writes++
	delete(f.byManage, string(old))
	for hash, of := range f.byFeed {
		if of == id {
			delete(f.byFeed, hash)
			f.old[hash] = meeting.OldAddress{Language: f.calendars[id].Language, Since: now}
		}
	}
	f.old[string(old)] = meeting.OldAddress{Manages: true, Since: now}
	f.byFeed[string(feedHash)], f.byManage[string(manageHash)] = id, id
	return nil
}

func (f *fakeStore) Panic(_ context.Context, id int64, on bool, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.calendars[id]
	if f.fail != nil || c == nil {
		return cmp.Or(f.fail, meeting.ErrNotFound)
	}
	f.writes++
	c.Version++
	if c.Panicked = (time.Time{}); on {
		c.Panicked = now
	}
	return nil
}

func (f *fakeStore) DeleteCalendar(_ context.Context, id int64, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil || f.calendars[id] == nil {
		return cmp.Or(f.fail, meeting.ErrNotFound)
	}
	f.writes++
	f.removed = int64(f.writes)
	delete(f.calendars, id)
	for hash, of := range f.byFeed {
		if of == id {
			delete(f.byFeed, hash)
		}
	}
	for hash, of := range f.byManage {
		if of == id {
			delete(f.byManage, hash)
		}
	}
	return nil
}

func (f *fakeStore) RemindersOf(_ context.Context, id int64) ([]meeting.Reminder, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []meeting.Reminder
	for _, r := range f.reminders {
		if r.Calendar == id {
			out = append(out, r)
		}
	}
	return out, f.fail
}

func (f *fakeStore) CalendarMeetings(_ context.Context, id int64) ([]meeting.Meeting, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []meeting.Meeting
	if !f.calendars[id].Panicked.IsZero() {
		return nil, f.fail
	}
	for _, want := range f.calendars[id].Meetings {
		for _, m := range f.meetings {
			if m.ID == want {
				out = append(out, m)
			}
		}
	}
	return out, f.fail
}

func (f *fakeStore) RenderingHead(ctx context.Context, hash []byte) (meeting.Rendering, error) {
	r, err := f.Rendering(ctx, hash)
	r.Body = nil
	return r, err
}

func (f *fakeStore) Rendering(_ context.Context, hash []byte) (meeting.Rendering, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id, ok := f.byFeed[string(hash)]
	if !ok || f.fail != nil {
		return meeting.Rendering{}, cmp.Or(f.fail, meeting.ErrNotFound)
	}
	r := f.renderings[id]
	r.Calendar, r.Current = id, r.Version == f.calendars[id].Version
	return r, nil
}

func (f *fakeStore) KeepRendering(_ context.Context, r meeting.Rendering) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.renderings[r.Calendar] = r
	return f.fail
}

func (f *fakeStore) Writes() uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return uint64(f.writes)
}

func (f *fakeStore) Published(_ context.Context, after int64) (newest int64, calendars []int64, all bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if newest = int64(f.writes); newest > after {
		for id := range f.calendars {
			calendars = append(calendars, id)
		}
	}
	return newest, calendars, f.removed > after, f.fail
}

func (f *fakeStore) Polled(_ context.Context, calendars []int64, day meeting.Date) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range calendars {
		f.polled[id] = append(f.polled[id], day)
	}
	return f.fail
}

func (f *fakeStore) OldAddress(_ context.Context, hash []byte, _ time.Time) (meeting.OldAddress, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	o, ok := f.old[string(hash)]
	if f.fail != nil || !ok {
		return o, cmp.Or(f.fail, meeting.ErrNotFound)
	}
	return o, nil
}

func (f *fakeStore) AddReminder(_ context.Context, r meeting.Reminder, l meeting.Letter, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes++
	f.reminders[r.ID] = r
	f.letters = append(f.letters, l)
	return f.fail
}

func (f *fakeStore) Reminder(_ context.Context, id int64) (meeting.Reminder, error) {
	r, ok := f.reminders[id]
	if !ok {
		return r, cmp.Or(f.fail, meeting.ErrNotFound)
	}
	return r, f.fail
}

func (f *fakeStore) ConfirmReminder(_ context.Context, id int64, now time.Time) error {
	f.writes++
	r, ok := f.reminders[id]
	if !ok {
		return cmp.Or(f.fail, meeting.ErrNotFound)
	}
	r.Confirmed = now
	f.reminders[id] = r
	return f.fail
}

func (f *fakeStore) EditReminder(_ context.Context, id int64, edit func(*meeting.Reminder) error) (meeting.Reminder, error) {
	r, ok := f.reminders[id]
	if !ok || r.Confirmed.IsZero() {
		return r, cmp.Or(f.fail, meeting.ErrNotFound)
	}
	if err := edit(&r); err != nil {
		return r, err
	}
	f.writes++
	f.reminders[id] = r
	return r, f.fail
}

func (f *fakeStore) EndReminder(ctx context.Context, id int64, kind meeting.LetterKind, now time.Time) error {
	f.letters = append(f.letters, meeting.Letter{Kind: kind, Reminder: id, SendAt: now})
	return f.DeleteReminder(ctx, id)
}

func (f *fakeStore) DeleteReminder(_ context.Context, id int64) error {
	f.writes++
	if _, ok := f.reminders[id]; !ok {
		return cmp.Or(f.fail, meeting.ErrNotFound)
	}
	delete(f.reminders, id)
	return f.fail
}

func (f *fakeStore) Take(_ context.Context, bucket string, limit int, _ time.Duration, _ time.Time) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.buckets = append(f.buckets, bucket)
	f.taken[bucket]++
	return f.taken[bucket] <= limit, f.fail
}

// fakeKeys makes readable tokens: purpose-id.
type fakeKeys struct{}

func (fakeKeys) Seal(s string) ([]byte, error) { return []byte("sealed " + strconv.Itoa(len(s))), nil }
func (fakeKeys) Open(b []byte) (string, error) { return strings.TrimPrefix(string(b), "open "), nil }
func (fakeKeys) Hash(s string) []byte {
	sum := sha256.Sum256([]byte("key" + s))
	return sum[:]
}
func (k fakeKeys) Hashes(s string) [][]byte            { return [][]byte{k.Hash(s)} }
func (fakeKeys) Token(purpose string, id int64) string { return fmt.Sprintf("%s-%d", purpose, id) }
func (fakeKeys) Check(purpose, token string) (int64, bool) {
	at := strings.LastIndexByte(token, '-')
	n, err := strconv.ParseInt(token[at+1:], 10, 64)
	return n, at >= 0 && err == nil && token[:at] == purpose
}

// CheckTimed also takes tokens that hold until a moment: purpose-id~unix.
func (k fakeKeys) CheckTimed(purpose, token string, now time.Time) (int64, bool) {
	token, end, timed := strings.Cut(token, "~")
	until, err := strconv.ParseInt(end, 10, 64)
	if timed && (err != nil || !now.Before(time.Unix(until, 0))) {
		return 0, false
	}
	return k.Check(purpose, token)
}

// fakeRender writes what a feed would be made of.
func fakeRender(c meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "BEGIN:VCALENDAR\r\nX-DISCRETION:%s\r\n", c.Discretion)
	for _, m := range ms {
		fmt.Fprintf(&b, "SUMMARY:%s %s\r\n", m.Name, hex.EncodeToString([]byte(m.ID)))
	}
	b.WriteString("END:VCALENDAR\r\n")
	return b.Bytes(), nil
}
