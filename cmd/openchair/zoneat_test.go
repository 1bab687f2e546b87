package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestACollectedVenueIsInTheZoneOfItsCoordinates(t *testing.T) {
	b := newBench(t)
	feed := `[{"slug":"one","name":"El Paso","day":1,"time":"19:00","location":"Hall","formatted_address":"1 Elm Row, El Paso, TX 79901, USA","latitude":31.7619,"longitude":-106.485},
		{"slug":"two","name":"Dallas","day":1,"time":"19:00","location":"Hall","formatted_address":"1 Elm Row, Dallas, TX 75201, USA","latitude":32.7767,"longitude":-96.797}]`
	site := serveFunc(t, func(w http.ResponseWriter, r *http.Request) { says(200, "application/json", feed)(w, r) })
	b.source("texas", "program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\ncountry = \"US\"\nurl = \""+site+"/feed\"")
	b.must("collect")
	said := b.must("meetings", "--json")
	for _, want := range []string{`"zone":"America/Denver","zone_from":"point"`, `"zone":"America/Chicago","zone_from":"point"`} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is not in %s", want, said)
		}
	}
	if out := b.mustRead("37.9716 -87.5711\n30 -40\n", "zone-at"); out != "America/Chicago\n\n" {
		t.Errorf("zone-at said %q", out)
	}
}
