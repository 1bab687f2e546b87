package keyring

import (
	"crypto/ecdh"
	"encoding/base64"
	"testing"
)

func TestPushKeysAreStableAndOutliveARotation(t *testing.T) {
	old, both := mustParse(t, hexKey(1)), mustParse(t, hexKey(2)+"\n"+hexKey(1))
	first, err := old.VAPID()
	if err != nil {
		t.Fatal(err)
	}
	again, err := mustParse(t, hexKey(1)).VAPID()
	if err != nil || again != first {
		t.Errorf("%v, %v", again, err)
	}
	second, err := both.VAPID()
	if err != nil || second == first {
		t.Errorf("the new key makes the old pair: %v", err)
	}
	if got, ok := both.VAPIDOf(first.Public); !ok || got != first {
		t.Error("a subscription of the old key is lost")
	}
	if _, ok := old.VAPIDOf(second.Public); ok {
		t.Error("a strange pair was made")
	}
	raw, err := base64.RawURLEncoding.DecodeString(first.Private)
	if err != nil {
		t.Fatal(err)
	}
	private, err := ecdh.P256().NewPrivateKey(raw)
	if err != nil || base64.RawURLEncoding.EncodeToString(private.PublicKey().Bytes()) != first.Public {
		t.Errorf("the pair does not belong together: %v", err)
	}
}
