package guard

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestControlRefusesWhatIsNotThePublicInternet(t *testing.T) {
	refused := []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
		"127.0.0.1", "127.8.9.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1",
		"198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
		"224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
		"64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "64:ff9b:1:ffff::1",
		"100::1", "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
		"fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1",
	}
	for _, a := range refused {
		err := Guard{}.Control(networkOf(a), net.JoinHostPort(a, "80"), nil)
		var r *RefusedError
		if !errors.As(err, &r) {
			t.Errorf("%s: got %v, want a RefusedError", a, err)
			continue
		}
		if !strings.Contains(r.Error(), a) || r.Why == "" || !strings.Contains(r.Error(), "--allow-private") {
			t.Errorf("%s: the error %q names neither address, reason nor remedy", a, r)
		}
		if err := (Guard{AllowPrivate: true}).Control(networkOf(a), net.JoinHostPort(a, "80"), nil); err != nil {
			t.Errorf("%s with AllowPrivate: %v", a, err)
		}
	}
}

func TestControlPermitsThePublicInternet(t *testing.T) {
	permitted := []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
		"126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255",
		"198.17.255.255", "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8",
		"2001:4860:4860::8888", "2606:4700::1111", "2a00::1",
	}
	for _, a := range permitted {
		if err := (Guard{}).Control(networkOf(a), net.JoinHostPort(a, "443"), nil); err != nil {
			t.Errorf("%s: %v", a, err)
		}
	}
}

func TestControlRefusesWhatItCannotRead(t *testing.T) {
	for _, c := range [][2]string{
		{"tcp4", "localhost:80"}, {"tcp4", "8.8.8.8"}, {"tcp4", ""}, {"tcp6", "[::1"},
		{"unix", "/run/docker.sock"}, {"udp4", "8.8.8.8:53"}, {"tcp", "8.8.8.8:80"},
	} {
		var r *RefusedError
		if err := (Guard{}).Control(c[0], c[1], nil); !errors.As(err, &r) {
			t.Errorf("%s %q: got %v, want a RefusedError", c[0], c[1], err)
		}
	}
}

func networkOf(a string) string {
	if strings.Contains(a, ":") {
		return "tcp6"
	}
	return "tcp4"
}

func TestAPublicNameThatRedirectsInwardIsRefused(t *testing.T) {
	secret := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Error("the inner server was asked")
	}))
	defer secret.Close()
	outer := httptest.NewServer(http.RedirectHandler(secret.URL, http.StatusFound))
	defer outer.Close()

	tr := Guard{Hosts: map[string]string{"public.example:80": outer.Listener.Addr().String()}}.Transport()
	defer tr.CloseIdleConnections()
	_, err := (&http.Client{Transport: tr}).Get("http://public.example/")
	var r *RefusedError
	if !errors.As(err, &r) || r.Why != "loopback" {
		t.Fatalf("got %v, want a refusal of a loopback address", err)
	}
}

func TestANameThatResolvesInwardIsRefused(t *testing.T) {
	tr := Guard{}.Transport()
	_, err := (&http.Client{Transport: tr}).Get("http://localhost:9/")
	var r *RefusedError
	if !errors.As(err, &r) {
		t.Fatalf("got %v, want a RefusedError", err)
	}
}

func TestTransportIgnoresProxiesAndBoundsEachStep(t *testing.T) {
	tr := Guard{}.Transport()
	if tr.Proxy != nil {
		t.Error("a proxy would dial unguarded")
	}
	if tr.TLSHandshakeTimeout != 10*time.Second || tr.ResponseHeaderTimeout != 20*time.Second {
		t.Errorf("TLS %v, header %v", tr.TLSHandshakeTimeout, tr.ResponseHeaderTimeout)
	}
}

func TestDialContextEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (Guard{}).DialContext(ctx, "tcp", "public.example:80"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Whatever the spelling, an address that net's own words call not public is
// never permitted, and the mapped form is judged as the plain one.
func FuzzControl(f *testing.F) {
	for _, s := range []string{"127.0.0.1:80", "[::ffff:10.1.2.3]:1", "[fe80::1%eth0]:443", "8.8.8.8:53", "x", "[::]:0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		err := Guard{}.Control("tcp6", address, nil)
		ap, bad := netip.ParseAddrPort(address)
		if bad != nil {
			if err == nil {
				t.Fatalf("%q is no address and was permitted", address)
			}
			return
		}
		a := ap.Addr().Unmap()
		inward := a.IsPrivate() || a.IsLoopback() || a.IsUnspecified() || !a.IsGlobalUnicast()
		if inward && err == nil {
			t.Fatalf("%s was permitted", a)
		}
		if a.Is4() {
			mapped := netip.AddrPortFrom(netip.AddrFrom16(a.As16()), 80).String()
			if again := (Guard{}).Control("tcp6", mapped, nil); (again == nil) != (err == nil) {
				t.Fatalf("%s: %v, mapped: %v", a, err, again)
			}
		}
	})
}
