package web

import (
	"fmt"
	"net/http"
)

// stopPath takes List-Unsubscribe-Post (RFC 8058) from mail providers' pages.
const stopPath = "/stop/{token}"

// sameOrigin refuses what another site's page sends in a visitor's name. There
// is no cookie to misuse here; it is a second lock. Programs that send neither
// Sec-Fetch-Site nor Origin pass.
func (s *site) sameOrigin(next http.Handler) (http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	guard.AddInsecureBypassPattern("POST " + stopPath)
	if err := guard.AddTrustedOrigin(s.base.Scheme + "://" + s.base.Host); err != nil {
		return nil, fmt.Errorf("web: public URL: %w", err)
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, http.StatusForbidden, s.text.Foreign)
	}))
	checked := guard.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Under our own no-referrer policy a browser's form says "Origin: null".
		// Where it says nothing better (plain http, older browsers), that is
		// no sign of another site.
		if r.Header.Get("Origin") == "null" && r.Header.Get("Sec-Fetch-Site") == "" {
			r.Header.Del("Origin")
		}
		checked.ServeHTTP(w, r)
	}), nil
}
