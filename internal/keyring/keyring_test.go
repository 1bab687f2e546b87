package keyring

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/quick"
)

func hexKey(n byte) string { return hex.EncodeToString(bytes.Repeat([]byte{n}, keySize)) }

func mustParse(t testing.TB, text string) *Ring {
	t.Helper()
	r, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSealedAddressOpensAndShowsNothing(t *testing.T) {
	r := mustParse(t, hexKey(1))
	const address = "someone@example.org"
	a, err := r.Seal(address)
	if err != nil {
		t.Fatal(err)
	}
	b, err := r.Seal(address)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(a, b) {
		t.Error("sealing twice gave the same bytes: equal addresses would show")
	}
	if bytes.Contains(a, []byte("someone")) {
		t.Error("the address stands in what was sealed")
	}
	if got, err := r.Open(a); err != nil || got != address {
		t.Errorf("Open = %q, %v; want %q", got, err, address)
	}
	if _, err := r.Seal(""); err == nil {
		t.Error("an empty address was sealed")
	}
}

func TestEveryBitOfASealedAddressIsGuarded(t *testing.T) {
	r := mustParse(t, hexKey(1))
	sealed, err := r.Seal("someone@example.org")
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(sealed) * 8 {
		broken := bytes.Clone(sealed)
		broken[i/8] ^= 1 << (i % 8)
		if got, err := r.Open(broken); err == nil {
			t.Fatalf("bit %d flipped and yet opened as %q", i, got)
		}
	}
	for n := range len(sealed) {
		if _, err := r.Open(sealed[:n]); err == nil {
			t.Fatalf("cut to %d bytes and yet opened", n)
		}
	}
}

func TestWrongKeyIsNamedAsSuch(t *testing.T) {
	sealed, err := mustParse(t, hexKey(1)).Seal("someone@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mustParse(t, hexKey(2)).Open(sealed); !errors.Is(err, ErrUnknownKey) {
		t.Errorf("Open with another key = %v, want ErrUnknownKey", err)
	}
}

func TestOldKeysOfARingStillOpenAndCheck(t *testing.T) {
	old := mustParse(t, hexKey(1))
	both := mustParse(t, hexKey(2)+"\n"+hexKey(1))
	sealed, err := old.Seal("someone@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := both.Open(sealed); err != nil || got != "someone@example.org" {
		t.Errorf("Open = %q, %v", got, err)
	}
	if id, ok := both.Check(Stop, old.Token(Stop, 42)); !ok || id != 42 {
		t.Errorf("Check of an old token = %d, %v", id, ok)
	}
	if _, ok := old.Check(Stop, both.Token(Stop, 42)); ok {
		t.Error("the new token was made with the old key")
	}
}

func TestHashFindsAnAddressHoweverItIsTyped(t *testing.T) {
	r := mustParse(t, hexKey(1))
	want := r.Hash("zoe.é@example.org")
	for _, typed := range []string{" Zoe.É@Example.ORG\n", "zoe.e\u0301@example.org", "ZOE.E\u0301@EXAMPLE.ORG"} {
		if !bytes.Equal(r.Hash(typed), want) {
			t.Errorf("Hash(%q) differs", typed)
		}
	}
	if bytes.Equal(r.Hash("zoe.e@example.org"), want) {
		t.Error("another address has the same hash")
	}
	if bytes.Equal(mustParse(t, hexKey(2)).Hash("zoe.é@example.org"), want) {
		t.Error("the hash does not depend on the key")
	}
}

func TestHashesFindWhatAnyKeyKept(t *testing.T) {
	first, second := mustParse(t, hexKey(1)), mustParse(t, hexKey(2))
	both := mustParse(t, hexKey(2)+"\n"+hexKey(1))
	const typed = " Someone@Example.org"
	got := both.Hashes(typed)
	want := [][]byte{second.Hash(typed), first.Hash(typed)}
	if len(got) != 2 || !bytes.Equal(got[0], want[0]) || !bytes.Equal(got[1], want[1]) {
		t.Errorf("Hashes = %x, want %x: newest first", got, want)
	}
	if !bytes.Equal(both.Hash(typed), got[0]) {
		t.Error("Hash is not the newest of Hashes")
	}
}

func TestResealMovesAnAddressToTheNewestKeyOnce(t *testing.T) {
	old, both := mustParse(t, hexKey(1)), mustParse(t, hexKey(2)+"\n"+hexKey(1))
	const address = "Someone@example.org"
	sealed, err := old.Seal(address)
	if err != nil {
		t.Fatal(err)
	}
	if !old.SealedByNewest(sealed) || both.SealedByNewest(sealed) {
		t.Error("which key sealed it is told wrongly")
	}
	anew, hash, err := both.Reseal(sealed)
	if err != nil {
		t.Fatal(err)
	}
	second := mustParse(t, hexKey(2))
	if got, err := second.Open(anew); err != nil || got != address {
		t.Errorf("the new key alone opens %q, %v; want %q", got, err, address)
	}
	if !bytes.Equal(hash, second.Hash(address)) || !both.SealedByNewest(anew) {
		t.Error("hash or seal are not the newest key's")
	}
	if again, hash, err := both.Reseal(anew); again != nil || hash != nil || err != nil {
		t.Errorf("sealed by the newest and yet resealed: %x, %x, %v", again, hash, err)
	}
	if _, _, err := second.Reseal(sealed); !errors.Is(err, ErrUnknownKey) {
		t.Errorf("without the old key err = %v, want ErrUnknownKey", err)
	}
	for _, bad := range [][]byte{nil, {}, {1}, anew[:4], append([]byte{9}, anew[1:]...)} {
		if both.SealedByNewest(bad) {
			t.Errorf("%x passes for sealed by the newest", bad)
		}
		if _, _, err := both.Reseal(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("Reseal(%x) = %v, want ErrDamaged", bad, err)
		}
	}
}

func TestTokenHoldsForItsPurposeAndIDOnly(t *testing.T) {
	r := mustParse(t, hexKey(1))
	holds := func(id int64) bool {
		token := r.Token(Confirm, id)
		got, ok := r.Check(Confirm, token)
		_, other := r.Check(Stop, token)
		return ok && got == id && !other && !strings.ContainsAny(token, "+/=")
	}
	if err := quick.Check(holds, nil); err != nil {
		t.Error(err)
	}
}

func TestTamperedTokensAreRefused(t *testing.T) {
	r := mustParse(t, hexKey(1))
	token := r.Token(Stop, 7)
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		broken := bytes.Clone(raw)
		broken[i/8] ^= 1 << (i % 8)
		if _, ok := r.Check(Stop, base64.RawURLEncoding.EncodeToString(broken)); ok {
			t.Fatalf("bit %d flipped and yet taken", i)
		}
	}
	for _, bad := range []string{"", "x", token[1:], token + "A", token + "=", token[:len(token)-1] + "_", " " + token} {
		if _, ok := r.Check(Stop, bad); ok && bad != token {
			t.Errorf("Check took %q", bad)
		}
	}
}

func FuzzCheck(f *testing.F) {
	r := mustParse(f, hexKey(1))
	f.Add(r.Token(Stop, 1))
	f.Add("")
	f.Add("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, token string) {
		if id, ok := r.Check(Stop, token); ok && r.Token(Stop, id) != token {
			t.Errorf("%q was taken and is not the token of %d", token, id)
		}
	})
}

func TestMessageIDIsStableAndKeyed(t *testing.T) {
	r := mustParse(t, hexKey(1))
	a := r.MessageID("reminder 1", "mail.example")
	if a != mustParse(t, hexKey(1)).MessageID("reminder 1", "mail.example") {
		t.Error("the same letter has two Message-IDs")
	}
	if a == r.MessageID("reminder 2", "mail.example") || a == mustParse(t, hexKey(2)).MessageID("reminder 1", "mail.example") {
		t.Error("two letters share a Message-ID")
	}
	if left, domain, _ := strings.Cut(a, "@"); len(left) != 32 || domain != "mail.example" {
		t.Errorf("Message-ID %q is not 160 bits in base32 @ domain", a)
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, text, err string }{
		{"one key", hexKey(1), ""},
		{"upper case", strings.ToUpper(hexKey(0xab)), ""},
		{"several on one line", hexKey(1) + "," + hexKey(2) + " " + hexKey(3), ""},
		{"with comments", "# keys\r\n" + hexKey(1) + "\r\n\r\n", ""},
		{"nothing", "", "no key found"},
		{"only a comment", "# keys\n", "no key found"},
		{"too short", hexKey(1)[2:], "key 1 is not 64 hex digits"},
		{"not hex", hexKey(1) + "\n" + strings.Repeat("z", 64), "key 2 is not 64 hex digits"},
		{"zeros", hexKey(0), "only zeros"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(c.text)
			if c.err == "" && err != nil {
				t.Errorf("err = %v", err)
			}
			if c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("err = %v, want %q", err, c.err)
			}
		})
	}
}

func TestParseErrorsNeverShowAKey(t *testing.T) {
	_, err := Parse("correct-horse-battery-staple")
	if err == nil || strings.Contains(err.Error(), "horse") {
		t.Errorf("err = %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(hexKey(1))
	f.Add("# comment\n" + hexKey(1) + "," + hexKey(2))
	f.Add(",,,\n#")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse(text)
		if err != nil {
			return
		}
		if _, ok := r.Check(Stop, r.Token(Stop, 5)); !ok {
			t.Error("a parsed ring does not know its own token")
		}
	})
}

func Example() {
	ring := New()
	token := ring.Token(Stop, 42)
	id, ok := ring.Check(Stop, token)
	_, forged := ring.Check(Confirm, token)
	fmt.Println(id, ok, forged)
	// Output: 42 true false
}
