package storage

import "testing"

// AskTheIndex makes searches near a place ask for their words even where few
// are near, as they do among very many meetings.
func AskTheIndex(t *testing.T) {
	rare, most := rareWords, mostTexts
	rareWords, mostTexts = 3, 3
	t.Cleanup(func() { rareWords, mostTexts = rare, most })
}

var (
	PlotAt   = plotAt
	PlotCube = plotCube
)
