package mail

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseSMTPURL(t *testing.T) {
	for _, c := range []struct{ in, want, err string }{
		{"smtp://mail.example.org", "smtp://mail.example.org:587", ""},
		{"smtp://mail.example.org:2525/", "smtp://mail.example.org:2525", ""},
		{"smtps://post:pass@mail.example.org", "smtps://mail.example.org:465", ""},
		{"smtp://localhost", "smtp://localhost:25", ""},
		{"smtp://[::1]:1025", "smtp://[::1]:1025", ""},
		{" smtp://post%40example.org:p%23ss@mail.example.org ", "smtp://mail.example.org:587", ""},
		{"", "", "doesn't begin with"},
		{"mail.example.org:587", "", "doesn't begin with"},
		{"http://mail.example.org", "", "doesn't begin with"},
		{"smtp://", "", "names no host"},
		{"smtp://post@mail.example.org", "", "alone"},
		{"smtp://:sesame@mail.example.org", "", "alone"},
		{"smtp://mail.example.org:0", "", "port"},
		{"smtp://mail.example.org:99999", "", "port"},
		{"smtp://post:ses#ame@mail.example.org", "", "can't be read"},
		{"smtp://post:ses/ame@mail.example.org", "", "can't be read"},
		{"smtp://post:ses?ame@mail.example.org", "", "can't be read"},
		{"smtp://post:ses%ame@mail.example.org", "", "can't be read"},
		{"smtp://post:sesame@mail.example.org?tls=off", "", "more after its host"},
		{"smtp://post:ses ame@mail.example.org", "", "can't be read"},
	} {
		s, err := ParseSMTPURL(c.in)
		if c.err == "" && (err != nil || s.String() != c.want) {
			t.Errorf("%q: %v, %v", c.in, s, err)
		}
		if c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%q: err = %v, want %q", c.in, err, c.err)
		}
		if err != nil && (strings.Contains(err.Error(), "ses") || strings.Contains(err.Error(), "ame@")) {
			t.Errorf("%q: the password stands in %v", c.in, err)
		}
	}
}

func TestPasswordShowsInNoFormat(t *testing.T) {
	s, err := ParseSMTPURL("smtp://post%40example.org:p%23ss@mail.example.org")
	if err != nil {
		t.Fatal(err)
	}
	if s.user != "post@example.org" || s.password != "p#ss" {
		t.Errorf("user %q, password %q", s.user, s.password)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		for _, v := range []any{s, &s} {
			if got := fmt.Sprintf(format, v); strings.Contains(got, "ss") || strings.Contains(got, "post") {
				t.Errorf("%s shows %s", format, got)
			}
		}
	}
}

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true,
		"10.0.0.1": false, "mail.example.org": false, "localhost.example.org": false, "0.0.0.0": false,
	} {
		if got := (Server{Host: host}).loopback(); got != want {
			t.Errorf("loopback(%s) = %v", host, got)
		}
	}
}

func FuzzParseSMTPURL(f *testing.F) {
	f.Add("smtp://post:sesame@mail.example.org:587")
	f.Add("smtps://[::1]")
	f.Add("smtp://a:b%@c")
	f.Fuzz(func(t *testing.T, in string) {
		s, err := ParseSMTPURL(in)
		if err == nil && (s.Host == "" || s.Port < 1 || s.Port > 65535 || (s.user == "") != (s.password == "")) {
			t.Errorf("%q was read as %+v", in, s)
		}
	})
}
