package scraper

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"openchair/meeting"
)

// readerVersion grows when normalising changes what it makes of the same
// listing, so that unchanged pages are read anew.
const readerVersion = 11

// Fingerprint stands for everything that decides how a source's pages become
// meetings. Validators and digests remembered under another one don't count.
// The season is one of these: which year a date without one is in depends on
// the day it is read.
func Fingerprint(src meeting.Source, f Format, now time.Time) string {
	season := fmt.Sprint(now.UTC().Year(), " ", (now.UTC().Month()-1)/3)
	b, err := json.Marshal([]any{
		readerVersion, f.Name, f.Version, src.URL, src.Program, src.Zone, src.Country, src.Language, src.Options, src.Gathers, season,
	})
	if err != nil {
		return "" // an option that can't be written is never trusted
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
