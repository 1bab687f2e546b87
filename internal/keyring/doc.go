// Package keyring holds the secrets that stay outside the database, and what
// is made from them.
//
// The nouns:
//
//   - Key: 32 random bytes. Nothing is done with a key itself: each purpose
//     has a subkey of its own (HKDF-SHA256, RFC 5869).
//   - Ring: several keys, newest first. The newest makes, any of them reads,
//     so that a key can be replaced without losing what the old one made.
//   - Key file: a text file of mode 0600, one key a line, newest first.
//   - Token: the part of a link that proves it was in a letter to one
//     reminder and for one purpose. It is derived and never stored.
//
// A stolen database without its key file names no one: addresses are sealed,
// found by a keyed hash, and no token can be made.
package keyring
