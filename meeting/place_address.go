package meeting

import "strings"

// FullAddress is the address with its town, where the address does not name it.
func (p *Place) FullAddress() string {
	switch {
	case p.City == "" || strings.Contains(Fold(p.Address), Fold(p.City)):
		return p.Address
	case p.Address == "":
		return p.City
	}
	return p.Address + ", " + p.City
}
