package meeting

// GuideTypes are the codes of Meeting Guide's types, and those proposed for it,
// with their English names as its specification writes them. What people read
// here stands in the tables of words.
var GuideTypes = map[string]string{
	"11": "11th Step Meditation", "12x12": "12 Steps & 12 Traditions", "A": "Secular", "ABSI": "As Bill Sees It",
	"AF": "Afrikaans", "AL": "Concurrent with Alateen", "AL-AN": "Concurrent with Al-Anon", "AM": "Amharic", "AR": "Arabic",
	"ASL": "American Sign Language", "B": "Big Book", "BA": "Babysitting Available", "BE": "Newcomer", "BG": "Bulgarian",
	"BI": "Bisexual", "BRK": "Breakfast", "BV-I": "Blind / Visually Impaired", "C": "Closed", "CAN": "Candlelight",
	"CF": "Child-Friendly", "D": "Discussion", "D-HOH": "Deaf / Hard of Hearing", "DA": "Danish", "DB": "Digital Basket",
	"DD": "Dual Diagnosis", "DE": "German", "DR": "Daily Reflections", "EL": "Greek", "EN": "English", "FA": "Persian",
	"FF": "Fragrance Free", "FI": "Finnish", "FR": "French", "G": "Gay", "GR": "Grapevine", "H": "Birthday", "HE": "Hebrew",
	"HI": "Hindi", "HR": "Croatian", "HU": "Hungarian", "IS": "Icelandic", "ITA": "Italian", "JA": "Japanese", "KA": "Georgian",
	"KOR": "Korean", "L": "Lesbian", "LGBTQ": "LGBTQ", "LIT": "Literature", "LO-I": "Loners / Isolationists", "LS": "Living Sober",
	"LT": "Lithuanian", "M": "Men", "MED": "Meditation", "ML": "Malayalam", "MT": "Maltese", "N": "Native American",
	"NB": "Non-Binary", "NDG": "Indigenous", "NE": "Nepali", "NL": "Dutch", "NO": "Norwegian", "O": "Open", "ONL": "Online Meeting",
	"OUT": "Outdoor", "P": "Professionals", "POA": "Proof of Attendance", "POC": "People of Color", "POL": "Polish",
	"POR": "Portuguese", "PUN": "Punjabi", "QSL": "Quebec Sign Language", "RSL": "Russian Sign Language", "RUS": "Russian",
	"S": "Spanish", "SEN": "Seniors", "SK": "Slovak", "SL": "Slovenian", "SM": "Smoking Permitted", "SP": "Speaker",
	"ST": "Step Study", "SV": "Swedish", "T": "Transgender", "TC": "Location Temporarily Closed", "TH": "Thai", "TL": "Tagalog",
	"TR": "Tradition Study", "TUR": "Turkish", "UK": "Ukrainian", "W": "Women", "X": "Wheelchair Access",
	"XB": "Wheelchair-Accessible Bathroom", "XT": "Cross Talk Permitted", "Y": "Young People",
}

// GuideLanguages are the types that name a language, and its BCP 47 tag.
var GuideLanguages = map[string]string{
	"AF": "af", "AM": "am", "AR": "ar", "ASL": "ase", "BG": "bg", "DA": "da", "DE": "de", "EL": "el", "EN": "en", "FA": "fa",
	"FI": "fi", "FR": "fr", "HE": "he", "HI": "hi", "HR": "hr", "HU": "hu", "IS": "is", "ITA": "it", "JA": "ja", "KA": "ka",
	"KOR": "ko", "LT": "lt", "ML": "ml", "MT": "mt", "NE": "ne", "NL": "nl", "NO": "no", "POL": "pl", "POR": "pt", "PUN": "pa",
	"RUS": "ru", "S": "es", "SK": "sk", "SL": "sl", "SV": "sv", "TH": "th", "TL": "tl", "TUR": "tr", "UK": "uk",
	"QSL": "fcs", "RSL": "rsl",
}

// WorldFormats are NA World Services' ids of formats that Meeting Guide has a
// code for.
var WorldFormats = map[string]string{
	"OPEN": "O", "CLOSED": "C", "WCHR": "X", "BEG": "BE", "DISC": "D", "SPK": "SP", "STEP": "ST", "TRAD": "TR",
	"MED": "MED", "LIT": "LIT", "CAN": "CAN", "M": "M", "W": "W", "Y": "Y", "GL": "LGBTQ", "CW": "CF", "SMOK": "SM",
	"NB": "NB",
}
