package phrase

var portuguese = newLexicon("pt", true, `
	!@0: domingo, domingos
	!@1: segunda - feira, segundas - feiras, segunda feira, segundas, 2 ª feira, #2 feira
	!@2: terca - feira, tercas - feiras, terca feira, terca, tercas, #3 feira
	!@3: quarta - feira, quartas - feiras, quarta feira, quartas, #4 feira
	!@4: quinta - feira, quintas - feiras, quinta feira, quintas, #5 feira
	!@5: sexta - feira, sextas - feiras, sexta feira, sextas, sexta
	!@6: sabado, sabados
	@1: segunda, seg
	@2: ter
	@3: quarta, qua
	@4: quinta, qui
	@5: sex
	@6: sab
	@0: dom
	#1: primeira, primeiro, primeiras
	#3: terceira, terceiro
	#L: ultima, ultimo, ultimas
	&: e
	through: a
	until: ate
	the: o, os
	of: do, da, de
	of the month: do mes, de cada mes, por mes
	every: cada, todo, toda, todos os, todas as, todas
	everyday: diariamente, diario
	!everyday: todos os dias
	everyday: cada dia
	weekday: dias uteis
	weekday: dias de semana
	weekend: fins de semana, fim de semana
	biweekly: quinzenal, quinzenalmente
	biweekly: a cada duas semanas, a cada 15 dias, de quinze em quinze dias
	except: exceto, salvo, menos
	not: nao
	open: aberta
	closed: fechada, fechado
	in: em
	vacation: ferias
	biweekly: alternados, alternadas
	odd week: semanas pares, semanas impares
	no meeting: nao ha reuniao, sem reuniao
	at: as
	am: da manha, de manha, pela manha
	pm: da tarde, da noite, a noite, a tarde
	noon: meio - dia, meio dia
	midnight: meia - noite, meia noite
	oclock: h, horas, hs
	30 minute: meia hora
	60 minute: uma hora
	90 minute: uma hora e meia
	minute: minutos
	hour: hora
	for: durante, por
	holiday: feriados, feriado
	only: somente, apenas
	!from: das
	!meeting: reuniao, reunioes
	%1: janeiro
	%2: fevereiro
	%3: marco
	%4: abril
	%5: maio
	%6: junho
	%7: julho
	%8: agosto
	%9: setembro
	%10: outubro
	%11: novembro
	%12: dezembro
`)
