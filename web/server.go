package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"openchair/meeting"
)

// Config is what the web needs of the rest of the house. All but Until, LettersOff
// and Version must be set.
type Config struct {
	// PublicURL is what absolute addresses are made of: scheme and host, no path.
	PublicURL string
	Store     Store
	Keys      Keys
	// Render writes a calendar's feed.
	Render func(meeting.Calendar, []meeting.Meeting) ([]byte, error)
	// Until is when what Render wrote now grows old by itself; zero or nil = never.
	Until    func(c meeting.Calendar, ms []meeting.Meeting, now time.Time) time.Time
	Lists    OpenLists
	Programs []meeting.Program
	Sources  []meeting.Source
	// LettersOff: none can be sent, for the key that seals addresses can't be used.
	// Which file is wrong, and how, is for whoever runs the daemon.
	LettersOff bool
	// MailOff says why none can be sent by e-mail, to stand after a colon; empty =
	// they can.
	MailOff string
	// Targets says by channel, of those beside mail that are open, why an address
	// can't be one: with a *guard.RefusedError where it leads into a private network.
	Targets map[meeting.Channel]func(ctx context.Context, address string) error
	// PushKey is the public key that browsers subscribe with (RFC 8292), in
	// base64url; empty = notes are not pushed to browsers.
	PushKey string
	// Tiles are drawn beneath maps; none unless the operator names a server.
	Tiles   Tiles
	Log     *slog.Logger
	Now     func() time.Time
	Version string
	// Schedule tells of a cron line the longest pause and its next tick.
	Schedule func(spec string, from time.Time) (interval time.Duration, next time.Time)
	// Mask takes contacts of people out of what visitors and volunteers write.
	Mask func(string) string
	// Changed is told of a run that a volunteer accepted. Nil: nobody asks.
	Changed func(meeting.Run)
	// Metrics answers /metrics, and Count counts an answer by its route. Nil:
	// nobody counts.
	Metrics http.Handler
	Count   func(route, method string, status int, took time.Duration)
}

// site is a Config ready to answer in one language.
type site struct {
	Config
	kept      *keptFeeds
	polled    *polled
	base      *url.URL // of PublicURL
	words     *meeting.Words
	text      *phrases
	prefix    string // what its paths begin with: "" or "/es"
	pages     *pages
	programs  map[string]meeting.Program
	sources   map[string]meeting.Source
	enabled   int               // sources that are collected
	offered   []meeting.Program // those they list, which the find page offers
	tags      []string          // what a person chooses by, of offered programs
	spoken    options           // languages of meetings, in the order of their words
	policy    string            // of the find page
	helplines []helpline
}

// Site is the handler of the whole site.
type Site struct {
	http.Handler
	polled *polled
}

// Close keeps what is gathered to be kept: to be called once nothing is
// answered any more, and before the store is closed.
func (s *Site) Close() { s.polled.flush() }

// New returns the whole site. It errs where cfg can't work.
func New(cfg Config) (*Site, error) {
	base, err := parseBase(cfg.PublicURL)
	if err != nil {
		return nil, err
	}
	if cfg.Store == nil || cfg.Keys == nil || cfg.Render == nil || cfg.Lists == nil || cfg.Log == nil || cfg.Now == nil {
		return nil, errors.New("web: Store, Keys, Render, Lists, Log and Now must all be given")
	}
	cfg.PublicURL = strings.TrimSuffix(cfg.PublicURL, "/")
	cfg.MailOff = strings.TrimRight(cfg.MailOff, ". ")
	s := &site{
		Config: cfg, base: base,
		programs: map[string]meeting.Program{}, sources: map[string]meeting.Source{},
	}
	for _, p := range cfg.Programs {
		s.programs[p.ID] = p
	}
	for _, src := range cfg.Sources {
		s.sources[src.ID] = src
	}
	s.offer()
	if s.policy, err = findPolicy(cfg.Tiles); err != nil {
		return nil, err
	}
	if s.helplines, err = readHelplines(helplineFile); err != nil {
		return nil, err
	}
	if s.pages, err = parsePages(); err != nil {
		return nil, err
	}
	s.kept, s.polled = newKeptFeeds(s.Store, mostKept), &polled{keep: s.Store.Polled, log: s.Log}
	handler, err := s.inLanguages()
	if err != nil {
		return nil, err
	}
	return &Site{handler, s.polled}, nil
}

// to makes a path of this site one of its language.
func (s *site) to(path string) string { return s.prefix + path }

func (s *site) inLanguages() (http.Handler, error) {
	first, err := s.in(tongues[0]).handler()
	all := &byLanguage{first: first, others: map[string]http.Handler{}}
	for _, t := range tongues[1:] {
		if err == nil {
			all.others[meeting.LanguagePath(t.Lang)], err = s.in(t).handler()
		}
	}
	return all, err
}

func parseBase(public string) (*url.URL, error) {
	u, err := url.Parse(public)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("web: public URL %q: want scheme and host only, as https://meetings.example.org", public)
	}
	return u, nil
}

// pageRoutes are what people see, in every language.
func (s *site) pageRoutes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /{$}":                          s.home,
		"GET /find":                         s.find,
		"POST /calendars":                   s.makeCalendar,
		"GET /my/{manage}":                  s.my,
		"GET /my/{manage}/find":             s.findMore,
		"GET /my/{manage}/{$}":              s.toMy,
		"GET /my/{manage}/week":             s.weekSheetPage,
		"GET /my/{manage}/week.txt":         s.weekText,
		"POST /my/{manage}/meetings":        s.changeMeetings,
		"POST /my/{manage}/reminders":       s.wishByForm,
		"POST /my/{manage}/settings":        s.changeSettings,
		"GET /my/{manage}/titles":           s.titles,
		"POST /my/{manage}/titles":          s.changeTitles,
		"POST /my/{manage}/searches":        s.addSearch,
		"POST /my/{manage}/searches/drop":   s.dropSearch,
		"POST /my/{manage}/panic":           s.panicByForm,
		"POST /my/{manage}/rotate":          s.rotateByForm,
		"POST /my/{manage}/delete":          s.deleteByForm,
		"GET /my/{manage}/all.json":         s.download,
		"GET /status":                       s.statusList,
		"GET /status/{source}":              s.statusSource,
		"GET /status/meetings/{id}":         s.statusMeeting,
		"POST /status/meetings/{id}/verify": s.act(s.verifyMeeting),
		"GET /runs/{run}":                   s.statusRun,
		"POST /runs/{run}/accept":           s.act(s.acceptRun),
		"POST /runs/{run}/reject":           s.act(s.rejectRun),
		"GET /volunteers":                   s.volunteers,
		"POST /volunteers/sign-in":          s.signIn,
		"POST /volunteers/sign-out":         s.signOut,
		"POST /reports/{report}/close":      s.act(s.closeReport),
		"GET /meetings/{id}/report":         s.askReport,
		"POST /meetings/{id}/report":        s.report,
		"GET /meetings/{file}":              s.aMeeting,
		"GET /programs":                     s.programsList,
		"GET /my":                           s.howTo,
		"GET /privacy":                      s.privacy,
		"GET /about":                        s.aboutSite,
		"GET /api":                          s.apiPage,
		"GET /manifest.webmanifest":         s.manifest,
		"GET /search.ics":                   s.searchFile,
		"GET /confirm/{token}":              s.askConfirm,
		"POST /confirm/{token}":             s.confirm,
		"GET /letters/{token}":              s.letters,
		"POST /letters/{token}":             s.changeLetters,
		"POST /letters/{token}/stop":        s.stopAll,
		"GET /stop-one/{token}/{meeting}":   s.askStopOne,
		"POST /stop-one/{token}/{meeting}":  s.stopOne,
		"GET /stop/{token}":                 s.askStop,
		"POST " + stopPath:                  s.stop,
	}
}

// answers reports whether a page has a route: what is not built in is not
// linked to.
func (s *site) answers(pattern string) bool {
	_, ok := s.pageRoutes()[pattern]
	return ok
}

// plainRoutes are what programs read; they have no language.
func (s *site) plainRoutes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /c/{file}":                             s.feed,
		"GET /api/openapi.json":                     apiDocument,
		"GET /api/v1/meetings":                      s.apiMeetings,
		"GET /api/v1/meetings/{id}":                 s.apiMeeting,
		"GET /api/v1/programs":                      s.apiPrograms,
		"GET /api/v1/sources":                       s.apiSources,
		"POST /api/v1/calendars":                    s.apiMakeCalendar,
		"POST /api/v1/calendars/{manage}/reminders": s.apiWish,
		"GET /meetings.json":                        s.guideList,
		"GET /programs/{id}/meetings.json":          s.guideListOf,
		"GET /meetings.csv":                         s.sheetList,
		"GET /client_interface/json/{$}":            s.bmlt,
		"GET /client_interface/jsonp/{$}":           s.bmltScript,
		"GET /api/v1/calendars/{manage}":            s.apiCalendar,
		"PATCH /api/v1/calendars/{manage}":          s.apiEditCalendar,
		"DELETE /api/v1/calendars/{manage}":         s.apiDeleteCalendar,
		"POST /api/v1/calendars/{manage}/rotate":    s.apiRotate,
		"POST /api/v1/calendars/{manage}/panic":     s.apiPanic,
		"GET /status.json":                          s.statusData,
		"GET /changes.atom":                         s.changesAtom,
		"GET /health":                               s.health,
		"GET /robots.txt":                           robots,
		"GET /favicon.svg":                          favicon,
		"GET /favicon.ico":                          favicon,
		"GET /style.css":                            versioned("text/css", styleSheet),
		"GET /status.css":                           versioned("text/css", statusSheet),
		"GET /find.css":                             versioned("text/css", findSheet),
		"GET /find.js":                              versioned("text/javascript", findScript),
		"GET /zone.js":                              versioned("text/javascript", zoneScript),
		"GET /push.js":                              versioned("text/javascript", pushScript),
		"GET /my.js":                                versioned("text/javascript", myScript),
		"GET /week.css":                             versioned("text/css", weekSheet),
		"GET /icon.png":                             icon,
		"GET /sw.js":                                worker,
	}
}

func (s *site) routes() *http.ServeMux {
	mux := http.NewServeMux()
	all := s.pageRoutes()
	if s.prefix == "" {
		maps.Copy(all, s.plainRoutes())
		maps.Copy(all, s.reminderRoutes())
	}
	for pattern, h := range all {
		mux.HandleFunc(pattern, h)
	}
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics)
	}
	return mux
}

// handler wraps the routes, outermost first: log, recover, headers, origin.
func (s *site) handler() (http.Handler, error) {
	mux := s.routes()
	guarded, err := s.sameOrigin(s.friendly(mux))
	if err != nil {
		return nil, err
	}
	return s.logged(s.recovered(s.feedsFirst(withHeaders(guarded)))), nil
}

// offer finds the programs that a collected source lists: offering others
// would lead people to empty pages.
func (s *site) offer() {
	listed := map[string]bool{}
	for _, src := range s.Sources {
		if src.Enabled {
			s.enabled++
			listed[src.Program] = true
		}
	}
	for _, p := range s.Programs {
		if listed[p.ID] {
			s.offered = append(s.offered, p)
		}
	}
	s.tags = tagsOf(s.offered)
}

// tagsOf lists every tag once, in the order programs name them.
func tagsOf(programs []meeting.Program) []string {
	var tags []string
	for _, p := range programs {
		tags = append(tags, p.Tags...)
	}
	return unique(tags)
}
