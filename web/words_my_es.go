package web

import (
	"fmt"
	"strconv"
)

var spanishMy = myWords{
	Title:         "Qué muestra tu calendario",
	Saved:         "Los cambios están guardados. Tu programa de calendario los muestra la próxima vez que consulte.",
	Name:          "Su nombre en el programa de calendario",
	NameHint:      "Quien vea tu pantalla verá este nombre.",
	Discretion:    "Títulos",
	FullTitles:    "Completos, como «AA: Martes al mediodía»",
	NeutralTitles: "Discretos, como «Grupo del martes»",
	Alarm:         "Aviso antes de cada reunión",
	NoAlarm:       "Ninguno",
	AlarmHint:     "Google y Apple omiten los avisos de calendarios suscritos. Otros los conservan.",
	Language:      "Idioma",
	Past:          "Conservar fechas pasadas",
	PastHint:      "Solo las fechas sueltas envejecen; una reunión semanal queda entera.",
	Cancelled:     "Mostrar una fecha cancelada como cancelada; si no, no se muestra",
	Save:          "Guardar estos ajustes",

	TitlesLink:  "Poner títulos propios a las reuniones",
	TitlesTitle: "Títulos propios",
	TitlesLead:  "Una reunión con título propio muestra ese título, la hora, el lugar y cómo unirse. No se dice nada más de ella. Déjalo vacío para el título de siempre.",
	TitleOf:     "Título para",
	More:        "Mostrar las demás",
	Back:        "Volver a mi calendario",

	SearchesTitle: "Búsquedas que sigue",
	SearchesLead:  "Lo que una búsqueda encuentra está en tu calendario, hoy y cuando cambien las listas.",
	DropSearch:    "Dejar de seguir",
	AnyMeeting:    "Cualquier reunión",
	Follow:        "Seguir esta búsqueda",
	FollowHow:     "Pone en un calendario todo lo que encuentra, ahora y cuando cambien las listas.",

	OpenGoogle:  "Abrir en Google Calendar",
	OpenOutlook: "Abrir en Outlook",
	OpenApple:   "Abrir en Calendario de Apple",
	QRTitle:     "Para otro dispositivo",
	QRHint:      "Apunta su cámara aquí. Quien fotografíe esto podrá leer el calendario.",

	PanicTitle:   "Vaciarlo ahora",
	PanicLead:    "Tu calendario se publica vacío de inmediato, sin su nombre, y las entradas desaparecen de cada teléfono que lo lee la próxima vez que consulte: la mayoría en horas, Google en un día. Las cartas se detienen. Lo que elegiste se conserva aquí, y puedes volver a mostrarlo.",
	PanicOn:      "Vaciar mi calendario",
	PanicNow:     "Tu calendario se publica vacío y las cartas están detenidas. Lo que elegiste se conserva.",
	PanicOff:     "Volver a mostrar mis reuniones",
	RotateTitle:  "Direcciones nuevas",
	RotateLead:   "Si alguien tiene una dirección que no debería tener, pide dos nuevas. La página anterior deja de funcionar al instante. El calendario anterior queda vacío y dice durante 30 días que se ha mudado, pero no adónde.",
	Rotate:       "Obtener direcciones nuevas",
	RotatedTitle: "Estas son tus direcciones nuevas.",
	Rotated:      "Las anteriores ya no funcionan. Guarda la dirección de esta página y abre de nuevo el calendario en tu programa.",
	DeleteTitle:  "Borrarlo todo",
	DeleteLead:   "El calendario, tu elección, las cartas y las direcciones de correo se borran para siempre. No podemos recuperarlos. También se borra un calendario que nadie abre durante un año y del que no se envían cartas.",
	Sure:         "Sí, borrarlo todo",
	Delete:       "Borrar mi calendario",
	DownloadAll:  "Descargar todo lo que se guarda aquí",

	NoDiscretion:    "No existe esa discreción.",
	NoLanguage:      "No hay calendarios en ese idioma.",
	BadAlarm:        "Un aviso va de 0 a %d minutos antes del comienzo; 0 es ninguno.",
	BadPastDays:     "Las fechas pasadas se conservan de 0 a %d días.",
	TooManySearches: "Un calendario sigue hasta %d búsquedas.",
	UnknownValue:    "Algo de esta búsqueda no se conoce aquí.",
	SearchTooLong:   "Esta búsqueda es demasiado larga. Usa menos palabras o valores.",
	BadNear:         "near necesita lat de -90 a 90, lon de -180 a 180 y km mayor que 0 y hasta 500.",
	SearchEmpty:     "Esta búsqueda encontraría todas las reuniones. Elige un programa, un día, un lugar o una palabra.",

	NotSure: notice{Title: "No se borró nada",
		Words: []string{"Marca antes la casilla, para que nada se borre por error. Vuelve una página atrás."}},
	Deleted: notice{Title: "Todo está borrado",
		Words: []string{"El calendario, tu elección y todas las direcciones ya no están aquí. Tu programa de calendario mostrará un error la próxima vez: quita allí el calendario."}},
	Moved: notice{Title: "Esta página se ha mudado",
		Words: []string{"Recibió una dirección nueva, que se mostró en ese momento. Por seguridad no se dice aquí."}},

	LanguageNames: map[string]string{"en": "English", "es": "Español"},
	Days: func(n int) string {
		switch n {
		case 0:
			return "Ninguna"
		case 1:
			return "1 día"
		}
		return strconv.Itoa(n) + " días"
	},
	Room: func(most int) string {
		return fmt.Sprintf("Un calendario contiene hasta %d reuniones, elegidas y encontradas, para que todo programa pueda leerlo.", most)
	},
	LeftOut: func(n int) string {
		if n == 1 {
			return "1 reunión más que tus búsquedas encontraron no cupo. Quedan las que llegaron primero. Afina una búsqueda para elegir."
		}
		return fmt.Sprintf("%d reuniones más que tus búsquedas encontraron no cupieron. Quedan las que llegaron primero. Afina una búsqueda para elegir.", n)
	},
	Within: func(km float64) string {
		return "a menos de " + number(km, ",") + " km del lugar que elegiste"
	},
	FromTo: func(from, to string) string {
		switch {
		case from == "":
			return "antes de las " + to
		case to == "":
			return "desde las " + from
		}
		return fmt.Sprintf("de %s a %s", from, to)
	},
	AlsoOnline: "o en línea",
}
