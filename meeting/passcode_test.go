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
		{"letters and two digits, named by nobody, are gone", notes("Use steps12 to enter"), notes("Come early"), CodeGone},
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
		{"words that name none", notes("Ask for the password by telephone. Passcode required."), notes("The password is available from the secretary."), CodesStay},
		{"Spanish words that name none", notes("Pide la clave por correo"), notes("La contraseña está disponible en la página"), CodesStay},
		{"no words at all", notes(""), notes("Camera on"), CodesStay},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := CodesOf(&c.was, &c.is); got != c.want {
				t.Errorf("%q to %q: %v (%v to %v), want %v", c.was, c.is, got, codesIn(&c.was), codesIn(&c.is), c.want)
			}
		})
	}
}

func FuzzCodesOf(f *testing.F) {
	f.Add("Passcode: serenity", "PIN: 049244#", "Meeting ID: 521 348 8383")
	f.Add("PW", "hope", "123-456")
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
