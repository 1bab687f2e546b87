package meeting

import "strconv"

// spanish keeps to what is understood on both sides of the ocean.
var spanish = Words{
	Lang: "es",

	weekday:  [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
	weekdays: [7]string{"domingos", "lunes", "martes", "miércoles", "jueves", "viernes", "sábados"},
	month: [13]string{"", "enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},

	and: " y ",
	or:  " o ",
	to:  " a ",

	clock:    spanishClock,
	longFrom: "desde %s",

	cityTime: "hora de %s",
	zoneFrom: map[ZoneFrom]string{
		ZoneFromPoint:  "%s, tomada del mapa",
		ZoneFromSource: "%s, tomada de su lista",
	},
	aheadOfUTC: "%d h por delante de UTC",
	behindUTC:  "%d h por detrás de UTC",
	zoneNames:  spanishZones,

	everyDay:    "todos los días",
	otherWeek:   "un %s sí y otro no",
	otherWeeks:  "cada dos semanas, %s",
	nthWeeks:    "cada %d semanas, %s",
	ofMonth:     "%s %s del mes",
	ofMonths:    "%s %s",
	exceptNth:   "%s menos el %s del mes",
	ofEachDay:   "el %s de cada día de la semana",
	ordinal:     spanishOrdinal,
	inMonths:    ", en %s",
	notInMonths: ", no en %s",
	until:       ", hasta el %s",
	when:        "%s %s",
	from:        ", desde el %s",
	notOn:       ", no el %s",
	notBetween:  ", no del %s al %s",
	remark:      " (%s)",
	dateYear:    "%d de %s de %d",
	dayMonth:    "%s %d de %s",
	moved:       ", el %s pasa al %s, %s",
	more:        "%d fechas más",
	appointment: "con cita previa",
	doubt:       "%s (sin confirmar)",
	misplaced:   "%s, pero la zona horaria de la lista no concuerda con este lugar",

	attendance: map[Attendance]string{
		InPerson: "En persona", Online: "En línea", Hybrid: "En persona y en línea", Inactive: "Por ahora no se reúne",
	},
	types: spanishTypes,

	titleOf:    "%s: %s",
	meetingOf:  "Reunión de %s",
	dayGroup:   "Grupo del %s",
	weekGroup:  "Grupo semanal",
	monthGroup: "Grupo mensual",
	group:      "Grupo",

	now: "ahora",
	inMinutes: func(n int) string {
		if n == 1 {
			return "en 1 minuto"
		}
		return "en " + strconv.Itoa(n) + " minutos"
	},

	fresh: freshWords{
		whose:           "la lista de %s",
		whoseS:          "la lista de %s",
		anyone:          "su lista",
		today:           "en %s hoy",
		morning:         "en %s esta mañana",
		afternoon:       "en %s esta tarde",
		tonight:         "en %s esta noche",
		yesterday:       "en %s ayer",
		onDay:           "en %s el %s",
		stale:           "sin confirmar desde hace %d días: llama antes de ir",
		never:           "sin confirmar: llama antes de ir",
		retired:         "ya no está en %s: llama antes de ir",
		person:          "confirmada hoy por una persona",
		personYesterday: "confirmada ayer por una persona",
		personOn:        "confirmada por una persona el %s",
		holiday:         "comprueba: festivo",
		morningsBegin:   NewClock(4, 0),
		noonFrom:        NewClock(12, 0),
		tonightFrom:     NewClock(20, 0),
	},
}

func spanishClock(c Clock) (digits, half string) {
	switch {
	case c == 0:
		return "medianoche", ""
	case c == NewClock(12, 0):
		return "12:00", "del mediodía"
	}
	half = "a.m."
	if c.Hour() >= 12 {
		half = "p.m."
	}
	hour := (c.Hour()+11)%12 + 1
	return strconv.Itoa(hour) + c.String()[2:], half
}

var spanishOrdinals = [...]string{"", "primer", "segundo", "tercer", "cuarto", "quinto"}

func spanishOrdinal(n int) string {
	switch {
	case n == -1:
		return "último"
	case n == -2:
		return "penúltimo"
	case n < 0:
		return spanishOrdinals[-n] + " desde el final"
	}
	return spanishOrdinals[n]
}

// spanishZones are the zones whose cities have a Spanish name, and those that
// no city names.
var spanishZones = map[string]string{
	"UTC": "UTC", "Etc/UTC": "UTC", "Etc/UCT": "UTC", "Etc/Universal": "UTC", "Etc/Zulu": "UTC",
	"UCT": "UTC", "Universal": "UTC", "Zulu": "UTC", "GMT": "UTC", "Etc/GMT": "UTC", "GMT0": "UTC", "GMT+0": "UTC",
	"GMT-0": "UTC", "Etc/GMT0": "UTC", "Etc/GMT+0": "UTC", "Etc/GMT-0": "UTC", "Greenwich": "UTC", "Etc/Greenwich": "UTC",
	"EST": "hora estándar del Este", "MST": "hora estándar de la Montaña", "HST": "hora de Hawái",
	"EST5EDT": "hora del Este", "CST6CDT": "hora del Centro", "MST7MDT": "hora de la Montaña", "PST8PDT": "hora del Pacífico",
	"US/Eastern": "hora del Este", "US/Central": "hora del Centro", "US/Mountain": "hora de la Montaña", "US/Pacific": "hora del Pacífico",
	"US/Hawaii": "hora de Hawái", "Pacific/Honolulu": "hora de Honolulú",
	"WET": "hora de Europa Occidental", "CET": "hora de Europa Central", "MET": "hora de Europa Central", "EET": "hora de Europa Oriental",
	"GB": "hora de Londres", "GB-Eire": "hora de Londres", "Eire": "hora de Dublín", "NZ": "hora de Auckland", "NZ-CHAT": "hora de Chatham",
	"PRC": "hora de Shanghái", "ROC": "hora de Taipéi", "ROK": "hora de Seúl", "W-SU": "hora de Moscú",
	"US/East-Indiana": "hora de Indiana", "US/Indiana-Starke": "hora de Indiana", "America/North_Dakota/Center": "hora de Dakota del Norte",
	"America/New_York": "hora de Nueva York", "America/Los_Angeles": "hora de Los Ángeles", "America/Mexico_City": "hora de Ciudad de México",
	"America/Bogota": "hora de Bogotá", "America/Panama": "hora de Panamá", "America/Havana": "hora de La Habana",
	"America/Sao_Paulo": "hora de São Paulo", "America/Merida": "hora de Mérida", "America/Cancun": "hora de Cancún",
	"America/Asuncion": "hora de Asunción", "America/Toronto": "hora de Toronto", "Europe/London": "hora de Londres",
	"Europe/Paris": "hora de París", "Europe/Berlin": "hora de Berlín", "Europe/Rome": "hora de Roma", "Europe/Lisbon": "hora de Lisboa",
	"Europe/Dublin": "hora de Dublín", "Europe/Brussels": "hora de Bruselas", "Europe/Amsterdam": "hora de Ámsterdam",
	"Europe/Vienna": "hora de Viena", "Europe/Zurich": "hora de Zúrich", "Europe/Stockholm": "hora de Estocolmo",
	"Europe/Copenhagen": "hora de Copenhague", "Europe/Athens": "hora de Atenas", "Europe/Moscow": "hora de Moscú",
	"Europe/Warsaw": "hora de Varsovia", "Europe/Prague": "hora de Praga", "Europe/Kiev": "hora de Kiev", "Europe/Kyiv": "hora de Kiev",
	"Europe/Istanbul": "hora de Estambul", "Africa/Cairo": "hora de El Cairo", "Africa/Johannesburg": "hora de Johannesburgo",
	"Asia/Tokyo": "hora de Tokio", "Asia/Jerusalem": "hora de Jerusalén", "Asia/Kolkata": "hora de Calcuta", "Asia/Calcutta": "hora de Calcuta",
	"Asia/Singapore": "hora de Singapur", "Australia/Sydney": "hora de Sídney", "Atlantic/Reykjavik": "hora de Reikiavik",
}
