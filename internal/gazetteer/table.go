package gazetteer

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"openchair/meeting"
)

var newline, tab = []byte("\n"), []byte("\t")

// lookup returns the rows of a table that stand under a key. Tables are sorted
// by the bytes of their lines.
func lookup(table []byte, key string) []meeting.Spot {
	if key == "" || strings.ContainsAny(key, "\t\n") {
		return nil
	}
	var found []meeting.Spot
	prefix := []byte(key + "\t")
	for rest := table[seek(table, prefix):]; bytes.HasPrefix(rest, prefix); {
		line, after, _ := bytes.Cut(rest, newline)
		if s, ok := parse(string(line)); ok {
			found = append(found, s)
		}
		rest = after
	}
	return found
}

// seek returns where the first line begins that is not below the prefix.
func seek(table, prefix []byte) int {
	at := sort.Search(len(table), func(i int) bool {
		line := table[lineStart(table, i):]
		return bytes.Compare(line[:min(len(prefix), len(line))], prefix) >= 0
	})
	if at == len(table) {
		return at
	}
	return lineStart(table, at)
}

// lineStart returns where the line that holds byte i begins.
func lineStart(table []byte, i int) int { return bytes.LastIndexByte(table[:i], '\n') + 1 }

func parse(line string) (s meeting.Spot, ok bool) {
	f := strings.Split(line, "\t")
	if len(f) != 7 {
		return s, false
	}
	lat, err1 := strconv.ParseFloat(f[4], 64)
	lon, err2 := strconv.ParseFloat(f[5], 64)
	people, err3 := strconv.Atoi(f[6])
	s = meeting.Spot{Name: f[1], State: f[2], Country: f[3], Lat: lat, Lon: lon, People: people}
	if f[0][0] <= '9' && f[0][0] >= '0' && people == 0 {
		s.Code = f[0]
	}
	return s, err1 == nil && err2 == nil && err3 == nil
}

// similar lists the names of towns that a name with slips may mean, those with
// the fewest, of the same first letter.
func similar(name string) []string {
	most := meeting.TyposForgiven(name)
	if most == 0 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(name)
	first := []byte(name[:size])
	var keys []string
	for rest := cities[seek(cities, first):]; bytes.HasPrefix(rest, first); {
		line, after, _ := bytes.Cut(rest, newline)
		rest = after
		town, _, _ := bytes.Cut(line, tab)
		if len(keys) > 0 && keys[len(keys)-1] == string(town) {
			continue
		}
		key := string(town)
		switch d := meeting.Typos(name, key, most); {
		case d > most:
		case d < most:
			most, keys = d, []string{key}
		default:
			keys = append(keys, key)
		}
	}
	return keys
}
