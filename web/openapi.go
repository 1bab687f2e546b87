package web

import (
	_ "embed" // the document
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// openAPI describes every route under /api/v1 (OpenAPI 3.1).
//
//go:embed static/openapi.json
var openAPI []byte

func apiDocument(w http.ResponseWriter, r *http.Request) {
	asset(w, r, jsonType, openAPI)
}

// apiParameter is a parameter, as the document has it.
type apiParameter struct{ Name, In, Description string }

// apiRoute is one thing that a program may ask.
type apiRoute struct {
	Method, Path, Summary string
	Parameters            []apiParameter
}

var apiMethods = []string{"get", "post", "patch", "delete"}

// apiRoutes reads the document, ordered by path and then by method.
func apiRoutes(doc []byte) ([]apiRoute, error) {
	var all struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(doc, &all); err != nil {
		return nil, fmt.Errorf("web: openapi.json: %w", err)
	}
	var out []apiRoute
	for path, item := range all.Paths {
		for _, method := range apiMethods {
			if item[method] == nil {
				continue
			}
			a := apiRoute{Method: strings.ToUpper(method), Path: path}
			if err := json.Unmarshal(item[method], &a); err != nil {
				return nil, fmt.Errorf("web: openapi.json: %s %s: %w", method, path, err)
			}
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b apiRoute) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// apiPage is the document for people. Its own words are English.
func (s *site) apiPage(w http.ResponseWriter, r *http.Request) {
	routes, err := apiRoutes(openAPI)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	words := apiWords[s.text.Lang]
	s.show(w, r, http.StatusOK, "api", struct {
		page
		W      apiPhrases
		Routes []apiRoute
	}{s.page(r, words.Title), words, routes})
}
