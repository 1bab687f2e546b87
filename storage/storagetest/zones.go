package storagetest

import "openchair/meeting"

var zones = []behaviour{
	{"the zone of a point is kept for a version of the borders", func(s *store) {
		p := meeting.GridPointOf(41.6912, -93.0538)
		says := func(what, data, zone string, known bool) {
			s.Helper()
			got, is, err := s.ZonePoint(s.Context(), p, data)
			s.must(err)
			equal(s, what, []any{got, is}, []any{zone, known})
		}
		says("nothing yet", "a", "", false)
		s.must(s.KeepZonePoint(s.Context(), p, "a", "America/Chicago"))
		says("kept", "a", "America/Chicago", true)
		says("of other borders", "b", "", false)
		s.must(s.KeepZonePoint(s.Context(), p, "b", ""))
		says("in no zone", "b", "", true)
		says("the older is gone", "a", "", false)
		p = meeting.GridPointOf(41.6925, -93.0538)
		says("another point", "b", "", false)
	}},
}
