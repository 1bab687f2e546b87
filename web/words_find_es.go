package web

import "openchair/meeting"

var spanishFind = findPhrases{
	Near:         "Cerca de",
	NearHint:     "ciudad o código postal",
	UseMine:      "Donde estoy",
	Locating:     "Preguntando al dispositivo…",
	NotLocated:   "El dispositivo no respondió. Escribe una ciudad.",
	Reach:        "A menos de",
	Kilometres:   "Kilómetros",
	Miles:        "Millas",
	Time:         "Hora del día",
	AnyTime:      "A cualquier hora",
	More:         "Más opciones",
	Language:     "Idioma",
	AnyTongue:    "Cualquier idioma",
	Access:       "Acceso en silla de ruedas",
	WhereYouAre:  "donde estás",
	Nearest:      "primero las más cercanas",
	NearestFirst: "De cerca a lejos",
	OrNearest:    "ver primero las más cercanas",
	OrSoonest:    "ver primero las próximas",
	Map:          "Mapa",
	OtherPlaces:  "¿Otro lugar con ese nombre?",
	LookNear:     "¿Buscas un lugar? Reuniones cerca de",
	NothingFits:  "¿Ninguna te sirve? Hay:",

	Parts:     map[string]string{"morning": "Mañana", "afternoon": "Tarde", "evening": "Final de la tarde", "night": "Noche"},
	PartsSaid: map[string]string{"morning": "por la mañana", "afternoon": "por la tarde", "evening": "al final de la tarde", "night": "por la noche"},

	Far: func(r meeting.Reach) string { return number(r.N, ",") + " " + r.Unit() },
	Around: func(r meeting.Reach, place string) string {
		return "a menos de " + number(r.N, ",") + " " + r.Unit() + " de " + place
	},
	NoPlace: func(place string) string {
		return "No sabemos dónde está «" + place + "», así que estas son de todas partes. Prueba con la ciudad y su estado o país, o con un código postal."
	},
	Mended: func(better, asked string) string {
		return "Nada contiene «" + asked + "». Esto es «" + better + "»."
	},
	MapAbout: func(n int) string {
		return "Mapa de " + cuenta(n, "reunión", "reuniones") + " de esta página. Cada una está en la lista de abajo con su número."
	},
	InUse: func(n int) string { return cuenta(n, "en uso", "en uso") },
	None:  spanishNothing,

	Within: func(n int, r meeting.Reach) string {
		return agrupado(n) + " a menos de " + number(r.N, ",") + " " + r.Unit()
	},
	AllWithin:     func(r meeting.Reach) string { return "todas a menos de " + number(r.N, ",") + " " + r.Unit() },
	SomeOnline:    "algunas en línea, desde cualquier lugar",
	AnyHour:       func(n int) string { return agrupado(n) + " a cualquier hora" },
	AnyDayAnyHour: func(n int) string { return agrupado(n) + " cualquier día, a cualquier hora" },
	AnyType:       func(n int) string { return agrupado(n) + " de cualquier tipo" },
	AnyAccess:     func(n int) string { return agrupado(n) + " si los escalones no son un obstáculo" },
	AnyLanguage:   func(n int) string { return agrupado(n) + " en cualquier idioma" },
}

// spanishNothing says "No hay reuniones de SMART a menos de 5 km el martes por
// la tarde".
func spanishNothing(n notFound) string {
	out := "No hay reuniones"
	if n.Program != "" {
		out += " de " + n.Program
	}
	if n.Within != "" {
		out += " a menos de " + n.Within
	}
	if n.Day != "" {
		out += " el " + n.Day
	}
	if n.Part != "" {
		out += " " + n.Part
	}
	if n.Clock != "" {
		out += " a las " + n.Clock
	}
	if n.Text != "" {
		out += " con «" + n.Text + "»"
	}
	if n.More {
		out += " del tipo que marcaste"
	}
	return out
}
