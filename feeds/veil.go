package feeds

import (
	"strings"
	"unicode"

	"openchair/meeting"
)

// veil takes away what could name the program to whoever shares the phone. The
// link itself stays, because without it there is no way in, but not in words
// where its address names the program.
func (v *view) veil(p meeting.Program) {
	v.venue, v.program = "", ""
	v.address = meeting.Veil(v.address, p)
	names := meeting.NamesOf(v.m, p)
	if meeting.Tells(v.join, names...) {
		v.joinText = ""
	}
	if meeting.Tells(v.provider, names...) {
		v.provider = ""
	}
	if strings.ContainsFunc(v.phone, unicode.IsLetter) {
		v.phone = ""
	}
}
