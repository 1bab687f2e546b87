package scraper

// queue gives out the pages of a run in order, each address once. Pages that
// say more of rows come last: by then all rows that lead to them are known.
type queue struct {
	waiting []Request
	details []Request
	seen    map[string]bool
	max     int
}

func newQueue(start []Request, max int) *queue {
	q := &queue{seen: map[string]bool{}, max: max}
	q.add(start)
	return q
}

// add takes requests in and returns the rows of those for pages that were
// asked for already: there is nothing more to learn of them.
func (q *queue) add(reqs []Request) (rows []Listing) {
	for _, r := range reqs {
		switch {
		case q.seen[r.URL]:
			rows = append(rows, q.join(r)...)
			continue
		case len(r.Rows) > 0:
			q.details = append(q.details, r)
		default:
			q.waiting = append(q.waiting, r)
		}
		q.seen[r.URL] = true
	}
	return rows
}

// join adds a request's rows to the waiting one for the same address, or
// returns them.
func (q *queue) join(r Request) []Listing {
	for i := range q.details {
		if q.details[i].URL == r.URL {
			q.details[i].Rows = append(q.details[i].Rows, r.Rows...)
			return nil
		}
	}
	return r.Rows
}

func (q *queue) addAddresses(urls []string) {
	for _, u := range urls {
		q.add([]Request{{URL: u}})
	}
}

// next returns the page to ask for, or a *BoundError where there are too many.
func (q *queue) next() (req Request, ok bool, err error) {
	if len(q.seen) > q.max {
		return Request{}, false, &BoundError{What: "pages in a run", Limit: int64(q.max)}
	}
	if len(q.waiting) == 0 {
		q.waiting, q.details = q.details, nil
	}
	if len(q.waiting) == 0 {
		return Request{}, false, nil
	}
	req = q.waiting[0]
	q.waiting[0] = Request{}
	q.waiting = q.waiting[1:]
	return req, true, nil
}
