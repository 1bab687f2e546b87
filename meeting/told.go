package meeting

// ChangeFilter chooses changes. Empty fields don't limit.
type ChangeFilter struct {
	Program string
	Source  string
	Run     int64
	Limit   int // newest; 0 = no limit
}

// ToldChange is a change beside what it is told with.
type ToldChange struct {
	Change
	Name    string // of the meeting, as it is now
	Program string
	Source  string
}
