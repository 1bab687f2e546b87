package meeting

import "testing"

func TestWhatEarlierLettersTold(t *testing.T) {
	l := Letter{Since: 41}
	for _, c := range []struct {
		name   string
		before []EarlierLetter
		after  int64
		waits  bool
	}{
		{"no letter before", nil, 41, false},
		{"one that told less", []EarlierLetter{{Since: 20, Upto: 30}}, 41, false},
		{"one that told a change already", []EarlierLetter{{Since: 40, Upto: 42}}, 42, false},
		{"one that may have left and is tried again", []EarlierLetter{{Since: 40, Upto: 42, Waiting: true}}, 42, false},
		{"one that may have left and is under way", []EarlierLetter{{Since: 40, Upto: 42, Waiting: true, Leased: true}}, 42, true},
		{"one that is still to leave", []EarlierLetter{{Since: 40, Waiting: true}}, 41, true},
		{"one that came to nothing", []EarlierLetter{{Since: 40}}, 41, false},
		{"one that came too late: its changes fall to this", []EarlierLetter{{Since: 39, Expired: true}, {Since: 40}}, 39, false},
		{"one that came too late before one that told all", []EarlierLetter{{Since: 39, Expired: true}, {Since: 40, Upto: 41}}, 41, false},
		{"one that may have left and came too late then", []EarlierLetter{{Since: 39, Upto: 40, Expired: true}}, 41, false},
	} {
		if after, waits := ToldBefore(l, c.before); after != c.after || waits != c.waits {
			t.Errorf("%s: after %d, waits %v; want %d, %v", c.name, after, waits, c.after, c.waits)
		}
	}
}
