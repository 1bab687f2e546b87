package mail

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// sink is a mail server on loopback that keeps what it takes and answers by
// its script.
type sink struct {
	// Answers, by the number of letters or connections so far; nil = taken.
	onMail, onRcpt, onData func(n int) error
	password               string // asked for where not empty
	silentOn               string // an extension that it can and does not say
	dropAfterDot           int    // connections cut when a letter is whole, before the answer
	hang                   chan struct{}

	mu           sync.Mutex
	letters      []string
	from, to     []string
	connections  int
	secure       int // sessions under TLS
	tries, rcpts int
	server       *smtp.Server
	address      string
}

// startSink serves s; secure gives it a certificate that only the returned
// roots know. implicit wants TLS from the first byte.
func startSink(t *testing.T, s *sink, secure, implicit bool) *tls.Config {
	t.Helper()
	s.server = smtp.NewServer(s)
	s.server.Domain, s.server.AllowInsecureAuth, s.server.EnableSMTPUTF8 = "mail.test", !secure, true
	s.server.ErrorLog = log.New(io.Discard, "", 0)
	roots := &tls.Config{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	listener = &silent{listener, s.silentOn}
	if secure {
		s.server.TLSConfig, roots = certificate(t)
	}
	if implicit {
		listener = tls.NewListener(listener, s.server.TLSConfig)
	}
	go s.server.Serve(listener) // ends with Close
	t.Cleanup(func() { s.server.Close() })
	return roots
}

// ways are the extensions without which a letter is said another way.
var ways = map[string]string{"content with the commands": "", "commands in a row": "CHUNKING", "one by one": "PIPELINING"}

// silent is a listener whose server does not say one of its extensions.
type silent struct {
	net.Listener
	on string
}

func (s *silent) Accept() (net.Conn, error) {
	c, err := s.Listener.Accept()
	return &silentConn{c, s.on}, err
}

type silentConn struct {
	net.Conn
	on string
}

func (c *silentConn) Write(b []byte) (int, error) {
	if c.on != "" && bytes.Contains(b, []byte("250-"+c.on+"\r\n")) {
		_, err := c.Conn.Write(bytes.Replace(b, []byte("250-"+c.on+"\r\n"), nil, 1))
		return len(b), err
	}
	return c.Conn.Write(b)
}

// certificate makes one for mail.test and the roots that vouch for it.
func certificate(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"mail.test"}, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(root)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, &tls.Config{RootCAs: pool}
}

// transport returns one to the sink. Without TLS the server is loopback;
// otherwise it is called mail.test, which only the test knows the way to.
func (s *sink) transport(t *testing.T, url string, roots *tls.Config) *SMTP {
	t.Helper()
	server, err := ParseSMTPURL(url)
	if err != nil {
		t.Fatal(err)
	}
	tr := NewSMTP(server, sender)
	tr.timeout, tr.roots = 5*time.Second, roots
	tr.dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, s.address)
	}
	t.Cleanup(func() { tr.Close() })
	return tr
}

func (s *sink) NewSession(c *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	// After STARTTLS the server makes another session of the same connection.
	if _, secure := c.TLSConnectionState(); secure {
		s.secure++
	}
	s.connections++
	return &session{sink: s, conn: c}, nil
}

type session struct {
	sink *sink
	conn *smtp.Conn
	auth bool
}

func (*session) Reset()        {}
func (*session) Logout() error { return nil }

func (*session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "post" || password != s.sink.password {
			return smtp.ErrAuthFailed
		}
		s.auth = true
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.sink.tries++
	if s.sink.password != "" && !s.auth {
		return smtp.ErrAuthRequired
	}
	s.sink.from = append(s.sink.from, from)
	return answer(s.sink.onMail, s.sink.tries)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.sink.rcpts++
	s.sink.to = append(s.sink.to, to)
	return answer(s.sink.onRcpt, s.sink.rcpts)
}

func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.sink.mu.Lock()
	hang := s.sink.hang
	s.sink.letters = append(s.sink.letters, string(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))))
	n := len(s.sink.letters)
	drop := n <= s.sink.dropAfterDot
	s.sink.mu.Unlock()
	if drop {
		return errors.Join(errors.New("dropped"), s.conn.Conn().Close())
	}
	if hang != nil {
		<-hang
	}
	return answer(s.sink.onData, n)
}

func answer(script func(int) error, n int) error {
	if script == nil {
		return nil
	}
	return script(n)
}

// code is an answer as servers give it.
func code(code, class, subject, detail int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{class, subject, detail}, Message: text}
}
