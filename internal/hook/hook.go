// Package hook calls addresses that an operator configured: a webhook that is
// told something, a heartbeat that is told that all is well. Its client dials
// through the guard like everything else that leaves the house.
package hook

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// limit is how long one call may take.
const limit = 10 * time.Second

// Hook is an address to call.
type Hook struct {
	address string
	client  *http.Client
}

// New returns the hook of an http or https address. Redirects are not followed:
// whoever configured the address can write the right one.
func New(address string, transport http.RoundTripper) (*Hook, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, errors.New("want an address such as https://hooks.example.org/openchair")
	}
	return &Hook{address, &http.Client{Transport: transport, Timeout: limit, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}}, nil
}

// Tell posts v as JSON. Any answer but 2xx is an error, which never holds the
// address: addresses of hooks are secrets.
func (h *Hook) Tell(ctx context.Context, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return h.call(ctx, http.MethodPost, bytes.NewReader(body))
}

// Ping says that all is well.
func (h *Hook) Ping(ctx context.Context) error { return h.call(ctx, http.MethodGet, nil) }

func (h *Hook) call(ctx context.Context, method string, body io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, method, h.address, body)
	if err != nil {
		return errors.New("the address can't be called")
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := h.client.Do(req)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			err = at.Err
		}
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)); err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("it answered %s", resp.Status)
	}
	return nil
}
