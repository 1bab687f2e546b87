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
