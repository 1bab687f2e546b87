package meeting

import "unicode/utf8"

// TyposForgiven is how many slips a word may hold and still be meant: none in
// short words, which are too alike, one in those of five letters and more, two
// from nine on.
func TyposForgiven(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 5:
		return 0
	case n < 9:
		return 1
	}
	return 2
}

// Typos counts the slips between two words: a letter too many, too few, another
// one, or two that changed places. Above most it returns most+1.
func Typos(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			slip := 1
			if x[i-1] == y[j-1] {
				slip = 0
			}
			row[j] = min(last[j-1]+slip, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], most+1)
}
