package web

import (
	"context"
	"encoding/hex"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// limit is how often one client, or one e-mail address, may do something.
type limit struct {
	name   string
	uses   int
	window time.Duration
}

// The limits. They are generous to a household and a library, and stop a flood.
var (
	calendarsPerClient = limit{"calendar", 60, time.Hour}
	editsPerClient     = limit{"edit", 300, time.Hour}
	wishesPerClient    = limit{"wish", 20, time.Hour}
	wishesPerAddress   = limit{"letter", 5, time.Hour}
)

// take counts one use by who, whom the store knows only by a keyed hash.
// It answers 429 itself and returns false where the limit is reached.
func (s *site) take(w http.ResponseWriter, r *http.Request, l limit, who string) bool {
	ok, err := s.within(r.Context(), l, who)
	if err != nil {
		s.broke(w, r, err)
		return false
	}
	if !ok {
		w.Header().Set("Retry-After", strconv.Itoa(int(l.window.Seconds())))
		s.fail(w, r, http.StatusTooManyRequests, s.text.TooOften)
	}
	return ok
}

// within counts one use and reports whether it is within the limit.
func (s *site) within(ctx context.Context, l limit, who string) (bool, error) {
	bucket := l.name + ":" + hex.EncodeToString(s.Keys.Hash(l.name+" "+who))
	return s.Store.Take(ctx, bucket, l.uses, l.window, s.now())
}

// client names where a request comes from: an IPv4 address or an IPv6 /64.
// A proxy beside us, on a loopback or private address, is believed about whom
// it speaks for; nobody else is.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if ip = ip.Unmap(); ip.IsLoopback() || ip.IsPrivate() {
		ip = forwardedFor(r, ip)
	}
	if ip.Is6() {
		if net, err := ip.WithZone("").Prefix(64); err == nil {
			return net.String()
		}
	}
	return ip.String()
}

// forwardedFor returns the address that the nearest proxy added, the last one.
func forwardedFor(r *http.Request, direct netip.Addr) netip.Addr {
	list := r.Header.Values("X-Forwarded-For")
	if len(list) == 0 {
		return direct
	}
	last := list[len(list)-1]
	last = strings.TrimSpace(last[strings.LastIndex(last, ",")+1:])
	if ip, err := netip.ParseAddr(last); err == nil {
		return ip.Unmap()
	}
	return direct
}

// now is the present in UTC, as the store wants it.
func (s *site) now() time.Time { return s.Now().UTC() }
