package scraper

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"openchair/meeting"
)

// typeSet is what a listing's types say.
type typeSet struct {
	types     []string // sorted, without ONL and TC, which attendance says
	languages []string // BCP 47, sorted
	online    bool
	closed    bool // the venue, for the time being
	program   string
}

// readTypes cleans a listing's types: codes in any case, names instead of
// codes, several in one string, brackets, repeats, nothing. Codes that Meeting
// Guide doesn't know stay as published: another program may.
func readTypes(types []string, program string) typeSet {
	t := typeSet{program: program}
	for _, s := range types {
		if strings.ContainsAny(s, ",;") {
			for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' }) {
				t.add(part)
			}
			continue
		}
		t.add(s)
	}
	if slices.Contains(t.types, "C") {
		t.types = slices.DeleteFunc(t.types, func(s string) bool { return s == "O" })
	}
	slices.Sort(t.types)
	t.types = slices.Compact(t.types)
	return t
}

func (t *typeSet) add(s string) {
	code := typeCode(s, t.program)
	switch code {
	case "":
		return
	case "ONL":
		t.online = true
		return
	case "TC":
		t.closed = true
		return
	}
	if lang, ok := typeLanguages[code]; ok {
		t.languages = append(t.languages, lang)
	}
	t.types = append(t.types, code)
}

// typeCode returns the common code for a program's code or an English name, else
// what was published.
func typeCode(s, program string) string {
	if own, ok := programType(program, s); ok {
		return own
	}
	if _, ok := typeNames[s]; ok {
		return s
	}
	s = strings.Trim(s, " \t\r\n[]\"'")
	if upper := strings.ToUpper(s); typeNames[upper] != "" {
		return upper
	}
	if code, ok := typesByName[strings.ToLower(s)]; ok {
		return code
	}
	if s = cleanLine(s, 60); !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return "" // what is left of markup
	}
	return maskContacts(s, "")
}

func isKnownType(s string) bool {
	return typeNames[s] != "" || typeNames[strings.ToUpper(s)] != ""
}

// languages are those of the types and the listing; where neither names one
// that is spoken, the source's. "ASL" is American Sign Language.
func languages(t typeSet, l *Listing, src meeting.Source) []string {
	langs := slices.Clone(t.languages)
	for _, s := range l.Languages {
		if s = strings.TrimSpace(s); s != "" {
			langs = append(langs, languageTag(s))
		}
	}
	if !slices.ContainsFunc(langs, isSpoken) && src.Language != "" {
		langs = append(langs, src.Language)
	}
	slices.Sort(langs)
	return slices.Compact(langs)
}

func isSpoken(lang string) bool { return lang != "ase" && lang != "fcs" && lang != "rsl" }

// languageTag returns a language as a BCP 47 tag: an English name or one of
// Meeting Guide's codes, else what was published in lower case.
func languageTag(s string) string {
	if code, ok := typesByName[strings.ToLower(s)]; ok && typeLanguages[code] != "" {
		return typeLanguages[code]
	}
	if len(s) > 2 { // shorter ones are tags themselves
		if tag, ok := typeLanguages[strings.ToUpper(s)]; ok {
			return tag
		}
	}
	return strings.ToLower(maskContacts(cleanLine(s, 20), ""))
}

// typeLanguages are the types that name a language.
var typeLanguages = meeting.GuideLanguages

// typesByName finds a type by its English name, in lower case, as sheets and
// hand-made feeds write it.
var typesByName = func() map[string]string {
	m := make(map[string]string, 2*len(typeNames))
	for code, names := range ownTypes {
		m[code] = code
		for _, name := range names {
			m[name] = code
		}
	}
	for code, name := range typeNames {
		m[strings.ToLower(name)] = code
	}
	maps.Copy(m, typeSynonyms)
	return m
}()

// typeNames are the codes of Meeting Guide, and those proposed for it.
var typeNames = meeting.GuideTypes
