package mail

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

func TestLetterArrivesByEachWayOfConnecting(t *testing.T) {
	for _, c := range []struct {
		name, url        string
		secure, implicit bool
	}{
		{"loopback in clear", "smtp://127.0.0.1:25", false, false},
		{"loopback with a password", "smtp://post:secret@localhost:25", false, false},
		{"STARTTLS", "smtp://mail.test", true, false},
		{"STARTTLS with a password", "smtp://post:secret@mail.test", true, false},
		{"TLS from the first byte", "smtps://post:secret@mail.test", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &sink{}
			if strings.Contains(c.url, "secret") {
				s.password = "secret"
			}
			tr := s.transport(t, c.url, startSink(t, s, c.secure, c.implicit))
			if err := tr.Send(t.Context(), sealed(t, "Your 7:00 pm group", "Größe\n.\nend")); err != nil {
				t.Fatal(err)
			}
			if len(s.letters) != 1 || !strings.Contains(s.letters[0], "Subject: Your 7:00 pm group\n") {
				t.Fatalf("arrived: %q", s.letters)
			}
			if s.from[0] != "post@chairs.example" || s.to[0] != "zoë@example.org" {
				t.Errorf("envelope from %s to %s", s.from[0], s.to[0])
			}
			if (s.secure > 0) != c.secure {
				t.Errorf("%d sessions under TLS", s.secure)
			}
		})
	}
}

func TestBouncesGoToAnAddressOfTheLettersOwn(t *testing.T) {
	ring := keyring.New()
	from := sender
	if got := from.bounces(ring, 7, hourBefore); got != from.From.Address {
		t.Errorf("without a place for bounces they go to %s", got)
	}
	from.Bounces = "bounces@mx.chairs.example"
	local, domain, _ := strings.Cut(from.bounces(ring, 7, hourBefore), "@")
	token, ours := strings.CutPrefix(local, "bounces+")
	if id, ok := ring.CheckTimed(keyring.Bounce, token, hourBefore.Add(47*time.Hour)); !ours || !ok || id != 7 || domain != "mx.chairs.example" || len(local) > 64 {
		t.Errorf("%s@%s", local, domain)
	}
	if _, ok := ring.CheckTimed(keyring.Bounce, token, hourBefore.Add(49*time.Hour)); ok {
		t.Error("it still holds after two days")
	}
}

func TestRepliesMeanWhatTheTableSays(t *testing.T) {
	always := func(err error) func(int) error { return func(int) error { return err } }
	for _, c := range []struct {
		name    string
		sink    *sink
		outcome meeting.Outcome
		paused  bool
		why     string
	}{
		{"450 at RCPT", &sink{onRcpt: always(code(450, 4, 2, 1, "greylisted"))}, meeting.Retry, false, "450 4.2.1 at RCPT"},
		{"452 at MAIL", &sink{onMail: always(code(452, 4, 3, 1, "no space"))}, meeting.Retry, false, "MAIL FROM: 452 4.3.1 no space"},
		{"451 after the content", &sink{onData: always(code(451, 4, 0, 0, "later"))}, meeting.Retry, false, "451"},
		{"421 at MAIL", &sink{onMail: always(code(421, 4, 7, 0, "slow down"))}, meeting.Retry, false, "421"},
		{"550 5.1.1 at RCPT", &sink{onRcpt: always(code(550, 5, 1, 1, "zoë@example.org unknown"))}, meeting.Dead, false, "550 5.1.1 at RCPT"},
		{"550 5.7.1 at RCPT", &sink{onRcpt: always(code(550, 5, 7, 1, "relaying denied"))}, meeting.Retry, true, "550 5.7.1"},
		{"552 5.2.2 at RCPT", &sink{onRcpt: always(code(552, 5, 2, 2, "full"))}, meeting.Retry, false, "552 5.2.2"},
		{"554 5.7.1 after the content", &sink{onData: always(code(554, 5, 7, 1, "spam, zoë@example.org says"))}, meeting.Retry, true, "554 5.7.1 spam, … says"},
		{"554 5.7.1 that repeats a link", &sink{onData: always(code(554, 5, 7, 1, "https://chairs.example/stop/AAAAAAAAAAdlNvXV5vB7VNj2k_oQjwfWkhTqyA is listed, see https://list.example/why?ip=192.0.2.1"))}, meeting.Retry, true,
			"554 5.7.1 https://chairs.example/stop/… is listed, see https://list.example/why?ip=192.0.2.1"},
		{"554 5.6.0 that repeats a reader in a link", &sink{onData: always(code(554, 5, 6, 0, "see https://list.example/?rcpt=zoe%40example.org"))}, meeting.Retry, false, "554 5.6.0 see …"},
		{"554 5.6.0 after the content", &sink{onData: always(code(554, 5, 6, 0, "odd"))}, meeting.Retry, false, "554 5.6.0"},
		{"550 at MAIL", &sink{onMail: always(code(550, 5, 1, 8, "sender unknown"))}, meeting.Retry, true, "550"},
		{"dropped after the final dot", &sink{dropAfterDot: 99}, meeting.Retry, false, "no answer at DATA"},
	} {
		for way, without := range ways {
			t.Run(c.name+", "+way, func(t *testing.T) {
				s := &sink{onMail: c.sink.onMail, onRcpt: c.sink.onRcpt, onData: c.sink.onData, dropAfterDot: c.sink.dropAfterDot, silentOn: without}
				tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
				err := tr.Send(t.Context(), sealed(t, "s", "t"))
				var failed *SendError
				if !errors.As(err, &failed) {
					t.Fatalf("err = %v", err)
				}
				if failed.Outcome != c.outcome || failed.Paused() != c.paused {
					t.Errorf("outcome %s, paused %v: %v", failed.Outcome, failed.Paused(), err)
				}
				if !strings.Contains(failed.Why, c.why) {
					t.Errorf("why = %q, want %q in it", failed.Why, c.why)
				}
				if strings.Contains(err.Error(), "zoë") {
					t.Errorf("the address stands in the error: %v", err)
				}
			})
		}
	}
}

func TestLetterArrivesTheSameHoweverItIsSaid(t *testing.T) {
	e := sealed(t, "dots", "one\n.\n..two\n.three\n")
	for way, without := range ways {
		t.Run(way, func(t *testing.T) {
			s := &sink{silentOn: without, onRcpt: func(n int) error {
				if n == 2 {
					return code(550, 5, 1, 1, "unknown")
				}
				return nil
			}}
			tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
			for i, taken := range []bool{true, false, true} { // a refused one spoils no other
				if err := tr.Send(t.Context(), e); (err == nil) != taken {
					t.Errorf("letter %d: %v", i, err)
				}
			}
			for _, extension := range []string{"PIPELINING", "CHUNKING"} {
				if said, _ := tr.idle[0].smtp.Extension(extension); said == (extension == without) {
					t.Errorf("%s said: %v", extension, said)
				}
			}
			want := strings.ReplaceAll(string(e.raw), "\r\n", "\n")
			if len(s.letters) != 2 || s.letters[0] != want || s.letters[1] != want {
				t.Errorf("arrived:\n%q\nwant twice:\n%q", s.letters, want)
			}
			if s.connections != 1 {
				t.Errorf("%d connections, want one", s.connections)
			}
		})
	}
}

// A server that says 421 is about to close the connection (RFC 5321, 3.8): the
// next letter goes over another, whatever it was said to.
func TestAfter421TheNextLetterGoesOverAnotherConnection(t *testing.T) {
	first := func(n int) error {
		if n == 1 {
			return code(421, 4, 3, 2, "shutting down")
		}
		return nil
	}
	for way, without := range ways {
		for stage, s := range map[string]*sink{"MAIL": {onMail: first}, "RCPT": {onRcpt: first}, "the final dot": {onData: first}} {
			t.Run(stage+", "+way, func(t *testing.T) {
				s.silentOn = without
				tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
				var failed *SendError
				if err := tr.Send(t.Context(), sealed(t, "s", "t")); !errors.As(err, &failed) || failed.code != 421 || failed.Outcome != meeting.Retry || failed.Refused {
					t.Errorf("the first: %v", err)
				}
				if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil || s.connections != 2 {
					t.Errorf("the second: %v, over %d connections", err, s.connections)
				}
			})
		}
	}
}

func TestWrongPasswordAndBadCertificatePause(t *testing.T) {
	s := &sink{password: "secret"}
	roots := startSink(t, s, true, false)
	for name, tr := range map[string]*SMTP{
		"wrong password":      s.transport(t, "smtp://post:hunter2@mail.test", roots),
		"unknown authority":   s.transport(t, "smtp://post:hunter2@mail.test", &tls.Config{}),
		"another host's name": s.transport(t, "smtp://post:hunter2@other.test", roots),
		"no TLS where due":    s.transport(t, "smtps://post:hunter2@mail.test", roots),
	} {
		err := tr.Send(t.Context(), sealed(t, "s", "t"))
		var failed *SendError
		if !errors.As(err, &failed) || !failed.Paused() {
			t.Errorf("%s: err = %v, want a pause", name, err)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the password stands in %v", name, err)
		}
	}
	if len(s.letters) > 0 {
		t.Error("a letter was sent all the same")
	}
}

func TestWithoutSTARTTLSNothingIsSent(t *testing.T) {
	s := &sink{}
	startSink(t, s, false, false)
	tr := s.transport(t, "smtp://post:hunter2@mail.test", &tls.Config{})
	var failed *SendError
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); !errors.As(err, &failed) || !failed.Paused() {
		t.Errorf("err = %v, want a pause", err)
	}
	if s.tries > 0 {
		t.Error("spoke of a letter in clear")
	}
}

func TestServerThatIsAwayIsTriedAgain(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{address: listener.Addr().String()}
	listener.Close() // nobody listens there now
	var failed *SendError
	err = s.transport(t, "smtp://127.0.0.1", &tls.Config{}).Send(t.Context(), sealed(t, "s", "t"))
	if !errors.As(err, &failed) || failed.Paused() || failed.Outcome != meeting.Retry {
		t.Errorf("err = %v, want another try", err)
	}
}

func TestConnectionIsUsedAgain(t *testing.T) {
	s := &sink{onRcpt: func(n int) error {
		if n == 3 {
			return code(550, 5, 1, 1, "unknown")
		}
		return nil
	}}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	for i := range 6 {
		if err := tr.Send(t.Context(), sealed(t, "s", "t")); (err != nil) != (i == 2) {
			t.Errorf("letter %d: %v", i, err)
		}
	}
	if s.connections != 1 || len(s.letters) != 5 {
		t.Errorf("%d connections, %d letters, want 1 and 5", s.connections, len(s.letters))
	}
}

func TestParallelLettersUseFewConnections(t *testing.T) {
	s := &sink{}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 10 {
				if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if s.connections > 4 || len(s.letters) != 40 {
		t.Errorf("%d connections, %d letters", s.connections, len(s.letters))
	}
}

func TestKeptConnectionThatWasClosedIsReplaced(t *testing.T) {
	closed := false
	s := &sink{}
	s.onMail = func(n int) error {
		if n == 2 && !closed {
			closed = true
			return code(421, 4, 4, 2, "idle too long")
		}
		return nil
	}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	for range 2 {
		if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range tr.idle { // the server goes away without a word
		c.net.Close()
	}
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil {
		t.Fatal(err)
	}
	if s.connections != 3 || len(s.letters) != 3 {
		t.Errorf("%d connections, %d letters, want 3 and 3", s.connections, len(s.letters))
	}
}

func TestLetterLostAfterItsFinalDotIsTheSameLetterAgain(t *testing.T) {
	s := &sink{dropAfterDot: 1}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); err == nil {
		t.Fatal("the loss was not seen")
	}
	s.mu.Lock()
	n := len(s.letters)
	s.mu.Unlock()
	if n != 1 {
		t.Fatalf("sent %d times by itself: whether it arrived is not known", n)
	}
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil {
		t.Fatal(err)
	}
	if len(s.letters) != 2 || s.letters[0] != s.letters[1] {
		t.Error("the second try is another letter")
	}
}

func TestHangingServerIsCutWhenTheContextEnds(t *testing.T) {
	s := &sink{hang: make(chan struct{})}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	defer close(s.hang)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begun := time.Now()
	err := tr.Send(ctx, sealed(t, "s", "t"))
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
	var failed *SendError
	if !errors.As(err, &failed) || failed.Outcome != meeting.Retry || failed.Paused() {
		t.Errorf("err = %v, want another try", err)
	}
}

func TestSilentServerIsGivenUp(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	s := &sink{address: listener.Addr().String()}
	tr := s.transport(t, "smtp://127.0.0.1", &tls.Config{})
	tr.timeout = 200 * time.Millisecond
	begun := time.Now()
	var failed *SendError
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); !errors.As(err, &failed) || failed.Paused() {
		t.Errorf("err = %v, want another try", err)
	}
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
}

// mute is a server that says what it can do and hears the rest without a word.
func mute(t *testing.T, extensions string) *SMTP {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			fmt.Fprint(c, "220 hello\r\n")
			lines := bufio.NewReader(c)
			lines.ReadString('\n')
			fmt.Fprint(c, "250-mail.test\r\n"+extensions+"250 SMTPUTF8\r\n")
			lines.ReadString('\n')
			c.Close()
		}
	}()
	s := &sink{address: listener.Addr().String()}
	return s.transport(t, "smtp://127.0.0.1", &tls.Config{})
}

func TestLetterWhoseContentWentOutUnansweredMayHaveArrived(t *testing.T) {
	for extensions, unsure := range map[string]bool{"": false, "250-PIPELINING\r\n": false, "250-PIPELINING\r\n250-CHUNKING\r\n": true} {
		var failed *SendError
		if err := mute(t, extensions).Send(t.Context(), sealed(t, "s", "t")); !errors.As(err, &failed) {
			t.Fatal(err)
		}
		if failed.unsure != unsure || stayed(failed) == unsure {
			t.Errorf("with %q: unsure %v, stayed %v (%v)", extensions, failed.unsure, stayed(failed), failed)
		}
	}
}

// A server that takes the letter and then goes away has taken it.
func TestDeliveredIsDeliveredWhateverComesAfter(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		c, err := listener.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		fmt.Fprint(c, "220 hello\r\n")
		inData := false
		for lines := bufio.NewScanner(c); lines.Scan(); {
			switch l := lines.Text(); {
			case inData && l == ".":
				fmt.Fprint(c, "250 taken\r\n")
				return
			case inData:
			case strings.HasPrefix(l, "DATA"):
				inData = true
				fmt.Fprint(c, "354 go on\r\n")
			case strings.HasPrefix(l, "EHLO"):
				fmt.Fprint(c, "250-mail.test\r\n250 SMTPUTF8\r\n")
			default:
				fmt.Fprint(c, "250 ok\r\n")
			}
		}
	}()
	s := &sink{address: listener.Addr().String()}
	tr := s.transport(t, "smtp://127.0.0.1", &tls.Config{})
	e := sealed(t, "s", "t")
	if err := tr.Send(t.Context(), e); err != nil {
		t.Errorf("err = %v, want it taken", err)
	}
}

func TestClosedTransportKeepsNoConnection(t *testing.T) {
	s := &sink{}
	tr := s.transport(t, "smtp://127.0.0.1", startSink(t, s, false, false))
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil {
		t.Fatal(err)
	}
	if err := tr.Close(); err != nil {
		t.Error(err)
	}
	if err := tr.Send(t.Context(), sealed(t, "s", "t")); err != nil || len(tr.idle) != 0 {
		t.Errorf("err = %v, %d kept after Close", err, len(tr.idle))
	}
}
