package scraper

import (
	_ "embed"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

//go:embed optout.txt
var shippedOptOut string

// OptOut knows the hosts that asked not to be read: those shipped with the
// program and those of the operator's own file, one host a line. A host stands
// for its subdomains too. The file is read anew when it has changed. It is safe
// for use by several goroutines.
type OptOut struct {
	file string

	mu    sync.Mutex
	hosts map[string]bool
	asOf  time.Time
	size  int64
}

// LoadOptOut reads the shipped list, and a file where one is named.
func LoadOptOut(file string) (*OptOut, error) {
	o := &OptOut{file: file}
	if err := o.load(); err != nil {
		return nil, err
	}
	return o, nil
}

func (o *OptOut) load() error {
	hosts := make(map[string]bool)
	if err := addHosts(hosts, "the shipped opt-out list", shippedOptOut); err != nil {
		return err
	}
	if o.file != "" {
		info, err := os.Stat(o.file)
		if err != nil {
			return fmt.Errorf("opt-out list: %w", err)
		}
		text, err := os.ReadFile(o.file)
		if err != nil {
			return fmt.Errorf("opt-out list: %w", err)
		}
		if err := addHosts(hosts, o.file, string(text)); err != nil {
			return err
		}
		o.asOf, o.size = info.ModTime(), info.Size()
	}
	o.hosts = hosts
	return nil
}

func addHosts(hosts map[string]bool, file, text string) error {
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		host := hostName(strings.TrimSpace(line))
		if host == "" {
			continue
		}
		if strings.ContainsAny(host, "/:*@ \t") {
			return fmt.Errorf("%s:%d: %q is no host: write it as example.org", file, i+1, host)
		}
		hosts[host] = true
	}
	return nil
}

// hostName is a host as it compares: lower case, without a final dot.
func hostName(s string) string { return strings.TrimSuffix(strings.ToLower(s), ".") }

// Refuses reports whether the host of an address, or one it belongs to, asked
// not to be read. A file that can't be read anew leaves the list as it was.
func (o *OptOut) Refuses(u *url.URL) bool {
	if o == nil {
		return false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if info, err := os.Stat(o.file); o.file != "" && err == nil && (!info.ModTime().Equal(o.asOf) || info.Size() != o.size) {
		_ = o.load() // one that is being written is read at the next request
	}
	for host := hostName(u.Hostname()); host != ""; {
		if o.hosts[host] {
			return true
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return false
}

// OptedOutError says that a host asked not to be read, so that it was not asked.
type OptedOutError struct{ Host string }

func (e *OptedOutError) Error() string { return e.Host + " asked not to be read" }
