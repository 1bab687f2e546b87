package web

// weekWords are the words of the printed week, in one language.
type weekWords struct {
	Print, AsText, Earlier, Later, Back, Link          string
	Nothing, Panicked, UnsureTitle                     string
	LegendTitle, OwnTimes, CheckHow, YourZone, Show    string
	Title                                              func(day string, weeks int) string
	ForYou, YoursHow, AsOf                             func(string) string
	More                                               func(int) string
	OnThisPage, Choice, Settings, Letters              string
	OfflineTitle, OfflineWarn, Keep, Kept, Forget, Bad string
}

// weekWords are those of the language a page is in.
func (s *site) weekWords() *weekWords {
	if s.text.Lang == spanish.Lang {
		return &spanishWeek
	}
	return &englishWeek
}

var englishWeek = weekWords{
	Print: "Your browser prints this on A4 or Letter. No secret address stands on the sheet.", AsText: "As plain text",
	Earlier: "Earlier", Later: "Later", Back: "Back to my calendar", Link: "A week to print",
	Nothing: "Nothing is held in this time.", Panicked: "This calendar is emptied for now.", UnsureTitle: "Times not certain: ask before you go",
	LegendTitle: "How to read this", OwnTimes: "Each time is the meeting’s own.", CheckHow: "“Check: holiday”: it is a public holiday there. Call before you go.",
	YourZone: "Your time zone, as Europe/Madrid", Show: "Show my time",
	Title: func(day string, weeks int) string {
		if weeks > 1 {
			return "Two weeks from " + day
		}
		return "Week from " + day
	},
	ForYou:   func(span string) string { return "for you " + span },
	YoursHow: func(zone string) string { return "“For you” is " + zone + "." },
	AsOf:     func(when string) string { return "Known on " + when + ". What changed later is not here." },
	More: func(n int) string {
		return "And " + count(n, "more time", "more times") + ". The plain text has them all."
	},
	OnThisPage: "On this page", Choice: "My meetings", Settings: "Settings", Letters: "Letters",
	OfflineTitle: "Without a connection", OfflineWarn: "Keeps the next two weeks readable here when there is no connection. Anyone who has this device in hand can then read them.",
	Keep: "Keep my agenda readable offline on this device", Kept: "It is kept on this device, and kept anew at each visit.", Forget: "Forget it on this device",
	Bad: "This browser did not keep it. Nothing was changed.",
}

var spanishWeek = weekWords{
	Print: "Tu navegador lo imprime en A4 o Carta. En la hoja no hay ninguna dirección secreta.", AsText: "Como texto sencillo",
	Earlier: "Antes", Later: "Después", Back: "Volver a mi calendario", Link: "Una semana para imprimir",
	Nothing: "No hay nada en estos días.", Panicked: "Este calendario está vaciado por ahora.", UnsureTitle: "Horario no seguro: pregunta antes de ir",
	LegendTitle: "Cómo leer esto", OwnTimes: "Cada hora es la de la propia reunión.", CheckHow: "«Comprueba: festivo»: allí es día festivo. Llama antes de ir.",
	YourZone: "Tu zona horaria, como Europe/Madrid", Show: "Mostrar mi hora",
	Title: func(day string, weeks int) string {
		if weeks > 1 {
			return "Dos semanas desde el " + day
		}
		return "Semana desde el " + day
	},
	ForYou:   func(span string) string { return "para ti " + span },
	YoursHow: func(zone string) string { return "«Para ti» es la " + zone + "." },
	AsOf: func(when string) string {
		return "Lo que se sabía el " + when + ". Lo que cambió después no está aquí."
	},
	More: func(n int) string {
		return "Y " + cuenta(n, "vez más", "veces más") + ". El texto sencillo las tiene todas."
	},
	OnThisPage: "En esta página", Choice: "Mis reuniones", Settings: "Ajustes", Letters: "Cartas",
	OfflineTitle: "Sin conexión", OfflineWarn: "Deja las próximas dos semanas legibles aquí cuando no haya conexión. Quien tenga este dispositivo en la mano podrá leerlas.",
	Keep: "Dejar mi agenda legible sin conexión en este dispositivo", Kept: "Está guardada en este dispositivo, y se guarda de nuevo en cada visita.", Forget: "Olvidarla en este dispositivo",
	Bad: "Este navegador no la guardó. No se cambió nada.",
}
