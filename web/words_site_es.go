package web

import "openchair/meeting"

var spanishSite = sitePhrases{
	NowTitle:   "Empiezan ahora",
	NowLead:    "Todos los programas en un solo lugar. Ven como estés: sin cuenta, sin nombre.",
	NowOnline:  "En línea, desde cualquier lugar",
	NowNearby:  "Cerca de ti",
	NowNext:    "Nada empieza en la próxima hora. Después vienen:",
	NowNone:    "Aquí aún no se conoce nada. Prueba una búsqueda más amplia.",
	NowAll:     "Mostrar todas",
	NowBox:     "Palabras, una ciudad o un código postal",
	NowBoxHint: "principiantes, o Bogotá",
	NowFind:    "Buscar",
	NowSearch:  "Buscar por día, programa y más",
	HelpTitle:  "Alguien con quien hablar, a cualquier hora",
	HelpHere:   "Si estás en peligro, o piensas en quitarte la vida, alguien responde ahora:",
	HelpOther:  "Líneas de ayuda por país",

	When: "Cuándo", Where: "Dónde y cómo", Kind: "De qué tipo", Expect: "Qué esperar", Known: "Qué tan bien se conoce", Past: "Qué ha cambiado",
	Next: "Próxima", Yours: "Para ti", ShowZone: "Mostrar mi hora", YourZone: "Tu zona horaria, como Europe/Madrid",
	AddFile: "Añadir a mi calendario, una vez", Report: "Algo no está bien aquí", Notes: "En palabras del grupo", Says: "En la lista de",
	AtSource: "Esta reunión en su propio sitio", ChooseIt: "Elegirla para un calendario que se actualiza", FromChange: "antes", OnMap: "Abrir un mapa en " + meeting.MapHost,
	ForYou: "para ti", SameClock: "Tu reloj dice lo mismo.", DateTag: "es", Halves: "a.m. p.m.",

	ProgramsTitle: "Los programas, lado a lado",
	ProgramsLead:  "Ningún programa está por encima de otro. Elige según lo que te importa; muchas personas prueban varios.",
	ProgramsNone:  "Ningún programa tiene todo eso. Desmarca algo.",
	ProgramSite:   "Su propio sitio",
	ProgramCall:   "Llamar",
	RowNames:      [5]string{"Camino", "Meta", "Para", "Guían", "Además"},
	RowNothing:    [5]string{"", "", "Cualquier persona", "", ""},
	About: map[string]string{
		"aa":                         "Personas que quieren dejar de beber se reúnen y recorren juntas doce pasos, con la ayuda de un poder superior como cada quien lo entiende. Las reuniones son gratuitas, las guían sus miembros, y son abiertas o cerradas según cada grupo.",
		"na":                         "Personas para quienes las drogas se volvieron un problema se reúnen y recorren juntas doce pasos, con la ayuda de un poder superior como cada quien lo entiende. Habla de drogas de todo tipo, también del alcohol.",
		"smart":                      "Las reuniones enseñan herramientas de la psicología para manejar impulsos, pensamientos y la vida diaria, con facilitadores formados. Hay reuniones para familiares y amigos.",
		"lifering":                   "Las personas hablan de su semana y construyen una vida sobria cada una a su manera, sin pasos. Creer o no creer queda fuera de la reunión.",
		"al-anon":                    "Familiares y amigos de personas que beben se ayudan entre sí, con doce pasos adaptados de los de AA. Sus grupos Alateen son para jóvenes.",
		"nar-anon":                   "Familiares y amigos de personas que usan drogas se ayudan entre sí, por medio de doce pasos. Es una comunidad propia, al lado de Narcóticos Anónimos.",
		"recovery-dharma":            "Los miembros meditan, leen y comparten juntos, con la práctica budista como apoyo para recuperarse de cualquier adicción. Los grupos se guían entre iguales y deciden por sí mismos.",
		"refuge-recovery":            "Las reuniones usan enseñanzas budistas y meditación como camino de recuperación de cualquier adicción. No hace falta ser budista.",
		"celebrate-recovery":         "Iglesias ofrecen noches de culto, enseñanza y grupos pequeños para personas con cualquier herida o hábito. Sigue doce pasos leídos junto con la Biblia.",
		"mm":                         "Personas que quieren beber menos se reúnen para ponerse límites y contar cómo les va. Ni pide abstinencia ni está en contra de ella.",
		"sos":                        "Grupos locales independientes para personas que quieren mantenerse sobrias sin religión ni pasos. Cada grupo se guía solo y publica sus reuniones.",
		"wfs":                        "Mujeres se recuperan con trece afirmaciones sobre la autoestima, los sentimientos y el crecimiento. Las reuniones son solo para mujeres, con moderadoras certificadas.",
		"activities-of-sober-living": "Casas de culto de Nueva Inglaterra ofrecen encuentros para personas que viven sobrias. Cada lugar organiza los suyos, y no se encontró una lista común.",
	},

	SourcesTitle: "Las listas",
	PrivacyLink:  "Privacidad",
	AboutLink:    "Acerca de",

	HowTo: prose{"Mi calendario", []prosePart{
		{"", []string{"Un calendario de las reuniones que elegiste. Vive en el programa de calendario que ya usas, y se actualiza cuando una reunión cambia o se cancela."}},
		{"Cómo funciona", []string{
			"Busca reuniones, pulsa «Elegir» en las que quieras, y luego «Hacer mi calendario».",
			"Recibes dos direcciones. Una es para tu programa de calendario, para leer. La otra es solo tuya: abre la página donde cambias el calendario, pides cartas o lo borras todo.",
			"Guarda la segunda. No hay cuenta, así que nadie puede enviártela de nuevo."}},
		{"En papel y sin conexión", []string{
			"Su página imprime una semana en A4 o Carta, y la dice como texto sencillo, para enviarla por correo o leérsela a quien no tiene internet.",
			"Si lo pides, un dispositivo deja legibles las próximas dos semanas cuando no hay conexión."}},
		{"En un teléfono compartido", []string{
			"Elige títulos discretos: tu calendario dirá «Grupo del martes» y no nombrará ningún programa.",
			"«Vaciarlo ahora», en la página de tu calendario, quita las entradas de todos los teléfonos que las muestran."}},
	}},
	Privacy: prose{"Privacidad", []prosePart{
		{"", []string{"Este sitio no sabe quién eres, y está hecho para no saberlo."}},
		{"Cuando miras", []string{"Sin cuenta, sin cookies, sin rastreadores. Ninguna página pide nada a otro sitio. Las visitas se cuentan por página, nunca por persona, y las direcciones secretas no están en ningún registro."}},
		{"Cuando haces un calendario", []string{
			"Guardamos qué reuniones contiene y cómo las muestra. Sus dos direcciones se guardan solo como huellas, de las que no se pueden deducir.",
			"Un calendario que nadie consulta se borra después de un año."}},
		{"Cuando pides cartas", []string{
			"Guardamos la dirección de correo sellada, con una llave que no está en la base de datos. Se usa para estas cartas y para nada más.",
			"Lo enviado se olvida siete días después de la reunión. Detener las cartas borra la dirección: con la carta que lo dice, y a más tardar un día después."}},
		{"En tu dispositivo", []string{"No se guarda nada en él si no lo pides. Si lo pides, guarda las próximas dos semanas de tu calendario, hasta que hagas que lo olvide, vacíes el calendario, le des direcciones nuevas o lo borres."}},
		{"Borrar", []string{"La página de tu calendario tiene un botón que lo borra todo. Borrado es borrado; las copias para emergencias no contienen ninguna dirección legible."}},
		{"Personas en las listas", []string{"Los nombres, teléfonos y correos de los miembros se quitan antes de guardar nada. Solo queda el número de acceso de la propia reunión."}},
	}},
	AboutSite: prose{"Acerca de", []prosePart{
		{"", []string{"Openchair lee las listas que programas, oficinas y grupos publican en sus propios sitios, y las reúne en un solo lugar. No pertenece a ningún programa ni habla por ninguno."}},
		{"Hasta dónde se le puede creer", []string{
			"Cada reunión dice cuándo la nombró su lista por última vez. Donde una lista no se pudo leer, se conserva lo que se sabía y se muestra su edad.",
			"Una hora que no se puede saber con certeza se muestra en las palabras del grupo, y no como una reunión semanal."}},
		{"Para quienes cuidan una lista", []string{
			"Preguntamos pocas veces, una página a la vez, y respetamos robots.txt. Lo que no se ofrece para reutilizar no se lee.",
			"Para quedar fuera, escribe al contacto que nombra nuestro agente, o prohíbe «Openchair» en robots.txt. Vale desde la próxima visita."}},
		{"Para quienes construyen", []string{"Todas las listas son de nuevo datos abiertos: como API, como JSON de Meeting Guide, como hoja de cálculo y como calendarios. El programa es libre (MIT). La ubicación de las ciudades viene de GeoNames (CC BY 4.0)."}},
	}},
}
