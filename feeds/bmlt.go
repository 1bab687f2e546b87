package feeds

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// BMLT is a question in the words of BMLT's semantic interface, answered about
// the same meetings so that its widgets work here too.
type BMLT struct {
	switcher string
	q        url.Values
	search   bmltSearch
}

// The questions that are answered.
const (
	bmltResults  = "GetSearchResults"
	bmltFormats  = "GetFormats"
	bmltServer   = "GetServerInfo"
	bmltServices = "GetServiceBodies"
	bmltKeys     = "GetFieldKeys"
)

// ReadBMLT reads a question. Its error says what to ask instead.
func ReadBMLT(q url.Values) (*BMLT, error) {
	b := &BMLT{switcher: q.Get("switcher"), q: q}
	switch b.switcher {
	case bmltFormats, bmltServer, bmltServices, bmltKeys:
		return b, nil
	case bmltResults:
		var err error
		b.search, err = readBMLTSearch(q)
		return b, err
	}
	return nil, fmt.Errorf("switcher %q is not answered: use %s, %s, %s, %s or %s",
		b.switcher, bmltResults, bmltFormats, bmltServer, bmltServices, bmltKeys)
}

// Filter bounds the meetings that an answer needs; it may let pass more. ok is
// false where it needs none.
func (b *BMLT) Filter(l Lists) (f meeting.Filter, ok bool) {
	if b.switcher != bmltResults {
		return f, false
	}
	return b.search.filter(&l), true
}

// Write streams the answer as JSON. Errors as for MeetingGuide.
func (b *BMLT) Write(w io.Writer, ms Meetings, l Lists) error {
	switch b.switcher {
	case bmltResults:
		return b.results(w, ms, &l)
	case bmltFormats:
		return writeRows(w, b.formats(formatsAll()))
	case bmltServices:
		return writeRows(w, l.services())
	case bmltKeys:
		return writeRows(w, fieldKeys())
	}
	return writeRows(w, []bmltRow{l.server()})
}

// bmltRow is one object, its fields in order. BMLT's values are all strings.
type bmltRow []bmltField

type bmltField struct{ key, value string }

// MarshalJSON keeps the order.
func (r bmltRow) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(f.value)
		if err != nil {
			return nil, err
		}
		b.WriteString(`"` + f.key + `":`)
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func writeRows(w io.Writer, rows []bmltRow) error {
	return jsonArray(w, func(add func(any) error) error {
		for _, r := range rows {
			if err := add(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// results writes an array of meetings, or with get_used_formats both them and
// what their formats mean.
func (b *BMLT) results(w io.Writer, ms Meetings, l *Lists) error {
	both, only := b.q.Has("get_used_formats"), b.q.Has("get_formats_only")
	used := map[string]bool{}
	meetings := func(w io.Writer) error {
		return jsonArray(w, func(add func(any) error) error {
			return b.search.each(ms, l, func(row *bmltMeeting) error {
				for _, code := range row.formats {
					used[code] = true
				}
				if only {
					return nil
				}
				return add(row.fields(b.search.fields))
			})
		})
	}
	if !both && !only {
		return meetings(w)
	}
	if only {
		if err := meetings(io.Discard); err != nil {
			return err
		}
		if _, err := io.WriteString(w, `{"formats":`); err != nil {
			return err
		}
	} else {
		if _, err := io.WriteString(w, `{"meetings":`); err != nil {
			return err
		}
		if err := meetings(w); err != nil {
			return err
		}
		if _, err := io.WriteString(w, `,"formats":`); err != nil {
			return err
		}
	}
	list := slices.DeleteFunc(formatsAll(), func(f bmltFormat) bool { return !used[f.code] })
	if err := writeRows(w, b.formats(list)); err != nil {
		return err
	}
	_, err := io.WriteString(w, "}\n")
	return err
}

// services are the programs: BMLT knows areas of one program.
func (l *Lists) services() []bmltRow {
	var rows []bmltRow
	for _, p := range l.Programs {
		rows = append(rows, bmltRow{
			{"id", serviceID(p.ID)}, {"parent_id", "0"}, {"name", p.Name}, {"description", p.About}, {"type", "AS"},
			{"url", link(p.URL)}, {"helpline", ""}, {"world_id", ""},
		})
	}
	return rows
}

// serviceID, meetingNumber and formatID are numbers, since BMLT's clients want
// such, made of the names they stand for: they stay the same for ever.
func serviceID(program string) string { return number("program " + program) }

func formatID(code string) string { return number("format " + code) }

func number(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s)) //nolint:errcheck // never fails
	return strconv.FormatUint(uint64(h.Sum32()>>1), 10)
}

func meetingNumber(id string) string {
	h := fnv.New64a()
	h.Write([]byte(id))                          //nolint:errcheck // never fails
	return strconv.FormatUint(h.Sum64()>>11, 10) // what a JavaScript number holds
}

// server says what BMLT's clients ask of a server first: a version whose
// fields are those written here.
func (l *Lists) server() bmltRow {
	return bmltRow{
		{"version", "4.0.0"}, {"versionInt", "4000000"}, {"langs", "en,es"}, {"nativeLang", "en"},
		{"centerLongitude", "0"}, {"centerLatitude", "0"}, {"centerZoom", "2"}, {"defaultDuration", "01:00:00"},
		{"regionBias", ""}, {"charSet", "UTF-8"}, {"distanceUnits", "km"}, {"semanticAdmin", "0"}, {"changesPerMeeting", "0"},
		{"available_keys", strings.Join(bmltKeyNames, ",")}, {"google_api_key", ""}, {"aggregator_mode_enabled", "0"},
	}
}

func fieldKeys() []bmltRow {
	var rows []bmltRow
	for _, k := range bmltKeyNames {
		words := strings.TrimSuffix(strings.TrimSuffix(k, "_bigint"), "_tinyint")
		rows = append(rows, bmltRow{{"key", k}, {"description", upperFirst(strings.ReplaceAll(words, "_", " "))}})
	}
	return rows
}

// language is the one asked for, of those there are words in.
func (b *BMLT) language() string {
	return cmp.Or(map[string]string{"es": "es"}[b.q.Get("lang_enum")], "en")
}
