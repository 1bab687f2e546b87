package phrase

// english adds to canonicalWords what only a written time needs.
var english = newLexicon("en", false, `
	noon: noon, midday
	midnight: midnight
	everyday: daily, everyday
	everyday: every day, each day, every single day, 7 days a week, 7 days per week, seven days a week, all week, all days
	everyday pm: every night, every evening, each evening, each night, nightly
	everyday am: every morning, each morning
	weekday: weekday, weekdays
	weekend: weekend, weekends
	am: morning, mornings, in the morning, am
	pm: afternoon, afternoons, evening, evenings, evng, eve, night, nights, pm, tonight
	am: in the morning
	pm: in the evening, in the afternoon, at night
	biweekly: biweekly, fortnightly
	biweekly: bi weekly, bi - weekly, every fortnight, every two weeks, every 2 weeks, every other week, alternate weeks, alternating weeks, every #2 week, every second week, each fortnight
	every other: alternate, alternating
	except: except, excluding, excl
	except: excl .
	except: but not, except for, other than, apart from, with the exception of, with exception of
	hour: hour, hours, hr, hrs
	minute: minute, minutes, min, mins
	30 minute: half an hour, half hour, a half hour
	60 minute: an hour, one hour, 1 hour, one - hour
	90 minute: hour and a half, an hour and a half, one and a half hours, one and one half hours, hour and half
	120 minute: two hours
	until: til, till, 'til
	oclock: o'clock, oclock, h
	oclock: hours local
	lasts: lasts, runs, duration, length
	at: at, @, raw@
	@0: su
	@2: tuesdsay, tuesady
	@6: sa
	@3: wednesdays, weds, wednes, wednsday
	@4: thursdays, thur, thurs, thrs
	varies: varies, vary, variable
	@1 & @3 & @5: mwf, m / w / f, m w f, m w & f
	@2 & @4: tth, t / th, t / r, t th, tu / th, tuth
	@1 & @3: mw, m / w
	@1 through @5: mtwthf, m t w th f, mtwtf, mtwrf, m - f, m - fri, m - fr, m thru f, m to f
	@1 through @4: m - th, m - thu, m - thurs, mo - th
	@1 through @6: m - sat, m - sa, m - s
	@1 through @0: m - su, m - sun
	@0 through @4: su - th
	@1 through @5: mo - fr
	@1 & @3 & @5: mo / we / fr
	#1: first, 1st
	#2: second
	#3: third
	#4: fourth
	#5: fifth
	#L: last
`)
