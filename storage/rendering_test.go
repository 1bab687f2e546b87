package storage_test

import (
	"path/filepath"
	"testing"

	"openchair/meeting"
)

func TestAPollOfAnUnchangedCalendarTouchesNoMeetingRows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	apply(t, db, meeting.OK, "hill", tuesday, corpus("hill", 3))
	ms, _, err := db.Meetings(t.Context(), meeting.Filter{}, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	feed := []byte("feed")
	c, err := db.CreateCalendar(t.Context(), meeting.Calendar{Meetings: []string{ms[0].ID}}, feed, []byte("manage"), tuesday)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.KeepRendering(t.Context(), meeting.Rendering{Calendar: c.ID, Version: 1, ETag: `"1"`, Modified: tuesday, Body: []byte("BEGIN")}); err != nil {
		t.Fatal(err)
	}
	// Without the table, whoever asks for a meeting fails.
	beneath := raw(t, file)
	for _, query := range []string{"PRAGMA foreign_keys = off", "DROP TABLE meeting"} {
		if _, err := beneath.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.CalendarMeetings(t.Context(), c.ID); err == nil {
		t.Fatal("the meetings can still be read: this test shows nothing")
	}
	head, err := db.RenderingHead(t.Context(), feed)
	if err != nil || !head.Current {
		t.Errorf("head: %v, current %t", err, head.Current)
	}
	if r, err := db.Rendering(t.Context(), feed); err != nil || string(r.Body) != "BEGIN" {
		t.Errorf("whole: %v", err)
	}
	if _, _, _, err := db.Published(t.Context(), 0); err != nil {
		t.Error(err)
	}
	if err := db.Polled(t.Context(), []int64{c.ID}, meeting.DateOf(tuesday)+1); err != nil {
		t.Error(err)
	}
}

func TestEqualStandingSearchesShareOneRowThatGoesWithTheLast(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	beneath := raw(t, file)
	make := func(n string, f meeting.Filter) int64 {
		c, err := db.CreateCalendar(t.Context(), meeting.Calendar{Searches: []meeting.Filter{f}}, []byte("feed"+n), []byte("manage"+n), tuesday)
		if err != nil {
			t.Fatal(err)
		}
		return c.ID
	}
	rows := func() int { return one[int](t, beneath, "SELECT COUNT(*) FROM search") }
	a := make("a", meeting.Filter{Programs: []string{"na", "aa"}, Text: "Open  Door", Limit: 5})
	b := make("b", meeting.Filter{Programs: []string{"aa", "na"}, Text: "door open", Soonest: true})
	if n := rows(); n != 1 {
		t.Errorf("%d rows for two equal searches", n)
	}
	if err := db.DeleteCalendar(t.Context(), a, tuesday); err != nil {
		t.Fatal(err)
	}
	if n := rows(); n != 1 {
		t.Errorf("%d rows after one of two went", n)
	}
	_, err := db.EditCalendar(t.Context(), b, func(c *meeting.Calendar) error { c.Searches = nil; return nil }, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	if n, keys := rows(), one[int](t, beneath, "SELECT COUNT(*) FROM search_key"); n != 0 || keys != 0 {
		t.Errorf("%d rows and %d keys after both", n, keys)
	}
}
