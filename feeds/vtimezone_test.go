package feeds

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// What follows reads a VTIMEZONE on its own: from the text, by RFC 5545 3.6.5,
// sharing no code with the writer.

type readPart struct {
	kind     string
	from, to int
	onsets   []int64 // Unix seconds
	ruled    bool
	open     bool // a rule without UNTIL
}

// readZone reads the text of one VTIMEZONE and lists the onsets of every part
// up to the year given.
func readZone(t *testing.T, text string, lastYear int) []readPart {
	t.Helper()
	var parts []readPart
	var kind string
	props := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("line %q has no value", line)
		}
		switch {
		case name == "BEGIN":
			kind, props = value, map[string]string{}
		case name == "END" && value != "VTIMEZONE":
			parts = append(parts, readPartOf(t, kind, props, lastYear))
		default:
			if props[name] != "" {
				t.Fatalf("%s twice in %s", name, kind)
			}
			props[name] = value
		}
	}
	return parts
}

func readPartOf(t *testing.T, kind string, props map[string]string, lastYear int) readPart {
	t.Helper()
	p := readPart{kind: kind, from: readOffset(t, props["TZOFFSETFROM"]), to: readOffset(t, props["TZOFFSETTO"])}
	start, err := time.Parse("20060102T150405", props["DTSTART"])
	if err != nil {
		t.Fatal(err)
	}
	instant := func(local time.Time) int64 { return local.Unix() - int64(p.from) }
	if props["RRULE"] == "" {
		p.onsets = []int64{instant(start)}
		return p
	}
	rule := map[string]string{}
	for field := range strings.SplitSeq(props["RRULE"], ";") {
		k, v, _ := strings.Cut(field, "=")
		rule[k] = v
	}
	if rule["FREQ"] != "YEARLY" || rule["BYMONTHDAY"] != "" || strings.Contains(rule["BYDAY"], ",") {
		t.Fatalf("rule %s is not one yearly BYDAY", props["RRULE"])
	}
	until := int64(1) << 60
	p.ruled, p.open = true, rule["UNTIL"] == ""
	if !p.open {
		u, err := time.Parse("20060102T150405Z", rule["UNTIL"])
		if err != nil {
			t.Fatal(err)
		}
		until = u.Unix()
	}
	for year := start.Year(); year <= lastYear; year++ {
		day := readNth(t, year, rule["BYMONTH"], rule["BYDAY"])
		local := day.Add(time.Duration(start.Hour())*time.Hour + time.Duration(start.Minute())*time.Minute + time.Duration(start.Second())*time.Second)
		if at := instant(local); at <= until {
			p.onsets = append(p.onsets, at)
		}
	}
	if len(p.onsets) == 0 || p.onsets[0] != instant(start) {
		t.Fatalf("DTSTART %s is not the first onset of %s", props["DTSTART"], props["RRULE"])
	}
	return p
}

func readOffset(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s[1:])
	if err != nil || len(s) != 5 && len(s) != 7 {
		t.Fatalf("offset %q", s)
	}
	if len(s) == 5 {
		n *= 100
	}
	seconds := n/10000*3600 + n/100%100*60 + n%100
	if s[0] == '-' {
		return -seconds
	}
	return seconds
}

func readNth(t *testing.T, year int, month, byday string) time.Time {
	t.Helper()
	m, err := strconv.Atoi(month)
	n, err2 := strconv.Atoi(byday[:len(byday)-2])
	if err != nil || err2 != nil {
		t.Fatalf("BYMONTH=%s;BYDAY=%s", month, byday)
	}
	weekday := slices.Index([]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}, byday[len(byday)-2:])
	var days []time.Time
	for d := time.Date(year, time.Month(m), 1, 0, 0, 0, 0, time.UTC); d.Month() == time.Month(m); d = d.AddDate(0, 0, 1) {
		if int(d.Weekday()) == weekday {
			days = append(days, d)
		}
	}
	if n < 0 {
		return days[len(days)+n]
	}
	return days[n-1]
}

type readOnset struct {
	at       int64
	from, to int
}

func allOnsets(parts []readPart) []readOnset {
	var all []readOnset
	for _, p := range parts {
		for _, at := range p.onsets {
			all = append(all, readOnset{at, p.from, p.to})
		}
	}
	slices.SortFunc(all, func(a, b readOnset) int { return int(a.at - b.at) })
	return all
}

// offsetAt is the offset after the last onset at or before the instant.
func offsetAt(all []readOnset, at int64) int {
	offset := all[0].from
	for _, o := range all {
		if o.at > at {
			break
		}
		offset = o.to
	}
	return offset
}

func zoneText(t *testing.T, zone string, year int) string {
	t.Helper()
	c, err := vtimezone(zone, year)
	if err != nil {
		t.Fatal(err)
	}
	var out folder
	if err := encode(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEveryVTIMEZONEAgreesWithTheZoneData(t *testing.T) {
	for _, zone := range meeting.ZoneNames() {
		for _, year := range []int{2026, 2031} {
			text := zoneText(t, zone, year)
			if lines := strings.Count(text, "\r\n"); lines > zoneLines {
				t.Errorf("%s from %d: %d lines", zone, year, lines)
			}
			proveZone(t, zone, text, year)
		}
	}
}

// The past has what the future lacks so far: rules that change their hour,
// their offset or their standard, in the middle of a stretch.
func TestRulesThatChangedInThePastAreSaidRight(t *testing.T) {
	for _, zone := range meeting.ZoneNames() {
		loc, err := meeting.Zone(zone)
		if err != nil {
			t.Fatal(err)
		}
		var b folder
		if err := encode(&b, writeZone(zone, zonePartsTo(loc, 1979, farthestYear))); err != nil {
			t.Fatal(err)
		}
		proveZone(t, zone, b.String(), 1980)
	}
}

// proveZone compares the text of a VTIMEZONE with the zone itself: the hours around every
// onset of either, to the second beside it, and noon of every ninth day, from a
// year before the first event's year to 2037.
func proveZone(t *testing.T, zone, text string, year int) {
	t.Helper()
	loc, err := meeting.Zone(zone)
	if err != nil {
		t.Fatal(err)
	}
	parts := readZone(t, text, 2038)
	all := allOnsets(parts)
	begin := time.Date(year-1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	end := time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	differ := func(at int64) bool {
		_, want := time.Unix(at, 0).In(loc).Zone()
		got := offsetAt(all, at)
		if got != want {
			t.Errorf("%s from %d: at %s the VTIMEZONE says %d s, the zone %d s\n%s",
				zone, year, time.Unix(at, 0).UTC(), got, want, text)
		}
		return got != want
	}
	near := map[int64]bool{}
	for _, o := range all {
		near[o.at] = true
	}
	for at := begin; at < end; at += 9 * 86400 {
		if differ(at) {
			return
		}
		if edge := edgeIn(loc, at, min(at+9*86400, end)); edge != 0 {
			near[edge] = true
		}
	}
	for edge := range near {
		for _, d := range []int64{-1, 0, 1} {
			if at := edge + d; at >= begin && at < end && differ(at) {
				return
			}
		}
		for h := int64(-30); h <= 30; h++ {
			if at := edge + h*3600; at >= begin && at < end && differ(at) {
				return
			}
		}
	}
}

// edgeIn finds by halving the instant in (from, to] at which the offset
// changes, 0 where both ends agree.
func edgeIn(loc *time.Location, from, to int64) int64 {
	offset := func(at int64) int { _, o := time.Unix(at, 0).In(loc).Zone(); return o }
	if offset(from) == offset(to) {
		return 0
	}
	for to-from > 1 {
		if mid := (from + to) / 2; offset(mid) == offset(from) {
			from = mid
		} else {
			to = mid
		}
	}
	return to
}

func TestAPlainZoneHasOneStandardAndOneDaylightPart(t *testing.T) {
	for zone, want := range map[string]string{
		"America/New_York":    "DAYLIGHT 2025 SU, STANDARD 2024 SU",
		"Europe/Berlin":       "DAYLIGHT 2025 SU, STANDARD 2024 SU",
		"Europe/Dublin":       "DAYLIGHT 2018 SU, STANDARD 2017 SU", // its law calls winter the exception
		"Europe/London":       "DAYLIGHT 2018 SU, STANDARD 2017 SU", // see utcYear
		"Australia/Sydney":    "DAYLIGHT 2024 SU, STANDARD 2025 SU",
		"Australia/Lord_Howe": "DAYLIGHT 2024 SU, STANDARD 2025 SU",
		"Pacific/Chatham":     "DAYLIGHT 2024 SU, STANDARD 2025 SU",
		"Antarctica/Troll":    "DAYLIGHT 2018 SU, STANDARD 2017 SU",
		"Asia/Beirut":         "DAYLIGHT 2025 SU, STANDARD 2024 SU",
		"America/Phoenix":     "STANDARD 1970",
		"Asia/Kolkata":        "STANDARD 1970",
		"Etc/UTC":             "STANDARD 1970",
		"Africa/Nairobi":      "STANDARD 1970",
	} {
		loc, err := meeting.Zone(zone)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range zoneParts(loc, 2026) {
			kind, rule := "STANDARD", p.rrule()
			if p.daylight {
				kind = "DAYLIGHT"
			}
			s := fmt.Sprint(kind, " ", p.first.local().Year())
			if p.open {
				s += " " + rule[len(rule)-2:]
			}
			got = append(got, s)
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %s, want %s", zone, s, want)
		}
	}
}

func TestAZoneThatChangesNoMoreEndsInStandardTime(t *testing.T) {
	for _, zone := range meeting.ZoneNames() {
		loc, _ := meeting.Zone(zone)
		parts := zoneParts(loc, 2026)
		last, changing := parts[0], false
		for _, p := range parts {
			changing = changing || p.open
			if p.last.at.After(last.last.at) {
				last = p
			}
		}
		irregular := len(onsets(loc, time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC))) > 0
		if !changing && !irregular && last.daylight {
			t.Errorf("%s ends in a DAYLIGHT part", zone)
		}
	}
}

// irregular is a zone of its own that changes four times a year on days no rule
// tells, as Morocco's did around Ramadan.
func irregular(t *testing.T) *time.Location {
	t.Helper()
	var at []int64
	for year := 2020; year < 2040; year++ {
		for i := range 4 {
			at = append(at, time.Date(year, time.Month(2+3*i), 1+(year*7+i*5)%27, 2, 0, 0, 0, time.UTC).Unix())
		}
	}
	var b bytes.Buffer
	block := func(times []int64) {
		b.WriteString("TZif2" + strings.Repeat("\x00", 15))
		for _, n := range []int{0, 0, 0, len(times), 2, 8} {
			binary.Write(&b, binary.BigEndian, int32(n))
		}
		for _, v := range times {
			binary.Write(&b, binary.BigEndian, v)
		}
		for i := range times {
			b.WriteByte(byte(1 - i%2))
		}
		b.WriteString("\x00\x00\x0e\x10\x00\x00" + "\x00\x00\x1c\x20\x01\x04" + "+01\x00+02\x00")
	}
	block(nil)
	block(at)
	b.WriteString("\n<+01>-1\n")
	loc, err := time.LoadLocationFromTZData("Test/Irregular", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestAnIrregularZoneHasOnePartForEveryOnsetWithin200Lines(t *testing.T) {
	loc := irregular(t)
	parts := zoneParts(loc, 2026)
	var b folder
	if err := encode(&b, writeZone("Test/Irregular", parts)); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(b.String(), "\r\n"); lines > zoneLines || lines != zoneLength(parts) || lines < zoneLines/2 {
		t.Errorf("%d lines, counted %d", lines, zoneLength(parts))
	}
	all := allOnsets(readZone(t, b.String(), 2038))
	// 32 parts are what 200 lines hold: they must be the nearest years.
	for at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2032; at = at.Add(time.Hour) {
		if _, want := at.In(loc).Zone(); offsetAt(all, at.Unix()) != want {
			t.Fatalf("at %s: %d, want %d\n%s", at, offsetAt(all, at.Unix()), want, b.String())
		}
	}
}
