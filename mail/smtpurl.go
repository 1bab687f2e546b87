package mail

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Server is an SMTP server to hand letters to, and how. Printed in any way it
// shows neither user nor password.
type Server struct {
	Host     string
	Port     int
	Implicit bool // TLS from the first byte
	user     string
	password string
}

// ParseSMTPURL reads smtp://user:password@host:587 or smtps://…:465. smtp
// means STARTTLS, without which nothing is sent, except on this machine itself
// (localhost, 127.0.0.0/8, ::1), where nothing is encrypted. User and password
// may be left out. Its errors never show the password.
func ParseSMTPURL(s string) (Server, error) {
	server, err := parseSMTPURL(s)
	if err != nil {
		return Server{}, fmt.Errorf("SMTP address: %w; it looks like smtp://user:password@mail.example.org:587", err)
	}
	return server, nil
}

func parseSMTPURL(s string) (Server, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil:
		// The parser's own error quotes the whole address.
		return Server{}, errors.New(`can't be read; write signs like # / ? % and spaces in a password as %23 %2F %3F %25 %20`)
	case u.Scheme != "smtp" && u.Scheme != "smtps":
		return Server{}, errors.New("doesn't begin with smtp:// or smtps://")
	case u.Hostname() == "":
		return Server{}, errors.New("names no host")
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		return Server{}, errors.New(`has more after its host; write signs like # / ? in a password as %23 %2F %3F`)
	}
	server := Server{Host: u.Hostname(), Implicit: u.Scheme == "smtps"}
	if server.Port, err = port(u, &server); err != nil {
		return Server{}, err
	}
	if u.User == nil {
		return server, nil
	}
	server.user = u.User.Username()
	server.password, _ = u.User.Password()
	if server.user == "" || server.password == "" {
		return Server{}, errors.New("names a user or a password alone; give both or neither")
	}
	return server, nil
}

func port(u *url.URL, s *Server) (int, error) {
	switch {
	case u.Port() != "":
		n, err := strconv.Atoi(u.Port())
		if err != nil || n < 1 || n > 65535 {
			return 0, errors.New("has a port that is not 1 to 65535")
		}
		return n, nil
	case s.Implicit:
		return 465, nil
	case s.loopback():
		return 25, nil
	}
	return 587, nil
}

// loopback reports whether letters to the server never leave this machine.
func (s Server) loopback() bool {
	ip := net.ParseIP(s.Host)
	return strings.EqualFold(s.Host, "localhost") || ip != nil && ip.IsLoopback()
}

// String returns the server without its user and password.
func (s Server) String() string {
	scheme := "smtp"
	if s.Implicit {
		scheme = "smtps"
	}
	return scheme + "://" + net.JoinHostPort(s.Host, strconv.Itoa(s.Port))
}

// GoString keeps %#v from showing the password.
func (s Server) GoString() string { return s.String() }
