package phrase

var german = newLexicon("de", true, `
	!@0: sonntag, sonntags
	!@1: montag, montags
	!@2: dienstag, dienstags
	!@3: mittwoch, mittwochs
	!@4: donnerstag, donnerstags
	!@5: freitag, freitags
	!@6: samstag, samstags, sonnabend, sonnabends
	@0: so
	@1: mo
	@2: di
	@3: mi
	@4: do
	@5: fr
	@6: sa
	@1 pm: montagabend, montagabends
	@2 pm: dienstagabend
	@3 pm: mittwochabend
	@4 pm: donnerstagabend
	@5 pm: freitagabend
	@6 pm: samstagabend
	@0 pm: sonntagabend
	#1: erster, ersten, erste
	#2: zweiter, zweiten, zweite
	#3: dritter, dritten, dritte
	#4: vierter, vierten, vierte
	#5: funfter, funften, funfte
	#L: letzter, letzten, letzte
	&: und, u
	or: oder
	through: bis
	the: der, die, das, den, dem, am
	of: im, in, des
	of the month: im monat, des monats, jeden monats, eines monats, jedes monats, pro monat
	every: jeden, jede, jeder, jedes, immer
	!everyday: taglich
	everyday: jeden tag
	everyday pm: jeden abend
	!weekday: werktags, wochentags, werktaglich
	weekend: wochenende, wochenenden
	biweekly: zweiwochentlich, vierzehntagig, vierzehntaglich
	biweekly: 14 - tagig, 14 - taglich, alle zwei wochen, alle 2 wochen, alle 14 tage, jede zweite woche, 14 tagig
	every #2: jeden zweiten, jede zweite
	except: ausser, ausgenommen
	not: nicht
	no: kein, keine
	open: offen, offenes, offene
	closed: geschlossen
	vacation: ferien, schulferien
	odd week: ungerade wochen, gerade wochen, ungerade kw, gerade kw, ungeraden wochen, geraden wochen
	at: jeweils
	@0 am: sonntagmorgen, sonntagvormittag
	@6 am: samstagmorgen, samstagvormittag
	no meeting: kein meeting, keine meetings, kein treffen, keine sitzung
	am: morgens, vormittags, fruh, vormittag
	pm: abends, nachmittags, nachts, abend, nachmittag
	noon: mittag
	noon: 12 uhr mittags
	midnight: mitternacht
	!oclock: uhr
	oclock: h
	at: um, ab, gegen
	30 minute: eine halbe stunde, halbe stunde
	60 minute: eine stunde
	90 minute: anderthalb stunden, eineinhalb stunden
	minute: minuten, min
	hour: stunden, stunde, std
	for: fur
	lasts: dauer, dauert
	holiday: feiertagen, feiertag, feiertage, feiertags
	only: nur
	from: seit
	from: ab dem
	!meeting: treffen, sitzung
	%1: januar, janner
	%2: februar
	%3: marz
	%4: april
	%5: mai
	%6: juni
	%7: juli
	%8: august
	%9: september
	%10: oktober
	%11: november
	%12: dezember
`)
