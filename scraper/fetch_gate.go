package scraper

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"
)

// gate gives each host and port one turn at a time. colly's own limits sleep
// without looking at the context, and last only as long as one run.
type gate struct {
	mu    sync.Mutex
	lanes map[string]*lane
}

// lane is one host and port.
type lane struct {
	turn  chan struct{} // holds one token while somebody has the turn
	ended time.Time     // of the last request; guarded by turn
	users int           // waiting or asking; guarded by gate.mu
}

// Above so many hosts, those not asked for a while are forgotten.
const manyLanes = 1024

func newGate() *gate { return &gate{lanes: map[string]*lane{}} }

// enter waits for the turn of a host and for apart to have passed since the
// last request to it ended. leave must be called once the answer is read.
func (g *gate) enter(ctx context.Context, host string, apart time.Duration) (leave func(), err error) {
	l := g.lane(host)
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		g.release(l)
		return nil, ctx.Err()
	}
	if err := sleep(ctx, time.Until(l.ended.Add(apart))); err != nil {
		<-l.turn
		g.release(l)
		return nil, err
	}
	return sync.OnceFunc(func() {
		l.ended = time.Now()
		<-l.turn
		g.release(l)
	}), nil
}

func (g *gate) lane(host string) *lane {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.lanes[host]
	if l == nil {
		g.forget()
		l = &lane{turn: make(chan struct{}, 1)}
		g.lanes[host] = l
	}
	l.users++
	return l
}

func (g *gate) release(l *lane) {
	g.mu.Lock()
	defer g.mu.Unlock()
	l.users--
}

func (g *gate) forget() {
	if len(g.lanes) < manyLanes {
		return
	}
	for host, l := range g.lanes {
		if l.users == 0 && time.Since(l.ended) > time.Minute {
			delete(g.lanes, host)
		}
	}
}

// sleep waits, and ends early with the context.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hostPort names the host and port an address is asked at.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".") + ":" + port
}
