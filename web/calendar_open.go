package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"rsc.io/qr"
)

// openLinks fills a calendar's address into what opens it elsewhere. They lead
// away only when someone follows them; the page itself asks nobody.
func (s *site) openLinks(manage string) openLinks {
	webcal, name := s.webcalURL(manage), s.text.MyTitle
	return openLinks{
		Webcal:  template.URL(webcal),
		Apple:   template.URL(webcal),
		Google:  "https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		Outlook: "https://outlook.live.com/calendar/0/addfromweb?url=" + url.QueryEscape(s.feedURL(manage)) + "&name=" + url.QueryEscape(name),
		QR:      qrSVG(webcal, s.myWords().QRTitle),
	}
}

// qrSVG draws a code that a telephone's camera opens; "" where the text is too
// long for one. Who does not see it is told its name. Squares of a row that touch are one.
func qrSVG(text, name string) template.HTML {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return ""
	}
	const quiet = 4 // modules of margin, ISO/IEC 18004
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	size := code.Size + 2*quiet
	return template.HTML(fmt.Sprintf(`<svg class="qr" role="img" aria-label="%s" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>`,
		template.HTMLEscapeString(name), size, size, size, size, path.String()))
}
