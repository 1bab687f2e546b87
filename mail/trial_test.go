package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
)

// zoneFile answers from a table; an error is what it holds instead.
type zoneFile map[string]any

func (z zoneFile) LookupTXT(_ context.Context, name string) ([]string, error) {
	switch v := z[name].(type) {
	case error:
		return nil, v
	case string:
		return []string{v}, nil
	case []string:
		return v, nil
	}
	return nil, &net.DNSError{Name: name, IsNotFound: true}
}

// told collects what a trial says.
type told struct{ lines []string }

func (t *told) tell(well bool, words string) {
	t.lines = append(t.lines, fmt.Sprintf("%v: %s", well, words))
}

func TestTrialSendsALetterAndSaysEachStep(t *testing.T) {
	d, err := NewDKIM("chairs.example", "letters", dkimKeys(t)["ed25519"])
	if err != nil {
		t.Fatal(err)
	}
	signed := sender
	signed.DKIM = d
	name, text := d.Record()
	offline := &net.DNSError{Err: "network is unreachable", IsTimeout: true}
	for _, c := range []struct {
		name   string
		sender Sender
		zone   zoneFile
		want   []string
	}{
		{"all well", signed, zoneFile{"chairs.example": []string{"google-site=1", "v=spf1 mx -all"}, name: text, "_dmarc.chairs.example": "v=DMARC1; p=reject"},
			[]string{"true: SPF: v=spf1 mx -all", "true: DKIM: the record at letters._domainkey.chairs.example is of our key", "true: DMARC: v=DMARC1; p=reject"}},
		{"nothing in DNS", signed, zoneFile{},
			[]string{"false: SPF: no record", `false: DKIM: no record. Add TXT letters._domainkey.chairs.example "v=DKIM1; k=ed25519; p=`, `false: DMARC: no record, and large providers want one. Add TXT _dmarc.chairs.example`}},
		{"another key, two records, everybody", signed, zoneFile{"chairs.example": []string{"v=spf1 a", "v=spf1 b"}, name: "v=DKIM1; k=ed25519; p=AAAA"},
			[]string{"false: SPF: 2 records", "false: DKIM: the record at letters._domainkey.chairs.example is of another key"}},
		{"everybody may send, nothing is signed", sender, zoneFile{"chairs.example": "v=spf1 +all"}, []string{"false: SPF: the record lets everybody send", "false: DKIM: letters are not signed here"}},
		{"no network", signed, zoneFile{"chairs.example": offline, name: offline, "_dmarc.chairs.example": offline},
			[]string{"false: SPF: DNS can't be asked from here; look by yourself: dig TXT chairs.example", "false: DKIM: DNS can't", "false: DMARC: DNS can't"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &sink{}
			tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
			var said told
			trial := Trial{Transport: &Throttled{Transport: tr}, Sender: c.sender, Resolver: c.zone, Tell: said.tell}
			if err := trial.Run(t.Context(), "desk@example.org"); err != nil {
				t.Fatal(err)
			}
			all := strings.Join(said.lines, "\n")
			for _, want := range append(c.want, `true: letters come from "Your calendar" <post@chairs.example>`, "true: smtp://127.0.0.1:25 answers", "true: the letter was taken, with Message-ID") {
				if !strings.Contains(all, want) {
					t.Errorf("%q is missing in:\n%s", want, all)
				}
			}
			if len(s.letters) != 1 || s.to[0] != "desk@example.org" || s.connections != 1 {
				t.Errorf("%d letters to %v over %d connections", len(s.letters), s.to, s.connections)
			}
		})
	}
}

func TestTrialSaysWhyALetterWasNotTaken(t *testing.T) {
	s := &sink{onMail: func(int) error { return code(554, 5, 7, 1, "not from you") }}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	var said told
	trial := Trial{Transport: &Throttled{Transport: tr}, Sender: sender, Resolver: zoneFile{}, Tell: said.tell}
	var failed *SendError
	if err := trial.Run(t.Context(), "desk@example.org"); !errors.As(err, &failed) || !strings.Contains(said.lines[len(said.lines)-1], "554 5.7.1 not from you") {
		t.Errorf("%v\n%s", err, strings.Join(said.lines, "\n"))
	}
	s.server.Close()
	away := s.transport(t, "smtp://127.0.0.1", &tls.Config{})
	trial.Transport = &Throttled{Transport: away}
	if err := trial.Run(t.Context(), "desk@example.org"); err == nil || !strings.Contains(said.lines[len(said.lines)-1], "smtp://127.0.0.1:25 can't be used") {
		t.Errorf("%v\n%s", err, strings.Join(said.lines, "\n"))
	}
	if err := trial.Run(t.Context(), "nobody"); err == nil {
		t.Error("no address passes")
	}
}

func TestTrialSaysHowTheServerIsReached(t *testing.T) {
	for _, c := range []struct {
		url              string
		secure, implicit bool
		want             string
	}{
		{"smtp://127.0.0.1", false, false, "true: smtp://127.0.0.1:25 answers"},
		{"smtp://post:secret@127.0.0.1", false, false, "true: smtp://127.0.0.1:25 answers, and takes our user and password"},
		{"smtp://mail.test", true, false, "true: smtp://mail.test:587 answers, encrypted"},
		{"smtps://post:secret@mail.test", true, true, "true: smtps://mail.test:465 answers, encrypted, and takes our user and password"},
		{"smtps://post:guessed@mail.test", true, true, "false: smtps://mail.test:465 refuses our user or password: the server answered at AUTH: 535 5.7.8 Authentication failed"},
	} {
		t.Run(c.url, func(t *testing.T) {
			s := &sink{}
			if strings.Contains(c.url, "post:") {
				s.password = "secret"
			}
			tr := s.transport(t, c.url, startSink(t, s, c.secure, c.implicit))
			var said told
			trial := Trial{Transport: &Throttled{Transport: tr}, Sender: sender, Resolver: zoneFile{}, Tell: said.tell}
			err := trial.Run(t.Context(), "desk@example.org")
			if well := strings.HasPrefix(c.want, "true"); well != (err == nil) || well != (len(s.letters) == 1) {
				t.Errorf("%v, %d letters", err, len(s.letters))
			}
			if !slices.Contains(said.lines, c.want) {
				t.Errorf("%q is missing in:\n%s", c.want, strings.Join(said.lines, "\n"))
			}
		})
	}
}
