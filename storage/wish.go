package storage

import (
	"encoding/json"
	"fmt"
	"time"

	"openchair/meeting"
)

// wish is what an address may wish, as the store keeps it. What an address asks
// for anew once it is confirmed waits in the same form until it confirms again,
// so that no stranger changes it.
type wish struct {
	Meetings    []string           `json:"meetings,omitempty"`
	Except      []string           `json:"except,omitempty"`
	Leads       []int              `json:"leads"`
	QuietFrom   meeting.Clock      `json:"quiet_from,omitempty"` // minutes
	QuietTo     meeting.Clock      `json:"quiet_to,omitempty"`
	Overview    meeting.Overview   `json:"overview,omitempty"`
	OverviewAt  meeting.Clock      `json:"overview_at,omitempty"`
	OverviewDay time.Weekday       `json:"overview_day,omitempty"`
	Discretion  meeting.Discretion `json:"discretion"`
	PlainText   bool               `json:"plain_text,omitempty"`
	MapLinks    bool               `json:"map_links,omitempty"`
	Zone        string             `json:"zone"`
	Language    string             `json:"language"`
}

func wishOf(r *meeting.Reminder) string {
	return record(wish{
		Meetings: r.Meetings, Except: r.Except, Leads: r.Leads, QuietFrom: r.QuietFrom, QuietTo: r.QuietTo,
		Overview: r.Overview, OverviewAt: r.OverviewAt, OverviewDay: r.OverviewDay, Discretion: r.Discretion,
		PlainText: r.PlainText, MapLinks: r.MapLinks, Zone: r.Zone, Language: r.Language,
	})
}

// wishInto scans a wish into its reminder.
type wishInto struct{ *meeting.Reminder }

func (into wishInto) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a wish is %T in the store", v)
	}
	var w wish
	if err := json.Unmarshal([]byte(s), &w); err != nil {
		return fmt.Errorf("a wish: %w", err)
	}
	r := into.Reminder
	r.Meetings, r.Except, r.Leads, r.QuietFrom, r.QuietTo = w.Meetings, w.Except, w.Leads, w.QuietFrom, w.QuietTo
	r.Overview, r.OverviewAt, r.OverviewDay, r.Discretion = w.Overview, w.OverviewAt, w.OverviewDay, w.Discretion
	r.PlainText, r.MapLinks, r.Zone, r.Language = w.PlainText, w.MapLinks, w.Zone, w.Language
	return nil
}

// orZero scans null as 0.
type orZero struct{ *int64 }

func (z orZero) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*z.int64 = 0
	case int64:
		*z.int64 = v
	default:
		return fmt.Errorf("an id is %T in the store", v)
	}
	return nil
}
