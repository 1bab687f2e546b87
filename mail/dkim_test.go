package mail

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
)

// pemKey writes a private key as openssl does.
func pemKey(t testing.TB, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func dkimKeys(t testing.TB) map[string][]byte {
	t.Helper()
	wide, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pkcs1 := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(wide)})
	return map[string][]byte{"rsa": pkcs1, "rsa in PKCS 8": pemKey(t, wide), "ed25519": pemKey(t, ed)}
}

func TestSignatureHoldsAndCoversBothUnsubscribeHeaders(t *testing.T) {
	for name, key := range dkimKeys(t) {
		d, err := NewDKIM("chairs.example", "letters", key)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := d.sign(sealed(t, "Grüße – bald", "x\n\n.\n\nlast").raw)
		if err != nil {
			t.Fatal(err)
		}
		record, text := d.Record()
		verify := func(letter []byte) []*dkim.Verification {
			v, err := dkim.VerifyWithOptions(bytes.NewReader(letter), &dkim.VerifyOptions{LookupTXT: func(domain string) ([]string, error) {
				if domain != record {
					t.Errorf("%s was asked for", domain)
				}
				return []string{text}, nil
			}})
			if err != nil || len(v) != 1 {
				t.Fatalf("%s: %d signatures, %v", name, len(v), err)
			}
			return v
		}
		v := verify(signed)[0]
		if v.Err != nil || v.Domain != "chairs.example" {
			t.Errorf("%s: %v by %s", name, v.Err, v.Domain)
		}
		for _, header := range []string{"From", "Subject", "List-Unsubscribe", "List-Unsubscribe-Post"} {
			if !slices.Contains(v.HeaderKeys, header) && !slices.Contains(v.HeaderKeys, strings.ToLower(header)) {
				t.Errorf("%s: %s is not signed: %v", name, header, v.HeaderKeys)
			}
		}
		for _, change := range [][2]string{{"/stop/TT", "/stop/TX"}, {"One-Click", "Two-Click"}, {"x\r\n", "y\r\n"}} {
			if v := verify(bytes.Replace(signed, []byte(change[0]), []byte(change[1]), 1))[0]; v.Err == nil {
				t.Errorf("%s: %q became %q and nobody sees it", name, change[0], change[1])
			}
		}
	}
}

func TestDKIMKeysThatCannotSignAreRefused(t *testing.T) {
	weak, err := x509.MarshalPKCS8PrivateKey(mustWeak(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ domain, selector, key, want string }{
		"no PEM":      {"a.example", "s", "secret", "openssl"},
		"no key":      {"a.example", "s", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("secret")})), "PKCS"},
		"no selector": {"a.example", "", "", "selector"},
		"too short":   {"a.example", "s", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: weak})), "512 bits"},
	} {
		_, err := NewDKIM(c.domain, c.selector, []byte(c.key))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func mustWeak(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	t.Setenv("GODEBUG", "rsa1024min=0")
	key, err := rsa.GenerateKey(rand.Reader, 512)
	if err != nil {
		t.Fatal(err)
	}
	return key
}
