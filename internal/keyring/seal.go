package keyring

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Errors of Open; compare with errors.Is.
var (
	// ErrUnknownKey: what is to be opened was sealed with a key that the ring
	// does not hold.
	ErrUnknownKey = errors.New("sealed with a key that is not in the key file: restore the key file that belongs to this database")
	// ErrDamaged: the bytes are not what was sealed.
	ErrDamaged = errors.New("sealed value is damaged")
)

// sealVersion stands before all that is sealed: version, key id, nonce, text.
const sealVersion = 1

const sealPrefix = 1 + idSize

// newAEAD is AES-256-GCM with a random nonce of 96 bits, kept before the
// text: safe for 2³² addresses under one key.
func newAEAD(secret []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Seal encrypts an e-mail address with the newest key. Sealing one address
// twice gives different bytes.
func (r *Ring) Seal(address string) ([]byte, error) {
	if address == "" {
		return nil, errors.New("seal: the address is empty")
	}
	k := r.keys[0]
	prefix := append([]byte{sealVersion}, k.id[:]...)
	return append(prefix, k.aead.Seal(nil, nil, []byte(address), prefix)...), nil
}

// Open returns the address that Seal was given. It errs with ErrUnknownKey or
// ErrDamaged.
func (r *Ring) Open(sealed []byte) (string, error) {
	if len(sealed) < sealPrefix || sealed[0] != sealVersion {
		return "", fmt.Errorf("open an address: %w", ErrDamaged)
	}
	prefix, text := sealed[:sealPrefix], sealed[sealPrefix:]
	for _, k := range r.keys {
		if [idSize]byte(prefix[1:]) != k.id {
			continue
		}
		plain, err := k.aead.Open(nil, nil, text, prefix)
		if err != nil {
			return "", fmt.Errorf("open an address: %w", ErrDamaged)
		}
		return string(plain), nil
	}
	return "", fmt.Errorf("open an address: %w", ErrUnknownKey)
}

// Newest reports whether the newest key sealed an address.
func (r *Ring) Newest(sealed []byte) bool {
	return len(sealed) >= sealPrefix && [idSize]byte(sealed[1:sealPrefix]) == r.keys[0].id
}

// SealedByNewest reports whether the newest key sealed this, so that Reseal
// would leave it alone. It does not open it.
func (r *Ring) SealedByNewest(sealed []byte) bool {
	return len(sealed) >= sealPrefix && sealed[0] == sealVersion && [idSize]byte(sealed[1:sealPrefix]) == r.keys[0].id
}

// Reseal returns what an older key sealed, sealed with the newest, and the
// newest hash of its address; nothing where the newest key sealed it. It errs
// as Open does.
func (r *Ring) Reseal(sealed []byte) (newSealed, newHash []byte, err error) {
	if r.SealedByNewest(sealed) {
		return nil, nil, nil
	}
	address, err := r.Open(sealed)
	if err != nil {
		return nil, nil, err
	}
	if newSealed, err = r.Seal(address); err != nil {
		return nil, nil, err
	}
	return newSealed, r.Hash(address), nil
}

// Hash returns the 32 bytes an address is found by: a keyed hash by the newest
// key, so that nobody without the key file can try addresses. Case, white space
// around it and the way its accents are encoded don't count.
func (r *Ring) Hash(address string) []byte { return r.Hashes(address)[0] }

// Hashes returns the hashes of an address by every key, the newest first: what
// was kept under an older key is found by one of the others.
func (r *Ring) Hashes(address string) [][]byte {
	address = norm.NFC.String(strings.ToLower(strings.TrimSpace(address)))
	hashes := make([][]byte, len(r.keys))
	for i, k := range r.keys {
		hashes[i] = mac(k.find, address)
	}
	return hashes
}

func mac(secret []byte, parts ...string) []byte {
	h := hmac.New(sha256.New, secret)
	for _, p := range parts {
		// Lengths keep ("a", "bc") and ("ab", "c") apart.
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum(nil)
}
