package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"openchair/internal/keyring"
)

// noDNS answers that there is nothing.
type noDNS struct{}

func (noDNS) LookupTXT(_ context.Context, name string) ([]string, error) {
	return nil, &net.DNSError{Name: name, IsNotFound: true}
}

func TestMailTestSendsOneSignedLetterAndHints(t *testing.T) {
	old := resolver
	resolver = noDNS{}
	t.Cleanup(func() { resolver = old })
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	file := filepath.Join(b.dir, "dkim.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	letters := filepath.Join(b.dir, "letters")
	t.Setenv("OPENCHAIR_DKIM_KEY_FILE", file)
	t.Setenv("OPENCHAIR_MAIL_FROM", "post@chairs.example")
	out := b.must("mail", "test", "desk@example.org", "--mail-dir", letters, "--language", "es")
	for _, want := range []string{"look  SPF: no record", "look  DKIM: no record. Add TXT openchair._domainkey.chairs.example", "look  DMARC: no record", "ok    the letter was taken"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in:\n%s", want, out)
		}
	}
	entries, err := os.ReadDir(letters)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d letters, %v", len(entries), err)
	}
	letter := string(readFile(t, filepath.Join(letters, entries[0].Name())))
	if !strings.HasPrefix(letter, "DKIM-Signature: ") || !strings.Contains(letter, "Una carta de prueba") {
		t.Errorf("the letter:\n%s", letter)
	}
	if got := fromOf([]byte(letter)); got != `"Group reminder" <post@chairs.example>` {
		t.Errorf("it comes from %s", got)
	}
	b.must("mail", "test", "desk@example.org", "--mail-dir", letters+"-named", "--sender-name", "Evening post")
	named, err := filepath.Glob(filepath.Join(letters+"-named", "*.eml"))
	if err != nil || len(named) != 1 {
		t.Fatal(named, err)
	}
	if got := fromOf(readFile(t, named[0])); got != `"Evening post" <post@chairs.example>` {
		t.Errorf("with a name of its own it comes from %s", got)
	}
	if code, _, errs := b.run("mail", "test", "desk@example.org"); code != exitFailed || !strings.Contains(errs, "letters are off") {
		t.Errorf("without a way out: %d, %s", code, errs)
	}
}

// guarded is a mail server on loopback that asks for a password.
type guarded struct{ *sink }

func (g guarded) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &guardedSession{sinkSession: &sinkSession{sink: g.sink}}, nil
}

type guardedSession struct {
	*sinkSession
	known bool
}

func (*guardedSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *guardedSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if s.known = user == "post" && password == "right"; !s.known {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *guardedSession) Mail(from string, options *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return s.sinkSession.Mail(from, options)
}

func TestMailTestSaysEachStepToAServer(t *testing.T) {
	old := resolver
	resolver = noDNS{}
	t.Cleanup(func() { resolver = old })
	sink := &sink{letters: make(chan letter, 1)}
	sink.serve(t, guarded{sink})
	b := newBench(t)
	t.Setenv("OPENCHAIR_MAIL_FROM", "post@chairs.example")
	for _, c := range []struct {
		password string
		want     []string
	}{
		{"wrong", []string{`ok    letters come from "Group reminder" <post@chairs.example>`,
			"look  smtp://" + sink.addr + " refuses our user or password: the server answered at AUTH: 535 5.7.8 Authentication failed"}},
		{"right", []string{`ok    letters come from "Group reminder" <post@chairs.example>`,
			"ok    smtp://" + sink.addr + " answers, and takes our user and password",
			`look  SPF: no record. It names who may send for a domain: add TXT chairs.example "v=spf1 a:YOUR-MAIL-SERVER -all"`,
			"look  DKIM: letters are not signed here. Unless your mail server signs them, both List-Unsubscribe headers included, set OPENCHAIR_DKIM_KEY_FILE and --dkim-selector",
			`look  DMARC: no record, and large providers want one. Add TXT _dmarc.chairs.example "v=DMARC1; p=none"`,
			"ok    the letter was taken, with Message-ID …; look whether it arrives, and whether as spam"}},
	} {
		t.Setenv("OPENCHAIR_SMTP_URL", "smtp://post:"+c.password+"@"+sink.addr)
		code, out, errs := b.run("mail", "test", "desk@openchair.example")
		said := regexp.MustCompile(`\S+@chairs\.example;`).ReplaceAllString(out, "…;")
		if want := strings.Join(c.want, "\n") + "\n"; said != want || errs != "" || strings.Contains(out, c.password) {
			t.Errorf("exit %d, said\n%s%s\nwant\n%s", code, said, errs, want)
		}
		if well := c.password == "right"; well != (code == exitDone) || well != (len(sink.letters) == 1) {
			t.Errorf("password %s: exit %d, %d letters", c.password, code, len(sink.letters))
		}
	}
	if l := sink.next(t, time.Second); l.from != "post@chairs.example" || l.to != "desk@openchair.example" || l.header("Subject") != "A test letter" {
		t.Errorf("from %s to %s:\n%s", l.from, l.to, l.raw)
	}
}

func fromOf(raw []byte) string { return letter{raw: raw}.header("From") }

func TestKeyRotateSealsAllAnew(t *testing.T) {
	b := newBench(t)
	g := &globals{DB: filepath.Join(b.dir, "openchair.db"), KeyFile: filepath.Join(b.dir, "openchair.key"), MailDir: filepath.Join(b.dir, "letters"), NoCatalog: true, LogLevel: "error", SenderName: "x"}
	h, err := openHouse(t.Context(), g, g.logger(os.Stderr), "http://openchair.example")
	if err != nil {
		t.Fatal(err)
	}
	r := h.seal(t, "reader@openchair.example")
	if err := h.close(); err != nil {
		t.Fatal(err)
	}
	if out := b.must("key", "rotate"); !strings.Contains(out, "Addresses sealed with it now: 1") {
		t.Errorf("it said %s", out)
	}
	keys, err := keyring.LoadExisting(g.KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	db, err := g.openStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now, err := db.Reminder(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if address, err := keys.Open(now.Email); err != nil || address != "reader@openchair.example" || !keys.SealedByNewest(now.Email) || string(keys.Hash(address)) != string(now.EmailHash) {
		t.Errorf("%q, %v", address, err)
	}

	unlock, err := lockDaemon(g.DB)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if out := b.must("key", "rotate"); !strings.Contains(out, "start it anew") {
		t.Errorf("beside a daemon it said %s", out)
	}
	t.Setenv("OPENCHAIR_KEY", strings.Repeat("ab", 32))
	if code, _, errs := b.run("key", "rotate"); code != exitFailed || !strings.Contains(errs, "OPENCHAIR_KEY") {
		t.Errorf("a key of the environment: %d, %s", code, errs)
	}
}
