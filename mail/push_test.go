package mail

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math/big"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"openchair/internal/guard"
	"openchair/internal/keyring"
	"openchair/meeting"
)

// receiver keeps what is posted to it and answers with a code.
type receiver struct {
	*httptest.Server
	code    int
	headers []http.Header
	bodies  [][]byte
}

func newReceiver(t *testing.T, code int) *receiver {
	t.Helper()
	r := &receiver{code: code}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		r.headers, r.bodies = append(r.headers, req.Header), append(r.bodies, body)
		if r.code == http.StatusFound {
			w.Header().Set("Location", "/elsewhere")
		}
		w.WriteHeader(r.code)
	}))
	t.Cleanup(r.Close)
	return r
}

func someNote() Note {
	return Note{ID: "abcdefghijklmnopqrstuvwxyz234567", Title: "Tu grupo de las 7:00 p.m. – mañana", Body: "Tu grupo es en una hora.\nSábado",
		Join: "https://video.example/j/1", Manage: link{"Cambiar sus cartas", "https://chairs.example/letters/T"}, Expires: time.Now().Add(time.Hour)}
}

func TestNtfyGetsTheNoteWithItsLinks(t *testing.T) {
	r := newReceiver(t, http.StatusOK)
	n := NewNtfy(http.DefaultTransport, nil)
	if err := n.Push(t.Context(), r.URL+"/topic", someNote()); err != nil {
		t.Fatal(err)
	}
	h := r.headers[0]
	title, err := new(mime.WordDecoder).DecodeHeader(h.Get("Title"))
	if err != nil || title != someNote().Title || string(r.bodies[0]) != someNote().Body {
		t.Errorf("title %q, %v, body %q", title, err, r.bodies[0])
	}
	if h.Get("Click") != someNote().Join || h.Get("Actions") != "view, Cambiar sus cartas, https://chairs.example/letters/T" || h.Get("X-Message-Id") != someNote().ID {
		t.Errorf("headers %v", h)
	}
	if h.Get("User-Agent") != "" {
		t.Errorf("it calls itself %q", h.Get("User-Agent"))
	}
}

func TestAnswersToNotesMeanWhatTheySay(t *testing.T) {
	for code, want := range map[int]meeting.Outcome{
		404: meeting.Dead, 410: meeting.Dead, 429: meeting.Retry, 408: meeting.Retry, 500: meeting.Retry, 503: meeting.Retry,
		400: meeting.Dropped, 401: meeting.Dropped, 403: meeting.Dropped, 413: meeting.Dropped, 302: meeting.Dropped,
	} {
		r := newReceiver(t, code)
		var failed *SendError
		err := NewNtfy(http.DefaultTransport, nil).Push(t.Context(), r.URL+"/secret-topic", someNote())
		if !errors.As(err, &failed) || failed.Outcome != want || failed.Paused() || strings.Contains(err.Error(), "secret") {
			t.Errorf("%d: %v, want %s", code, err, want)
		}
		if len(r.bodies) != 1 {
			t.Errorf("%d: asked %d times", code, len(r.bodies))
		}
	}
}

func TestNotesNeverGoIntoAPrivateNetwork(t *testing.T) {
	r := newReceiver(t, 200)
	var failed *SendError
	err := NewNtfy(guard.Guard{}.Transport(), nil).Push(t.Context(), r.URL+"/topic", someNote())
	if !errors.As(err, &failed) || failed.Outcome != meeting.Dropped || !strings.Contains(err.Error(), "private") || len(r.bodies) > 0 {
		t.Errorf("%v, %d posted", err, len(r.bodies))
	}
	r.Close()
	err = NewNtfy(http.DefaultTransport, nil).Push(t.Context(), r.URL+"/secret-topic", someNote())
	if !errors.As(err, &failed) || failed.Outcome != meeting.Retry || strings.Contains(err.Error(), "secret") {
		t.Errorf("nobody there: %v", err)
	}
}

func TestOnlyWebAddressesAreNtfyTopics(t *testing.T) {
	for address, want := range map[string]bool{
		"https://ntfy.sh/topic": true, "http://push.example/x": true, "": false, "ntfy.sh/topic": false, "ftp://ntfy.sh/x": false,
		"https://user:pass@ntfy.sh/x": false, "https:///x": false, "javascript:alert(1)": false, "https://a.example/\r\nX: y": false,
	} {
		if err := (&Ntfy{}).Check(t.Context(), address); (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// browser is one subscription, and what decrypts its notes.
type browser struct {
	key  *ecdh.PrivateKey
	auth []byte
}

func newBrowser(t *testing.T) browser {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	auth := make([]byte, 16)
	rand.Read(auth)
	return browser{key, auth}
}

func (b browser) subscription(t *testing.T, endpoint, vapid string) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	text, err := json.Marshal(map[string]any{"endpoint": endpoint, "expirationTime": nil, "vapid": vapid,
		"keys": map[string]string{"p256dh": encode(b.key.PublicKey().Bytes()), "auth": encode(b.auth)}})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// open decrypts a note as RFC 8291 says.
func (b browser) open(t *testing.T, body []byte) string {
	t.Helper()
	salt, idLen := body[:16], int(body[20])
	sender, err := ecdh.P256().NewPublicKey(body[21 : 21+idLen])
	if err != nil {
		t.Fatal(err)
	}
	shared, err := b.key.ECDH(sender)
	if err != nil {
		t.Fatal(err)
	}
	derive := func(secret, salt []byte, info string, n int) []byte {
		out, err := hkdf.Key(sha256.New, secret, salt, info, n)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	ikm := derive(shared, b.auth, "WebPush: info\x00"+string(b.key.PublicKey().Bytes())+string(sender.Bytes()), 32)
	block, err := aes.NewCipher(derive(ikm, salt, "Content-Encoding: aes128gcm\x00", 16))
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gcm.Open(nil, derive(ikm, salt, "Content-Encoding: nonce\x00", 12), body[21+idLen:], nil)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimRight(strings.TrimRight(string(plain), "\x00"), "\x02")
}

func TestANoteLeadsToItsMeetingsLinkAndAskingToItsPageAlone(t *testing.T) {
	plain, asks := someNote(), someNote()
	plain.Join = ""
	asks.Confirm = "https://chairs.example/confirm/T"
	manage := someNote().Manage
	for _, c := range []struct {
		note Note
		want map[string]string
	}{
		{someNote(), map[string]string{"url": manage.URL, "join": someNote().Join, "ours": manage.Words}},
		{plain, map[string]string{"url": manage.URL}},
		{asks, map[string]string{"url": asks.Confirm}},
	} {
		b, err := payload(&c.note)
		var got map[string]string
		if err == nil {
			err = json.Unmarshal(b, &got)
		}
		for key, value := range map[string]string{"id": c.note.ID, "title": c.note.Title, "body": c.note.Body} {
			c.want[key] = value
		}
		if err != nil || !maps.Equal(got, c.want) {
			t.Errorf("got %v, %v; want %v", got, err, c.want)
		}
	}
}

func TestBrowserOpensWhatWebPushSends(t *testing.T) {
	ring, b, r := keyring.New(), newBrowser(t), newReceiver(t, http.StatusCreated)
	pair, err := ring.VAPID()
	if err != nil {
		t.Fatal(err)
	}
	w := NewWebPush(http.DefaultTransport, nil, ring, "desk@chairs.example")
	if err := w.Push(t.Context(), b.subscription(t, r.URL+"/push/1", pair.Public), someNote()); err != nil {
		t.Fatal(err)
	}
	var got map[string]string
	if err := json.Unmarshal([]byte(b.open(t, r.bodies[0])), &got); err != nil {
		t.Fatal(err)
	}
	if got["title"] != someNote().Title || got["body"] != someNote().Body || got["url"] != someNote().Manage.URL {
		t.Errorf("got %v", got)
	}
	h := r.headers[0]
	if h.Get("Content-Encoding") != "aes128gcm" || h.Get("Topic") != someNote().ID || h.Get("Urgency") != "high" || h.Get("TTL") == "" || h.Get("TTL") > "3600" {
		t.Errorf("headers %v", h)
	}
	checkVAPID(t, h.Get("Authorization"), pair.Public, r.URL)
}

// checkVAPID checks what a push service does (RFC 8292).
func checkVAPID(t *testing.T, authorization, public, audience string) {
	t.Helper()
	rest, ok := strings.CutPrefix(authorization, "vapid t=")
	token, key, found := strings.Cut(rest, ", k=")
	parts := strings.Split(token, ".")
	if !ok || !found || key != public || len(parts) != 3 {
		t.Fatalf("Authorization: %s", authorization)
	}
	decode := func(s string) []byte {
		b, err := base64.RawURLEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	point, signature := decode(key), decode(parts[2])
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	pub, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	if err != nil {
		t.Fatal(err)
	}
	if !ecdsa.Verify(pub, sum[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])) {
		t.Error("the signature does not hold")
	}
	if claims := string(decode(parts[1])); !strings.Contains(claims, audience) || !strings.Contains(claims, "mailto:desk@chairs.example") {
		t.Errorf("claims %s", claims)
	}
}

// A push service learns nothing from how long a note is.
func TestNotesOfAnyLengthLookAlike(t *testing.T) {
	ring, b, r := keyring.New(), newBrowser(t), newReceiver(t, http.StatusCreated)
	pair, err := ring.VAPID()
	if err != nil {
		t.Fatal(err)
	}
	w := NewWebPush(http.DefaultTransport, nil, ring, "desk@chairs.example")
	for _, body := range []string{"short", strings.Repeat("é", mostNote/2)} {
		note := someNote()
		note.Body, note.Join = body, "https://video.example/"+strings.Repeat("j", mostLink-30)
		if err := w.Push(t.Context(), b.subscription(t, r.URL, pair.Public), note); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.bodies[0]) != len(r.bodies[1]) || binary.BigEndian.Uint32(r.bodies[0][16:]) != 4096 {
		t.Errorf("%d and %d bytes", len(r.bodies[0]), len(r.bodies[1]))
	}
}

func TestSubscriptionsThatReachNobodyAreSaidToBe(t *testing.T) {
	ring, b := keyring.New(), newBrowser(t)
	strange, err := keyring.New().VAPID()
	if err != nil {
		t.Fatal(err)
	}
	pair, err := ring.VAPID()
	if err != nil {
		t.Fatal(err)
	}
	w := NewWebPush(http.DefaultTransport, nil, ring, "desk@chairs.example")
	if err := w.Check(t.Context(), b.subscription(t, "https://push.example/1", pair.Public)); err != nil {
		t.Errorf("a right one: %v", err)
	}
	for name, address := range map[string]string{
		"a strange key": b.subscription(t, "https://push.example/1", strange.Public), "no JSON": "reader@example.org",
		"no address": b.subscription(t, "", pair.Public), "no keys": `{"endpoint":"https://push.example/1","vapid":"` + pair.Public + `"}`,
	} {
		var failed *SendError
		if err := w.Check(t.Context(), address); err == nil {
			t.Errorf("%s passes", name)
		}
		if err := w.Push(t.Context(), address, someNote()); !errors.As(err, &failed) || failed.Outcome != meeting.Dead {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// pushed notes what a pusher is given.
type pushed struct {
	address string
	note    Note
	answer  error
}

func (*pushed) Check(context.Context, string) error { return nil }

func (p *pushed) Push(_ context.Context, address string, n Note) error {
	p.address, p.note = address, n
	return p.answer
}

func TestPushTellsWhatMailTellsAndNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pushed{}
		d, l := letterAt(t)
		d.Push = map[meeting.Channel]Pusher{meeting.ByNtfy: p}
		d.reader.Channel = meeting.ByNtfy
		d.reader.Email, _ = d.ring.Seal("https://ntfy.sh/topic")
		time.Sleep(5 * time.Hour)
		if o, why, err := d.Deliver(t.Context(), l); o != meeting.Sent {
			t.Fatalf("%s, %s, %v", o, why, err)
		}
		n := p.note
		if p.address != "https://ntfy.sh/topic" || len(d.sent) > 0 || n.Title != "Your 6:00 am group" || !n.Expires.Equal(l.Start) || len(n.ID) != 32 {
			t.Errorf("to %s: %+v", p.address, n)
		}
		for _, want := range []string{"Your 6:00 am group is in one hour.", "Saturday 1 January, 6:00 – 7:30 am", "12 Example Street", "Passcode: serenity"} {
			if !strings.Contains(n.Body, want) {
				t.Errorf("%q is missing in:\n%s", want, n.Body)
			}
		}
		for _, word := range giveaways {
			if strings.Contains(strings.ToLower(n.Title+n.Body), strings.ToLower(word)) {
				t.Errorf("%q stands in:\n%s", word, n.Body)
			}
		}
		p.answer = &SendError{Outcome: meeting.Dead, Why: "the service answered 410"}
		if o, why, _ := d.Deliver(t.Context(), l); o != meeting.Dead || why != "the service answered 410" {
			t.Errorf("%s, %s", o, why)
		}
		d.Push = nil
		if o, _, _ := d.Deliver(t.Context(), l); o != meeting.Dropped {
			t.Errorf("a way that is closed: %s", o)
		}
	})
}

// Who gets notes gave no address to write to: the words are of where they show.
func TestNotesSpeakOfNoAddressAndNoLetter(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		for name, s := range scenes {
			synctest.Test(t, func(t *testing.T) {
				n := push(t, s, lang)
				for _, word := range []string{"letter", "carta", "address. ", "this address", "esta dirección", "-here"} {
					if strings.Contains(n.Title+n.Body+n.Manage.Words, word) {
						t.Errorf("%s.%s speaks of %q:\n%s\n%s\n%s", name, lang, word, n.Title, n.Body, n.Manage.Words)
					}
				}
				if asks := s.kind == meeting.ConfirmLetter; asks != strings.Contains(n.Confirm, "/confirm/") {
					t.Errorf("%s.%s leads to %q", name, lang, n.Confirm)
				}
			})
		}
	}
}

// Who presses a note that their group is not held would join another's.
func TestANoteLeadsOverToAnotherGroupInWordsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := push(t, scenes["change-cancelled"], "en")
		_, after, found := strings.Cut(n.Body, "\nThe next one like it:\n")
		if n.Join != "" || !found || !strings.Contains(after, "Join here: "+other().Join.URL) {
			t.Errorf("pressed it leads to %q:\n%s", n.Join, n.Body)
		}
	})
}

// Who presses a note of several groups would join whichever stands first.
func TestANoteOfSeveralGroupsHasEachLinkInWords(t *testing.T) {
	for lang, join := range map[string]string{"en": "Join here: ", "es": "Entrar aquí: "} {
		synctest.Test(t, func(t *testing.T) {
			n := push(t, scenes["overview-several"], lang)
			wednesday, friday := strings.Index(n.Body, join+"https://video.example/j/5\n"), strings.Index(n.Body, join+"https://video.example/j/6")
			if n.Join != "" || wednesday < 0 || friday < wednesday {
				t.Errorf("pressed it leads to %q:\n%s", n.Join, n.Body)
			}
		})
	}
}

// Half a link leads elsewhere.
func TestANoteThatIsTooLongEndsBetweenWords(t *testing.T) {
	link := "https://video.example/j/1"
	for most := range len("Join here: "+link) + 20 {
		got := cut("Join here: "+link+" and so on, é and more", most+len("…"))
		if strings.Contains(got, "https") && !strings.Contains(got, link+" ") || !strings.HasSuffix(got, "…") || len(got) > most+len("…") {
			t.Errorf("at %d bytes: %q", most, got)
		}
	}
	if got := cut(strings.Repeat("é", 40), 20); got != strings.Repeat("é", 8)+"…" {
		t.Errorf("one long word: %q", got)
	}
}
