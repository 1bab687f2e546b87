package phrase

import "openchair/meeting"

// Text is words of a listing of which several things are asked. They are looked
// at once, and no further where none of them may be about time, as in most.
type Text struct {
	words    string
	today    meeting.Date
	tells    bool
	suspends bool

	whole *canonical // what canon and sentences have made
	parts []*canonical
}

// Look looks at a text. today is for dates without a year; where it is zero they
// stay in doubt.
func Look(words string, today meeting.Date) Text {
	t := Text{words: words, today: today, tells: mayTell(words)}
	t.suspends = t.tells && maySuspend(words)
	return t
}

func (t *Text) canon() *canonical {
	if t.whole == nil {
		t.whole = canon(t.words)
	}
	return t.whole
}

func (t *Text) sentences() []*canonical {
	if t.parts == nil {
		t.parts = t.canon().sentences()
	}
	return t.parts
}
