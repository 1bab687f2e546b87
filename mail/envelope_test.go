package mail

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var sender = Sender{From: netmail.Address{Name: "Your calendar", Address: "post@chairs.example"}}

// parsed reads an envelope as its receiver would.
func parsed(t testing.TB, e *Envelope) *netmail.Message {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(e.raw))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// headerText returns a header as people see it.
func headerText(t testing.TB, m *netmail.Message, name string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get(name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// bodies returns the readable parts of a letter by media type.
func bodies(t testing.TB, m *netmail.Message) map[string]string {
	t.Helper()
	if strings.HasPrefix(m.Header.Get("Content-Type"), "text/plain") {
		body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil {
			t.Fatal(err)
		}
		return map[string]string{"text/plain": strings.ReplaceAll(string(body), "\r\n", "\n")}
	}
	return parts(t, m)
}

// parts returns the bodies of a letter by media type.
func parts(t testing.TB, m *netmail.Message) map[string]string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("Content-Type = %q, %v", m.Header.Get("Content-Type"), err)
	}
	bodies := make(map[string]string)
	r := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return bodies
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
		if err != nil || params["charset"] != "UTF-8" {
			t.Fatalf("part %q, %v", p.Header.Get("Content-Type"), err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		bodies[kind] = strings.ReplaceAll(string(body), "\r\n", "\n")
	}
}

func sealed(t testing.TB, subject, text string) *Envelope {
	t.Helper()
	e, err := sender.seal(netmail.Address{Address: "zoë@example.org"}, words{subject, text, "<p>" + text + "</p>"}, header{
		messageID: "abcdefghijklmnop@chairs.example", stop: "https://chairs.example/stop/" + strings.Repeat("T", 38),
		bounces: "post@chairs.example", now: hourBefore})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestHeadersOfALetter(t *testing.T) {
	m := parsed(t, sealed(t, "Grüße um 19 Uhr – bald", "x"))
	for name, want := range map[string]string{
		"From":                  `"Your calendar" <post@chairs.example>`,
		"Message-Id":            "<abcdefghijklmnop@chairs.example>",
		"Date":                  "Tue, 24 Nov 2026 23:00:00 +0000",
		"Auto-Submitted":        "auto-generated",
		"List-Unsubscribe":      "<https://chairs.example/stop/" + strings.Repeat("T", 38) + ">",
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Mime-Version":          "1.0",
	} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Grüße um 19 Uhr – bald" {
		t.Errorf("subject = %q, %v", subject, err)
	}
	allowed := []string{"From", "To", "Subject", "Date", "Message-Id", "Mime-Version", "Content-Type", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"}
	for name := range m.Header {
		if !slices.Contains(allowed, name) {
			t.Errorf("header %s gives something away", name)
		}
	}
}

func TestLetterIsTheSameBytesHoweverOftenItIsTried(t *testing.T) {
	if !bytes.Equal(sealed(t, "s", "t").raw, sealed(t, "s", "t").raw) {
		t.Error("two tries differ")
	}
}

func TestLinesAndPartsSurviveTheMail(t *testing.T) {
	text := "Straße – 北京 ☂\n\n.\n..dots\n" + strings.Repeat("long ", 300) + "\nlast\n"
	got := parts(t, parsed(t, sealed(t, "s", text)))
	if got["text/plain"] != text || got["text/html"] != "<p>"+text+"</p>" {
		t.Errorf("read back %q", got)
	}
}

func TestHeadersCannotBeInjected(t *testing.T) {
	s := Sender{From: netmail.Address{Name: "Evil\r\nBcc: all@example.org", Address: "post@chairs.example"}}
	e, err := s.seal(netmail.Address{Address: "a@example.org"}, words{"Evil\r\n\r\nBcc: all@example.org", "t", "h"},
		header{messageID: "id@chairs.example", stop: "https://chairs.example/stop/T", bounces: "post@chairs.example", now: hourBefore})
	if err != nil {
		t.Fatal(err)
	}
	m := parsed(t, e)
	if m.Header.Get("Bcc") != "" || !strings.Contains(m.Header.Get("Subject"), "Evil") {
		t.Errorf("headers: %v", m.Header)
	}
}

func TestOnlyPlainAddressesAreWrittenTo(t *testing.T) {
	for address, want := range map[string]bool{
		"someone@example.org":                     true,
		"first.last+tag@sub.example.org":          true,
		"zoë@exämple.org":                         true,
		`"odd name"@example.org`:                  false, // rare, and servers disagree about it
		"":                                        false,
		"someone":                                 false,
		"a@example.org\r\nBcc: b@example.org":     false,
		"a@example.org, b@example.org":            false,
		"Name <a@example.org>":                    false,
		"a@example.org ":                          false,
		"a\x00@example.org":                       false,
		"a@example.org> SIZE=1\r\nRCPT TO:<b@c.d": false,
	} {
		if _, ok := readable(address); ok != want {
			t.Errorf("readable(%q) = %v", address, ok)
		}
	}
}

func TestParseSender(t *testing.T) {
	s, err := ParseSender("Your calendar <post@chairs.example>")
	if err != nil || s.From.Name != "Your calendar" || s.domain() != "chairs.example" {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := ParseSender("nobody"); err == nil || !strings.Contains(err.Error(), "nobody") {
		t.Errorf("err = %v", err)
	}
}

func TestDirectoryKeepsOneWholeFilePerLetter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "letters")
	d, err := NewDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		e := sealed(t, fmt.Sprint("letter ", i), "hello")
		e.Written = hourBefore.Add(time.Duration(2-i) * time.Minute) // the last is the oldest
		if err := d.Send(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for i, entry := range entries { // sorted by name
		if strings.Contains(entry.Name(), "example") || !strings.HasSuffix(entry.Name(), ".eml") {
			t.Errorf("name %s", entry.Name())
		}
		info, err := entry.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		b, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil || !strings.Contains(string(b), fmt.Sprint("letter ", 2-i)) {
			t.Errorf("file %d holds\n%s", i, b)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("directory mode %v, %v", info.Mode(), err)
	}
}

func TestDirectoryThatCannotBeUsedIsRefusedAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewDirectory(file); err == nil {
		t.Error("a file was taken for a directory")
	}
	d, err := NewDirectory(filepath.Join(t.TempDir(), "d"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Send(ctx, sealed(t, "s", "t")); err == nil {
		t.Error("sent after its context ended")
	}
}
