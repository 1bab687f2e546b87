package meeting

import (
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	was := func(ns ...int) Memory { return Memory{Stored: ns} }
	for _, c := range []struct {
		name   string
		m      Memory
		listed int
		want   Class
	}{
		{"a first run", Memory{}, 3, OK},
		{"a first run without rows", Memory{}, 0, Empty},
		{"no rows any more", was(100), 0, Empty},
		{"exactly half is no shrinking, but losing fifty is", was(100), 50, Shrunk},
		{"exactly half of few", was(20), 10, OK},
		{"below half of few", was(20), 9, Shrunk},
		{"one of two", was(2), 1, OK},
		{"one of three", was(3), 1, Shrunk},
		{"exactly a fifth", was(100), 80, OK},
		{"more than a fifth", was(100), 79, Shrunk},
		{"more than a fifth, but only ten", was(40), 30, OK},
		{"more than ten, but only a fifth", was(55), 44, OK},
		{"eleven and more than a fifth", was(54), 43, Shrunk},
		{"growth", was(100), 1000, OK},
		{"the median, not the last", was(10, 100, 100, 100, 10), 60, Shrunk},
		{"the median of few, not the greatest", was(10, 10, 1000), 9, OK},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, why := Judge(c.m, c.listed, Fill{})
			if got != c.want || (why == "") != (got == OK) {
				t.Errorf("got %s (%s), want %s", got, why, c.want)
			}
		})
	}
}

func TestJudgeSeesAFieldVanish(t *testing.T) {
	for _, c := range []struct {
		name                             string
		before, listedBefore, now, lists int
		want                             Class
	}{
		{"the same", 70, 100, 70, 100, OK},
		{"nineteen points", 70, 100, 51, 100, OK},
		{"exactly twenty points", 70, 100, 50, 100, Drifted}, // 0.7 - 0.5 is less than 0.2 in floating point
		{"all of it", 100, 100, 0, 100, Drifted},
		{"four listings", 10, 10, 6, 10, OK},
		{"five listings", 10, 10, 5, 10, Drifted},
		{"a greater list filled as before", 50, 100, 100, 200, OK},
		{"a greater list filled less", 100, 100, 100, 200, Drifted},
		{"more than before", 10, 100, 100, 100, OK},
		{"nothing known of before", 0, 0, 0, 100, OK},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, set := range []func(*Fill, int){
				func(f *Fill, n int) { f.Time = n }, func(f *Fill, n int) { f.Place = n },
				func(f *Fill, n int) { f.Point = n }, func(f *Fill, n int) { f.Join = n },
				func(f *Fill, n int) { f.Types = n },
			} {
				var before, now Fill
				set(&before, c.before)
				set(&now, c.now)
				got, why := Judge(Memory{Fills: []Fill{before}, Stored: []int{c.listedBefore}}, c.lists, now)
				if got != c.want {
					t.Errorf("field %d: got %s (%s), want %s", i, got, why, c.want)
				}
				if got == Drifted && !strings.Contains(why, "stays until a volunteer looks") {
					t.Errorf("%q does not say what was kept", why)
				}
			}
		})
	}
}

func TestAnOddRunIsNoMeasureOfFill(t *testing.T) {
	m := Memory{Stored: []int{100, 100, 100, 50, 100}, Fills: []Fill{{Time: 60}, {Time: 90}, {Time: 95}, {Time: 45}, {Time: 100}}}
	for now, want := range map[int]Class{71: OK, 70: Drifted, 60: Drifted} {
		if got, why := Judge(m, 100, Fill{Time: now}); got != want {
			t.Errorf("%d of 100 where 90 are usual: %s %s, want %s", now, got, why, want)
		}
	}
}

func TestADeclineOverSeveralRunsIsSeen(t *testing.T) {
	m := Memory{}
	for now := 100; ; now -= 6 {
		class, _ := Judge(m, 100, Fill{Time: now})
		if class == Drifted {
			return
		}
		if now < 60 {
			t.Fatalf("only %d of 100 have a time, and nobody was asked", now)
		}
		m.Stored, m.Fills = append([]int{100}, m.Stored...), append([]Fill{{Time: now}}, m.Fills...)
		m.Stored, m.Fills = m.Stored[:min(8, len(m.Stored))], m.Fills[:min(8, len(m.Fills))]
	}
}
