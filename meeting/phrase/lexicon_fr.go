package phrase

var french = newLexicon("fr", true, `
	!@0: dimanche, dimanches
	!@1: lundi, lundis
	!@2: mardi, mardis
	!@3: mercredi, mercredis
	!@4: jeudi, jeudis
	!@5: vendredi, vendredis
	!@6: samedi, samedis
	@0: dim
	@1: lun
	@2: mar
	@3: mer
	@4: jeu
	@5: ven
	@6: sam
	#1: premier, premiers, premiere
	#2: deuxieme, second, deuxiemes
	#3: troisieme, troisiemes
	#4: quatrieme, quatriemes
	#5: cinquieme
	#L: dernier, derniers, derniere
	&: et
	through: a, au
	until: jusqu'a, jusqu'au
	the: le, la, les
	of: du, de, des
	of the month: du mois, de chaque mois, par mois, chaque mois
	every: chaque, tous les, toutes les
	everyday: quotidien, quotidienne, quotidiennement
	!everyday: tous les jours
	!everyday pm: tous les soirs
	everyday: chaque jour
	weekday: en semaine
	weekday: jours ouvrables
	weekend: weekend, weekends
	weekend: week - end, fin de semaine
	biweekly: bimensuel, bimensuelle
	biweekly: toutes les deux semaines, tous les 15 jours, tous les quinze jours, toutes les 2 semaines, une semaine sur deux, sur deux
	every other: un sur deux
	except: sauf, excepte, hormis
	not: pas
	in: en
	open: ouverte, ouvert
	closed: ferme, fermee
	vacation: vacances
	biweekly: en alternance
	odd week: semaines paires, semaines impaires, semaine paire, semaine impaire
	no meeting: pas de reunion, pas de meeting, aucune reunion
	am: du matin, le matin, matin
	pm: du soir, de l'apres - midi, l'apres - midi, le soir, soir, apres - midi
	noon: midi
	midnight: minuit
	oclock: h, heures, heure, hres
	30 minute: une demi - heure, demi - heure
	60 minute: une heure
	90 minute: une heure et demie, 1 heure 30, une heure trente
	minute: minutes, minute, mn
	for: pendant, durant
	lasts: dure, duree
	holiday: feries, ferie
	only: seulement, uniquement
	!meeting: reunion, reunions
	%1: janvier
	%2: fevrier
	%3: mars
	%4: avril
	%5: mai
	%6: juin
	%7: juillet
	%8: aout
	%9: septembre
	%10: octobre
	%11: novembre
	%12: decembre
`)
