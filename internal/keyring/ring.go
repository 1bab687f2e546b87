package keyring

import (
	"bytes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// keySize is the length of a key and of every subkey, in bytes.
const keySize = 32

// idSize is the length of the name a key has in what it sealed.
const idSize = 4

// Ring holds the keys, newest first. It is safe for concurrent use.
type Ring struct {
	keys []key
}

// key is one key, taken apart into what is made from it.
type key struct {
	id     [idSize]byte // names the key and tells nothing of it
	aead   cipher.AEAD
	find   []byte
	letter []byte
	token  []byte
	push   []byte
}

// New returns a ring of a single new key.
func New() *Ring {
	r, err := newRing([][]byte{random()})
	if err != nil { // only a wrong length errs
		panic(err)
	}
	return r
}

// random returns the bytes of a new key.
func random() []byte {
	b := make([]byte, keySize)
	rand.Read(b) // never fails: it ends the process instead
	return b
}

// Parse reads the text of a key file, or the value of an environment variable
// that holds the same: 64 hex digits a key, newest first, separated by white
// space or commas; lines that begin with # don't count. Its errors never show
// a key.
func Parse(text string) (*Ring, error) {
	var secrets [][]byte
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		for _, word := range strings.FieldsFunc(line, isSeparator) {
			secret, err := hex.DecodeString(word)
			if err != nil || len(secret) != keySize {
				return nil, fmt.Errorf("key %d is not %d hex digits, as \"openssl rand -hex %d\" makes them",
					len(secrets)+1, 2*keySize, keySize)
			}
			secrets = append(secrets, secret)
		}
	}
	return newRing(secrets)
}

func isSeparator(r rune) bool { return strings.ContainsRune(" \t\r\n,", r) }

func newRing(secrets [][]byte) (*Ring, error) {
	if len(secrets) == 0 {
		return nil, fmt.Errorf("no key found: expected %d hex digits", 2*keySize)
	}
	r := &Ring{keys: make([]key, 0, len(secrets))}
	for _, s := range secrets {
		if bytes.Equal(s, make([]byte, keySize)) {
			return nil, fmt.Errorf("a key of only zeros is no secret: make one with \"openssl rand -hex %d\"", keySize)
		}
		k, err := newKey(s)
		if err != nil {
			return nil, err
		}
		r.keys = append(r.keys, k)
	}
	return r, nil
}

func newKey(secret []byte) (key, error) {
	var k key
	id, err := subkey(secret, "name", idSize)
	if err != nil {
		return key{}, err
	}
	copy(k.id[:], id)
	sealing, err := subkey(secret, "seal", keySize)
	if err != nil {
		return key{}, err
	}
	if k.aead, err = newAEAD(sealing); err != nil {
		return key{}, err
	}
	for _, part := range []struct {
		to      *[]byte
		purpose string
	}{{&k.find, "find"}, {&k.letter, "letter"}, {&k.token, "token"}, {&k.push, "push"}} {
		if *part.to, err = subkey(secret, part.purpose, keySize); err != nil {
			return key{}, err
		}
	}
	return k, nil
}

// subkey derives the key for one purpose. The version in its label lets a
// purpose change its construction without a new key file.
func subkey(secret []byte, purpose string, size int) ([]byte, error) {
	b, err := hkdf.Key(sha256.New, secret, nil, "openchair 1 "+purpose, size)
	if err != nil {
		return nil, fmt.Errorf("derive the %s key: %w", purpose, err)
	}
	return b, nil
}
