package scraper

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// wire is the RoundTripper beneath colly for one request. It waits for the
// host's turn and keeps it until the body is read, bounds the time from then
// on, undoes compression, and bounds what comes out of it. It reads the body
// itself: what declares its size is read into one piece of that size.
type wire struct {
	next    http.RoundTripper
	gate    *gate
	apart   time.Duration
	timeout time.Duration
	limit   int64
	cut     bool

	status int         // of the answer
	header http.Header // of the answer, as sent
	body   []byte      // of the answer, decompressed
}

// refusalLimit is how much is read of an answer that is not a page: enough to
// tell a challenge from an error.
const refusalLimit = 64 << 10

// RoundTrip sends a request. What lies above gets an answer without header and
// body, since it would act on them: colly unzips without a bound and fails on
// charsets it does not know, and net/http follows redirects on its own.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	leave, err := w.gate.enter(req.Context(), hostPort(req.URL), w.apart)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(req.Context(), w.timeout)
	defer cancel()
	res, err := w.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close() // closes the connection where the body was not read to its end
	if w.body, err = w.readAll(res); err != nil {
		return nil, err
	}
	w.status, w.header = res.StatusCode, res.Header
	return &http.Response{
		Status: res.Status, StatusCode: res.StatusCode, Proto: res.Proto, ProtoMajor: res.ProtoMajor, ProtoMinor: res.ProtoMinor,
		Header: http.Header{}, Body: http.NoBody, Uncompressed: true, Request: res.Request,
	}, nil
}

// spare are buffers that have grown: growing one anew for each page of unknown
// size costs more than all else that is done with an unchanged page.
var spare = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (w *wire) readAll(res *http.Response) ([]byte, error) {
	r, err := w.bound(res)
	if err != nil {
		return nil, err
	}
	if n := res.ContentLength; n > 0 && n <= w.limit && !res.Uncompressed {
		b := bytes.NewBuffer(make([]byte, 0, n+bytes.MinRead))
		_, err := b.ReadFrom(r)
		return b.Bytes(), err
	}
	b := spare.Get().(*bytes.Buffer)
	defer spare.Put(b)
	b.Reset()
	_, err = b.ReadFrom(r)
	return bytes.Clone(b.Bytes()), err
}

// bound returns the answer's body, decompressed and bounded. What declares
// itself too large is refused before a byte of it is read.
func (w *wire) bound(res *http.Response) (io.Reader, error) {
	page := res.StatusCode/100 == 2 && res.StatusCode != http.StatusAccepted
	if page && !w.cut && res.ContentLength > w.limit {
		return nil, &BoundError{What: "bytes in a page", Limit: w.limit}
	}
	r, err := unzip(res)
	if err != nil && page {
		return nil, err
	}
	if !page {
		if err != nil {
			return bytes.NewReader(nil), nil
		}
		return &forgiving{io.LimitReader(r, refusalLimit)}, nil
	}
	if w.cut {
		return io.LimitReader(r, w.limit), nil
	}
	return &bounded{r: r, left: w.limit, limit: w.limit}, nil
}

// unzip undoes gzip where the transport has not: a server's own idea, or a
// file that is itself compressed.
func unzip(res *http.Response) (io.Reader, error) {
	encoding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	switch {
	case res.Uncompressed, res.StatusCode == http.StatusNotModified, res.StatusCode == http.StatusNoContent:
		return res.Body, nil
	case encoding == "gzip", encoding == "x-gzip", encoding == "" && strings.Contains(strings.ToLower(res.Header.Get("Content-Type")), "gzip"):
		return &gunzip{src: res.Body}, nil
	case encoding == "", encoding == "identity":
		return res.Body, nil
	}
	return nil, &EncodingError{encoding}
}

// gunzip decompresses as it is read, so that its header too is read within
// the bounds of the body.
type gunzip struct {
	src io.Reader
	z   *gzip.Reader
}

func (g *gunzip) Read(p []byte) (int, error) {
	if g.z == nil {
		z, err := gzip.NewReader(g.src)
		if err != nil {
			return 0, broken(err)
		}
		g.z = z
	}
	n, err := g.z.Read(p)
	return n, broken(err)
}

// broken tells a broken compression from a broken connection.
func broken(err error) error {
	if err != nil && (errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || strings.HasPrefix(err.Error(), "flate:")) {
		return &EncodingError{"gzip"}
	}
	return err
}

// bounded fails with a *BoundError at the first byte over its limit.
type bounded struct {
	r           io.Reader
	left, limit int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.r.Read(p)
	if int64(n) > b.left {
		return 0, &BoundError{What: "bytes in a page", Limit: b.limit}
	}
	b.left -= int64(n)
	return n, broken(err)
}

// forgiving reads what there is: an error page that breaks off is still one.
type forgiving struct{ r io.Reader }

func (f *forgiving) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil {
		err = io.EOF
	}
	return n, err
}
