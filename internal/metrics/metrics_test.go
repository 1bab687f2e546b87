package metrics

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func scrape(t *testing.T, m *Metrics) string {
	t.Helper()
	rec := httptest.NewRecorder()
	m.Handler().ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
	return rec.Body.String()
}

func TestAScrapeTellsRunsAgesLettersAndRequests(t *testing.T) {
	good := time.Unix(1_770_000_000, 0)
	m := New(Look{
		Sources: []meeting.Source{{ID: "hill", Enabled: true}, {ID: "off"}},
		Health: func(context.Context) (map[string]meeting.Health, error) {
			return map[string]meeting.Health{"hill": {LastGood: good, Meetings: 12, Failures: 2}, "off": {Meetings: 3}}, nil
		},
		Outbox: func(context.Context) (Outbox, error) {
			return Outbox{Waiting: 5, Failed: 1, Oldest: time.Now().Add(-time.Hour)}, nil
		},
	})
	m.Run(meeting.Run{Source: "hill", Class: meeting.Shrunk})
	m.Letter(meeting.Sent)
	m.Letter(meeting.Sent)
	m.Request("GET /c/{file}", "GET", 304, 2*time.Millisecond)
	got := scrape(t, m)
	for _, want := range []string{
		`openchair_runs_total{class="shrunk",source="hill"} 1`,
		`openchair_letters_total{result="sent"} 2`,
		`openchair_request_seconds_count{method="GET",route="GET /c/{file}",status="304"} 1`,
		`openchair_source_last_good_timestamp_seconds{source="hill"} 1.77e+09`,
		`openchair_source_meetings{source="hill"} 12`,
		`openchair_source_failures{source="hill"} 2`,
		`openchair_outbox_letters{state="waiting"} 5`,
		`openchair_outbox_lag_seconds 3600`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, never := range []string{`source="off"`, "openchair_source_last_try_timestamp_seconds{"} {
		if strings.Contains(got, never) {
			t.Errorf("%s is told", never)
		}
	}
}

func TestAStoreThatFailsHidesNothingElse(t *testing.T) {
	fail := errors.New("no disk")
	m := New(Look{
		Health: func(context.Context) (map[string]meeting.Health, error) { return nil, fail },
		Outbox: func(context.Context) (Outbox, error) { return Outbox{}, fail },
	})
	m.Letter(meeting.Dead)
	if got := scrape(t, m); !strings.Contains(got, `openchair_letters_total{result="dead"} 1`) {
		t.Errorf("the rest is missing: %s", got)
	}
}
