package web

// letterWords are the words of what an address may wish, in one language.
type letterWords struct {
	Title, Lead, Saved, More, Save                               string
	Channel, ByEmail, ByNtfy, Address, AddressHint               string
	Meetings, MeetingsHint                                       string
	Quiet, QuietFrom, QuietTo, QuietHint                         string
	Overview, NoOverview, Daily, Weekly, OverviewAt, OverviewDay string
	Discretion, Neutral, Full                                    string
	PlainText, MapLinks, Zone, ZoneHint, Language                string
	StopTitle, StopLead, Stop                                    string
	BadOverview, BadQuiet, BadClock, BadDay, BadZone, BadTarget  string
	TooMany                                                      string
	AskStopOne, StoppedOne, NoReminder                           notice
}

// letterWords are those of the language a page is in.
func (s *site) letterWords() *letterWords {
	if s.text.Lang == "es" {
		return &spanishLetters
	}
	return &englishLetters
}

var englishLetters = letterWords{
	Title: "Your letters", Lead: "What this address gets. Nothing changes until you save.",
	Saved: "Your wishes are kept.", More: "More choices", Save: "Save",
	Channel: "How", ByEmail: "By e-mail", ByNtfy: "By ntfy", Address: "E-mail address", AddressHint: "For ntfy write the address of your topic, as https://ntfy.sh/my-topic.",
	Meetings: "Letters about", MeetingsHint: "Meetings you choose later are added by themselves.",
	Quiet: "Quiet hours", QuietFrom: "From", QuietTo: "until", QuietHint: "A letter due in them comes when they end, or just before they begin where that would be too late. Leave both empty for none.",
	Overview: "An overview of what is ahead", NoOverview: "None", Daily: "Each day", Weekly: "Each week", OverviewAt: "At", OverviewDay: "On",
	Discretion: "What letters say", Neutral: "Discreet, as “Your 7:00 pm group”", Full: "In full, with the program’s name",
	PlainText: "Plain text only", MapLinks: "A link to a map beside each place",
	Zone: "Your time zone", ZoneHint: "As America/New_York. Empty: each meeting’s own time.", Language: "Language",
	StopTitle: "Stop all letters", StopLead: "You get one last letter that says so. Then the address is deleted.", Stop: "Stop all letters",
	BadOverview: "There is no such overview.", BadQuiet: "Quiet hours need both times, as 22:00 and 07:00, or neither.", BadClock: "Write the time as 07:00.",
	BadDay: "There is no such day.", BadZone: "That time zone is not known. Write it as America/New_York.",
	BadTarget: "That is no address of an ntfy topic or a browser’s subscription. It begins with https.", TooMany: "Name up to %d meetings.",
	AskStopOne: notice{Title: "Stop letters about this meeting?", Words: []string{"Letters about your other meetings go on."}, Button: "Stop letters about it"},
	StoppedOne: notice{Title: "No more letters about it", Words: []string{"Letters about your other meetings go on. Your calendar is unchanged."}},
	NoReminder: notice{Title: "No such address here", Words: []string{"It was stopped, or never confirmed. Your calendar works without it."}},
}

var spanishLetters = letterWords{
	Title: "Tus cartas", Lead: "Lo que recibe esta dirección. Nada cambia hasta que lo guardes.",
	Saved: "Tus deseos quedan guardados.", More: "Más opciones", Save: "Guardar",
	Channel: "Cómo", ByEmail: "Por correo electrónico", ByNtfy: "Por ntfy", Address: "Dirección de correo", AddressHint: "Para ntfy escribe la dirección de tu tema, como https://ntfy.sh/mi-tema.",
	Meetings: "Cartas sobre", MeetingsHint: "Las reuniones que elijas más tarde se añaden solas.",
	Quiet: "Horas de silencio", QuietFrom: "Desde", QuietTo: "hasta", QuietHint: "Una carta que caiga en ellas llega cuando terminan, o justo antes de que empiecen si sería tarde. Deja ambas vacías para ninguna.",
	Overview: "Un resumen de lo que viene", NoOverview: "Ninguno", Daily: "Cada día", Weekly: "Cada semana", OverviewAt: "A las", OverviewDay: "El día",
	Discretion: "Lo que dicen las cartas", Neutral: "Discretas, como «Tu grupo de las 7:00 p.m.»", Full: "Completas, con el nombre del programa",
	PlainText: "Solo texto sencillo", MapLinks: "Un enlace a un mapa junto a cada lugar",
	Zone: "Tu zona horaria", ZoneHint: "Como America/Santiago. Vacía: la hora propia de cada reunión.", Language: "Idioma",
	StopTitle: "Detener todas las cartas", StopLead: "Recibes una última carta que lo dice. Después se borra la dirección.", Stop: "Detener todas las cartas",
	BadOverview: "Ese resumen no existe.", BadQuiet: "Las horas de silencio necesitan las dos horas, como 22:00 y 07:00, o ninguna.", BadClock: "Escribe la hora como 07:00.",
	BadDay: "Ese día no existe.", BadZone: "Esa zona horaria no se conoce. Escríbela como America/Santiago.",
	BadTarget: "No es la dirección de un tema de ntfy ni la suscripción de un navegador. Empieza por https.", TooMany: "Nombra hasta %d reuniones.",
	AskStopOne: notice{Title: "¿Detener las cartas sobre esta reunión?", Words: []string{"Las cartas sobre tus otras reuniones siguen."}, Button: "Detener las cartas sobre ella"},
	StoppedOne: notice{Title: "No habrá más cartas sobre ella", Words: []string{"Las cartas sobre tus otras reuniones siguen. Tu calendario no cambia."}},
	NoReminder: notice{Title: "Esa dirección no está aquí", Words: []string{"Se detuvo, o nunca se confirmó. Tu calendario funciona sin ella."}},
}
