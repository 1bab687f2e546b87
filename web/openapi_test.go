package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

func document(t *testing.T) map[string]any {
	t.Helper()
	return read[map[string]any](t, newWorld(t).get("/api/openapi.json").Body.Bytes())
}

// at walks into a document; nil where nothing stands there.
func at(v any, path ...string) any {
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}

func resolve(doc, v any) any {
	if ref, ok := at(v, "$ref").(string); ok {
		return at(doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
	}
	return v
}

func TestTheDocumentHasTheRoutesOfTheAPIAndNoOther(t *testing.T) {
	s := &site{}
	all := s.plainRoutes()
	maps.Copy(all, s.reminderRoutes())
	var want, got []string
	for pattern := range all {
		if strings.Contains(pattern, " /api/v1/") {
			want = append(want, pattern)
		}
	}
	routes, err := apiRoutes(openAPI)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range routes {
		got = append(got, r.Method+" "+r.Path)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("documented %q\nrouted %q", got, want)
	}
}

func TestEveryReferenceOfTheDocumentResolves(t *testing.T) {
	doc, refs := document(t), 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			if v["$ref"] != nil {
				refs++
				if resolve(doc, v) == nil {
					t.Errorf("%v leads nowhere", v["$ref"])
				}
			}
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(doc)
	if refs == 0 {
		t.Error("no reference was seen")
	}
}

func TestTheDocumentedParametersAreThoseThatAreRead(t *testing.T) {
	var got []string
	for _, p := range at(document(t), "paths", "/api/v1/meetings", "get", "parameters").([]any) {
		got = append(got, at(p, "name").(string))
	}
	want := decode[problem](t, newWorld(t).get("/api/v1/meetings?no-such=1")).Allowed
	slices.Sort(got)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("documented %q, read %q", got, want)
	}
}

func TestAnswersCarryTheDocumentedProperties(t *testing.T) {
	doc, w := document(t), newWorld(t)
	var check func(where string, v, schema any)
	check = func(where string, v, schema any) {
		schema = resolve(doc, schema)
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				check(where+"[]", one, at(schema, "items"))
			}
		case map[string]any:
			required, _ := at(schema, "required").([]any)
			for _, name := range required {
				if _, ok := v[name.(string)]; !ok {
					t.Errorf("%s lacks %s", where, name)
				}
			}
			for name, one := range v {
				if at(schema, "properties", name) == nil {
					t.Errorf("%s.%s is not documented", where, name)
					continue
				}
				check(where+"."+name, one, at(schema, "properties", name))
			}
		}
	}
	for _, path := range []string{"/api/v1/meetings", "/api/v1/programs", "/api/v1/sources"} {
		var v any
		if err := json.Unmarshal(w.get(path).Body.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		check(path, v, at(doc, "paths", path, "get", "responses", "200", "content", "application/json", "schema"))
	}
}

func TestTheAPIHasAPageInEveryLanguage(t *testing.T) {
	w := newWorld(t)
	checkHTML(t, w.get("/api").Body.String())
	for _, tongue := range tongues {
		prefix := map[string]string{"en": "", "es": "/es"}[tongue.Lang]
		body := w.get(prefix + "/api").Body.String()
		if words := apiWords[tongue.Lang]; words.Title == "" || !strings.Contains(body, words.Lead) || !strings.Contains(body, "PATCH /api/v1/calendars/{manage}") || !strings.Contains(body, `href="`+prefix+`/api"`) {
			t.Errorf("%s: %s", tongue.Lang, body)
		}
	}
}
