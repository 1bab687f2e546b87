package scraper

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

// verdict is how a run that could not be read to its end is told.
type verdict struct {
	class      meeting.Class
	message    string // one sentence or two, for a volunteer
	evidence   meeting.Evidence
	retryAfter time.Time
}

// Why a run ended before its pages were read.
var (
	errStopped  = errors.New("the run was stopped")
	errLongRun  = errors.New("the run took too long")
	errPanic    = errors.New("the format failed")
	errNoFormat = errors.New("no such format")
	errNoRows   = errors.New("no row could be read")
	errOurs     = errors.New("our own store failed")
)

// classify turns what went wrong into a class and words. page is the page that
// could not be read, nil where none came; known is whether the source was ever
// read well.
func classify(err error, page *Page, src meeting.Source, known bool) verdict {
	v := verdict{evidence: evidenceOf(err, page), retryAfter: retryAfterOf(err)}
	host := hostOf(src.URL)
	var failed *PageError
	if errors.As(err, &failed) {
		host = hostOf(failed.URL)
	}
	v.class, v.message = say(err, host, known)
	v.message += " " + kept(known)
	return v
}

// kept says what a failed run leaves behind.
func kept(known bool) string {
	if known {
		return "What was known stays."
	}
	return "Nothing has been read from it yet."
}

func say(err error, host string, known bool) (meeting.Class, string) {
	var (
		status *StatusError
		shape  *ShapeError
		bound  *BoundError
		denied *RobotsDeniedError
		opted  *OptedOutError
		robots *RobotsUnreadError
	)
	switch {
	case errors.Is(err, errStopped):
		return meeting.Unreachable, "The run was stopped before it ended."
	case errors.Is(err, errLongRun):
		return meeting.Unreachable, fmt.Sprintf("Reading %s took too long, so we stopped.", host)
	case errors.Is(err, errOurs):
		return meeting.Unreachable, "Our own store failed, so this run says nothing of the source."
	case errors.As(err, &opted):
		return meeting.RobotsDenied, fmt.Sprintf("%s asked us not to read it, so we asked for nothing.", opted.Host)
	case errors.As(err, &denied):
		return meeting.RobotsDenied, fmt.Sprintf("%s asks programs not to read this page (robots.txt). A volunteer can ask its owner.", hostOf(denied.URL))
	case errors.As(err, &robots) && errors.As(robots.Err, &status):
		return meeting.Unreachable, fmt.Sprintf("We could not read the rules for programs (robots.txt) at %s, so we asked for nothing more.", hostOf(robots.URL))
	case errors.As(err, &bound):
		return meeting.Unreachable, fmt.Sprintf("%s sent far more than a list of meetings should hold (over %s), so we stopped reading.", host, boundWords(bound))
	case errors.As(err, &status):
		return sayStatus(status, host)
	case errors.As(err, &shape):
		return sayShape(shape, host, known)
	}
	return sayOther(err, host, known)
}

func sayStatus(e *StatusError, host string) (meeting.Class, string) {
	answered := fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status))
	switch {
	case e.Challenge, e.Status == http.StatusAccepted:
		return meeting.Blocked, fmt.Sprintf("%s shows a check for browsers (%s) where the list should be. A volunteer can ask its owner to let us in.", host, answered)
	case e.Status == 429:
		return meeting.Blocked, fmt.Sprintf("%s asks us to come less often (%s).", host, answered)
	case e.Status == 404, e.Status == 410:
		return meeting.Gone, fmt.Sprintf("The list is no longer at its address on %s (%s). A volunteer can look for the new one.", host, answered)
	case e.Status == 401, e.Status == 402, e.Status == 403, e.Status == 407, e.Status == 451:
		return meeting.Blocked, fmt.Sprintf("%s does not let us read its list (%s). A volunteer can ask its owner.", host, answered)
	case e.Status/100 == 5, e.Status == 408, e.Status == 421, e.Status == 425:
		return meeting.Unreachable, fmt.Sprintf("%s has trouble of its own (%s).", host, answered)
	}
	return meeting.NotUnderstood, fmt.Sprintf("%s gave an answer we do not understand (%s).", host, answered)
}

func sayShape(e *ShapeError, host string, known bool) (meeting.Class, string) {
	switch {
	case e.HTML:
		return meeting.Blocked, fmt.Sprintf("%s shows a web page where the list should be, often a check for browsers. A volunteer can look at the address.", host)
	case e.Browser:
		return meeting.NotUnderstood, fmt.Sprintf("%s shows its meetings to browsers only, which we cannot read: %s.", host, asClause(e.Why))
	case e.Cut:
		return meeting.Drifted, fmt.Sprintf("The list from %s ends in the middle.", host)
	}
	return misread(known), fmt.Sprintf("The answer from %s is not the list we expected: %s.", host, asClause(e.Why))
}

// misread is the class of a page of another shape: a source that was read well
// has changed, another was never understood.
func misread(known bool) meeting.Class {
	if known {
		return meeting.Drifted
	}
	return meeting.NotUnderstood
}

func sayOther(err error, host string, known bool) (meeting.Class, string) {
	var (
		refused  *guard.RefusedError
		redirect *RedirectError
		encoding *EncodingError
		cert     *tls.CertificateVerificationError
		dns      *net.DNSError
		netErr   net.Error
	)
	switch {
	case errors.Is(err, errNoFormat):
		return meeting.NotUnderstood, "This source's format is not known here."
	case errors.Is(err, errNeverListed):
		return meeting.NotUnderstood, "Narconon is never listed here. It is neither Nar-Anon nor Narcotics Anonymous."
	case errors.Is(err, errPanic):
		return meeting.NotUnderstood, fmt.Sprintf("We failed at reading the list from %s. The fault is ours; the log says more.", host)
	case errors.Is(err, errNoRows):
		return misread(known), fmt.Sprintf("No row of the list from %s could be read as a meeting.", host)
	case errors.Is(err, errAddress):
		return meeting.NotUnderstood, "This source's address is not one of the web (http or https)."
	case errors.As(err, &encoding):
		return misread(known), fmt.Sprintf("The answer from %s is packed in a way we cannot open.", host)
	case errors.As(err, &refused):
		return meeting.Unreachable, fmt.Sprintf("%s leads to an address that is not public (%s, %s), and we ask no such address (--allow-private permits it).", host, refused.Address, refused.Why)
	case errors.As(err, &redirect):
		return meeting.Unreachable, fmt.Sprintf("%s sends us %s.", host, redirect.Why)
	case errors.As(err, &cert):
		return meeting.Unreachable, fmt.Sprintf("We could not reach %s safely: its certificate is not valid.", host)
	case errors.As(err, &dns) && dns.IsNotFound:
		return meeting.Unreachable, fmt.Sprintf("We could not reach %s: no such name is known.", host)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return meeting.Unreachable, fmt.Sprintf("We could not reach %s: it did not answer in time.", host)
	}
	if errors.As(err, new(*PageError)) {
		return meeting.Unreachable, fmt.Sprintf("We could not reach %s.", host)
	}
	return meeting.NotUnderstood, "We could not read this source. The fault may be ours; the log says more."
}

func boundWords(e *BoundError) string {
	if e.Limit >= 1<<20 && e.Limit%(1<<20) == 0 {
		return fmt.Sprintf("%d MB", e.Limit>>20)
	}
	return fmt.Sprintf("%d %s", e.Limit, e.What)
}

// askedHost is the host of an address, "" where it has none.
func askedHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// hostOf names an address as people do.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return "the source"
	}
	return u.Hostname()
}
