package mail

import (
	"testing"

	"openchair/meeting"
)

func TestWhatIsLikeAMeetingIsForTheSamePeople(t *testing.T) {
	of := func(language string, types ...string) meeting.Meeting {
		m := meeting.Meeting{Types: types}
		if language != "" {
			m.Languages = []string{language}
		}
		return m
	}
	for _, c := range []struct {
		name      string
		m, other  meeting.Meeting
		want, and bool // whether other is like m, and m like other
	}{
		{"what it deals with does not matter", of("en", "O", "B"), of("en", "O", "ST", "X"), true, true},
		{"for women", of("en", "O"), of("en", "O", "W"), false, true},
		{"for women both", of("en", "O", "W"), of("en", "O", "W", "Y"), false, true},
		{"for men and for women", of("en", "M"), of("en", "W"), false, false},
		{"open and closed", of("en", "O"), of("en", "C"), false, true},
		{"closed and not said", of("en"), of("en", "C"), true, true},
		{"another language", of("en"), of("es"), false, false},
		{"a language of another country", of("es"), of("es-MX"), true, true},
		{"a language that is not said", of("en"), of(""), true, true},
	} {
		if is, and := alike(&c.m, &c.other), alike(&c.other, &c.m); is != c.want || and != c.and {
			t.Errorf("%s: %v, and the other way %v", c.name, is, and)
		}
	}
}
