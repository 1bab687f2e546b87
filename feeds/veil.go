package feeds

import (
	"slices"
	"strings"
	"unicode"

	"openchair/meeting"
)

// veil takes away what could name the program to whoever shares the phone. The
// link itself stays, because without it there is no way in, but not in words
// where its address names the program.
func (v *view) veil(p meeting.Program) {
	v.venue, v.program = "", ""
	v.address = veiled(v.address, p)
	names := []string{p.ID, p.ShortName, p.Name, v.m.Name, v.m.Group}
	if tells(v.join, names) {
		v.joinText = ""
	}
	if tells(v.provider, names) {
		v.provider = ""
	}
	if strings.ContainsFunc(v.phone, unicode.IsLetter) {
		v.phone = ""
	}
}

// veiled drops the parts of an address that name the program: those that hold
// its name, or begin with its short one ("AA Clubhouse"). A short name
// elsewhere may be a state ("San Francisco CA") or a word ("Na Poříčí").
func veiled(address string, p meeting.Program) string {
	parts := strings.Split(address, ",")
	kept := slices.DeleteFunc(parts, func(part string) bool {
		first, more, _ := strings.Cut(strings.TrimSpace(part), " ")
		begins := first == p.ShortName || first == strings.ToUpper(p.ID)
		return tells(part, long(p.Name, p.ShortName)) || begins && strings.Trim(more, "0123456789- ") != ""
	})
	return strings.TrimSpace(strings.Join(kept, ","))
}

// long returns the names that can't be taken for another word.
func long(names ...string) []string {
	return slices.DeleteFunc(names, func(s string) bool { return len(s) < 5 })
}

// tells reports whether text holds one of the names as whole words.
func tells(text string, names []string) bool {
	words := spaced(text)
	return slices.ContainsFunc(names, func(name string) bool {
		name = spaced(name)
		return name != "  " && strings.Contains(words, name)
	})
}

// spaced is text folded to words with one space around each.
func spaced(s string) string {
	fields := strings.FieldsFunc(meeting.Fold(s), func(r rune) bool {
		return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80
	})
	return " " + strings.Join(fields, " ") + " "
}
