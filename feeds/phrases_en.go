package feeds

import "strconv"

var english = phrases{
	name:      "Meetings",
	noName:    "Calendar",
	join:      "Join: ",
	call:      "By phone: ",
	about:     "From the list at ",
	latest:    "Confirmed since? See ",
	cancelled: "Cancelled on this day.",
	retired:   "No longer listed. Call before you go.",
	moved:     "This calendar has a new address. Open the page where you manage it to see it, subscribe there, and remove this one.",
	otherHour: "At another time on this day.",
	movedFrom: func(day string) string { return "Moved from " + day + "." },
	since:     func(date string) string { return "Listed like this since " + date + "." },
	unsure:    func(s string) string { return "Not shown, because no sure time is published: " + s + "." },
	paused: func(s string) string {
		return "Not shown, because they do not meet now or are no longer listed: " + s + "."
	},
	leftOut: func(n int) string {
		if n == 1 {
			return "One more meeting matches your searches than this calendar has room for."
		}
		return strconv.Itoa(n) + " more meetings match your searches than this calendar has room for."
	},
}
