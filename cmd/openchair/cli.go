package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/alecthomas/kong"

	"openchair/scraper"
)

// cli is the whole command line. Every flag can also stand in the --config
// file under its own name, and in the environment as OPENCHAIR_….
type cli struct {
	globals

	Serve       serveCmd       `cmd:"" help:"Run the daemon: collect on schedule, answer on the web, send letters."`
	Collect     collectCmd     `cmd:"" help:"Collect sources once, now."`
	Meetings    meetingsCmd    `cmd:"" help:"List the meetings that are known."`
	Occurrences occurrencesCmd `cmd:"" help:"List when meetings are held in a stretch of time."`
	SourceList  sourcesCmd     `cmd:"" name:"sources" help:"List the catalogue's sources and their health."`
	Check       checkCmd       `cmd:"" help:"Read a source without storing anything: each listing, how it was read, what was not understood."`
	Discover    discoverCmd    `cmd:"" help:"Look on a site for its list of meetings, and print a source table ready to save."`
	Accept      acceptCmd      `cmd:"" help:"Apply what a quarantined run read, because you have seen that it is right."`
	Reject      rejectCmd      `cmd:"" help:"Drop what a quarantined run read; what was known stays."`
	Switch      switchCmd      `cmd:"" help:"Switch a source on or off, whatever the catalogue says; a running daemon heeds it at once."`
	Verify      verifyCmd      `cmd:"" help:"Say that you have made sure of a meeting: the page tells that a person confirmed it."`
	Close       closeCmd       `cmd:"" help:"Mark all meetings of a place as not held from one day to another."`
	Reopen      reopenCmd      `cmd:"" help:"Take a closure back."`
	Closures    closuresCmd    `cmd:"" help:"List which places are closed when."`
	Volunteer   volunteerCmd   `cmd:"" help:"Say who may decide about runs and meetings."`
	Split       splitCmd       `cmd:"" help:"Say that two listings found to be one meeting are two."`
	Join        joinCmd        `cmd:"" help:"Take a split back."`
	Phrase      phraseCmd      `cmd:"" help:"Show how a written time is read: in words, as RRULE, with the next three dates."`
	Demo        demoCmd        `cmd:"" help:"See the whole product in a minute, without a network."`
	Mail        mailCmd        `cmd:"" help:"Try whether letters leave and arrive."`
	Key         keyCmd         `cmd:"" help:"Replace the key that seals addresses."`
	Outbox      outboxCmd      `cmd:"" help:"Show the letters that wait: how many, how late, and what became of the others."`
	Backup      backupCmd      `cmd:"" help:"Copy the database to a file, beside a running daemon."`
	Health      healthCmd      `cmd:"" help:"Ask the running daemon whether it is well."`
	ZoneAt      zoneAtCmd      `cmd:"" hidden:"" help:"Answer points with zones; what a collecting process starts for itself."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

// globals are the flags every command understands.
type globals struct {
	Config       kong.ConfigFlag `placeholder:"FILE" env:"OPENCHAIR_CONFIG" help:"Read global flags from a TOML file."`
	DB           string          `name:"db" default:"openchair.db" placeholder:"PATH" env:"OPENCHAIR_DB" help:"Database file (default ${default})."`
	SourcesDir   string          `name:"sources" placeholder:"DIR" env:"OPENCHAIR_SOURCES" help:"Directory of *.toml files that add to and override the built-in catalogue."`
	NoCatalog    bool            `env:"OPENCHAIR_NO_CATALOG" help:"Leave the built-in sources out."`
	AllowPrivate bool            `env:"OPENCHAIR_ALLOW_PRIVATE" help:"Allow sources on loopback and private addresses."`
	Listen       string          `default:"127.0.0.1:8080" placeholder:"ADDR" env:"OPENCHAIR_LISTEN" help:"Address the web answers on (default ${default})."`
	PublicURL    string          `name:"public-url" placeholder:"URL" env:"OPENCHAIR_PUBLIC_URL" help:"What addresses are built from (default http://LISTEN)."`
	MapTiles     string          `placeholder:"URL" env:"OPENCHAIR_MAP_TILES" help:"Server of tiles beneath maps, https://HOST/{z}/{x}/{y}.png. It learns where people look: without one maps have no streets and nobody is asked."`
	MapCredit    string          `placeholder:"WORDS" env:"OPENCHAIR_MAP_CREDIT" help:"Who made the tiles, as their licence asks."`
	KeyFile      string          `placeholder:"FILE" env:"OPENCHAIR_KEY_FILE" help:"Key that seals e-mail addresses; made at first start (default: the database's path with .key)."`
	MailDir      string          `placeholder:"DIR" env:"OPENCHAIR_MAIL_DIR" help:"Write letters as .eml files into a directory instead of sending them."`
	SenderName   string          `default:"Group reminder" placeholder:"NAME" env:"OPENCHAIR_SENDER_NAME" help:"Name letters come from (default ${default})."`
	DKIMDomain   string          `name:"dkim-domain" placeholder:"DOMAIN" env:"OPENCHAIR_DKIM_DOMAIN" help:"Domain that signs letters (default: the sender's); the key comes from OPENCHAIR_DKIM_KEY_FILE."`
	DKIMSelector string          `name:"dkim-selector" default:"openchair" placeholder:"NAME" env:"OPENCHAIR_DKIM_SELECTOR" help:"Where in DNS the signing key is: NAME._domainkey.DOMAIN (default ${default})."`
	BounceMail   string          `placeholder:"ADDRESS" env:"OPENCHAIR_BOUNCE_MAIL" help:"Address whose mail --bounce-listen or --bounce-box gets; each letter is sent from ADDRESS with a +TOKEN of its own (default: the sender's)."`
	BounceListen string          `placeholder:"ADDR" env:"OPENCHAIR_BOUNCE_LISTEN" help:"Take bounces by SMTP on HOST:PORT, or by LMTP on lmtp:HOST:PORT or lmtp:/PATH."`
	BounceBox    string          `placeholder:"PATH" env:"OPENCHAIR_BOUNCE_BOX" help:"Take bounces from a Maildir or an mbox file, which is emptied."`
	Contact      string          `placeholder:"ADDRESS" env:"OPENCHAIR_CONTACT" help:"Address or page where sources can reach the operator; stands in the user agent."`
	OptOut       string          `placeholder:"FILE" env:"OPENCHAIR_OPT_OUT" help:"Hosts that asked not to be read, one a line, besides those known already; read anew when it changes."`
	Delay        time.Duration   `default:"500ms" env:"OPENCHAIR_DELAY" help:"Pause between two requests to one host (default ${default})."`
	FetchTimeout time.Duration   `default:"60s" env:"OPENCHAIR_FETCH_TIMEOUT" help:"Longest one request may take (default ${default})."`
	Workers      int             `default:"4" env:"OPENCHAIR_WORKERS" help:"Sources collected at the same time (default ${default})."`
	AlertMail    string          `placeholder:"ADDRESS" env:"OPENCHAIR_ALERT_MAIL" help:"Tell this address when a source gets into trouble, and when it is over."`
	LogLevel     string          `default:"info" enum:"debug,info,warn,error" env:"OPENCHAIR_LOG_LEVEL" help:"debug, info, warn or error (default ${default})."`

	optOut *scraper.OptOut // read by settle
}

// usageError is a command line that can't be carried out as it stands.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// run parses args, carries out one command and returns the exit code.
func run(ctx context.Context, args []string, std streams) int {
	err := execute(ctx, args, std)
	var usage usageError
	var parse *kong.ParseError
	var exit exitNow
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &exit):
		return int(exit)
	case errors.As(err, &usage), errors.As(err, &parse):
		fmt.Fprintf(std.err, "openchair: %v\nTry: openchair --help\n", err)
		return exitUsage
	case errors.Is(err, errSaid):
		return exitFailed
	}
	fmt.Fprintf(std.err, "openchair: %v\n", err)
	return exitFailed
}

// errSaid ends a command with exit code 1 whose output has said why already.
var errSaid = errors.New("failed")

// exitNow is how kong's --help ends the parse without ending the process.
type exitNow int

func (exitNow) Error() string { return "exit" }

func execute(ctx context.Context, args []string, std streams) (err error) {
	defer func() {
		if code, ok := recover().(exitNow); ok {
			err = code
		}
	}()
	var c cli
	parser, err := newParser(&c, std.out, std.err)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return usageError{err}
	}
	if err := c.globals.settle(); err != nil {
		return usageError{err}
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(&c.globals, std)
}

func newParser(c *cli, out, errs io.Writer) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("openchair"),
		kong.Description("Openchair knows when and where the next meeting is, in every mutual-help program, and tells the people who chose it."),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { panic(exitNow(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Configuration(readConfig),
	)
}
