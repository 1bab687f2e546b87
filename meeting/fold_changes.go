package meeting

// RetiredField is the field by which FoldChanges tells that a meeting is no
// longer listed ("" to "yes"), or is listed again ("yes" to "").
const RetiredField = "retired"

// FoldChanges tells what of a meeting differs after several changes of it,
// oldest first: of each field what it was before the first and what it is after
// the last. What came back to what it was is left out, so that a source that
// flaps tells a reader nothing once it has settled. Which key a source uses
// and which listing counts are not what a reader goes by, and are left out too.
func FoldChanges(changes []Change) []FieldChange {
	var all []FieldChange
	at := make(map[string]int)
	note := func(f FieldChange) {
		i, ok := at[f.Field]
		if !ok {
			at[f.Field] = len(all)
			all = append(all, f)
			return
		}
		all[i].New = f.New
	}
	for _, c := range changes {
		switch c.Kind {
		case Retired:
			note(FieldChange{Field: RetiredField, New: "yes"})
		case Revived:
			note(FieldChange{Field: RetiredField, Old: "yes"})
		}
		for _, f := range c.Fields {
			if !ofTheHouse[f.Field] {
				note(f)
			}
		}
	}
	var left []FieldChange
	for _, f := range all {
		if f.Old != f.New {
			left = append(left, f)
		}
	}
	return left
}

// ofTheHouse are the fields that say how we keep a meeting, not what it is.
var ofTheHouse = map[string]bool{"source_key": true, "witness_of": true, "witness_by": true}
