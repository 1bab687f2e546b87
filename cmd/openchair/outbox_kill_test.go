package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// full reports whether tests that are scaled down for a quick run are to take
// their whole size.
func full() bool { return os.Getenv("OPENCHAIR_TEST_FULL") != "" }

// counter is a mail server on loopback that counts what it takes, by reader.
type counter struct {
	address string

	mu    sync.Mutex
	taken map[string]int       // letters by reader
	ids   map[string]string    // Message-ID by reader
	last  map[string]time.Time // when the last one to a reader was begun
	wrong []string
	total int
	one   []byte // the last letter
}

func newCounter(t testing.TB) *counter {
	t.Helper()
	c := &counter{taken: map[string]int{}, ids: map[string]string{}, last: map[string]time.Time{}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c.address = l.Addr().String()
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &countedSession{counter: c}, nil }))
	server.Domain = "localhost"
	server.ErrorLog = discardLog{}
	go server.Serve(l) //nolint:errcheck // ends with Close
	t.Cleanup(func() { server.Close() })
	return c
}

type discardLog struct{}

func (discardLog) Printf(string, ...any) {}
func (discardLog) Println(...any)        {}

func (c *counter) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.total
}

type countedSession struct {
	*counter
	to    string
	begun time.Time
}

func (s *countedSession) Mail(string, *smtp.MailOptions) error {
	s.begun = time.Now()
	return nil
}

func (s *countedSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return nil
}

func (s *countedSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err // killed in the middle: not taken
	}
	id := ""
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan() && lines.Text() != ""; {
		if v, ok := strings.CutPrefix(lines.Text(), "Message-ID:"); ok {
			id = strings.TrimSpace(v)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if before := s.ids[s.to]; id == "" || before != "" && before != id {
		s.wrong = append(s.wrong, s.to+": "+before+" and "+id)
	}
	s.ids[s.to], s.last[s.to] = id, s.begun
	s.taken[s.to]++
	s.total++
	s.one = raw
	return nil
}

func (*countedSession) Reset()        {}
func (*countedSession) Logout() error { return nil }

// TestAKilledDaemonLosesNoLetter kills the daemon again and again while letters
// leave. In its whole size it goes on until the last readers' meeting starts,
// whose letters are due until then: some leave in its last seconds, and those
// that can't are dropped.
func TestAKilledDaemonLosesNoLetter(t *testing.T) {
	letters, kills, ahead := 1000, 4, 15*time.Second
	if full() {
		letters, kills, ahead = 20_000, 30, time.Minute
	}
	now := time.Now().UTC()
	soon := now.Add(ahead).Truncate(time.Minute).Add(time.Minute)
	later := now.Add(45 * time.Minute).Truncate(time.Minute)
	c := newCrowd(t, []time.Time{later, soon})
	starts := func(i int) time.Time {
		if i > letters-letters/20 {
			return soon
		}
		return later
	}
	c.read(t, letters, 60, func(i int) string {
		if starts(i).Equal(soon) {
			return c.meetings[1]
		}
		return c.meetings[0]
	})
	if full() {
		c.dueUntil(t, soon)
	}
	sink := newCounter(t)
	sure := letters * 19 / 20 // the others may begin before their letters' turn comes
	d := victim{t: t, crowd: c, sink: sink, sure: sure}
	for k := range kills {
		d.start()
		d.sendSome((sure - sink.count()) / (kills - k))
		d.kill()
	}
	if full() {
		kills += d.killUntil(soon)
	}
	d.start()
	db := c.open(t)
	defer db.Close()
	for deadline := time.Now().Add(3 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		o, err := db.Outbox(t.Context(), time.Now().UTC())
		if err != nil {
			t.Fatal(err)
		}
		// A letter that a killed daemon planned and nobody claimed waits too.
		if states := c.states(t); o.Waiting == 0 && states["sent"]+states["expired"] == letters {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("letters still wait: %+v\n%s", o, d.said.String())
		}
	}
	d.kill()
	states := c.states(t)
	sink.check(t, letters, kills, starts, states)
	if full() && (states["expired"] == 0 || states["sent"] == sure) {
		t.Errorf("states %v: no letter raced its start", states)
	}
}

// dueUntil lets the letters of a start be due in the ten seconds before it, one
// after the other, however they are planned.
func (c *crowd) dueUntil(t *testing.T, start time.Time) {
	t.Helper()
	_, err := c.raw(t).Exec(fmt.Sprintf(`CREATE TRIGGER due_until AFTER INSERT ON letter WHEN NEW.start = %d
		BEGIN UPDATE letter SET send_at = NEW.start - NEW.id * 997 %% 10000 WHERE id = NEW.id; END`, start.UnixMilli()))
	if err != nil {
		t.Fatal(err)
	}
}

// killUntil goes on killing in the ten seconds before a start, and returns how
// often.
func (v *victim) killUntil(start time.Time) (kills int) {
	time.Sleep(time.Until(start.Add(-10 * time.Second)))
	for ; time.Until(start) > 0; kills++ {
		v.start()
		time.Sleep(min(time.Until(start), time.Second+rand.N(2*time.Second)))
		v.kill()
	}
	return kills
}

func (c *counter) check(t *testing.T, letters, kills int, starts func(int) time.Time, states map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	const connections = 8
	missing := 0
	for i := 1; i <= letters; i++ {
		n, at := c.taken[reader(i)], c.last[reader(i)]
		switch {
		case n == 0 && time.Now().Before(starts(i)):
			t.Errorf("the letter to %s is lost", reader(i))
		case n == 0:
			missing++
		case !at.Before(starts(i)):
			t.Errorf("the letter to %s left at %v, after its start at %v", reader(i), at, starts(i))
		}
	}
	doubled := c.total - len(c.taken)
	t.Logf("%d letters, %d kills: %d taken, %d doubled, states %v", letters, kills, len(c.taken), doubled, states)
	if doubled > kills*connections {
		t.Errorf("%d letters doubled in %d kills, want at most %d", doubled, kills, kills*connections)
	}
	if missing > states["expired"] {
		t.Errorf("%d letters never came, %d expired", missing, states["expired"])
	}
	for _, w := range c.wrong {
		t.Errorf("Message-IDs differ: %s", w)
	}
}

// victim is the daemon in a process of its own.
type victim struct {
	t     *testing.T
	crowd *crowd
	sink  *counter
	// sure is how many leave, however slow the machine: after them maybe none.
	sure int

	cmd  *exec.Cmd
	said lockedBuffer
}

func (v *victim) start() {
	v.t.Helper()
	self, err := os.Executable()
	if err != nil {
		v.t.Fatal(err)
	}
	args := []string{"serve", "--db", v.crowd.db(), "--no-catalog", "--listen", "127.0.0.1:0", "--log-level", "error"}
	v.cmd = exec.Command(self)
	v.cmd.Env = append(os.Environ(), victimEnv+"="+strings.Join(args, "\n"),
		"OPENCHAIR_SMTP_URL=smtp://"+v.sink.address, "OPENCHAIR_MAIL_FROM=letters@openchair.example")
	v.cmd.Stderr = &v.said
	if err := v.cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { v.kill() })
}

// sendSome waits until some letters have left, at random about so many.
func (v *victim) sendSome(about int) {
	v.t.Helper()
	until := min(v.sure, v.sink.count()+1+rand.IntN(max(1, 3*about/2)))
	for deadline := time.Now().Add(time.Minute); v.sink.count() < until; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			v.t.Fatalf("no letters leave: %v\n%s", v.crowd.states(v.t), v.said.String())
		}
	}
}

func (v *victim) kill() {
	if v.cmd == nil {
		return
	}
	_ = v.cmd.Process.Kill() // SIGKILL
	_ = v.cmd.Wait()         // it was killed
	v.cmd = nil
}
