package zonefinder

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

const (
	// idleFor is how long the child lives on without a question.
	idleFor = 10 * time.Second
	// answerWithin is the longest an answer may take, loading included.
	answerWithin = 30 * time.Second
)

// Child asks a child process that runs Serve. It is started at the first
// question and ends when none comes for a while. Many may ask at once.
type Child struct {
	// Command makes the process, not started.
	Command func(context.Context) *exec.Cmd

	mu     sync.Mutex
	proc   *process
	idle   *time.Timer
	starts int
}

type process struct {
	cancel context.CancelFunc
	in     io.WriteCloser
	out    *bufio.Reader
	ended  chan error
}

// ZoneAt names the zone of a point, "" where none is known. An error ends the
// child; the next question starts another.
func (c *Child) ZoneAt(ctx context.Context, lat, lon float64) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if c.proc == nil {
		if err := c.start(); err != nil {
			return "", fmt.Errorf("zone of a point: %w", err)
		}
	}
	zone, err := c.proc.ask(question(lat, lon))
	if err != nil {
		return "", fmt.Errorf("zone of a point: %w", errors.Join(err, c.end()))
	}
	c.idle.Reset(idleFor)
	return zone, nil
}

func question(lat, lon float64) string { return fmt.Sprintf("%.5f %.5f\n", lat, lon) }

// Close ends the child, if there is one.
func (c *Child) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.end()
}

func (c *Child) start() error {
	ctx, cancel := context.WithCancel(context.Background())
	cmd := c.Command(ctx)
	in, err := cmd.StdinPipe()
	if err != nil {
		cancel()
		return err
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		cancel()
		return err
	}
	c.proc = &process{cancel: cancel, in: in, out: bufio.NewReader(out), ended: make(chan error, 1)}
	c.starts++
	if c.idle == nil {
		c.idle = time.AfterFunc(idleFor, func() { _ = c.Close() }) // it had nothing left to say
	}
	proc := c.proc
	go func() { proc.ended <- cmd.Wait() }()
	return nil
}

// end shuts the child's input and waits for it. One that does not go is killed.
func (c *Child) end() error {
	if c.proc == nil {
		return nil
	}
	proc := c.proc
	c.proc = nil
	c.idle.Stop()
	defer proc.cancel()
	shut := proc.in.Close()
	select {
	case err := <-proc.ended:
		return err // shut fails too where it went first
	case <-time.After(2 * time.Second):
		proc.cancel()
		<-proc.ended
		return errors.Join(errors.New("the child did not end"), shut)
	}
}

// ask puts one question. Without an answer in time the child is killed, which
// ends the reading.
func (p *process) ask(question string) (string, error) {
	late := time.AfterFunc(answerWithin, p.cancel)
	defer late.Stop()
	if _, err := io.WriteString(p.in, question); err != nil {
		return "", err
	}
	line, err := p.out.ReadString('\n')
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(line), nil
}
