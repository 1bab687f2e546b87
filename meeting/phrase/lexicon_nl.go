package phrase

var dutch = newLexicon("nl", true, `
	!@0: zondag, zondags, zondagen
	!@1: maandag, maandags, maandagen
	!@2: dinsdag, dinsdags, dinsdagen
	!@3: woensdag, woensdags, woensdagen
	!@4: donderdag, donderdags, donderdagen
	!@5: vrijdag, vrijdags, vrijdagen
	!@6: zaterdag, zaterdags, zaterdagen
	@0: zo
	@1: ma
	@2: di
	@3: wo
	@4: do
	@5: vr
	@6: za
	!@1 pm: maandagavond
	!@2 pm: dinsdagavond
	!@3 pm: woensdagavond
	!@4 pm: donderdagavond
	!@5 pm: vrijdagavond
	!@6 pm: zaterdagavond
	!@0 pm: zondagavond
	#1: eerste
	#2: tweede
	#3: derde
	#4: vierde
	#5: vijfde
	#L: laatste
	&: en
	through: tot, t / m
	through: tot en met
	the: de, het
	of: van, in
	of the month: van de maand, van elke maand, van iedere maand, per maand
	every: elke, iedere, elk, ieder
	!everyday: dagelijks
	everyday: elke dag, iedere dag
	everyday pm: elke avond
	weekday: doordeweeks, werkdagen
	weekend: weekend, weekenden
	biweekly: tweewekelijks
	biweekly: om de week, elke twee weken, om de twee weken, iedere twee weken, een keer per twee weken
	every other: om de
	except: behalve, uitgezonderd
	not: niet
	no: geen
	closed: gesloten
	vacation: vakantie, vakanties, schoolvakantie, schoolvakanties
	odd week: even weken, oneven weken
	!@0 am: zondagmorgen, zondagochtend
	!@6 am: zaterdagmorgen, zaterdagochtend
	!@0 pm: zondagmiddag
	!@6 pm: zaterdagmiddag
	no meeting: geen meeting, geen bijeenkomst
	am: ' s ochtends, 's ochtends, s ochtends, 's morgens, s morgens, ochtend
	pm: 's avonds, s avonds, ' s avonds, 's middags, s middags, avond, middag
	noon: twaalf uur 's middags
	midnight: middernacht
	!oclock: uur
	oclock: u
	at: om, vanaf
	30 minute: een half uur, half uur
	60 minute: een uur
	90 minute: anderhalf uur
	minute: minuten
	for: gedurende
	lasts: duur, duurt
	holiday: feestdagen, feestdag
	only: alleen
	!meeting: bijeenkomst, bijeenkomsten
	%1: januari
	%2: februari
	%3: maart
	%4: april
	%5: mei
	%6: juni
	%7: juli
	%8: augustus
	%9: september
	%10: oktober
	%11: november
	%12: december
`)

// lexicons are the languages besides English.
var lexicons = []*lexicon{spanish, french, german, portuguese, dutch}
