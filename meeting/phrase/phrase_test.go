package phrase

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

var show = flag.Bool("show", false, "print every reading")

// weekly is the schedule that a listing's fields give: some days at a time.
func weekly(clock string, days ...time.Weekday) meeting.Schedule {
	start, err := meeting.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	return meeting.Schedule{
		Kind: meeting.Weekly, Days: meeting.NewWeekdays(days...), Start: start, Minutes: 60,
		Zone: "America/Chicago", Confirmed: true,
	}
}

// gist says in one line what a reading made of a weekly schedule.
func gist(s meeting.Schedule) string {
	var b []string
	if s.Kind == meeting.Monthly {
		b = append(b, strings.Trim(fmt.Sprint(s.Ordinals.List()), "[]"))
	} else {
		b = append(b, "weekly")
	}
	if s.Months != 0 {
		b = append(b, fmt.Sprintf("in %d", s.Months.List()))
	}
	for _, e := range s.Except {
		b = append(b, fmt.Sprintf("not %s..%s", e.First, e.Last))
	}
	if s.From != 0 {
		b = append(b, "from "+s.From.String())
	}
	if s.Until != 0 {
		b = append(b, "until "+s.Until.String())
	}
	if !s.Confirmed {
		b = append(b, "unconfirmed")
	}
	if s.Text != "" {
		b = append(b, "“"+s.Text+"”")
	}
	return strings.Join(b, ", ")
}

type phraseCase struct {
	words string
	day   time.Weekday
	clock string
	want  string
}

const (
	sun = time.Sunday
	mon = time.Monday
	tue = time.Tuesday
	wed = time.Wednesday
	thu = time.Thursday
	fri = time.Friday
	sat = time.Saturday
)

func TestNameIsRead(t *testing.T) {
	for _, c := range nameCases {
		got, unread := look(c.words).Read(weekly(c.clock, c.day))
		if g := gist(got); g != c.want {
			t.Errorf("%s\n got  %s\n want %s\n (unread %q)", c.words, g, c.want, unread)
		}
		if *show {
			fmt.Printf("%-70s %s %q\n", c.words, gist(got), unread)
		}
	}
}

var nameCases = []phraseCase{
	// Ordinals.
	{"Willow Circle (2nd & 4th Thursdays)", thu, "19:00", "2 4, “2nd & 4th Thursdays”"},
	{"Open Hands (Newcomers) 2nd & 4th Fridays Only", fri, "19:00", "2 4, “2nd & 4th Fridays Only”"},
	{"Meeting occurs on the 2nd and 4th Sundays of the month only", sun, "10:00", "2 4, “2nd and 4th Sundays of the month only”"},
	{"Elmfield, WI - 2nd Wednesdays 7pm", wed, "19:00", "2, “2nd Wednesdays”"},
	{"Planning Committee (2nd Thursday)", thu, "19:00", "2, “2nd Thursday”"},
	{"First Monday Lantern Group", mon, "19:00", "1, “First Monday”"},
	{"Third Saturday-Quiet Minds", sat, "18:00", "3, “Third Saturday”"},
	{"Riverbend - 1st and 3rd Mondays 3:30 pm Central", mon, "15:30", "1 3, “1st and 3rd Mondays”"},
	{"1st, 3rd and 5th Tuesdays at Oak Hall", tue, "18:00", "1 3 5, “1st, 3rd and 5th Tuesdays”"},
	{"1st/3rd Tuesday of each month", tue, "18:00", "1 3, “1st/3rd Tuesday of each month”"},
	{"1st Friday and 3rd Friday", fri, "18:00", "1 3, “1st Friday and 3rd Friday”"},
	{"Night Owls last Friday of the month", fri, "23:00", "-1, “last Friday of the month”"},
	{"Kettle Group (1st and 3rd weeks)", wed, "12:00", "1 3, “1st and 3rd weeks”"},
	{"Step Study 2nd & 4th Tuesdays", tue, "19:00", "2 4, “2nd & 4th Tuesdays”"},
	{"Second Sunday Serenity", sun, "09:00", "2, “Second Sunday”"},
	{"Family Night, 4th Weds.", wed, "19:00", "4, “4th Weds”"},
	// What is left when some weeks are taken out.
	{"Meets each Monday, EXCEPT 2nd Monday", mon, "19:00", "1 3 4 5, “EXCEPT 2nd Monday”"},
	{"Corner House (No Meetings on 2nd Tuesdays of the month)", tue, "19:00", "1 3 4 5, “No Meetings on 2nd Tuesdays of the month”"},
	{"held every Friday except the last Friday of the month", fri, "19:00", "-2 -3 -4 -5, “except the last Friday of the month”"},
	{"Mondays except 1st", mon, "19:00", "2 3 4 5, “except 1st”"},
	{"Fridays except the first and last Friday", fri, "19:00", "weekly, unconfirmed, “except the first and last Friday”"},
	// Rhythms without a date.
	{"Lakeside every other Sunday 8pm", sun, "20:00", "weekly, unconfirmed, “every other Sunday”"},
	{"Bi-weekly Book Circle", sun, "20:00", "weekly, unconfirmed, “Bi-weekly”"},
	{"Fortnightly Friends", sun, "20:00", "weekly, unconfirmed, “Fortnightly”"},
	{"Alternate Tuesdays at the Mill", tue, "20:00", "weekly, unconfirmed, “Alternate Tuesdays”"},
	{"Every 2 weeks: Harbor", tue, "20:00", "weekly, unconfirmed, “Every 2 weeks”"},
	{"Area Assembly (quarterly)", sat, "09:00", "weekly, unconfirmed, “quarterly”"},
	{"Monthly Business Meeting District 99", tue, "19:00", "weekly, unconfirmed, “Monthly Business”"},
	{"Monthly Assembly (3rd Sunday)", sun, "14:00", "3, “3rd Sunday · Monthly Assembly”"},
	{"LAST SUNDAY PANCAKES (5 Sundays a Year)", sun, "08:45", "-1, unconfirmed, “5 Sundays a Year · LAST SUNDAY”"},
	{"Meets once a month", sun, "08:45", "weekly, unconfirmed, “once a month”"},
	// Doubt.
	{"Willow Circle (2nd Thursday)", tue, "19:00", "weekly, unconfirmed, “2nd Thursday”"},
	{"1st Monday and 3rd Tuesday", mon, "19:00", "weekly, unconfirmed, “1st Monday and 3rd Tuesday”"},
	{"1st - 3rd Mondays", mon, "19:00", "weekly, unconfirmed, “3rd Mondays”"},
	{"First Friday Speaker Meeting", fri, "19:00", "weekly, unconfirmed, “First Friday”"},
	{"Riverside - 8:15pm Central", mon, "21:15", "weekly, unconfirmed, “8:15pm Central”"},
	{"Mill Lane 8:30", mon, "21:00", "weekly, unconfirmed, “Mill Lane 8:30”"},
	// Times that agree.
	{"Riverside - 8:15pm Central", mon, "20:15", "weekly"},
	{"Mill Street 5:30", mon, "17:30", "weekly"},
	{"Early Eight 8 a.m.", mon, "08:00", "weekly"},
	{"From 6:30-8 pm", mon, "18:30", "weekly"},
	{"Eight o'clock: 8 O'CLOCK at the Mill", mon, "20:00", "weekly"},
	// Months.
	{"Beach Meeting Only September/October/January/March/April", sat, "09:00", "weekly, in [1 3 4 9 10], “Only September/October/January/March/April”"},
	{"Dune Walk (May through September)", sat, "09:00", "weekly, in [5 6 7 8 9], “May through September”"},
	{"Ski Hut (Nov - Mar only)", sat, "09:00", "weekly, in [1 2 3 11 12], “Nov - Mar only”"},
	{"Dune Walk May-September", sat, "09:00", "weekly, in [5 6 7 8 9], “May-September”"},
	{"May-September Dune Walk", sat, "09:00", "weekly, unconfirmed, “May-September”"},
	{"School Hall (no meetings in July and August)", sat, "09:00", "weekly, in [1 2 3 4 5 6 9 10 11 12], “no meetings in July and August”"},
	// Dates.
	{"Oak Room (No meetings - Dec. 21,2025 through Jan 4th, 2026)", sat, "09:00", "weekly, not 2025-12-21..2026-01-04, “No meetings - Dec. 21,2025 through Jan 4th, 2026”"},
	{"Oak Room (No meetings Dec 21 - Jan 4, 2026)", sat, "09:00", "weekly, not 2025-12-21..2026-01-04, “No meetings Dec 21 - Jan 4, 2026”"},
	{"Oak Room (No meeting Dec 25)", thu, "09:00", "weekly, unconfirmed, “No meeting Dec 25”"},
	{"Park **Meeting time will switch to 8am on March 29, 2026**", sun, "09:00", "weekly, until 2026-03-28, “Meeting time will switch to 8am on March 29, 2026”"},
	{"Park **Meeting time will switch to 8am on March 29, 2026**", sun, "08:00", "weekly, “Meeting time will switch to 8am on March 29, 2026”"},
	{"Oasis  **First meeting July 19, 2026 (US Eastern Time)**", sun, "08:00", "weekly, from 2026-07-19, “First meeting July 19, 2026”"},
	{"Starting 5 January 2026: Mill House", mon, "18:00", "weekly, from 2026-01-05, “Starting 5 January 2026”"},
	{"Mill House starts 3/4/2026", mon, "18:00", "weekly, unconfirmed, “starts 3/4/2026”"},
	{"Mill House starts 3/24/2026", mon, "18:00", "weekly, from 2026-03-24, “starts 3/24/2026”"},
	{"Mill House (closed until January 5, 2026)", mon, "18:00", "weekly, from 2026-01-05, “closed until January 5, 2026”"},
	{"Mill House - no meetings until September", mon, "18:00", "weekly, unconfirmed, “no meetings until September”"},
	{"Mill House until 31 May 2026", mon, "18:00", "weekly, until 2026-05-31, “until 31 May 2026”"},
	{"Mill House - no meeting Dec 24 & Dec 31, 2025", wed, "18:00", "weekly, unconfirmed, “no meeting Dec 24 & Dec 31, 2025”"},
	{"Mill House - no meeting Dec 24, 2025 and Dec 31, 2025", wed, "18:00", "weekly, not 2025-12-24..2025-12-24, not 2025-12-31..2025-12-31, “no meeting Dec 24, 2025 and Dec 31, 2025”"},
	{"Harbor Light, 2nd to last Friday", fri, "18:00", "weekly, unconfirmed, “2nd to last”"},
	{"Second-to-last Friday of the month", fri, "18:00", "weekly, unconfirmed, “Second-to-last”"},
	{"Every 2nd Friday Harbor Light", fri, "18:00", "weekly, unconfirmed, “Every 2nd Friday”"},
	{"Each second Friday", fri, "18:00", "weekly, unconfirmed, “Each second Friday”"},
	{"Every 2nd Friday of the month", fri, "18:00", "2, “2nd Friday of the month”"},
	{"1st Friday of the quarter", fri, "18:00", "weekly, unconfirmed, “1st Friday of the quarter”"},
	{"Every 3rd Friday Potluck", fri, "18:00", "weekly, unconfirmed, “3rd Friday”"},
	{"Harbor Light (ends December 14, 2026)", fri, "18:00", "weekly, until 2026-12-14, “ends December 14, 2026”"},
	{"Harbor Light (cancelled 12/25)", fri, "18:00", "weekly, unconfirmed, “cancelled 12/25”"},
	{"Harbor Light (no meeting 12/21)", mon, "18:00", "weekly, unconfirmed, “no meeting 12/21”"},
	{"Next to last Friday", fri, "18:00", "weekly, unconfirmed, “Next to last”"},
	{"Penultimate Friday Lantern", fri, "18:00", "weekly, unconfirmed, “Penultimate Friday”"},
	{"1st Friday of every other month", fri, "18:00", "weekly, unconfirmed, “1st Friday of every other month”"},
	{"Every 1st Friday Newcomers", fri, "18:00", "weekly, unconfirmed, “1st Friday”"},
	{"Once-a-month Women's Meeting", fri, "18:00", "weekly, unconfirmed, “Once-a-month”"},
	{"(Odd Weeks) Harbor Light", fri, "18:00", "weekly, unconfirmed, “Odd Weeks”"},
	{"Even Fridays only", fri, "18:00", "weekly, unconfirmed, “Even Fridays”"},
	{"Weeks 1 & 3 only", fri, "18:00", "weekly, unconfirmed, “Weeks 1 & 3”"},
	{"1st & 3rd Fridays (2nd & 4th online)", fri, "18:00", "1 3, unconfirmed, “1st & 3rd Fridays · (2nd & 4th online)”"},
	{"Harbor Light - no meeting this week", fri, "18:00", "weekly, unconfirmed, “no meeting this week”"},
	{"Harbor Light (cancelled on 12/25/2026)", fri, "18:00", "weekly, not 2026-12-25..2026-12-25, “cancelled on 12/25/2026”"},
	{"Harbor Light (cancelled 12/25/2026)", fri, "18:00", "weekly, unconfirmed, “cancelled 12/25/2026”"},
	{"Harbor Light, cancelled if raining", fri, "18:00", "weekly, unconfirmed, “Harbor Light, cancelled if raining”"},
	{"Harbor Light (potluck cancelled)", fri, "18:00", "weekly"},
	{"This meeting is never cancelled", fri, "18:00", "weekly"},
	{"Odd Ducks in Summer, Winter Street", fri, "18:00", "weekly"},
	{"First in Person Meeting", fri, "18:00", "weekly"},
	{"Lamp resumes after Christmas", fri, "18:00", "weekly, unconfirmed, “resumes after Christmas”"},
	{"Lantern ~ Big Book", fri, "18:00", "weekly"},
	{"Lantern starts $ 5 @ the mill, 100% #1", fri, "18:00", "weekly"},
	{"Second Chance Online", fri, "18:00", "weekly"},
	// Holidays are kept as words.
	{"Harbor Light (no meeting Christmas Day or New Year's Day)", fri, "18:00", "weekly, “no meeting Christmas Day or New Year's Day”"},
	{"Noon Group - No mtgs on holidays", mon, "12:00", "weekly, “No mtgs on holidays”"},
	{"1st and 3rd Mondays in person, except statutory holidays", mon, "12:00", "1 3, “except statutory holidays · 1st and 3rd Mondays”"},
	// Traps, which do not limit a meeting.
	{"Last Sat. has chips", sat, "19:00", "weekly"},
	{"Lantern Group. Business meeting: 2nd Sunday", sun, "19:00", "weekly"},
	{"Only last meeting of month is Open", sun, "19:00", "weekly"},
	{"Closed Women's Big Book Study", sun, "19:00", "weekly"},
	{"Second Chance", sun, "19:00", "weekly"},
	{"First Things First", sun, "19:00", "weekly"},
	{"Last Call", sun, "19:00", "weekly"},
	{"4th Step Group, 2nd floor, 3rd Avenue", sun, "19:00", "weekly"},
	{"May Day Group in March Hall", sun, "19:00", "weekly"},
	{"Alternating Step and Tradition", sun, "19:00", "weekly"},
	{"Closed except last Friday", fri, "19:00", "weekly"},
	{"Monday Lamp, 3rd Monday speaker", mon, "19:00", "weekly"},
	{"Birthday Night - last Friday", fri, "19:00", "weekly"},
	{"Monthly birthday cake", fri, "19:00", "weekly"},
	{"Women Only", fri, "19:00", "weekly"},
	{"The Only Requirement", fri, "19:00", "weekly"},
	{"No Matter What", fri, "19:00", "weekly"},
	{"11:11 Eleventh Step", fri, "11:11", "weekly"},
}

func TestNotesAreReadOnlyInWholeSentences(t *testing.T) {
	for _, c := range noteCases {
		got, unread := look(c.words).ReadNotes(weekly(c.clock, c.day))
		if g := gist(got); g != c.want {
			t.Errorf("%s\n got  %s\n want %s\n (unread %q)", c.words, g, c.want, unread)
		}
	}
}

var noteCases = []phraseCase{
	{"Meets every first and third Monday of each month.\nRing twice.", mon, "17:30", "1 3, “Meets every first and third Monday of each month”"},
	{"Use the side door. Meets only on the 2nd Thursday of the month. Bring a chair.", thu, "19:00", "2, “Meets only on the 2nd Thursday of the month”"},
	{"Meeting occurs on the 2nd and 4th Sundays of the month only.", sun, "19:00", "2 4, “Meeting occurs on the 2nd and 4th Sundays of the month only”"},
	{"2nd and 4th Sundays only", sun, "19:00", "2 4, “2nd and 4th Sundays only”"},
	{"Now in person. No meeting 2nd Thursday of the month.", thu, "19:00", "1 3 4 5, “No meeting 2nd Thursday of the month”"},
	{"Meets each Monday, EXCEPT 2nd Monday", mon, "19:00", "1 3 4 5, “Meets each Monday, EXCEPT 2nd Monday”"},
	{"Lakeside group. This group meets every other Sunday. Please ask.", sun, "20:00", "weekly, unconfirmed, “This group meets every other Sunday”"},
	{"May through September, weather permitting.", sun, "07:30", "weekly, in [5 6 7 8 9], “May through September, weather permitting”"},
	{"No meeting in December.", wed, "19:00", "weekly, in [1 2 3 4 5 6 7 8 9 10 11], “No meeting in December”"},
	{"First Meeting will be held on July 13th, 2023", thu, "17:00", "weekly, from 2023-07-13, “First Meeting will be held on July 13th, 2023”"},
	{"Group resumes meeting June 7,2023", wed, "19:00", "weekly, from 2023-06-07, “Group resumes meeting June 7,2023”"},
	{"Birthdays last Wednesday. *** Returns October 5, 2022 ***", wed, "20:00", "weekly, from 2022-10-05, “Returns October 5, 2022”"},
	{"***No Meetings on Statutory Holidays***", mon, "12:00", "weekly, “No Meetings on Statutory Holidays”"},
	{"Closed until January 5, 2026.", mon, "18:00", "weekly, from 2026-01-05, “Closed until January 5, 2026”"},
	{"No meeting December 25, 2025", thu, "18:00", "weekly, not 2025-12-25..2025-12-25, “No meeting December 25, 2025”"},
	{"Meets only on the 2nd Thursday of the month.\nBring a chair.", thu, "19:00", "2, “Meets only on the 2nd Thursday of the month”"},
	{"1st Saturday of the month only/side door/ring twice", sat, "19:00", "1, “1st Saturday of the month only”"},
	{"NOTE: THIS GROUP MEETS ONLY ON THE THIRD SATURDAY OF EACH MONTH", sat, "19:00", "3, “THIS GROUP MEETS ONLY ON THE THIRD SATURDAY OF EACH MONTH”"},
	{"Meeting runs every Friday, May through September, weather permitting.", fri, "19:00", "weekly, in [5 6 7 8 9], “Meeting runs every Friday, May through September, weather permitting”"},
	{"Group closing--last meeting Saturday, February 29th.", sat, "19:00", "weekly, unconfirmed, “last meeting Saturday, February 29th”"},
	{"Meets once a month", sat, "19:00", "weekly, unconfirmed, “Meets once a month”"},
	{"Meets bi-weekly", sat, "19:00", "weekly, unconfirmed, “Meets bi-weekly”"},
	{"(2nd & 4th Fridays)", fri, "19:00", "weekly, unconfirmed, “(2nd & 4th Fridays)”"},
	{"1st Friday of each month.", fri, "19:00", "1, “1st Friday of each month”"},
	{"We only meet on the first Friday of the month", fri, "19:00", "1, “We only meet on the first Friday of the month”"},
	{"Only meets 1st & 3rd Friday", fri, "19:00", "1 3, “Only meets 1st & 3rd Friday”"},
	{"The kettle is on; we gather and meet, as ever, on the first Friday", fri, "19:00", "weekly, unconfirmed, “we gather and meet, as ever, on the first Friday”"},
	{"In winter it only meets upstairs on the first Friday", fri, "19:00", "weekly, unconfirmed, “In winter it only meets upstairs on the first Friday”"},
	{"No meeting Dec 25", fri, "19:00", "weekly, unconfirmed, “No meeting Dec 25”"},
	{"Closed July and August", fri, "19:00", "weekly, in [1 2 3 4 5 6 9 10 11 12], “Closed July and August”"},
	{"**Meeting time will switch to 8am on March 29, 2026**", sun, "09:00", "weekly, until 2026-03-28, “Meeting time will switch to 8am on March 29, 2026”"},
	{"May through September, weather permitting.\n\nGSO 1234", sun, "07:30", "weekly, in [5 6 7 8 9], “May through September, weather permitting”"},
	{"2nd & 4th Fridays", fri, "19:00", "weekly, unconfirmed, “2nd & 4th Fridays”"},
	{"Every first Friday", fri, "19:00", "weekly, unconfirmed, “Every first Friday”"},
	{"Monthly meeting, first Friday.", fri, "19:00", "1, “Monthly meeting, first Friday”"},
	{"Bi-weekly meeting.", fri, "19:00", "weekly, unconfirmed, “Bi-weekly meeting”"},
	{"Every second week", fri, "19:00", "weekly, unconfirmed, “Every second week”"},
	{"On the first Friday of the month we meet at the mill.", fri, "19:00", "weekly, unconfirmed, “On the first Friday of the month we meet at the mill”"},
	{"Only September/October/January", fri, "19:00", "weekly, unconfirmed, “Only September/October/January”"},
	{"Except the last Friday of the month", fri, "19:00", "weekly, unconfirmed, “Except the last Friday of the month”"},
	{"No meeting 12/25.", fri, "19:00", "weekly, unconfirmed, “No meeting 12/25”"},
	{"No meeting on Thanksgiving.", thu, "19:00", "weekly, “No meeting on Thanksgiving”"},
	{"Closed due to the flood.", fri, "19:00", "weekly, unconfirmed, “Closed due”"},
	{"The meeting is canceled if raining.", fri, "19:00", "weekly, unconfirmed, “The meeting is canceled if raining”"},
	{"Not meeting in inclement weather", fri, "19:00", "weekly, unconfirmed, “Not meeting in inclement weather”"},
	{"Starting June 1st 2026 this meeting moves to 7pm.", fri, "18:00", "weekly, until 2026-05-31, “Starting June 1st 2026 this meeting moves to 7pm”"},
	{"Starting 3/1/26 meets at 7pm", fri, "18:00", "weekly, unconfirmed, “Starting 3/1/26 meets at 7pm”"},
	{"Starting June 1st 2026 this meeting moves to 7pm.", fri, "19:00", "weekly, “Starting June 1st 2026 this meeting moves to 7pm”"},
	{"From May we are in-person on the first Tuesday of the month ONLY, a step meeting.", tue, "19:00", "weekly, unconfirmed, “first Tuesday of the month ONLY”"},
	{"Group runs in July and August", fri, "19:00", "weekly, unconfirmed, “Group runs in July and August”"},
	{"Held in March Hall", fri, "19:00", "weekly"},
	{"Last Friday of the month only: chips", fri, "19:00", "weekly"},
	{"Beginners at 6:30; meeting at 7:00", fri, "18:30", "weekly"},
	// A start that the field contradicts.
	{"Meeting 6:45 PM START.", thu, "18:30", "weekly, unconfirmed, “Meeting 6:45 PM START”"},
	{"Meeting @ 6:45 PM", thu, "18:30", "weekly, unconfirmed, “Meeting @ 6:45 PM”"},
	{"Meeting time is now 7 pm.", thu, "18:30", "weekly, unconfirmed, “Meeting time is now 7 pm”"},
	{"Meeting at the mill on Elm Row at 11 am temporarily", sun, "10:00", "weekly, unconfirmed, “Meeting at the mill on Elm Row at 11 am temporarily”"},
	{"Meeting 6:30 PM START.", thu, "18:30", "weekly"},
	{"Meets Thursdays 6:30. Meets Saturdays at 9.", thu, "18:30", "weekly"},
	{"Meets Saturdays at 9:15 am.", thu, "18:30", "weekly"},
	{"The meeting starts at 8pm MT.", tue, "22:00", "weekly"},
	{"Meeting is locked at 12:10 pm. Doors open at 11:45.", mon, "12:00", "weekly"},
	{"Newcomers meeting starts at 6:30. Dinner meeting at 6pm.", thu, "19:00", "weekly"},
	{"Meeting ends at 7:15 PM", thu, "19:00", "weekly"},
	// Traps.
	{"Potluck cancelled. Speaker meets us on the 2nd Friday, chips last Friday only.", fri, "19:00", "weekly"},
	{"Step study meets 1st Friday, Tradition study 2nd Friday", fri, "19:00", "weekly"},
	{"Anniversaries are held the last Friday", fri, "19:00", "weekly"},
	{"In-person meeting suspended, Zoom only", fri, "19:00", "weekly"},
	{"The group will also meet every third Friday at the beach.", fri, "19:00", "weekly"},
	{"Open meeting last Tuesday of the month.", tue, "20:00", "weekly"},
	{"Closed meeting except the last Saturday of month.", sat, "10:30", "weekly"},
	{"Business meeting: 2nd Sunday", sun, "10:00", "weekly"},
	{"Only last meeting of month is Open", sun, "10:00", "weekly"},
	{"Steering committee meets 2nd Tuesday.", tue, "10:00", "weekly"},
	{"1st Sunday Open Discussion\n2nd Sunday Open Speaker", sun, "20:00", "weekly"},
	{"Rotating format - 1st Friday - Step of the month, 2nd Friday - Topic", fri, "11:00", "weekly"},
	{"This is an in person meeting on the second Thursday of the month at the hall. All other meetings are online.", thu, "20:00", "weekly"},
	{"UPDATE: Begins on May 6.", fri, "18:00", "weekly"},
	{"Second floor, back side entrance.", sat, "10:00", "weekly"},
	{"Newcomers meeting at 6:30 on the first Thursday of the month", thu, "19:00", "weekly"},
	{"Traditions once a month and a speaker every 6 months", mon, "21:00", "weekly"},
	{"Alternates/BB & Living Sober", sat, "19:30", "weekly"},
}

func TestSuspensionInNames(t *testing.T) {
	for words, want := range map[string]bool{
		"Heading North Group (Meeting Cancelled 3-17-2020)": true,
		"City Steps - Meeting Cancelled 3-13-2020":          true,
		"Suspended: Corner House":                           true,
		"Lantern Group Temporarily cancelled":               true,
		"Courage Group Closed Temporarily":                  true,
		"CANCELED - Oak Room":                               true,
		"Oak Room (on hiatus)":                              true,
		"Oak Room - not meeting at this time":               true,
		"Oak Room (suspended until further notice)":         true,
		"Cancelled - School Street Group":                   true,
		"Old School Group - Cancelled":                      true,
		"Rain or Shine Group (Cancelled)":                   true,
		"Phone a Friend - CANCELLED":                        true,
		"Group on hold (virtual only)":                      true,
		"Suspended: church closed":                          true,
		"Nooners (Not Meeting)":                             true,
		"Nooners, not currently meeting":                    true,
		"Meeting postponed until spring":                    true,
		"In person - cancelled":                             false,
		"Nooners (cancelled 12/25)":                         false,
		"Nooners - cancelled this week":                     false,
		"Nooners (cancelled 12/25/2026)":                    false,
		"Nooners (cancelled on 12/25/2026)":                 false,
		"Cancelled Friday, Dec 25, 2026":                    false,
		"Nooners (cancelled on Christmas Eve)":              false,
		"Closed Women's Big Book Study":                     false,
		"This meeting is never cancelled":                   false,
		"Cancelled if raining":                              false,
		"Oak Room - Active Temporarily at the Mill":         false,
		"REBOS (Temporary Location)":                        false,
		"In-person cancelled, join online":                  false,
		"Hold On":                                           false,
		"Meeting on 6/3 cancelled and rescheduled to 6/2":   false,
	} {
		if _, got := look(words).Suspended(); got != want {
			t.Errorf("Suspended(%q) = %v, want %v", words, got, want)
		}
	}
}

func TestSuspensionInNotesNeedsItsOwnSentence(t *testing.T) {
	for words, want := range map[string]bool{
		"Temporarily cancelled":                                                 true,
		"Lunch Available Temporarily Cancelled":                                 true,
		"Cancelled until further notice.":                                       true,
		"Suspended: church closed":                                              true,
		"Meeting not held at this time":                                         true,
		"Cancelled: potluck":                                                    false,
		"This meeting is closed temporarily. Oak Room.":                         true,
		"Friday night is cancelled indefinitely.":                               true,
		"Online Only ** Temporarily cancelled until January 2022**":             true,
		"* * * Our Alpine meeting is temporarily closed. For more, write to us": true,
		"Meeting suspended until September 6, 2026":                             true,
		"9:30-10 AM Newcomers' meeting will be suspended starting Jan 1, 2022":  false,
		"The meeting is canceled if raining.":                                   false,
		"If schools are closed, the meeting is cancelled.":                      false,
		"This meeting is never cancelled, including holidays":                   false,
		"Potluck cancelled":                                                     false,
		"In-person meetings suspended. Zoom only.":                              false,
		"Closed meeting.":                                                       false,
		"Temporary location: Oak Room":                                          false,
		"Babysitting temporarily suspended":                                     false,
	} {
		if got, ok := look(words).SuspendedNote(); ok != want {
			t.Errorf("SuspendedNote(%q) = %q, %v, want %v", words, got, ok, want)
		}
	}
}

func TestWordsOfSeveralMeetingsAreOftenAnothers(t *testing.T) {
	for _, c := range []phraseCase{
		{"Meets 2nd and 4th Fridays only", fri, "19:00", "2 4, “Meets 2nd and 4th Fridays only”"},
		{"Meets 2nd and 4th Fridays only", mon, "19:00", "weekly"},
		{"Friday night only meets upstairs, first Friday", mon, "19:00", "weekly"},
		{"Harbor Light (2nd & 4th Fridays only)", fri, "19:00", "weekly, unconfirmed, “2nd & 4th Fridays only”"},
		{"First Friday Group", fri, "19:00", "weekly"},
	} {
		if got, _ := look(c.words).ReadShared(weekly(c.clock, c.day)); gist(got) != c.want {
			t.Errorf("%s on %v: got %s, want %s", c.words, c.day, gist(got), c.want)
		}
	}
}

func TestSeasonsAreDoubtUnlessTheMonthsAreKnown(t *testing.T) {
	for words, want := range map[string]string{
		"Harbor Light (Summer Only)":                   "weekly, unconfirmed, “Summer Only”",
		"Harbor Light - Seasonal":                      "weekly, unconfirmed, “Seasonal”",
		"Side door. Closed for the summer.":            "weekly, unconfirmed, “Closed for the summer”",
		"Held during the school year":                  "weekly, unconfirmed, “during the school year”",
		"Summer Street, Winter Hall, closed in spirit": "weekly",
		"The only winter outdoor meeting":              "weekly",
		"Seasonal colours group":                       "weekly",
	} {
		if got := gist(look(words).Seasonal(weekly("19:00", fri))); got != want {
			t.Errorf("Seasonal(%q) = %s, want %s", words, got, want)
		}
	}
	known := weekly("19:00", fri)
	known.Months = meeting.NewMonths(6, 7, 8)
	if got := look("Summer only").Seasonal(known); !got.Confirmed {
		t.Errorf("months are known, and still in doubt: %s", gist(got))
	}
}

func TestOneWayOfAttendingSuspended(t *testing.T) {
	for words, want := range map[string]Way{
		"In-person meetings suspended. Zoom only.": InPerson,
		"In person - cancelled":                    InPerson,
		"Not meeting in person":                    InPerson,
		"Zoom meeting cancelled, in person only":   Online,
		"Online option is discontinued":            Online,
		"In person is never cancelled":             NoWay,
		"Zoom cancelled if nobody comes":           NoWay,
		"Meeting cancelled":                        NoWay,
	} {
		if said, got := look(words).SuspendedWay(); got != want {
			t.Errorf("SuspendedWay(%q) = %q, %v, want %v", words, said, got, want)
		}
	}
}

func TestUntimedSchedulesAreLeftAlone(t *testing.T) {
	base := meeting.Schedule{Kind: meeting.Appointment, Confirmed: true}
	if s, unread := look("2nd & 4th Fridays only").Read(base); s.Kind != meeting.Appointment || s.Text != "" || unread != nil {
		t.Errorf("Read changed an untimed schedule: %+v, %q", s, unread)
	}
}

func TestOneOfSeveralDaysLimitedIsDoubt(t *testing.T) {
	s, _ := look("Mill House (2nd Tuesday)").Read(weekly("19:00", mon, tue))
	if s.Confirmed || s.Kind != meeting.Weekly {
		t.Errorf("got %s, want an unconfirmed weekly schedule", gist(s))
	}
}

func TestTrapsAreReportedAsUnread(t *testing.T) {
	_, unread := look("Lantern Group. Business meeting: 2nd Sunday").Read(weekly("19:00", sun))
	if !slices.Equal(unread, []string{"2nd Sunday"}) {
		t.Errorf("unread = %q", unread)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range append(slices.Clone(nameCases), noteCases...) {
		f.Add(c.words)
	}
	f.Add("@CAnCeled 0&0")
	f.Add("12/31/99 1 1 1- & #2 @3 $ ~ ’ 24:00 p.m. \xff")
	f.Fuzz(func(t *testing.T, s string) {
		base := weekly("19:00", mon)
		for _, read := range []func(*Text, meeting.Schedule) (meeting.Schedule, []string){(*Text).Read, (*Text).ReadNotes, (*Text).ReadShared} {
			got, _ := read(look(s), base)
			if got.Days != base.Days || got.Start != base.Start || got.Zone != base.Zone {
				t.Fatalf("%q changed day, start or zone: %+v", s, got)
			}
			if got.Kind == meeting.Monthly && got.Ordinals == 0 {
				t.Fatalf("%q made a monthly schedule without ordinals", s)
			}
			if (!got.Confirmed || got.Kind != meeting.Weekly) && got.Text == "" {
				t.Fatalf("%q limited the schedule without keeping the words", s)
			}
		}
		look(s).Suspended()
		look(s).SuspendedNote()
		look(s).SuspendedWay()
		look(s).Seasonal(base)
	})
}

func look(words string) *Text {
	t := Look(words, 0)
	return &t
}

func BenchmarkReadWithoutTimeWords(b *testing.B) {
	base := weekly("19:00", mon)
	notes := strings.Repeat("Enter by the red door beside the bakery, room upstairs, parking behind. ", 6)
	b.ReportAllocs()
	for b.Loop() {
		look("Lantern Street Big Book Group").Read(base)
		look(notes).ReadNotes(base)
	}
}

func BenchmarkReadName(b *testing.B) {
	base := weekly("19:00", thu)
	for b.Loop() {
		look("Willow Circle (2nd & 4th Thursdays) 7pm").Read(base)
	}
}
