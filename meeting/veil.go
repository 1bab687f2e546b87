package meeting

import (
	"slices"
	"strings"
)

// Veil drops the parts of an address that name the program: those that hold its
// name, or begin with its short one ("AA Clubhouse"). A short name elsewhere may
// be a state ("San Francisco CA") or a word ("Na Poříčí").
func Veil(address string, p Program) string {
	parts := strings.Split(address, ",")
	kept := slices.DeleteFunc(parts, func(part string) bool {
		first, more, _ := strings.Cut(strings.TrimSpace(part), " ")
		begins := first == p.ShortName || first == strings.ToUpper(p.ID)
		return Tells(part, long(p.Name, p.ShortName)...) || begins && strings.Trim(more, "0123456789- ") != ""
	})
	return strings.TrimSpace(strings.Join(kept, ","))
}

// NamesOf are the words that give a meeting away: its own name and its program's.
func NamesOf(m *Meeting, p Program) []string {
	return []string{p.ID, p.ShortName, p.Name, m.Name, m.Group}
}

// long returns the names that can't be taken for another word.
func long(names ...string) []string {
	return slices.DeleteFunc(names, func(s string) bool { return len(s) < 5 })
}

// Tells reports whether text holds one of the names as whole words.
func Tells(text string, names ...string) bool {
	words := spaced(text)
	return slices.ContainsFunc(names, func(name string) bool {
		name = spaced(name)
		return name != "  " && strings.Contains(words, name)
	})
}

// spaced is text folded to words with one space around each.
func spaced(s string) string {
	fields := strings.FieldsFunc(Fold(s), func(r rune) bool {
		return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80
	})
	return " " + strings.Join(fields, " ") + " "
}
