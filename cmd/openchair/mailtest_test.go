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
	"strings"
	"testing"

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
	if !strings.HasPrefix(letter, "DKIM-Signature: ") || !strings.Contains(letter, "Una carta para probar el camino") {
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
