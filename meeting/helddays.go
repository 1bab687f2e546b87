package meeting

// HeldDays returns the days of the week the schedule falls on: what a search
// for "Monday" asks. A dated schedule falls on the days of its dates, one by
// appointment on none.
func (s *Schedule) HeldDays() Weekdays {
	switch s.Kind {
	case Weekly, Monthly:
		return s.Days
	case Dated:
		var days Weekdays
		for _, d := range s.Dates {
			days |= NewWeekdays(d.Weekday())
		}
		return days
	}
	return 0
}
