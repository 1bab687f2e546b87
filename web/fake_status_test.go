package web

import (
	"context"
	"slices"
	"time"

	"openchair/meeting"
)

// fakeStatus keeps in memory what the volunteers' pages read and write.
type fakeStatus struct {
	runs       []meeting.Run // oldest first
	waiting    map[string]int64
	changes    []meeting.ToldChange // newest first
	reports    []meeting.Report
	deeds      []meeting.Deed
	volunteers map[string]meeting.Volunteer // by hash of key
	sessions   map[string]meeting.Volunteer
	verified   map[string]string
	switches   map[string]meeting.Switch
	witnesses  []meeting.Meeting
}

func (f *fakeStatus) Course(ctx context.Context, source string, last int) ([]meeting.Run, error) {
	all, err := f.Courses(ctx, last)
	return all[source], err
}

func (f *fakeStatus) Courses(context.Context, int) (map[string][]meeting.Run, error) {
	by := map[string][]meeting.Run{}
	for _, r := range f.runs {
		by[r.Source] = append(by[r.Source], r)
	}
	return by, nil
}

func (f *fakeStatus) Runs(_ context.Context, source string, _ int) ([]meeting.Run, error) {
	var out []meeting.Run
	for _, r := range slices.Backward(f.runs) {
		if r.Source == source {
			out = append(out, r)
		}
	}
	return out, nil
}

func (f *fakeStatus) RunByID(_ context.Context, id int64) (meeting.Run, error) {
	for _, r := range f.runs {
		if r.ID == id {
			return r, nil
		}
	}
	return meeting.Run{}, meeting.ErrNotFound
}

func (f *fakeStatus) Switches(context.Context) (map[string]meeting.Switch, error) {
	return f.switches, nil
}

func (f *fakeStatus) WitnessesOf(_ context.Context, id string) ([]meeting.Meeting, error) {
	return slices.DeleteFunc(slices.Clone(f.witnesses), func(m meeting.Meeting) bool { return m.WitnessOf != id }), nil
}

func (f *fakeStatus) WaitingRuns(context.Context) (map[string]int64, error) { return f.waiting, nil }

func (f *fakeStatus) LatestChanges(_ context.Context, flt meeting.ChangeFilter) ([]meeting.ToldChange, error) {
	var out []meeting.ToldChange
	for _, c := range f.changes {
		if (flt.Source == "" || c.Source == flt.Source) && (flt.Program == "" || c.Program == flt.Program) && (flt.Run == 0 || c.Run == flt.Run) {
			out = append(out, c)
		}
	}
	return out, nil
}

func (f *fakeStatus) ChangesOf(_ context.Context, id string, _ int) ([]meeting.Change, error) {
	var out []meeting.Change
	for _, c := range f.changes {
		if c.Meeting == id {
			out = append(out, c.Change)
		}
	}
	return out, nil
}

func (f *fakeStatus) settle(run int64) error {
	for source, id := range f.waiting {
		if id == run {
			delete(f.waiting, source)
			return nil
		}
	}
	return meeting.ErrNotWaiting
}

func (f *fakeStatus) Accept(_ context.Context, run int64, _ string, now time.Time) (meeting.Run, error) {
	if err := f.settle(run); err != nil {
		return meeting.Run{}, err
	}
	r := meeting.Run{ID: int64(len(f.runs) + 100), Source: "aa-harbor", Class: meeting.OK, Finished: now, Accepts: run}
	f.runs = append(f.runs, r)
	return r, nil
}

func (f *fakeStatus) Reject(_ context.Context, run int64) error { return f.settle(run) }

func (f *fakeStatus) Verify(_ context.Context, id, note string, _ time.Time) error {
	f.verified[id] = note
	return nil
}

func (f *fakeStatus) AddReport(_ context.Context, r meeting.Report) error {
	r.ID = int64(len(f.reports) + 1)
	f.reports = append(f.reports, r)
	return nil
}

func (f *fakeStatus) OpenReports(context.Context, int) ([]meeting.Report, error) {
	return slices.DeleteFunc(slices.Clone(f.reports), func(r meeting.Report) bool { return !r.Closed.IsZero() }), nil
}

func (f *fakeStatus) ReportsOf(_ context.Context, id string) ([]meeting.Report, error) {
	return slices.DeleteFunc(slices.Clone(f.reports), func(r meeting.Report) bool { return r.Meeting != id }), nil
}

func (f *fakeStatus) CloseReport(_ context.Context, id int64, by, note string, now time.Time) error {
	if id < 1 || int(id) > len(f.reports) {
		return meeting.ErrNotFound
	}
	r := &f.reports[id-1]
	r.Closed, r.By = now, by
	f.deeds = append(f.deeds, meeting.Deed{At: now, Volunteer: by, What: meeting.Closed, Subject: r.Meeting, Note: note})
	return nil
}

func (f *fakeStatus) SignIn(_ context.Context, keyHash, sessionHash []byte, _ time.Time) (meeting.Volunteer, error) {
	v, ok := f.volunteers[string(keyHash)]
	if !ok {
		return v, meeting.ErrNotFound
	}
	f.sessions[string(sessionHash)] = v
	return v, nil
}

func (f *fakeStatus) SignedIn(_ context.Context, sessionHash []byte, _ time.Time) (meeting.Volunteer, error) {
	v, ok := f.sessions[string(sessionHash)]
	if !ok {
		return v, meeting.ErrNotFound
	}
	return v, nil
}

func (f *fakeStatus) SignOut(_ context.Context, sessionHash []byte) error {
	delete(f.sessions, string(sessionHash))
	return nil
}

func (f *fakeStatus) NoteDeed(_ context.Context, d meeting.Deed) error {
	f.deeds = append(f.deeds, d)
	return nil
}

func (f *fakeStatus) Deeds(context.Context, int) ([]meeting.Deed, error) { return f.deeds, nil }
