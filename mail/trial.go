package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"slices"
	"strings"
	"time"
)

// Resolver asks DNS for text records; net.Resolver is one.
type Resolver interface {
	LookupTXT(ctx context.Context, name string) ([]string, error)
}

// Trial proves a configuration: each step is told as it is taken.
type Trial struct {
	Transport Transport
	Sender    Sender
	Resolver  Resolver
	Language  string
	// Tell is given each step: whether it is well, and what was found or what
	// to do.
	Tell func(well bool, words string)
}

// dnsTimeout bounds one question.
const dnsTimeout = 10 * time.Second

// Run looks at what receivers look at, and sends one letter. Hints do not make
// it err: only a letter that was not taken does.
func (t *Trial) Run(ctx context.Context, to string) error {
	reader, ok := readable(to)
	if !ok {
		return fmt.Errorf("%q is not an address that letters can be sent to", to)
	}
	domain := t.Sender.domain()
	t.Tell(true, "letters come from "+(&netmail.Address{Name: t.Sender.From.Name, Address: t.Sender.From.Address}).String())
	if err := t.reach(ctx); err != nil {
		return err
	}
	t.spf(ctx, domain)
	t.dkim(ctx, domain)
	t.dmarc(ctx, domain)
	return t.letter(ctx, reader)
}

// reacher is a transport that can be tried without a letter.
type reacher interface {
	// reach returns what was found, in words, also beside an error; none where
	// there is nobody to reach.
	reach(ctx context.Context) (found string, err error)
}

func (t *Trial) reach(ctx context.Context) error {
	r, ok := t.Transport.(reacher)
	if !ok {
		return nil
	}
	found, err := r.reach(ctx)
	if found != "" {
		t.Tell(err == nil, found)
	}
	return err
}

// reach connects, and keeps the connection for the letter.
func (s *SMTP) reach(ctx context.Context) (found string, err error) {
	c, err := s.connect(ctx)
	var failed *SendError
	switch {
	case errors.As(err, &failed) && failed.Refused && failed.stage == atAuth:
		return fmt.Sprintf("%s refuses our user or password: %s", s.server, failed.Why), err
	case err != nil:
		return fmt.Sprintf("%s can't be used: %s", s.server, bare(err)), err
	}
	found = fmt.Sprintf("%s answers", s.server)
	if _, secure := c.smtp.TLSConnectionState(); secure {
		found += ", encrypted"
	}
	if s.server.user != "" {
		found += ", and takes our user and password"
	}
	s.keep(c)
	return found, nil
}

// bare is what an error says, without what all of them begin with.
func bare(err error) string {
	var failed *SendError
	if errors.As(err, &failed) {
		return failed.Why
	}
	return err.Error()
}

func (t *Trial) letter(ctx context.Context, to netmail.Address) error {
	tongue := tongueFor(t.Language)
	s := sheet{Lang: tongue.meeting.Lang, Subject: tongue.say("test-subject"), Lead: [][]string{{tongue.say("test")}}}
	w, err := s.write(false)
	if err != nil {
		return err
	}
	e, err := t.Sender.seal(to, w, header{messageID: strings.ToLower(rand.Text()) + "@" + t.Sender.domain(), bounces: t.Sender.From.Address, now: time.Now()})
	if err == nil {
		err = t.Transport.Send(ctx, e)
	}
	if err != nil {
		t.Tell(false, "the letter was not taken: "+bare(err))
		return err
	}
	t.Tell(true, "the letter was taken, with Message-ID "+e.MessageID+"; look whether it arrives, and whether as spam")
	return nil
}

// ask returns the records of a name that begin as a kind of record does; known
// is false where DNS could not be asked, which is told.
func (t *Trial) ask(ctx context.Context, what, name, begin string) (found []string, known bool) {
	ctx, cancel := context.WithTimeout(ctx, dnsTimeout)
	defer cancel()
	all, err := t.Resolver.LookupTXT(ctx, name)
	var dns *net.DNSError
	if err != nil && !(errors.As(err, &dns) && dns.IsNotFound) {
		t.Tell(false, fmt.Sprintf("%s: DNS can't be asked from here; look by yourself: dig TXT %s", what, name))
		return nil, false
	}
	for _, record := range all {
		if strings.HasPrefix(strings.ToLower(record), begin) {
			found = append(found, record)
		}
	}
	return found, true
}

func (t *Trial) spf(ctx context.Context, domain string) {
	const hint = `names who may send for a domain: add TXT %s "v=spf1 a:YOUR-MAIL-SERVER -all"`
	found, known := t.ask(ctx, "SPF", domain, "v=spf1")
	switch {
	case !known:
	case len(found) == 0:
		t.Tell(false, fmt.Sprintf("SPF: no record. It "+hint, domain))
	case len(found) > 1:
		t.Tell(false, fmt.Sprintf("SPF: %d records at %s, which count as none: keep one", len(found), domain))
	case slices.Contains(strings.Fields(strings.ToLower(found[0])), "+all"):
		t.Tell(false, "SPF: the record lets everybody send (+all), which helps nobody: end it with -all")
	default:
		t.Tell(true, "SPF: "+found[0])
	}
}

func (t *Trial) dkim(ctx context.Context, domain string) {
	d := t.Sender.DKIM
	if d == nil {
		t.Tell(false, "DKIM: letters are not signed here. Unless your mail server signs them, both List-Unsubscribe headers included, set OPENCHAIR_DKIM_KEY_FILE and --dkim-selector")
		return
	}
	name, text := d.Record()
	if !aligned(d.Domain, domain) {
		t.Tell(false, fmt.Sprintf("DKIM: the signature is by %s, letters come from %s: DMARC wants the same domain", d.Domain, domain))
	}
	found, known := t.ask(ctx, "DKIM", name, "")
	switch {
	case !known:
	case len(found) == 0:
		t.Tell(false, fmt.Sprintf("DKIM: no record. Add TXT %s %q", name, text))
	case !strings.Contains(strings.ReplaceAll(strings.Join(found, ""), " ", ""), strings.ReplaceAll(text[strings.Index(text, "p="):], " ", "")):
		t.Tell(false, fmt.Sprintf("DKIM: the record at %s is of another key. It must be %q", name, text))
	default:
		t.Tell(true, "DKIM: the record at "+name+" is of our key")
	}
}

// aligned reports whether a domain is another or lies below it.
func aligned(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

func (t *Trial) dmarc(ctx context.Context, domain string) {
	name := "_dmarc." + domain
	found, known := t.ask(ctx, "DMARC", name, "v=dmarc1")
	switch {
	case !known:
	case len(found) == 0:
		t.Tell(false, fmt.Sprintf(`DMARC: no record, and large providers want one. Add TXT %s "v=DMARC1; p=none"`, name))
	default:
		t.Tell(true, "DMARC: "+found[0])
	}
}
