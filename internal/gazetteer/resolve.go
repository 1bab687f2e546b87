package gazetteer

import (
	"context"

	"openchair/meeting"
)

// Resolve returns the places that a text may mean, the likeliest first: those
// shipped, and where they say nothing sure, those that listings tell of.
func Resolve(ctx context.Context, told func(context.Context, string) ([]meeting.Spot, error), text, country string) ([]meeting.Spot, error) {
	for _, exact := range []bool{true, false} {
		if found := find(text, country, exact); len(found) > 0 {
			return found, nil
		}
		if !exact {
			break
		}
		for _, r := range readings(text) {
			spots, err := told(ctx, r.name)
			if err != nil {
				return nil, err
			}
			if spots = r.keep(spots); len(spots) > 0 {
				return spots, nil
			}
		}
	}
	return nil, nil
}
