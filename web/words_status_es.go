package web

import (
	"fmt"
	"time"

	"openchair/meeting"
)

var spanishStatus = statusWords{
	Title: "Qué tan frescas están las listas", Lead: "Cada lista se lee según un horario. Lo que parece un error se retiene, y la última lista buena se queda.",
	NeedLook: "Estas necesitan una mirada", Well: "Leídas como es debido", Switched: "Desactivadas", Off: "Desactivada", Never: "nunca",
	LastGood: "Última lectura buena", LastTry: "Último intento", NextRun: "Próxima", CourseHint: "Las últimas 30 lecturas, de la más antigua a la más nueva: las barras altas listan muchas reuniones, las huecas no fueron buenas.",
	LastChange: "Último cambio", AsData: "Lo mismo como datos",
	Program: "Programa", Address: "Dirección", Permission: "Permiso", CheckedBy: "Comprobada por una persona", Runs: "Lecturas", Changes: "Qué cambió",
	NoChanges: "Nada ha cambiado desde que se leyó la lista por primera vez.", Follow: "Seguir los cambios en un lector de noticias", ItsMeetings: "Sus reuniones",
	Waits: "Una lectura espera una decisión.", Look: "Mirarla",
	RunTitle: "Lectura %d", Answer: "Respuesta", Pages: "Páginas", Took: "Duró", AskedUntil: "Pidió que no se le preguntara hasta",
	FillTitle: "Qué llevan sus reuniones", FillTime: "Día y hora", FillPlace: "Un lugar", FillPoint: "Coordenadas", FillJoin: "Cómo entrar",
	FirstBytes: "Lo que había en su lugar", RefusedTitle: "No aceptadas", RefusedWhy: "Por qué", MoreRefused: "y %d más",
	WaitsTitle: "Esto te espera", WaitsWords: "Mira primero la lista misma. Si la aceptas, cuenta como leída, y las reuniones que falten en ella se retiran tras otras tres lecturas y tres días. Si la rechazas, nada cambia.",
	Accept: "Es correcta: aceptar", Reject: "Es un error: rechazar", Note: "Nota", NoteHint: "lo que viste, sin nombres",
	SignInToDecide: "Los voluntarios pueden decidir después de entrar.", Me: "Has entrado como",
	HistoryTitle: "Historia", Clocks: "Quién lo dice", ClockUpdated: "Actualizada en su origen", ClockConfirmed: "Última vez en su lista", ClockChanged: "Último cambio",
	ClockVerified: "Confirmada por una persona", Verify: "He confirmado esta reunión", VerifyWords: "Confírmala solo si llamaste, fuiste o preguntaste.",
	ReportsTitle: "Lo que dijeron los visitantes", NoReports: "Nadie ha dicho que algo esté mal.", Done: "Cerrado por", Close: "Hecho", WrongHere: "Algo está mal aquí",
	DeskTitle: "Voluntarios", DeskLead: "Para quienes cuidan las listas. Quien lleva este sitio da las claves.", Key: "Tu clave", SignIn: "Entrar", SignOut: "Salir",
	WrongKey: "Ningún voluntario tiene esta clave. No se cambió nada.", SignInFirst: "Entra primero: tu sesión puede haber terminado. No se cambió nada.",
	NothingWaits: "Nada te espera.", WaitingTitle: "Lecturas que esperan", DeedsTitle: "Lo que hicieron los voluntarios", NoDeeds: "Nadie ha decidido nada todavía.",
	ReportTitle: "Algo está mal en esta reunión", ReportLead: "Un voluntario lo mira. Por favor, sin nombres, teléfonos ni correos: se quitan.",
	WhatIsWrong: "Qué está mal", YourWords: "Lo que sabes", YourWordsHint: "El martes la puerta estaba cerrada.", Send: "Avisar a los voluntarios", SayWhat: "Di qué está mal.",
	Was: "antes", Is: "ahora", WitnessTitle: "También en estas listas", OtherTime: "da otra hora", AskFirst: "Otra lista da otra hora. Pregunta antes de ir.",

	Settled: notice{Title: "Esto ya está decidido", Words: []string{"Alguien decidió antes, o una lectura posterior ocupó su lugar. No se cambió nada."}},
	BeingRead: notice{Title: "Esta lista se está leyendo en este momento",
		Words: []string{"No se cambió nada. Inténtalo cuando esa lectura termine."}},
	Thanks: notice{Title: "Gracias", Words: []string{"Un voluntario lo mirará. Hasta entonces la reunión queda como está en su lista: llama antes de ir."}},

	Summary: func(well, trouble int) string {
		if trouble == 0 {
			return cuenta(well, "lista se lee", "listas se leen") + " como es debido."
		}
		return fmt.Sprintf("%s una mirada. %s como es debido.", cuenta(trouble, "lista necesita", "listas necesitan"), cuenta(well, "lista se lee", "listas se leen"))
	},
	Counts: func(c meeting.Counts) []string {
		return countWords([]counted{
			{c.Listed, "en la lista", "en la lista"}, {c.New, "nueva", "nuevas"}, {c.Changed, "cambiada", "cambiadas"}, {c.Renamed, "con otra clave", "con otra clave"},
			{c.Missed, "ausente", "ausentes"}, {c.Retired, "retirada", "retiradas"}, {c.Refused, "no aceptada", "no aceptadas"},
		})
	},
	Ago: func(d time.Duration) string {
		if d < time.Minute {
			return "ahora mismo"
		}
		return "hace " + spanishSpan(d)
	},
	In: func(d time.Duration) string {
		if d < time.Minute {
			return "ahora"
		}
		return "dentro de " + spanishSpan(d)
	},

	Classes: map[meeting.Class]string{
		meeting.Running: "leyéndose", meeting.OK: "leída", meeting.Unchanged: "sin cambios", meeting.DeclaredEmpty: "sin reuniones, como ella misma dice",
		meeting.Empty: "retenida: vacía", meeting.Shrunk: "retenida: mucho más corta que de costumbre", meeting.Drifted: "retenida: cortada o de otra forma",
		meeting.Blocked: "retenida: cerrada para nosotros", meeting.Gone: "desaparecida", meeting.Unreachable: "no alcanzada", meeting.RobotsDenied: "robots.txt dice que no", meeting.NotUnderstood: "no se entiende",
	},
	Sentences: map[meeting.Class]string{
		meeting.Running: "La lista se está leyendo.", meeting.OK: "La lista se leyó.", meeting.Unchanged: "La lista sigue como estaba.",
		meeting.DeclaredEmpty: "La lista dice que no tiene reuniones.",
		meeting.Empty:         "La lista tiene la forma de siempre, pero ninguna reunión. Lo que se sabía se queda.",
		meeting.Shrunk:        "La lista tiene muchas menos reuniones que de costumbre. Lo que se sabía se queda hasta que un voluntario mire.",
		meeting.Drifted:       "La lista está cortada o tiene otra forma. Lo que se sabía se queda hasta que un voluntario mire.",
		meeting.Blocked:       "El sitio no nos dejó leer su lista. Lo que se sabía se queda. Lo intentaremos de nuevo.",
		meeting.Gone:          "Ya no hay nada en la dirección de la lista. Lo que se sabía se queda.",
		meeting.Unreachable:   "No pudimos llegar al sitio. Lo que se sabía se queda. Lo intentaremos de nuevo.",
		meeting.RobotsDenied:  "El sitio pide a los programas que no lean esto. No se leyó. Lo que se sabía se queda.",
		meeting.NotUnderstood: "Lo que hay allí no se pudo leer como una lista. Lo que se sabía se queda.",
	},
	Interrupted: "La lectura se interrumpió, y no dice nada de esta lista. Lo que se sabía se queda.",
	Licences:    map[string]string{"ask first": "primero hay que preguntar"},
	Recorded:    "Lo que quedó anotado (en inglés)",
	Troubles:    map[meeting.Trouble]string{meeting.Waits: "espera una decisión", meeting.Refuses: "no se puede leer"},
	Punctualities: map[meeting.Punctuality]string{
		meeting.OnTime: "a tiempo", meeting.Late: "con retraso", meeting.Stale: "anticuada", meeting.Unreliable: "no te fíes de esto", meeting.Unread: "nunca leída",
	},
	Kinds: map[meeting.ChangeKind]string{
		meeting.Added: "primera vez en la lista", meeting.Edited: "cambió", meeting.Retired: "ya no está en la lista", meeting.Revived: "de nuevo en la lista", meeting.Reread: "leída de nuevo", meeting.Rekeyed: "otra clave",
	},
	Faults: map[meeting.ReportKind]string{
		meeting.NotHeld: "No se celebra", meeting.WrongTime: "La hora está mal", meeting.WrongPlace: "El lugar está mal",
		meeting.WrongLink: "El enlace no funciona", meeting.OtherFault: "Otra cosa",
	},
	Signs: map[meeting.MergeSign]string{meeting.SameLink: "el mismo enlace o teléfono", meeting.SameDoor: "la misma puerta y un nombre parecido"},
	Deeds: map[meeting.DeedKind]string{
		meeting.Accepted: "aceptó la lectura", meeting.Rejected: "rechazó la lectura", meeting.Vouched: "confirmó la reunión", meeting.Closed: "cerró un aviso sobre",
	},
	Fields: map[string]string{
		"schedule": "Cuándo", "place": "Lugar", "online": "Cómo entrar",
		"name": "Nombre", "group": "Grupo", "attendance": "Cómo asistir", "schedule.start": "Comienzo", "schedule.duration_minutes": "Minutos",
		"schedule.rrule": "Días", "schedule.zone": "Zona horaria", "schedule.text": "En sus palabras", "schedule.confirmed": "Horario seguro",
		"place.name": "Lugar", "place.address": "Dirección", "online.url": "Enlace", "online.phone": "Teléfono", "notes": "Notas", "types": "Tipo",
		"languages": "Idiomas", "url": "Página", "closed": "Cerrado", "source_key": "Clave",
	},
}

// spanishSpan says a stretch of time by its largest unit: "3 horas".
func spanishSpan(d time.Duration) string {
	switch {
	case d < time.Hour:
		return cuenta(int(d/time.Minute), "minuto", "minutos")
	case d < 48*time.Hour:
		return cuenta(int(d/time.Hour), "hora", "horas")
	}
	return cuenta(int(d/(24*time.Hour)), "día", "días")
}
