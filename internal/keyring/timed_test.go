package keyring

import (
	"strings"
	"testing"
	"time"
)

func TestTimedTokenHoldsForItsPurposeAndTime(t *testing.T) {
	now := time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)
	old := mustParse(t, hexKey(1))
	both := mustParse(t, hexKey(2)+"\n"+hexKey(1))
	token := old.Timed(Bounce, 7, now.Add(48*time.Hour))
	if len(token) > 48 || token != strings.ToLower(token) {
		t.Errorf("%s does not fit an address", token)
	}
	for name, c := range map[string]struct {
		ring    *Ring
		purpose string
		token   string
		at      time.Time
		want    bool
	}{
		"as made":            {old, Bounce, token, now, true},
		"by an older key":    {both, Bounce, token, now.Add(47 * time.Hour), true},
		"in capitals":        {old, Bounce, strings.ToUpper(token), now, true},
		"too late":           {old, Bounce, token, now.Add(48 * time.Hour), false},
		"for something else": {old, Stop, token, now, false},
		"by a strange key":   {mustParse(t, hexKey(3)), Bounce, token, now, false},
		"cut":                {old, Bounce, token[1:], now, false},
		"empty":              {old, Bounce, "", now, false},
		"of another id":      {old, Bounce, "a" + token[1:], now, token[0] == 'a'},
	} {
		if id, ok := c.ring.CheckTimed(c.purpose, c.token, c.at); ok != c.want || ok && id != 7 {
			t.Errorf("%s: %d, %v", name, id, ok)
		}
	}
}

func FuzzCheckTimed(f *testing.F) {
	now := time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)
	r := mustParse(f, hexKey(1))
	f.Add(r.Timed(Bounce, 1, now.Add(time.Hour)))
	f.Add(strings.Repeat("a", 39))
	f.Fuzz(func(t *testing.T, token string) {
		if id, ok := r.CheckTimed(Bounce, token, now); ok && id != 1 {
			t.Errorf("%q was taken for %d", token, id)
		}
	})
}

func TestTokenAboutOneThingHoldsForNoOther(t *testing.T) {
	r := mustParse(t, hexKey(1))
	token := r.Token(About(StopOne, "m1"), 7)
	if id, ok := r.Check(About(StopOne, "m1"), token); !ok || id != 7 {
		t.Errorf("%d, %v", id, ok)
	}
	for _, purpose := range []string{StopOne, About(StopOne, "m2"), Stop} {
		if _, ok := r.Check(purpose, token); ok {
			t.Errorf("it holds for %q", purpose)
		}
	}
}
