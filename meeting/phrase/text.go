package phrase

// Text is words of a listing of which several things are asked. They are looked
// at once, and no further where none of them may be about time, as in most.
type Text struct {
	words    string
	tells    bool
	suspends bool

	whole *canonical // what canon and sentences have made
	parts []*canonical
}

// Look looks at a text.
func Look(words string) Text {
	t := Text{words: words, tells: mayTell(words)}
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
