package web

// apiPhrases frame what the API's document says.
type apiPhrases struct{ Title, Lead, Document, Errors string }

var apiWords = map[string]apiPhrases{
	"en": {"For programs", "The lists as open data, and calendars of them. No account and no key.", "The whole description (OpenAPI 3.1)", "What goes wrong is answered as application/problem+json (RFC 9457)."},
	"es": {"Para programas", "Las listas como datos abiertos, y calendarios hechos de ellas. Sin cuenta ni clave.", "La descripción completa (OpenAPI 3.1, en inglés)", "Lo que sale mal se responde como application/problem+json (RFC 9457)."},
}
