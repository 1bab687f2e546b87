package mail

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/emersion/go-msgauth/dkim"
)

// DKIM signs letters (RFC 6376, RFC 8463).
type DKIM struct {
	Domain   string
	Selector string
	key      crypto.Signer
}

// leastRSA is what receivers take, in bits.
const leastRSA = 1024

// NewDKIM reads a private key in PEM (PKCS #1 or PKCS #8), RSA or Ed25519. Its
// errors show nothing of the key.
func NewDKIM(domain, selector string, key []byte) (*DKIM, error) {
	if domain == "" || selector == "" {
		return nil, errors.New("DKIM needs a domain and a selector")
	}
	block, _ := pem.Decode(key)
	if block == nil {
		return nil, errors.New("DKIM key is not PEM: make one with \"openssl genrsa 2048\" or \"openssl genpkey -algorithm ed25519\"")
	}
	signer, err := privateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	return &DKIM{Domain: domain, Selector: selector, key: signer}, nil
}

func privateKey(der []byte) (crypto.Signer, error) {
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return wideEnough(key)
	}
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, errors.New("DKIM key is no private key in PKCS #1 or PKCS #8")
	}
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return wideEnough(key)
	case ed25519.PrivateKey:
		return key, nil
	}
	return nil, errors.New("DKIM key is neither RSA nor Ed25519")
}

func wideEnough(key *rsa.PrivateKey) (crypto.Signer, error) {
	if bits := key.N.BitLen(); bits < leastRSA {
		return nil, fmt.Errorf("DKIM key of %d bits is too short: use 2048", bits)
	}
	return key, nil
}

// signedHeaders are what a signature covers: all that stands above a letter.
// Providers offer one click only where both List-Unsubscribe headers are signed.
var signedHeaders = []string{
	"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
	"Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post",
}

// sign returns a letter with its signature before it; as it is where d is nil.
func (d *DKIM) sign(raw []byte) ([]byte, error) {
	if d == nil {
		return raw, nil
	}
	var out bytes.Buffer
	err := dkim.Sign(&out, bytes.NewReader(raw), &dkim.SignOptions{
		Domain: d.Domain, Selector: d.Selector, Signer: d.key, Hash: crypto.SHA256,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
		HeaderKeys: signedHeaders,
	})
	if err != nil {
		return nil, fmt.Errorf("sign a letter: %w", err)
	}
	return out.Bytes(), nil
}

// Record is the DNS name at which the public key belongs, and what it says.
func (d *DKIM) Record() (name, text string) {
	kind, public := "rsa", []byte(nil)
	switch key := d.key.Public().(type) {
	case ed25519.PublicKey:
		kind, public = "ed25519", key
	case *rsa.PublicKey:
		public, _ = x509.MarshalPKIXPublicKey(key) // never errs for RSA
	}
	return d.Selector + "._domainkey." + d.Domain, "v=DKIM1; k=" + kind + "; p=" + base64.StdEncoding.EncodeToString(public)
}
