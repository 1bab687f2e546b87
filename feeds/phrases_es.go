package feeds

import "strconv"

var spanish = phrases{
	path:      "/es",
	name:      "Reuniones",
	noName:    "Calendario",
	join:      "Entrar: ",
	call:      "Por teléfono: ",
	about:     "De la lista en ",
	latest:    "¿Se ha confirmado desde entonces? Véalo en ",
	cancelled: "Cancelada este día.",
	retired:   "Ya no está en la lista. Llame antes de ir.",
	moved:     "Este calendario tiene una dirección nueva. Abra la página donde lo gestiona para verla, suscríbase allí y quite este.",
	otherHour: "Este día a otra hora.",
	movedFrom: func(day string) string { return "Cambiada de día: era el " + day + "." },
	since:     func(date string) string { return "Así en la lista desde el " + date + "." },
	unsure:    func(s string) string { return "No se muestran, porque no se publica una hora segura: " + s + "." },
	paused: func(s string) string {
		return "No se muestran, porque ahora no se reúnen o ya no están en la lista: " + s + "."
	},
	leftOut: func(n int) string {
		if n == 1 {
			return "Hay una reunión más que coincide con sus búsquedas y no cabe en este calendario."
		}
		return "Hay " + strconv.Itoa(n) + " reuniones más que coinciden con sus búsquedas y no caben en este calendario."
	},
}
