package phrase

import (
	"slices"
	"strings"
)

// mask closes what is about another time than the meeting's: days that are left
// out ("except the last Friday"), and when a room opens or a dinner begins.
func (s *scanned) mask() {
	for i := range s.tokens {
		if s.denies(i) {
			for j := i; j < len(s.tokens) && !clauseEnd(s.tokens[j].canon); j++ {
				s.masked[j] = true
			}
			s.openClock(i)
		}
	}
	for i := 2; i < len(s.tokens); i++ {
		if s.tokens[i].canon == "~" && s.tokens[i-1].canon == "for" && s.tokens[i-2].canon == "~" {
			s.masked[i-2] = true // "10.30am for 11am"
		}
	}
	s.maskComing()
	s.maskTraps()
}

// openClock opens the clock behind left-out days again, where the text has no
// other: "Daily except Sunday 6am".
func (s *scanned) openClock(from int) {
	if c := s.tokens[from].canon; c != "except" && c != "but" {
		return
	}
	for i, t := range s.tokens {
		if t.canon == "~" && !s.masked[i] {
			return
		}
	}
	for i := from; i < len(s.tokens) && s.masked[i]; i++ {
		s.masked[i] = s.tokens[i].canon != "~"
	}
}

// maskComing closes the clock of a time that is to come: "will switch to 8am on
// March 29".
func (s *scanned) maskComing() {
	if !slices.ContainsFunc(s.tokens, func(t token) bool { return switching[t.canon] }) {
		return
	}
	c := newCanonical(s.text, s.tokens)
	for _, at := range switchWords.findAll(c) {
		first, last := c.span(at)
		for i := first; i < last; i++ {
			s.masked[i] = true
		}
	}
}

// switching are the words of which switchWords need one.
var switching = wordSet(`switch switches switching change changes changing move moves moving`)

// denies reports whether token i begins words that say when a meeting is not.
func (s *scanned) denies(i int) bool {
	switch s.tokens[i].canon {
	case "except":
		return true
	case "but":
		return i+1 < len(s.tokens) && strings.HasPrefix(s.tokens[i+1].canon, "@")
	case "no", "not":
		for j := i + 1; j < min(i+7, len(s.tokens)); j++ {
			if c := s.tokens[j].canon; c == "meeting" || c == "mtg" || c == "meetings" || c[0] == '@' || c == "held" {
				return true
			}
		}
	}
	return false
}

func clauseEnd(canon string) bool {
	switch canon {
	case ".", ";", "|", ")", "]", "!", "•":
		return true
	}
	return false
}

// maskTraps closes clocks in clauses about what goes before or around a
// meeting, unless no other clock is left.
func (s *scanned) maskTraps() {
	var traps []int
	others := 0
	for i, t := range s.tokens {
		if t.canon != "~" || s.masked[i] {
			continue
		}
		if s.trapped(i) {
			traps = append(traps, i)
		} else {
			others++
		}
	}
	if others == 0 {
		return
	}
	for _, i := range traps {
		s.masked[i] = true
	}
}

// trapped reports whether the clause around clock i speaks of something else.
func (s *scanned) trapped(i int) bool {
	from, to := i, i
	for from > 0 && !softMark(s.tokens[from-1].canon) && s.tokens[from-1].canon != "~" {
		from--
	}
	for to+1 < len(s.tokens) && !softMark(s.tokens[to+1].canon) && s.tokens[to+1].canon != "~" {
		to++
	}
	clause := s.tokens[from : to+1]
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(clause, func(t token) bool { return set[t.canon] })
	}
	return has(around) && !has(itself) || has(neverOpen)
}

// softMark parts clauses, also at a comma.
func softMark(canon string) bool {
	return clauseEnd(canon) || canon == "," || canon == "(" || canon == "[" || canon == "&" || canon == "-" || canon == "*"
}

var (
	around = wordSet(`opens doors arrive arrival dinner supper potluck fellowship coffee registration childcare setup locked lock locks
		early newcomers newcomer beginners beginner orientation worship snacks meal lunch breakfast music closes check`)
	// neverOpen are meetings of the group's own affairs.
	neverOpen = wordSet(`business conscience steering committee`)
	itself    = wordSet(`meeting meets meet`)
)
