package feeds

import (
	"slices"

	"openchair/meeting"
)

// bmltFormat is a type of meeting as BMLT tells it.
type bmltFormat struct {
	code  string // ours: Meeting Guide's
	key   string
	world string // NA World Services' id
	kind  string // FC1 of the meeting, FC2 of the place, FC3 of who comes, O open or closed, LANG
}

// formatsAll lists what any meeting's types can become, in order.
func formatsAll() []bmltFormat {
	worlds := map[string]string{}
	for world, code := range meeting.WorldFormats {
		worlds[code] = world
	}
	list := []bmltFormat{
		{"VM", "VM", "VM", "FC2"}, {"HY", "HY", "HYBR", "FC2"}, {"TC", "TC", "TC", "FC2"},
	}
	for code := range meeting.GuideTypes {
		f := bmltFormat{code: code, key: code, world: worlds[code], kind: "FC3"}
		lang, speaks := meeting.GuideLanguages[code]
		switch {
		case code == "ONL" || code == "TC": // said by the three above
			continue
		case speaks:
			f.key, f.world, f.kind = lang, "LANG", "LANG"
		case code == "O" || code == "C":
			f.kind = "O"
		case code == "X" || code == "XB" || code == "OUT":
			f.kind = "FC2"
		case slices.Contains([]string{"11", "12x12", "ABSI", "B", "D", "DR", "GR", "LIT", "LS", "MED", "SP", "ST", "TR"}, code):
			f.kind = "FC1"
		}
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b bmltFormat) int {
		if a.code < b.code {
			return -1
		}
		return 1
	})
	return list
}

// formatKeys are the keys of formats by code.
var formatKeys = func() map[string]string {
	m := map[string]string{}
	for _, f := range formatsAll() {
		m[f.code] = f.key
	}
	return m
}()

// formats writes formats in the language asked for, and of those asked for.
func (b *BMLT) formats(list []bmltFormat) []bmltRow {
	lang := b.language()
	keys := values(b.q, "key_strings")
	var rows []bmltRow
	for _, f := range list {
		if len(keys) > 0 && !slices.Contains(keys, f.key) {
			continue
		}
		name := formatName(lang, f.code)
		rows = append(rows, bmltRow{
			{"key_string", f.key}, {"name_string", name}, {"description_string", name}, {"lang", lang}, {"id", formatID(f.code)},
			{"world_id", f.world}, {"format_type_enum", f.kind}, {"root_server_uri", ""},
		})
	}
	return rows
}

func formatName(lang, code string) string {
	w := wordsFor(lang)
	switch code {
	case "VM":
		return w.Attendance(meeting.Online)
	case "HY":
		return w.Attendance(meeting.Hybrid)
	}
	if name, ok := meeting.GuideTypes[code]; ok && lang == "en" {
		return name
	}
	return w.Type(code)
}
