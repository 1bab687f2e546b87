package meeting

import "testing"

func TestWhatBecomesOfCodes(t *testing.T) {
	notes := func(s string) Join { return Join{Notes: s} }
	both := func(link, phone string) Join { return Join{Notes: link, PhoneNotes: phone} }
	for _, c := range []struct {
		name    string
		was, is Join
		want    CodeChange
	}{
		{"a word is gone", notes("Passcode: serenity"), notes(""), CodeGone},
		{"a short number is gone", notes("PIN: 12"), notes("Camera on, please"), CodeGone},
		{"letters and one digit are gone", notes("Password Hope1"), notes("Doors open early"), CodeGone},
		{"letters and two digits, named by nobody, are gone", notes("Use steps12 to enter"), notes("Come early"), CodesDiffer},
		{"it is gone, and the meeting's number stays", notes("Meeting ID: 521 348 8383, Password: serenity"), notes("Meeting ID: 521 348 8383"), CodeGone},
		{"the last word of a line is gone", notes("PW serenity\nID 521 348 8383"), notes("ID 521 348 8383"), CodeGone},
		{"a Spanish one is gone", notes("Contraseña de Zoom: serenidad"), notes("Sala abierta desde las 6"), CodeGone},
		{"another Spanish one is gone", notes("La clave es esperanza."), notes(""), CodeGone},
		{"a third Spanish one is gone", notes("Código de acceso: hoy"), notes("Abierto"), CodeGone},
		{"the telephone's is gone, the link's stays", both("Passcode: serenity", "PIN: 049244#"), both("Passcode: serenity", ""), CodesDiffer},
		{"another word", notes("Passcode: serenity"), notes("Passcode: courage"), CodesDiffer},
		{"large letters now", notes("Passcode: hope"), notes("Passcode: HOPE"), CodesDiffer},
		{"another number", notes("Code: 049244"), notes("Code: 049245"), CodesDiffer},
		{"another one of the telephone", both("Passcode: hope", "Code: 049244"), both("Passcode: hope", "Code: 118"), CodesDiffer},
		{"none was needed", notes("Camera on"), notes("Passcode: serenity"), CodesDiffer},
		{"none is needed now, and it is said", notes("Passcode: serenity"), notes("Passcode: none"), CodesDiffer},
		{"the same word in other words", notes("Passcode: serenity"), notes("The passcode for this meeting is “serenity”."), CodesStay},
		{"the same in Spanish now", notes("Password: serenity"), notes("La contraseña es serenity"), CodesStay},
		{"the same number in groups", notes("ID 5213488383 PW 1234"), notes("Meeting ID: 521 348 8383, password = 1234"), CodesStay},
		{"the same in the other note", both("Passcode: 1234", ""), both("", "Passcode: 1234"), CodesStay},
		{"said twice, now once", both("Passcode: hope", "Passcode: hope"), both("Passcode: hope", ""), CodesStay},
		{"with a key to press", notes("PIN: 164585#"), notes("PIN 164585"), CodesStay},
		{"other ways to hear it", notes("Ask for the password by telephone. Passcode required."), notes("The password is available from the secretary."), CodesDiffer},
		{"other ways to hear it, in Spanish", notes("Pide la clave por correo"), notes("La contraseña está disponible en la página"), CodesDiffer},
		{"no words at all", notes(""), notes("Camera on"), CodesStay},

		{"a clock time is no code", notes("Room opens at 6:45pm"), notes(""), CodesStay},
		{"a duration is no code", notes("Room opens 15min early"), notes("Camera on"), CodesStay},
		{"a longer duration is no code", notes("Room opens 15 minutes early"), notes("Room opens 120 minutes early"), CodesStay},
		{"a year is no code", notes("Started in 1999"), notes(""), CodesStay},
		{"an hour is no code", notes("Doors open 7pm"), notes("6pm"), CodesStay},
		{"hours are no codes", notes("Held 7:00-8:30 p.m."), notes("Held 19h30"), CodesStay},
		{"an ordinal is no code", notes("Held on the 2nd and the 15th"), notes("Held on the 16th"), CodesStay},
		{"an hour beside the passcode", notes("Passcode: hope. Room opens at 6:45pm"), notes("Passcode: hope"), CodesDiffer},
		{"another hour beside the passcode", notes("Passcode: hope. Room opens at 6:45pm"), notes("Passcode: hope. Room opens at 6:30 PM"), CodesStay},
		{"it is gone, and an hour comes", notes("Passcode: serenity"), notes("Opens 6:45pm, since 1999"), CodeGone},
		{"a passcode that looks like an hour", notes("Passcode: 7pm"), notes("Passcode: 6pm"), CodesDiffer},
		{"a passcode that looks like a year", notes("PIN 1999"), notes("PIN 1998"), CodesDiffer},
		{"a meeting's number is no passcode", notes("Meeting ID: 521 348 8383"), notes(""), CodesDiffer},
		{"it is gone, and a number comes", notes("Passcode: serenity"), notes("Then press 5213488383"), CodesDiffer},
		{"it stands there without the word for it", notes("Passcode: serenity"), notes("Enter serenity"), CodesStay},
		{"a door's code is no passcode", notes("Scan the QR code: poster"), notes(""), CodesStay},
		{"words that named none are gone", notes("Passcode required"), notes(""), CodesDiffer},
		{"words that named none are gone, of an ID", notes("Passcode and meeting ID: ask Ann"), notes(""), CodesDiffer},

		{"whom to ask is gone", notes("Passcode: ask Ann"), notes(""), CodesDiffer},

		{"none is needed now", notes("Passcode: hope"), notes("No passcode needed"), CodesDiffer},
		{"none is required now", notes("Passcode: hope"), notes("Password not required"), CodesDiffer},
		{"none is needed any longer", notes("Passcode: hope"), notes("Passcode no longer needed"), CodesDiffer},
		{"none is needed now, after a colon", notes("Passcode: hope"), notes("Passcode: none"), CodesDiffer},
		{"none is needed now, in Spanish", notes("Clave: hoy"), notes("Sin clave"), CodesDiffer},
		{"one is needed now", notes("No passcode needed"), notes("Passcode needed"), CodesDiffer},
		{"one is needed now, and not said", notes(""), notes("Passcode required"), CodesDiffer},
		{"that none is needed is not said any more", notes("No passcode: welcome"), notes(""), CodesDiffer},
		{"it is to be asked for now", notes("Passcode: hope"), notes("Ask Ann for the passcode"), CodesDiffer},

		{"another one in a bracket's shade", notes("Passcode (case sensitive): hope"), notes("Passcode (case sensitive): faith"), CodesDiffer},
		{"the same beside a bracket", notes("Passcode (case sensitive): hope"), notes("Passcode: hope"), CodesDiffer},
		{"gone with a bracket", notes("Passcode (case sensitive): hope"), notes(""), CodeGone},
		{"another one after words", notes("Passcode is case sensitive: hope"), notes("Passcode is case sensitive: faith"), CodesDiffer},
		{"gone after words", notes("Passcode is case sensitive: hope"), notes(""), CodeGone},
		{"another one now", notes("Passcode is now: hope"), notes("Passcode is now: faith"), CodesDiffer},
		{"another one on the next line", notes("Passcode:\nhope"), notes("Passcode:\nfaith"), CodesDiffer},
		{"gone from the next line", notes("Passcode:\nhope"), notes(""), CodeGone},
		{"another one amid words", notes("Zoom ID 123 456 7890 PW hope Host Ann"), notes("Zoom ID 123 456 7890 PW faith Host Ann"), CodesDiffer},
		{"another one in large letters amid words", notes("Zoom ID 123 456 7890 PW hope Host Ann"), notes("Zoom ID 123 456 7890 PW HOPE Host Ann"), CodesDiffer},
		{"another pass", notes("Pass: hope"), notes("Pass: faith"), CodesDiffer},
		{"a pass is gone", notes("Pass: hope"), notes("Camera on"), CodeGone},
		{"another one after a dash", notes("Passcode- hope"), notes("Passcode- faith"), CodesDiffer},
		{"the second of two", notes("Passcodes: hope / faith"), notes("Passcodes: hope / love"), CodesDiffer},
		{"another end of a phrase", notes("Passcode: one day at a time"), notes("Passcode: one step at a time"), CodesDiffer},
		{"another last word of a phrase", notes("Passcode: keep it simple"), notes("Passcode: keep it real"), CodesDiffer},
		{"another Spanish one after words", notes("Contraseña para entrar a Zoom es: hoy"), notes("Contraseña para entrar a Zoom es: siempre"), CodesDiffer},
		{"a small word", notes("Passcode: as"), notes("Passcode: the"), CodesDiffer},
		{"a small word beside a PIN", notes("Passcode: as, PIN: 12"), notes("Passcode: the, PIN: 12"), CodesDiffer},
		{"one on a line of its own", notes("Passcodes:\nMonday: hope\nTuesday: faith"), notes("Passcodes:\nMonday: hope\nTuesday: love"), CodesDiffer},
		{"one before the word for it", notes("Enter hope as the passcode"), notes("Enter faith as the passcode"), CodesDiffer},

		{"the same, and large letters beside it", notes("PASSCODE: hope, ZOOM ID: 123456"), notes("Passcode: hope, Zoom id: 123456"), CodesStay},
		{"the same, before the number now", notes("Zoom ID: 521 348 8383 Passcode: hope"), notes("Passcode: hope\nMeeting ID: 521-348-8383"), CodesStay},
		{"the same, with small words", notes("Passcode: hope"), notes("Please use the passcode “hope” to join our meeting"), CodesStay},
		{"the same, called otherwise", notes("Access code: hope"), notes("Código de acceso: hope"), CodesStay},
		{"the same, with a sign", notes("PIN 1234"), notes("PIN #: 1234#"), CodesStay},
		{"the passcode is the number now", notes("Meeting ID: 1234567 Passcode: 7654321"), notes("Meeting ID: 7654321 Passcode: 1234567"), CodesDiffer},
		{"words that name none, in other marks", notes("Passcode required; ask Ann"), notes("PASSCODE required, ask Ann."), CodesStay},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := CodesOf(&c.was, &c.is); got != c.want {
				t.Errorf("%q to %q: %v (%v to %v), want %v", c.was, c.is, got, *spokenOf(&c.was), *spokenOf(&c.is), c.want)
			}
		})
	}
}

func TestAPasscodeThatMovesIntoTheLinkIsNotGone(t *testing.T) {
	was := Join{URL: "https://video.example/1", Notes: "Passcode: hope"}
	for url, want := range map[string]CodeChange{
		"https://video.example/1": CodeGone, "https://video.example/2": CodeGone, "https://video.example/1?pwd=aGk": CodesStay,
	} {
		if got := CodesOf(&was, &Join{URL: url}); got != want {
			t.Errorf("with %s: %v, want %v", url, got, want)
		}
	}
	was.PhoneNotes = "PIN: 12"
	if got := CodesOf(&was, &Join{URL: "https://video.example/1?pwd=aGk"}); got != CodesDiffer {
		t.Errorf("with the telephone's gone: %v", got)
	}
	was.URL = "https://video.example/1?pwd=aGk"
	if got := CodesOf(&was, &Join{URL: was.URL}); got != CodesDiffer {
		t.Errorf("gone beside a link that holds it: %v", got)
	}
	if got := CodesOf(&was, &Join{URL: "https://video.example/1?pwd=aGo", Notes: "Passcode: faith"}); got != CodesDiffer {
		t.Errorf("another one beside a link that holds it: %v", got)
	}
}

func FuzzCodesOf(f *testing.F) {
	f.Add("Passcode: serenity", "PIN: 049244#", "Meeting ID: 521 348 8383")
	f.Add("PW", "hope", "123-456")
	f.Add("", "ClAve es", "Passcode: as")
	f.Add("No passcode: 12", "PIN #: 6:45pm", "Pass")
	f.Add("La clave es “hoy”", "PW  ", "código de acceso: ")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		was, swapped, is := Join{Notes: a, PhoneNotes: b}, Join{Notes: b, PhoneNotes: a}, Join{Notes: c}
		if got := CodesOf(&was, &swapped); got != CodesStay {
			t.Errorf("%q in the other notes: %v", was, got)
		}
		forth, back := CodesOf(&was, &is), CodesOf(&is, &was)
		if (forth == CodesStay) != (back == CodesStay) || forth == CodeGone && back == CodeGone {
			t.Errorf("%q to %q: %v, and back: %v", was, is, forth, back)
		}
	})
}
