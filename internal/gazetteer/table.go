package gazetteer

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"openchair/meeting"
)

// lookup returns the rows of a table that stand under a key. Tables are sorted
// by the bytes of their lines.
func lookup(table, key string) []meeting.Spot {
	if key == "" || strings.ContainsAny(key, "\t\n") {
		return nil
	}
	var found []meeting.Spot
	for rest := table[seek(table, key+"\t"):]; strings.HasPrefix(rest, key+"\t"); {
		line, after, _ := strings.Cut(rest, "\n")
		if s, ok := parse(line); ok {
			found = append(found, s)
		}
		rest = after
	}
	return found
}

// seek returns where the first line begins that is not below the prefix.
func seek(table, prefix string) int {
	at := sort.Search(len(table), func(i int) bool {
		line := table[lineStart(table, i):]
		return line[:min(len(prefix), len(line))] >= prefix
	})
	if at == len(table) {
		return at
	}
	return lineStart(table, at)
}

// lineStart returns where the line that holds byte i begins.
func lineStart(table string, i int) int { return strings.LastIndexByte(table[:i], '\n') + 1 }

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
	first := name[:size]
	var keys []string
	for rest := cities[seek(cities, first):]; strings.HasPrefix(rest, first); {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		key, _, _ := strings.Cut(line, "\t")
		if len(keys) > 0 && keys[len(keys)-1] == key {
			continue
		}
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
