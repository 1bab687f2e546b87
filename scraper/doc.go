// Package scraper turns sites into meetings.
//
//   - Page: bytes fetched, with their address, status, headers and time.
//   - Listing: one meeting as published, in strings.
//   - Format: how one kind of site lists meetings. A pure function from Page to
//     Listings and the pages to fetch next, so that paging, a sitemap with
//     detail pages and BMLT's table of formats all fit one loop.
//   - Collector: the loop. It fetches politely, reads, normalises, judges and
//     hands a meeting.Harvest to the store.
//
// Data flows one way:
//
//	site ─fetch→ Page ─read→ []Listing ─normalise→ []meeting.Collected ─judge→ meeting.Harvest
package scraper
