package meeting

import (
	"fmt"
	"net/url"
)

// MapHost is where maps are looked at: it asks for no account and sells nothing.
const MapHost = "openstreetmap.org"

// MapURL leads to a map for whoever opens it: to the door where its coordinates
// are known, else to where the address is found; "" where both are not known.
func (p *Place) MapURL(address string) string {
	const site = "https://www." + MapHost + "/"
	switch {
	case p.Located():
		return fmt.Sprintf("%s?mlat=%.5f&mlon=%.5f#map=17/%.5f/%.5f", site, p.Latitude, p.Longitude, p.Latitude, p.Longitude)
	case address != "":
		return site + "search?query=" + url.QueryEscape(address)
	}
	return ""
}
