package mail

import (
	"fmt"
	"time"
)

// ahead is how far away a start is: the time, and how often the reader's date
// changes until then.
type ahead struct {
	wait time.Duration
	days int
}

var numbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// englishAhead says how soon a start is, as one says it: a letter that leaves
// seconds after its moment is still "in one hour".
func englishAhead(a ahead) string {
	minutes := int(a.wait.Round(time.Minute).Minutes())
	hours := int(a.wait.Round(time.Hour).Hours())
	near := minutes-60*hours <= 5 && 60*hours-minutes <= 5
	switch {
	case minutes <= 1:
		return "in one minute"
	case minutes < 55:
		return fmt.Sprintf("in %s minutes", number(minutes))
	case a.days > 1:
		return fmt.Sprintf("in %s days", number(a.days))
	case a.days == 1 && hours >= 12:
		return "tomorrow"
	case hours == 1 && near:
		return "in one hour"
	case hours < 3 && !near:
		return fmt.Sprintf("in %d h %02d min", minutes/60, minutes%60)
	case near:
		return fmt.Sprintf("in %s hours", number(hours))
	}
	return fmt.Sprintf("in about %s hours", number(hours))
}

func number(n int) string {
	if n < len(numbers) {
		return numbers[n]
	}
	return fmt.Sprint(n)
}
