package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
)

func TestPagesAndStylesAreZippedForWhoTakesThat(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/find", stylePath, findStylePath, findScriptPath, "/nowhere", "/es/"} {
		plain, zip := w.get(path), w.get(path, "Accept-Encoding", "br, gzip")
		if plain.Header().Get("Content-Encoding") != "" || zip.Header().Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s: encodings %q and %q", path, plain.Header().Get("Content-Encoding"), zip.Header().Get("Content-Encoding"))
		}
		for _, rec := range []*httptest.ResponseRecorder{plain, zip} {
			if !slices.Contains(rec.Header().Values("Vary"), "Accept-Encoding") {
				t.Errorf("%s: varies by %q", path, rec.Header().Values("Vary"))
			}
			if n := rec.Header().Get("Content-Length"); n != "" && n != strconv.Itoa(rec.Body.Len()) {
				t.Errorf("%s: says %s bytes and has %d", path, n, rec.Body.Len())
			}
		}
		if tag := plain.Header().Get("ETag"); tag != "" && tag == zip.Header().Get("ETag") {
			t.Errorf("%s: one tag for two bodies", path)
		}
		if got := unzipped(t, zip.Body.Bytes()); !bytes.Equal(got, plain.Body.Bytes()) {
			t.Errorf("%s: %d bytes zipped say something else than %d plain ones", path, len(got), plain.Body.Len())
		}
		if refused := w.get(path, "Accept-Encoding", "gzip;q=0"); refused.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: zipped against the browser's word", path)
		}
	}
	tag := w.get(stylePath, "Accept-Encoding", "gzip").Header().Get("ETag")
	if again := w.get(stylePath, "Accept-Encoding", "gzip", "If-None-Match", tag); again.Code != 304 {
		t.Errorf("a style that is known already: %d", again.Code)
	}
}

func unzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
