package main

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// readable shows a letter as a text client does: the chief headers and the
// plain-text part. What can't be taken apart is shown as it is.
func readable(raw []byte) string {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return string(raw)
	}
	text, err := partOf(m, "text/plain")
	if err != nil {
		return string(raw)
	}
	var b strings.Builder
	for _, name := range []string{"From", "To", "Subject"} {
		b.WriteString(name + ": " + headerText(m.Header.Get(name)) + "\n")
	}
	return b.String() + "\n" + strings.ReplaceAll(text, "\r\n", "\n")
}

func headerText(v string) string {
	if decoded, err := new(mime.WordDecoder).DecodeHeader(v); err == nil {
		return decoded
	}
	return v
}

// partOf returns the words of one kind, or of a letter that has but one.
func partOf(m *mail.Message, want string) (string, error) {
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return decoded(m.Body, m.Header.Get("Content-Transfer-Encoding"))
	}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err != nil {
			return "", err
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), want) {
			return decoded(part, part.Header.Get("Content-Transfer-Encoding"))
		}
	}
}

func decoded(r io.Reader, encoding string) (string, error) {
	if strings.EqualFold(encoding, "quoted-printable") {
		r = quotedprintable.NewReader(r)
	}
	b, err := io.ReadAll(r)
	return string(b), err
}
