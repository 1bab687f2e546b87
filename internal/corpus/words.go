package corpus

// city is a real town: its zone and its place on the earth must fit one another.
type city struct {
	name, state, country, postal, zone, language string
	lat, lon                                     float64
	remote                                       bool // a small place, few doors of which are far out
}

var cities = []city{
	{"New York", "NY", "US", "100", "America/New_York", "en", 40.7128, -74.0060, false},
	{"Los Angeles", "CA", "US", "900", "America/Los_Angeles", "en", 34.0522, -118.2437, false},
	{"Chicago", "IL", "US", "606", "America/Chicago", "en", 41.8781, -87.6298, false},
	{"Philadelphia", "PA", "US", "191", "America/New_York", "en", 39.9526, -75.1652, false},
	{"Boston", "MA", "US", "021", "America/New_York", "en", 42.3601, -71.0589, false},
	{"London", "England", "GB", "SE", "Europe/London", "en", 51.5074, -0.1278, false},
	{"Houston", "TX", "US", "770", "America/Chicago", "en", 29.7604, -95.3698, false},
	{"Denver", "CO", "US", "802", "America/Denver", "en", 39.7392, -104.9903, false},
	{"Phoenix", "AZ", "US", "850", "America/Phoenix", "en", 33.4484, -112.0740, false},
	{"Toronto", "ON", "CA", "M5", "America/Toronto", "en", 43.6532, -79.3832, false},
	{"Mexico City", "CDMX", "MX", "060", "America/Mexico_City", "es", 19.4326, -99.1332, false},
	{"Seattle", "WA", "US", "981", "America/Los_Angeles", "en", 47.6062, -122.3321, false},
	{"Sydney", "NSW", "AU", "20", "Australia/Sydney", "en", -33.8688, 151.2093, false},
	{"Dublin", "Leinster", "IE", "D0", "Europe/Dublin", "en", 53.3498, -6.2603, false},
	{"Berlin", "Berlin", "DE", "101", "Europe/Berlin", "de", 52.5200, 13.4050, false},
	{"Paris", "Île-de-France", "FR", "750", "Europe/Paris", "fr", 48.8566, 2.3522, false},
	{"Madrid", "Madrid", "ES", "280", "Europe/Madrid", "es", 40.4168, -3.7038, false},
	{"São Paulo", "SP", "BR", "010", "America/Sao_Paulo", "pt", -23.5505, -46.6333, false},
	{"Springfield", "IL", "US", "627", "America/Chicago", "en", 39.7817, -89.6501, false},
	{"Springfield", "MA", "US", "011", "America/New_York", "en", 42.1015, -72.5898, false},
	{"Melbourne", "VIC", "AU", "30", "Australia/Melbourne", "en", -37.8136, 144.9631, false},
	{"Auckland", "Auckland", "NZ", "10", "Pacific/Auckland", "en", -36.8509, 174.7645, false},
	{"Mumbai", "Maharashtra", "IN", "4000", "Asia/Kolkata", "en", 19.0760, 72.8777, false},
	{"Tokyo", "Tokyo", "JP", "100", "Asia/Tokyo", "ja", 35.6762, 139.6503, false},
	{"Johannesburg", "Gauteng", "ZA", "20", "Africa/Johannesburg", "en", -26.2041, 28.0473, false},
	{"Stockholm", "Stockholm", "SE", "111", "Europe/Stockholm", "sv", 59.3293, 18.0686, false},
	{"Suva", "Central", "FJ", "", "Pacific/Fiji", "en", -18.1416, 178.4419, false},
	{"Honolulu", "HI", "US", "968", "Pacific/Honolulu", "en", 21.3069, -157.8583, false},
	{"Anchorage", "AK", "US", "995", "America/Anchorage", "en", 61.2181, -149.9003, false},
	{"Reykjavík", "Capital", "IS", "10", "Atlantic/Reykjavik", "is", 64.1466, -21.9426, false},
	{"Kathmandu", "Bagmati", "NP", "446", "Asia/Kathmandu", "ne", 27.7172, 85.3240, false},
	{"St. John's", "NL", "CA", "A1", "America/St_Johns", "en", 47.5615, -52.7126, false},
}

// programs by their catalogue ids, the largest first.
var programs = []string{
	"aa", "na", "al-anon", "smart", "recovery-dharma", "celebrate-recovery", "lifering", "nar-anon", "wfs",
	"refuge-recovery", "mm", "sos", "activities-of-sober-living",
}

var (
	groups  = []string{"", "", "", "Hill Group", "Valley Group", "District 12", "Intergroup North"}
	saints  = []string{"Mark", "Brigid", "Columba", "Agnes", "Martin", "Clare"}
	foreign = []string{"Straße der Hoffnung", "Café Élan", "Nueva Vida", "Ny Dag", "東京グループ", "Amanhecer", "Être Là"}
)
