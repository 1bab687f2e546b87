package web

// letterWords are the words of what an address may wish, in one language.
type letterWords struct {
	Title, Lead, Saved, More, Save                               string
	Channel, ByEmail, ByNtfy, Where, Topic, AddressHint          string
	MailOff, MailOffPush, AskedNtfy, AskedDevice, PrivateTarget  string
	DeviceOff, DeviceHow, DeviceAsk, DeviceDenied, DeviceBad     string
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
	Channel: "How", ByEmail: "By e-mail", ByNtfy: "By ntfy", Where: "E-mail address, or ntfy topic", Topic: "ntfy topic",
	AddressHint: "For ntfy write the address of your topic, as https://ntfy.sh/my-topic. Whoever knows a topic can read it: choose one that nobody guesses.",
	MailOff:     "Letters by e-mail are off here", MailOffPush: "Reminders can come to an ntfy topic or to this device.",
	AskedNtfy:     "A note is on its way to that topic. Reminders start once its link is confirmed, within 48 hours.",
	AskedDevice:   "A note is on its way to this device. Open it and confirm, and reminders start. You have 48 hours.",
	PrivateTarget: "That address leads into a private network, where we send nothing. Write one that is on the public Internet.",
	DeviceOff:     "Reminders can also be shown by this device, without any address. That needs scripts and a browser that can show notes; this one does not say that it can.",
	DeviceHow:     "Or without any address: this device shows reminders as notes, even while this page is closed. Whoever sees its screen sees them.",
	DeviceAsk:     "Show reminders on this device", DeviceDenied: "The browser does not let this site show notes. You can allow it in the browser’s settings and press again.",
	DeviceBad: "This device could not be subscribed. Nothing was changed. Try again, or use another way.",
	Meetings:  "Letters about", MeetingsHint: "Meetings you choose later are added by themselves.",
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
	Channel: "Cómo", ByEmail: "Por correo electrónico", ByNtfy: "Por ntfy", Where: "Correo electrónico, o tema de ntfy", Topic: "Tema de ntfy",
	AddressHint: "Para ntfy escribe la dirección de tu tema, como https://ntfy.sh/mi-tema. Quien conoce un tema puede leerlo: elige uno que nadie adivine.",
	MailOff:     "Aquí no se envían cartas por correo electrónico", MailOffPush: "Los recordatorios pueden llegar a un tema de ntfy o a este dispositivo.",
	AskedNtfy:     "Un aviso va de camino a ese tema. Los recordatorios empiezan cuando se confirme su enlace, dentro de 48 horas.",
	AskedDevice:   "Un aviso va de camino a este dispositivo. Ábrelo y confirma, y los recordatorios empiezan. Tienes 48 horas.",
	PrivateTarget: "Esa dirección lleva a una red privada, adonde no enviamos nada. Escribe una que esté en la Internet pública.",
	DeviceOff:     "Este dispositivo también puede mostrar los recordatorios, sin dirección alguna. Hacen falta scripts y un navegador que muestre avisos; este no dice que pueda.",
	DeviceHow:     "O sin dirección alguna: este dispositivo muestra los recordatorios como avisos, aunque esta página esté cerrada. Quien vea su pantalla los ve.",
	DeviceAsk:     "Mostrar recordatorios en este dispositivo", DeviceDenied: "El navegador no deja que este sitio muestre avisos. Puedes permitirlo en los ajustes del navegador y pulsar otra vez.",
	DeviceBad: "No se pudo suscribir este dispositivo. No ha cambiado nada. Prueba otra vez, o usa otra vía.",
	Meetings:  "Cartas sobre", MeetingsHint: "Las reuniones que elijas más tarde se añaden solas.",
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
