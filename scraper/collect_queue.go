package scraper

// queue gives out the pages of a run in order, each address once.
type queue struct {
	waiting []Request
	seen    map[string]bool
	max     int
}

func newQueue(start []Request, max int) *queue {
	q := &queue{seen: map[string]bool{}, max: max}
	q.add(start)
	return q
}

func (q *queue) add(reqs []Request) {
	for _, r := range reqs {
		if !q.seen[r.URL] {
			q.seen[r.URL] = true
			q.waiting = append(q.waiting, r)
		}
	}
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
		return Request{}, false, nil
	}
	req = q.waiting[0]
	q.waiting[0] = Request{}
	q.waiting = q.waiting[1:]
	return req, true, nil
}
