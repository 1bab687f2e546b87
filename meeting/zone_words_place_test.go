package meeting

import "testing"

func TestZoneWordsMeanThePlacesOwnClock(t *testing.T) {
	for _, tt := range []struct{ text, country, state, want string }{
		{"6:30 pm Mountain", "US", "CO", "America/Denver"},
		{"6:30 pm Mountain", "", "", "America/Denver"},
		{"6:30 pm Mountain", "Canada", "BC", "America/Edmonton"},
		{"6:30 pm Mountain", "Canada", "British Columbia", "America/Edmonton"},
		{"6:30 pm Mountain", "US", "Arizona", "America/Phoenix"},
		{"6:30 pm Pacific", "CA", "BC", "America/Vancouver"},
		{"6:30 pm Central", "Canada", "SK", "America/Regina"},
		{"6:30 pm Central", "Canada", "MB", "America/Winnipeg"},
		{"10am Central", "Mexico", "Jal.", "America/Mexico_City"},
		{"10am Mountain", "Mexico", "", ""},
		{"10am Central", "Costa Rica", "", "America/Costa_Rica"},
		{"7:00 pm EST", "Australia", "NSW", "Australia/Sydney"},
		{"7:00 pm Eastern", "Australia", "Queensland", "Australia/Brisbane"},
		{"8:00 pm CST", "China", "", "Asia/Shanghai"},
		{"2pm Eastern", "GB", "", "America/New_York"},
		{"7pm GMT", "Canada", "BC", "Europe/London"},
		{"6:30 pm Mountain", "", "British Columbia", "America/Edmonton"},
		{"6:30 pm Mountain", "", "AZ", "America/Phoenix"},
		{"6:30 pm AEST", "Australia", "QLD", "Australia/Brisbane"},
		{"6:30 pm ACST", "Australia", "Northern Territory", "Australia/Darwin"},
		{"7pm Atlantic", "Puerto Rico", "", "America/Puerto_Rico"},
		{"7pm Atlantic", "US", "PR", "America/Puerto_Rico"},
		{"7pm Atlantic", "Canada", "NS", "America/Halifax"},
		{"7pm EST", "Jamaica", "", "America/Jamaica"},
		{"7pm GMT", "Ghana", "", "Africa/Accra"},
		{"19:00 CET", "Netherlands", "", "Europe/Amsterdam"},
		{"19:00 CET", "Algeria", "", "Africa/Algiers"},
		{"19:00 EET", "Egypt", "", "Africa/Cairo"},
		{"7pm GMT", "Germany", "", "Europe/London"},
		{"7pm PST", "Philippines", "", ""},
		{"The Central Group", "Canada", "SK", ""},
	} {
		got, ok := ZoneOfWordsAt(tt.text, tt.country, tt.state)
		if ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%q in %s %s: %q %v, want %q", tt.text, tt.state, tt.country, got, ok, tt.want)
		}
	}
}
