package web

import (
	"fmt"
	"strings"

	"openchair/meeting"
)

// spanish addresses the reader as "usted" nowhere and as "tú" everywhere: calm
// and near, as a friend would.
var spanish = phrases{
	Lang: "es",
	Find: spanishFind,
	Own:  "Español",
	Site: spanishSite,
	Here: "Esta página en español",

	TongueName:  "Idioma",
	NavName:     "Secciones",
	NavNow:      "Ahora",
	NavFind:     "Buscar",
	NavPrograms: "Programas",
	NavMy:       "Mi calendario",
	NavStatus:   "Estado",

	Skip:     "Ir al contenido",
	Promise:  "Sin cuenta. Sin cookies. Sin rastreadores.",
	OpenData: "Las listas como datos abiertos",
	Home:     "Buscar una reunión",

	FindTitle:  "Buscar una reunión",
	Lead:       "Todos los programas en un solo lugar. Sin cuenta, sin nombre. Elige reuniones y haz un calendario que sigue los cambios.",
	Search:     "Buscar",
	Words:      "Palabras",
	WordsHint:  "principiantes, San José",
	Program:    "Programa",
	AnyProgram: "Cualquier programa",
	Day:        "Día",
	AnyDay:     "Cualquier día",
	Show:       "Mostrar",
	Filters:    "Mostrar solo",
	Soonest:    "primero las más próximas",
	FromStart:  "volver a las más próximas",
	More:       "Mostrar reuniones posteriores",
	WithinHour: "Dentro de una hora",
	NoSetTime:  "Sin hora fija: pregunta antes de ir",

	Choose:        "Elegir",
	Chosen:        "✓ Elegida",
	Join:          "Entrar",
	ItsPage:       "detalles",
	AlsoChosen:    "También elegidas",
	YourChoice:    "Tu elección",
	ChosenSuffix:  "en tu elección",
	Discreet:      "Títulos discretos, como «Grupo del martes»",
	MakeCalendar:  "Hacer mi calendario",
	AddToCalendar: "Añadir a mi calendario",
	AddTitle:      "Elegir más reuniones",
	AddLead:       "Lo que elijas aquí se añade a tu calendario.",

	NoneKnown:       "Aún no se conoce ninguna reunión",
	NoneKnownAdvice: "Las listas se están recogiendo. Vuelve en unos minutos.",
	NoneFitsAdvice:  "Prueba otras palabras, o menos.",
	Loosen:          "Hay:",
	LettersOff:      "Aquí no se envían cartas",
	KeyAway:         "la clave que sella las direcciones no se puede usar; el registro del programa dice por qué",
	CalendarsWork:   "Los calendarios funcionan sin ellas.",

	MyTitle:       "Mi calendario",
	KeepTitle:     "Guarda la dirección de esta página.",
	Keep:          "Márcala o apúntala: es el único camino de vuelta, y nadie puede enviártela otra vez. Quien la tenga puede cambiar este calendario.",
	AddressTitle:  "La dirección de tu calendario",
	AddressHow:    "Ábrela en tu calendario, o copia la dirección en «añadir calendario desde URL». Sigue los cambios de las reuniones.",
	AddressWho:    "Quien tenga esta dirección puede leer el calendario, pero no cambiarlo.",
	OpenWebcal:    "Abrir en mi calendario",
	Download:      "Descargar una vez",
	TwoWeeks:      "Las próximas dos semanas",
	NothingAhead:  "No hay nada en las próximas dos semanas.",
	Remove:        "Quitar",
	ChooseMore:    "Elegir más reuniones",
	OtherMeetings: "Mostrar las demás",
	NoLonger:      "Ya no está en su lista. No está en tu calendario.",
	Unsure:        "Su horario no es seguro. No está en tu calendario.",
	LettersTitle:  "Una carta antes de cada reunión",
	LettersHow:    "Primero enviamos una carta que te pide confirmar. Los asuntos no nombran ningún programa.",
	LettersSmall:  "La dirección se guarda sellada y no se usa para nada más. Cada carta tiene un enlace que las detiene y borra la dirección.",
	Email:         "Correo electrónico",
	LeadTitle:     "Con cuánta antelación",
	AskLetters:    "Pedir cartas",
	Asked:         "Una carta va de camino a esa dirección. Las cartas empiezan cuando se confirme su enlace, dentro de 48 horas.",
	CalendarKept:  "Tu calendario funciona sin ellas.",

	ChooseOne:       "Elige al menos una reunión.",
	ChooseFewer:     "Un calendario admite hasta %d reuniones; estas son %d.",
	UnknownMeetings: "Algunas de estas reuniones ya no están en ninguna lista.",
	NotChosen:       "No se hizo ningún calendario",
	GoBack:          "No se guardó nada. Vuelve a la página anterior: tu elección sigue ahí.",
	BadAddress:      "Esto no parece una dirección de correo. Escríbela como nombre@example.org.",
	BadLeads:        "Elige de 1 a %d avisos, cada uno de 1 a %d minutos antes del comienzo.",

	AskConfirm: notice{Title: "¿Recibir estas cartas?", Button: "Sí, quiero cartas",
		Words: []string{"Alguien, esperamos que tú, pidió una carta antes de cada reunión de un calendario.", "Si no fuiste tú, cierra esta página. No se enviará nada, y la dirección se borra dentro de 48 horas."}},
	Confirmed: notice{Title: "Las cartas llegarán",
		Words: []string{"Recibirás una carta antes de cada reunión de tu calendario.", "Cada carta tiene un enlace que las detiene."}},
	AskStop: notice{Title: "¿Detener estas cartas?", Button: "Detener las cartas",
		Words: []string{"No llegan más cartas, y tu dirección se borra aquí. Tu calendario se queda."}},
	Stopped: notice{Title: "Las cartas se han detenido",
		Words: []string{"Tu dirección se ha borrado aquí. Tu calendario se queda. Puedes volver a pedir cartas en su página."}},

	NoPage: notice{Title: "No existe esa página",
		Words: []string{"A la dirección puede faltarle un trozo. Aquí no se ha perdido nada."}},
	NoMethod: notice{Title: "Eso no se puede hacer aquí",
		Words: []string{"Esta dirección no acepta ese tipo de petición. No se cambió nada."}},
	NoMeeting: notice{Title: "No existe esa reunión",
		Words: []string{"No se conoce ninguna reunión con ese identificador."}},
	NoCalendar: notice{Title: "No existe ese calendario",
		Words: []string{"No se conoce ningún calendario con esta dirección. Puede faltarle un trozo: compárala con la que guardaste."}},
	NoLink: notice{Title: "Este enlace ya no sirve",
		Words: []string{"Puede estar cortado, o ser demasiado antiguo. Un enlace para confirmar sirve 48 horas. Puedes volver a pedir cartas en la página de tu calendario."}},
	LinkWaits: notice{Title: "Por ahora no se envían cartas",
		Words: []string{"Mientras tanto no llega ninguna. Guarda este enlace y prueba otra vez más tarde.", "Tu calendario funciona sin ellas."}},
	NotAsked: notice{Title: "Por ahora no se envían cartas",
		Words: []string{"No se pidió ninguna carta, y la dirección no se guardó.", "Tu calendario funciona sin ellas."}},
	BadForm: notice{Title: "No pudimos leer ese formulario",
		Words: []string{"No se cambió nada. Vuelve a la página anterior e inténtalo otra vez."}},
	Foreign: notice{Title: "Eso vino de otro sitio",
		Words: []string{"Una página de otro sitio envió esto en tu nombre. No se cambió nada. Abre este sitio e inténtalo otra vez."}},
	TooOften: notice{Title: "Eso fue muy seguido",
		Words: []string{"Para que esto siga abierto a todos, se puede hacer solo unas cuantas veces por hora. No se cambió nada. Inténtalo dentro de una hora."}},
	Broken: notice{Title: "Algo falló de nuestro lado",
		Words: []string{"Quedó anotado para quienes llevan este sitio. Lo que guardaste se conserva. Inténtalo en unos minutos."}},

	Meetings:   func(n int) string { return cuenta(n, "reunión", "reuniones") },
	MyMeetings: func(n int) string { return cuenta(n, "reunión elegida", "reuniones elegidas") },
	MoreAhead: func(n int) string {
		return "Y " + cuenta(n, "vez más", "veces más") + " en estas dos semanas: tu calendario las muestra todas."
	},
	Lists: func(programs, sources int) string {
		return fmt.Sprintf("%s de %s.", cuenta(sources, "lista", "listas"), cuenta(programs, "programa", "programas"))
	},
	Before: spanishBefore,
	How:    spanishHow,
	Looser: looserPhrases{
		Text:       func(n int) string { return agrupado(n) + " sin esas palabras" },
		Program:    func(n int) string { return agrupado(n) + " en todos los programas" },
		Day:        func(n int) string { return agrupado(n) + " en cualquier día" },
		Attendance: func(n int) string { return agrupado(n) + " en persona o en línea" },
		Tags:       func(n int) string { return agrupado(n) + " de todo tipo" },
		Elsewhere:  "algunas con esas palabras, en otros lugares o a otras horas",
		All:        "todas las reuniones que conocemos",
	},

	Tags: map[string]string{
		"abstinence":           "Abstinencia",
		"attendance-verified":  "Asistencia certificada",
		"buddhist":             "Budista",
		"christian":            "Cristiano",
		"family":               "Familia y amistades",
		"higher-power":         "Poder superior",
		"medication-welcome":   "Medicación bienvenida",
		"moderation":           "Moderación",
		"peer-led":             "Entre iguales",
		"secular":              "Laico",
		"trained-facilitators": "Facilitadores formados",
		"twelve-step":          "Doce pasos",
		"women":                "Mujeres",
	},
	Languages: map[string]string{
		"am": "amárico", "ar": "árabe", "bg": "búlgaro", "bn": "bengalí", "ca": "catalán", "cs": "checo", "cy": "galés",
		"da": "danés", "de": "alemán", "el": "griego", "en": "inglés", "es": "español", "et": "estonio", "eu": "euskera",
		"fa": "persa", "fi": "finés", "fil": "filipino", "fr": "francés", "ga": "irlandés", "gl": "gallego", "he": "hebreo",
		"hi": "hindi", "hr": "croata", "hu": "húngaro", "hy": "armenio", "id": "indonesio", "is": "islandés",
		"it": "italiano", "ja": "japonés", "ka": "georgiano", "ko": "coreano", "lt": "lituano", "lv": "letón",
		"ml": "malayalam", "mt": "maltés", "nb": "noruego", "ne": "nepalí", "nl": "neerlandés", "no": "noruego",
		"pa": "panyabí", "pl": "polaco", "pt": "portugués", "ro": "rumano", "ru": "ruso", "sk": "eslovaco",
		"sl": "esloveno", "so": "somalí", "sq": "albanés", "sr": "serbio", "sv": "sueco", "sw": "suajili", "ta": "tamil",
		"th": "tailandés", "tl": "tagalo", "tr": "turco", "uk": "ucraniano", "ur": "urdu", "vi": "vietnamita", "zh": "chino",
		"ase": "lengua de señas americana", "bfi": "lengua de señas británica", "sgn": "lengua de señas",
	},
}

// cuenta says a number with the word it counts: "1 reunión", "12 310 reuniones".
func cuenta(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return agrupado(n) + " " + many
}

// agrupado writes thousands apart from five digits on, as Spanish does, by a
// space that does not break.
func agrupado(n int) string {
	if n < 10000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s\u00a0%03d", strings.ReplaceAll(grouped(n/1000), ",", "\u00a0"), n%1000)
}

func spanishBefore(minutes int) string {
	switch {
	case minutes%1440 == 0:
		return cuenta(minutes/1440, "día", "días")
	case minutes%60 == 0:
		return cuenta(minutes/60, "hora", "horas")
	}
	return cuenta(minutes, "minuto", "minutos")
}

func spanishHow(a meeting.Attendance, provider, phone string, place, link bool) string {
	by := ""
	if provider != "" {
		by = " por " + provider
	}
	orPhone := ""
	if phone != "" {
		orPhone = ", o por teléfono " + phone
	}
	switch {
	case a == meeting.Online && !link && phone != "":
		return "Por teléfono, " + phone
	case a == meeting.Online:
		return "En línea" + by + orPhone
	case a == meeting.Hybrid && place:
		return ", y en línea" + by + orPhone
	case a == meeting.Hybrid:
		return "En persona y en línea" + by + orPhone
	case a == meeting.Inactive && place:
		return ". Por ahora no se reúne"
	case a == meeting.Inactive:
		return "Por ahora no se reúne"
	case place:
		return ""
	}
	return "En persona. El lugar no está publicado"
}
