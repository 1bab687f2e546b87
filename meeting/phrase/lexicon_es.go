package phrase

var spanish = newLexicon("es", false, `
	!@0: domingo, domingos
	!@1: lunes
	!@2: martes
	!@3: miercoles
	!@4: jueves
	!@5: viernes
	!@6: sabado, sabados
	@0: dom
	@1: lun
	@2: mar
	@3: mie, mier, mierc
	@4: jue
	@5: vie
	@6: sab
	#1: primer, primero, primeros, primera
	#2: segundo, segundos, segunda
	#3: tercer, tercero, terceros
	#4: cuarto, cuartos
	#5: quinto
	#L: ultimo, ultimos, ultima
	&: y, e
	through: a, al
	until: hasta
	the: el, la, los, las
	of: del, de
	of the month: del mes, de cada mes, de mes, al mes, cada mes
	every: cada, todos los, todas las, todo, todos
	everyday: diario, diariamente, diaria
	!everyday: todos los dias
	everyday: cada dia, a diario
	weekday: entre semana
	weekday: dias laborables, de lunes a viernes
	!weekend: fines de semana
	weekend: fin de semana
	biweekly: quincenal, quincenalmente
	biweekly: cada dos semanas, cada 2 semanas, cada quince dias, cada 15 dias
	every other @0: un domingo si y otro no
	except: excepto, salvo, menos
	open: abierta, abierto
	closed: cerrado, cerrada
	in: en
	vacation: vacaciones
	biweekly: alternos, alternas
	odd week: semanas pares, semanas impares
	no meeting: no hay reunion, sin reunion, no hay junta, no hay reuniones
	at: a las, a la
	am: de la manana, por la manana, en la manana
	pm: de la tarde, de la noche, por la tarde, por la noche, en la tarde, en la noche
	noon: mediodia, medio dia
	noon: al mediodia, del mediodia
	midnight: medianoche, media noche
	oclock: horas, hs, h, hrs
	30 minute: media hora
	60 minute: una hora
	minute: minutos, minuto
	hour: hora
	90 minute: una hora y media, hora y media
	for: durante, por
	holiday: festivos, feriados, feriado, festivo
	from: desde, partir
	only: solo, solamente
	!meeting: reunion, reuniones, junta
	%1: enero
	%2: febrero
	%3: marzo
	%4: abril
	%5: mayo
	%6: junio
	%7: julio
	%8: agosto
	%9: septiembre, setiembre
	%10: octubre
	%11: noviembre
	%12: diciembre
`)
