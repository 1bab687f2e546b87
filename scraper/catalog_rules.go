package scraper

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
	"golang.org/x/text/language"

	"openchair/meeting"
)

// ValidateSource says what is wrong with a source that no file names, as one
// given on a command line. It need not say when it is due.
func ValidateSource(s meeting.Source) error {
	if s.Cron == "" {
		s.Cron = spreadCron(s.ID)
	}
	return errors.Join(faultsOfSource(s)...)
}

func faultsOfProgram(p meeting.Program) []error {
	var faults []error
	if p.Name == "" {
		faults = append(faults, errors.New("name is missing: give the program's whole name"))
	}
	if p.URL != "" {
		faults = appendFault(faults, faultOfURL(p.URL))
	}
	for _, tag := range p.Tags {
		if !slices.Contains(meeting.ProgramTags, tag) {
			faults = append(faults, fmt.Errorf("tag %q is not known: use one of %s", tag, strings.Join(meeting.ProgramTags, ", ")))
		}
	}
	return appendFault(faults, neverListed(p.ID, p.Name, p.ShortName, p.URL))
}

func faultsOfSource(s meeting.Source) []error {
	var faults []error
	if s.Program == "" {
		faults = append(faults, errors.New("program is missing: name the program whose meetings it lists"))
	}
	if s.Format == "" {
		faults = append(faults, fmt.Errorf("format is missing: use one of %s", strings.Join(FormatNames(), ", ")))
	} else if f, err := FormatByName(s.Format); err != nil {
		faults = append(faults, err)
	} else {
		faults = append(faults, faultsOfOptions(s, f)...)
	}
	for _, err := range []error{
		faultOfSourceURL(s), faultOfZone(s.Zone), faultOfCountry(s.Country), faultOfLanguage(s.Language), faultOfCron(s.Cron),
		neverListed(s.ID, s.Program, s.Name, s.URL),
	} {
		faults = appendFault(faults, err)
	}
	return faults
}

// faultsOfOptions refuses what the format alone understands, and does not.
func faultsOfOptions(s meeting.Source, f Format) []error {
	var faults []error
	for _, key := range slices.Sorted(maps.Keys(s.Options)) {
		if !slices.Contains(f.Options, key) {
			known := cmp.Or(strings.Join(f.Options, ", "), "none")
			faults = append(faults, fmt.Errorf("option %q is not known to format %s: it knows %s", key, f.Name, known))
		}
	}
	if faultOfSourceURL(s) == nil {
		_, err := f.Start(s)
		faults = appendFault(faults, err)
	}
	return faults
}

func appendFault(faults []error, err error) []error {
	if err == nil {
		return faults
	}
	return append(faults, err)
}

// faultOfSourceURL: what is kept by hand needs no address.
func faultOfSourceURL(s meeting.Source) error {
	if f, err := FormatByName(s.Format); err == nil && f.Given != nil && s.URL == "" {
		return nil
	}
	return faultOfURL(s.URL)
}

func faultOfURL(s string) error {
	if s == "" {
		return errors.New("url is missing: give the address to read, with http:// or https://")
	}
	u, err := url.Parse(s)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "":
		return fmt.Errorf("url %q is not an address of the web: write http:// or https:// and a host", s)
	case u.User != nil:
		return fmt.Errorf("url of %s holds a name or password: leave it out", u.Hostname())
	}
	return nil
}

// faultOfZone refuses what is no place: an abbreviation such as "EST" is a
// fixed offset, wrong for half the year.
func faultOfZone(z string) error {
	if z == "" {
		return errors.New("zone is missing: give the one where most meetings are, as America/New_York")
	}
	fixed := !strings.Contains(z, "/") || strings.HasPrefix(z, "Etc/")
	if fixed && z != "UTC" && z != "Etc/UTC" {
		return fmt.Errorf("zone %q is no place: use a name such as America/New_York", z)
	}
	if _, err := meeting.Zone(z); err != nil {
		return err
	}
	return nil
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

func faultOfCountry(c string) error {
	if c != "" && !countryCode.MatchString(c) {
		return fmt.Errorf("country %q is not a code of ISO 3166-1: use two capital letters, as US", c)
	}
	return nil
}

func faultOfLanguage(l string) error {
	if l == "" {
		return nil
	}
	if _, err := language.Parse(l); err != nil {
		return fmt.Errorf("language %q is not a code of BCP 47: use one such as en or pt-BR", l)
	}
	return nil
}

// faultOfCron refuses what the parser would take, or fail on, in ways nobody
// means: zones (cron runs in UTC), bare intervals, and days that never come.
func faultOfCron(spec string) (fault error) {
	const remedy = `use five fields in UTC, as "17 */6 * * *"`
	defer func() {
		if p := recover(); p != nil {
			fault = fmt.Errorf("cron %q can't be read: %s", spec, remedy)
		}
	}()
	up := strings.ToUpper(strings.TrimSpace(spec))
	switch {
	case strings.Contains(up, "TZ="):
		return fmt.Errorf("cron %q names a zone, but cron runs in UTC: %s", spec, remedy)
	case strings.HasPrefix(up, "@EVERY"):
		return fmt.Errorf("cron %q is an interval, which begins anew at each start: %s", spec, remedy)
	}
	s, err := cron.ParseStandard(spec)
	if err != nil {
		return fmt.Errorf("cron %q can't be read (%w): %s", spec, err, remedy)
	}
	if s.Next(time.Unix(0, 0).UTC()).IsZero() {
		return fmt.Errorf("cron %q names a day that never comes: %s", spec, remedy)
	}
	return nil
}

// spreadCron is every six hours, at a minute and hour that the id decides, so
// that sources are not all asked on the hour.
func spreadCron(id string) string {
	h := fnv.New32a()
	h.Write([]byte(id))
	n := h.Sum32()
	return fmt.Sprintf("%d %d-23/6 * * *", n%60, n/60%6)
}
