package guard

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// How long each step of a connection may take.
const (
	dialTimeout   = 10 * time.Second
	tlsTimeout    = 10 * time.Second
	headerTimeout = 20 * time.Second
	idleTimeout   = 30 * time.Second
)

// maxHeader bounds the bytes of an answer's header.
const maxHeader = 256 << 10

// RefusedError says that an address was not dialled, and why.
type RefusedError struct {
	Address string // as it would have been dialled
	Why     string // "loopback"
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("address %s is refused (%s): --allow-private permits it", e.Address, e.Why)
}

// Guard decides which addresses are dialled. Its zero value permits the public
// Internet only.
type Guard struct {
	// AllowPrivate permits every address.
	AllowPrivate bool
	// Hosts answers "name:port" before DNS is asked, as a hosts file does.
	// What stands in it was written by whoever runs the program and is dialled
	// unchecked.
	Hosts map[string]string
}

// Control is a net.Dialer's Control: it sees the address after resolving and
// before connecting. Its error is a *RefusedError.
func (g Guard) Control(network, address string, _ syscall.RawConn) error {
	if g.AllowPrivate {
		return nil
	}
	if network != "tcp4" && network != "tcp6" {
		return &RefusedError{address, "network " + network}
	}
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &RefusedError{address, "not an address"}
	}
	if w := why(ap.Addr()); w != "" {
		return &RefusedError{address, w}
	}
	return nil
}

// Check asks where a name or an address leads, and errs with a *RefusedError
// where it would not be dialled. A name that can't be asked about passes: what
// counts is what is dialled.
func (g Guard) Check(ctx context.Context, host string) error {
	if g.AllowPrivate {
		return nil
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil
	}
	for _, a := range found {
		if w := why(a); w != "" {
			return &RefusedError{host, w}
		}
	}
	return nil
}

// DialContext connects to a name or an address that the guard permits.
func (g Guard) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: dialTimeout}
	if known, ok := g.Hosts[address]; ok {
		return d.DialContext(ctx, network, known)
	}
	d.Control = g.Control
	return d.DialContext(ctx, network, address)
}

// Transport returns a new transport that dials through the guard. It uses no
// proxy, since a proxy would dial for us, unguarded. It bounds dialling (10 s),
// the TLS handshake (10 s) and the wait for a header (20 s), not the body.
func (g Guard) Transport() *http.Transport {
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            g.DialContext,
		TLSHandshakeTimeout:    tlsTimeout,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: maxHeader,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        idleTimeout,
	}
}
