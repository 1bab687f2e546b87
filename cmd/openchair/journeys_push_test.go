package main

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// pushService stands for those that browsers are subscribed at: it takes sealed
// notes by https, and shows them to whoever plays the browser.
type pushService struct {
	mu    sync.Mutex
	notes map[string][][]byte // by path
}

// newPushService returns where notes are sent to, and where they are read, as
// JSON by path. This process trusts its certificate.
func newPushService(t *testing.T) (push, pushed string) {
	t.Helper()
	s := &pushService{notes: make(map[string][][]byte)}
	in, out := httptest.NewTLSServer(http.HandlerFunc(s.take)), httptest.NewServer(http.HandlerFunc(s.show))
	t.Cleanup(in.Close)
	t.Cleanup(out.Close)
	trusted := filepath.Join(t.TempDir(), "push.pem")
	if err := os.WriteFile(trusted, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: in.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", trusted)
	return in.URL, out.URL
}

func (s *pushService) take(w http.ResponseWriter, r *http.Request) {
	note, err := io.ReadAll(r.Body)
	if err != nil || r.Header.Get("Authorization") == "" || r.Header.Get("Content-Encoding") != "aes128gcm" {
		http.Error(w, "that is no pushed note", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes[r.URL.Path] = append(s.notes[r.URL.Path], note)
	w.WriteHeader(http.StatusCreated)
}

func (s *pushService) show(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(s.notes[r.URL.Path]) //nolint:errcheck // the reader has gone
}
