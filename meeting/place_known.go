package meeting

// IsPlace reports whether a name or code is that of a country, or of a state of
// the United States, Canada or Australia.
func IsPlace(name string) bool {
	x, key := places(), placeKey(name)
	if key == "" {
		return false
	}
	if _, ok := x.countries[key]; ok {
		return true
	}
	for _, country := range [...]string{"us", "ca", "au"} {
		if _, ok := x.states[country+"/"+key]; ok {
			return true
		}
	}
	return false
}
