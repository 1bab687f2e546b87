package scraper

import (
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// place reads where people meet. Parts that only the address in one line holds
// are taken from it where it is written as postal addresses are.
func place(l *Listing, dial string) meeting.Place {
	p := meeting.Place{
		Name:        maskContacts(cleanLine(l.Location, maxName), dial),
		Address:     maskContacts(cleanLine(l.Address, maxField), dial),
		City:        maskContacts(cleanLine(l.City, maxName), dial),
		State:       strings.Trim(maskContacts(cleanLine(l.State, maxName), dial), ". "),
		PostalCode:  strings.TrimSuffix(maskContacts(cleanLine(l.PostalCode, 20), dial), ".0"),
		Country:     maskContacts(cleanLine(l.Country, maxName), dial),
		Region:      maskContacts(cleanLine(l.Region, maxName), dial),
		Notes:       maskContacts(cleanText(l.LocationNotes, maxField), dial),
		Approximate: isYes(l.Approximate),
	}
	whole := p.City == "" && p.State == "" && p.Country == ""
	if p.Address == "" {
		p.Address = joinAddress(maskContacts(cleanLine(l.Street, maxField), dial), &p)
	}
	if whole {
		tail(p.Address, &p)
	}
	if !p.Approximate {
		p.Latitude, p.Longitude = point(l.Latitude, l.Longitude)
	}
	return p
}

// joinAddress writes an address in one line: street, city, state and postal
// code, country. Parts that the street already ends with are not repeated, nor
// is a state that is its own city (Berlin).
func joinAddress(street string, p *meeting.Place) string {
	parts := []string{street, p.City, strings.TrimSpace(p.State + " " + p.PostalCode), p.Country}
	if p.State == p.City {
		parts = []string{street, strings.TrimSpace(p.City + " " + p.PostalCode), p.Country}
	}
	low := strings.ToLower(street)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool {
		return s == "" || street != "" && strings.Contains(low, ", "+strings.ToLower(s))
	}), ", ")
}

func last(ss []string) string {
	if len(ss) == 0 {
		return ""
	}
	return ss[len(ss)-1]
}

// tail takes city, state, postal code and country from the end of an address
// in one line: "…, San José, CA 95124, USA", "…, Edmonton, Alberta, T6J 6C1,
// Canada", "…, London WC2H 0EW, UK". What does not look like them is left.
func tail(address string, p *meeting.Place) {
	parts := strings.Split(address, ", ")
	if isCountry(last(parts)) {
		p.Country, parts = last(parts), parts[:len(parts)-1]
	}
	if len(parts) < 2 {
		return
	}
	n := len(parts)
	if state, code, ok := stateAndCode(parts[n-1]); ok {
		p.State, p.PostalCode, p.City = state, code, cityOf(parts[:n-1])
		return
	}
	if n > 3 && p.Country != "" && isPostalCode(parts[n-1]) {
		p.PostalCode, p.State, p.City = parts[n-1], parts[n-2], cityOf(parts[:n-2])
	}
}

// isPostalCode reads codes that stand alone, as Canada's and Britain's do.
func isPostalCode(s string) bool {
	return len(s) >= 4 && len(s) <= 9 && strings.ContainsAny(s, "0123456789") && s == strings.ToUpper(s)
}

// stateAndCode reads "CA 95124", "CA", "V1C 5X1" behind "BC".
func stateAndCode(s string) (state, code string, ok bool) {
	state, code, _ = strings.Cut(s, " ")
	if len(state) != 2 || state != strings.ToUpper(state) || !isLetter(state[0]) || !isLetter(state[1]) {
		return "", "", false
	}
	return state, code, code == "" || isDigit(code[0]) || len(code) >= 6 && isDigit(code[1])
}

func cityOf(parts []string) string {
	city := last(parts)
	if city != "" && isDigit(city[0]) {
		return "" // a street stands there
	}
	return city
}

// point reads coordinates; none, nonsense and 0,0 are no point.
func point(latitude, longitude string) (lat, lon float64) {
	lat, errLat := strconv.ParseFloat(strings.TrimSpace(latitude), 64)
	lon, errLon := strconv.ParseFloat(strings.TrimSpace(longitude), 64)
	if errLat != nil || errLon != nil || !(lat >= -90 && lat <= 90) || !(lon >= -180 && lon <= 180) {
		return 0, 0
	}
	return lat, lon
}

// misplaced reports whether coordinates contradict the state or country of the
// address, as a server's default centre does.
func misplaced(p *meeting.Place, src meeting.Source) bool {
	return p.Country+p.State != "" && !meeting.PointFitsPlace(p.Latitude, p.Longitude, firstOf(p.Country, src.Country), p.State)
}

// isCountry reports whether the last part of an address names a country, in
// English or in its own language. Others are left in the address.
func isCountry(s string) bool { return countries[strings.ToLower(s)] }

var countries = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range strings.Split(`usa,us,u.s.a.,united states,united states of america,canada,mexico,méxico,uk,united kingdom,england,scotland,wales,
northern ireland,ireland,france,germany,deutschland,austria,österreich,switzerland,schweiz,suisse,netherlands,the netherlands,nederland,
belgium,belgique,belgië,luxembourg,denmark,danmark,sweden,sverige,norway,norge,finland,suomi,iceland,spain,españa,portugal,italy,italia,
greece,poland,polska,czechia,czech republic,slovakia,hungary,romania,bulgaria,croatia,slovenia,serbia,ukraine,russia,turkey,türkiye,
israel,egypt,south africa,kenya,nigeria,ghana,uganda,tanzania,namibia,zimbabwe,india,pakistan,nepal,sri lanka,bangladesh,thailand,vietnam,
cambodia,malaysia,singapore,indonesia,philippines,hong kong,china,taiwan,japan,south korea,australia,new zealand,aotearoa,fiji,
puerto rico,jamaica,bahamas,the bahamas,barbados,trinidad and tobago,bermuda,cayman islands,costa rica,panama,guatemala,nicaragua,honduras,
el salvador,belize,colombia,venezuela,ecuador,peru,perú,bolivia,chile,argentina,uruguay,paraguay,brazil,brasil,cuba,
dominican republic,iran,lebanon,united arab emirates,qatar,bahrain,oman,kuwait,saudi arabia,cyprus,malta,estonia,latvia,lithuania`, ",") {
		m[strings.TrimSpace(c)] = true
	}
	return m
}()
