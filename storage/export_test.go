package storage

import "testing"

// AskTheIndex makes searches near a place ask for their words even where few
// are near, as they do among very many meetings.
func AskTheIndex(t *testing.T) {
	few, most, rare := fewTexts, mostTexts, rareWords
	fewTexts, mostTexts, rareWords = 2, 4, 3
	t.Cleanup(func() { fewTexts, mostTexts, rareWords = few, most, rare })
}

var (
	PlotAt   = plotAt
	PlotCube = plotCube
)
