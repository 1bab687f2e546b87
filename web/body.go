package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// maxBody bounds what a request may carry, in bytes.
const maxBody = 64 << 10

// readJSON reads one JSON object into v. Unknown fields, a second value and
// bodies over maxBody are refused; its error is a *problem.
func readJSON(w http.ResponseWriter, r *http.Request, v any) *problem {
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	if err == nil {
		if _, more := dec.Token(); more == io.EOF {
			return nil
		}
		return &problem{Status: http.StatusBadRequest, Detail: "The body holds more than one JSON value. Send one object."}
	}
	return bodyProblem(err)
}

func bodyProblem(err error) *problem {
	var big *http.MaxBytesError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &big):
		return &problem{Status: http.StatusRequestEntityTooLarge, Detail: "The body is over 64 KB."}
	case errors.As(err, &kind):
		kind.Field = strings.TrimPrefix(kind.Field, "letterWish.") // a part of its own in Go, not in JSON
		return &problem{Status: http.StatusBadRequest, Parameter: kind.Field, Detail: "The field " + kind.Field + " can't be " + kind.Value + "."}
	case errors.Is(err, io.EOF):
		return &problem{Status: http.StatusBadRequest, Detail: "The body is empty. Send a JSON object."}
	}
	return &problem{Status: http.StatusBadRequest, Detail: "The body is not what was due: " + strings.TrimPrefix(err.Error(), "json: ") + "."}
}

// readForm parses a bounded form. It answers itself and returns false where the
// form can't be read.
func (s *site) readForm(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		s.fail(w, r, http.StatusBadRequest, s.text.BadForm)
		return false
	}
	return true
}
