package storage

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"math/bits"

	"openchair/meeting"
)

// A meeting's number in the search's indexes is, from its highest bit: the plot
// it stands on, its day, and a number that it alone has, for ever. So what a
// search near a place on a day means lies in a few stretches of numbers.
const (
	plotsPerDegree = 8 // 14 km from north to south
	plotsAround    = 360*plotsPerDegree + 1
	serialBits     = 36
	dayBits        = 3
	serialMask     = 1<<serialBits - 1
	// anyDay is where meetings stand that are held on several days, or on none.
	anyDay = 7
)

// docKey is the number of a meeting but for its serial. Plot 0 is nowhere.
func docKey(m *meeting.Meeting) int64 {
	plot := int64(0)
	if _, ok := m.Place.Point(); ok {
		plot = plotAt(m.Place.Latitude, m.Place.Longitude)
	}
	return (plot<<dayBits | dayClass(m.Schedule.HeldDays())) << serialBits
}

func dayClass(days meeting.Weekdays) int64 {
	if bits.OnesCount8(uint8(days)) != 1 {
		return anyDay
	}
	return int64(bits.TrailingZeros8(uint8(days)))
}

func plotAt(lat, lon float64) int64 {
	row, column := math.Floor((lat+90)*plotsPerDegree), math.Floor((lon+180)*plotsPerDegree)
	return 1 + int64(row)*plotsAround + int64(column)
}

// plotCube is the middle of a plot on the globe of radius one, and how far any
// point of it is from there at most.
func plotCube(plot int64) (middle meeting.Point, reach float64) {
	row, column := float64((plot-1)/plotsAround), float64((plot-1)%plotsAround)
	at := func(up, right float64) meeting.Point {
		return meeting.PointAt(min(90, (row+up)/plotsPerDegree-90), (column+right)/plotsPerDegree-180)
	}
	middle = at(.5, .5)
	for _, corner := range []meeting.Point{at(0, 0), at(0, 1), at(1, 0), at(1, 1)} {
		reach = max(reach, middle.Chord2(corner))
	}
	return middle, chordReach(reach)
}

// settle puts what the transaction wrote of meetings into the search's indexes.
func settle(ctx context.Context, tx *sql.Tx) error {
	var any bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM meeting_unread)`).Scan(&any); err != nil || !any {
		return err
	}
	plots, err := collect(ctx, tx, scanOne[int64], `SELECT DISTINCT doc >> ?1 FROM meeting_unread WHERE doc >> ?1 > 0`, serialBits+dayBits)
	if err != nil {
		return err
	}
	e := sqliteEngine{}
	for _, plot := range plots {
		if err := e.keepPlot(ctx, tx, plot); err != nil {
			return err
		}
	}
	return e.read(ctx, tx)
}

// mostTidied bounds what tidy does at a time, of which each step gives way to
// whoever waits to write.
const mostTidied = 50

// tidy puts the indexes in order after many transactions.
func (db *DB) tidy(ctx context.Context) error {
	more := true
	for n := 0; more && n < mostTidied; n++ {
		err := db.write(ctx, db.quick, func(tx *sql.Tx) (err error) {
			more, err = sqliteEngine{}.tidy(ctx, tx)
			return err
		})
		if err != nil {
			return fmt.Errorf("tidy the index of words: %w", err)
		}
	}
	return nil
}

// serials names the watermark of the last serial that was given.
const serials = "serial"

func lastSerial(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	return n, some(tx.QueryRowContext(ctx, `SELECT at FROM watermark WHERE name = ?1`, serials).Scan(&n))
}
