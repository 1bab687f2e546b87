package scraper

import "strings"

// One vocabulary for all programs: Meeting Guide's codes where it has one, else
// those of ownTypes. Programs use the same letters for other things (Y is young
// people in AA and Alateen in Al-Anon), so the source's program decides.

// programTypes are the codes of programs that Meeting Guide's own don't mean, as
// the 12 Step Meeting List plugin defines them for each; "" is left out.
var programTypes = map[string]map[string]string{
	"al-anon": {
		"AC": "adult-children", "Y": "alateen", "AA": "with-aa", "POA": "parents", "YA": "Y",
	},
	"nar-anon": {"Y": "narateen", "POA": "parents"},
	"na": {
		"CPT": "concepts", "BT": "basic-text", "BEG": "BE", "CW": "CF", "DISC": "D", "GL": "LGBTQ", "IP": "pamphlets", "IW": "it-works",
		"JFT": "just-for-today", "LC": "living-clean", "NS": "", "QA": "questions", "RA": "restricted-access", "SMOK": "SM", "SPAD": "principle-a-day",
		"SPK": "SP", "STEP": "ST", "SWG": "step-guide", "TOP": "D", "TRAD": "TR", "VAR": "",
	},
	"recovery-dharma": dharmaTypes("inquiry", "inquiry-writing", map[string]string{
		// The program's own site has codes beside the plugin's. NL is not Dutch there.
		"FBS": "book-study", "FDIS": "D", "FSPK": "SP", "ILGB": "LGBTQ", "NL": "", "IWNB": "women-nonbinary",
	}),
	"refuge-recovery": dharmaTypes("inventory", "inventory-writing", nil),
}

func dharmaTypes(study, writing string, more map[string]string) map[string]string {
	m := map[string]string{
		"BB": "book-study", "CC": "BA", "DF": "dogs", "8F": "eightfold-path", "IS": study, "IW": writing,
		"MI": "mindfulness", "PR": "process-addictions", "WA": "X",
	}
	for code, own := range more {
		m[code] = own
	}
	return m
}

// ownTypes are codes of our own, each with the names by which sources call it,
// in lower case. What people read for them stands in the tables of words.
var ownTypes = map[string][]string{
	"adult-children":     {"adult child focus", "adult children", "adult child", "acoa", "adult children of alcoholics"},
	"alateen":            {"alateen"},
	"narateen":           {"narateen"},
	"parents":            {"parents of alcoholics", "parents"},
	"with-aa":            {"concurrent with aa meeting"},
	"family":             {"family & friends", "family and friends", "families and friends", "familia y amigos"},
	"four-point":         {"4-point recovery", "4 point recovery"},
	"veterans":           {"military veterans & first responders", "military, veterans & first responders", "veterans", "veterans and first responders"},
	"inside-out":         {"insideout", "successful life skills"},
	"concepts":           {"12 concepts", "twelve concepts"},
	"basic-text":         {"basic text"},
	"pamphlets":          {"ip study", "informational pamphlet"},
	"it-works":           {"it works study", "it works -how and why", "it works how and why"},
	"just-for-today":     {"just for today study", "just for today"},
	"living-clean":       {"living clean"},
	"questions":          {"questions & answers", "question and answer"},
	"restricted-access":  {"restricted access", "restricted attendance"},
	"principle-a-day":    {"spiritual principle a day"},
	"step-guide":         {"step working guide study", "step working guide", "step working guides"},
	"book-study":         {"book study"},
	"eightfold-path":     {"eightfold path study"},
	"inquiry":            {"inquiry study"},
	"inquiry-writing":    {"inquiry writing"},
	"inventory":          {"inventory study"},
	"inventory-writing":  {"inventory writing"},
	"mindfulness":        {"mindfulness practice", "mindfulness"},
	"process-addictions": {"process addictions"},
	"women-nonbinary":    {"women and non-binary", "women & non-binary"},
	"dogs":               {"dog friendly"},
	"captions":           {"closed captions", "captions", "closed captioning"},
}

// typeSynonyms are further names and codes of Meeting Guide's types, in lower case.
var typeSynonyms = map[string]string{
	"online": "ONL", "temporarily closed": "TC", "hybrid": "", "in-person": "", "in person": "",
	"women's": "W", "womens": "W", "women only": "W", "men's": "M", "mens": "M", "men only": "M",
	"wheelchair accessible": "X", "wheelchair": "X", "handicap access": "X", "handicapped accessible": "X", "handicap accessible": "X", "accessible": "X",
	"beginner": "BE", "beginners": "BE", "beginners'": "BE", "newcomers": "BE", "beginner/newcomer": "BE",
	"step": "ST", "steps": "ST", "step meeting": "ST", "tradition": "TR", "traditions": "TR", "topic": "D", "topic discussion": "D", "topic/discussion": "D",
	"12x12": "12x12", "lgbtqia": "LGBTQ", "lgbtqia+": "LGBTQ", "lgbtq+": "LGBTQ", "lgbt": "LGBTQ", "gay/lesbian": "LGBTQ",
	"bipoc": "POC", "persons of color": "POC", "yp": "Y", "young adults": "Y", "young people": "Y",
	"child care available": "BA", "child care": "BA", "childcare": "BA", "children welcome": "CF", "chip": "H", "chips": "H",
	"families and friends only": "C", "families friends and observers welcome": "O", "families, friends and observers welcome": "O",
	"non-smoking": "", "no smoking": "", "format varies": "", "literature study": "LIT", "speaker meeting": "SP", "discussion/participation": "D",
	"sign language": "ASL", "atheist / agnostic": "A", "agnostic": "A",
}

// programType is what a program's own code stands for.
func programType(program, code string) (string, bool) {
	own, ok := programTypes[program][strings.ToUpper(code)]
	return own, ok
}
