package main

import (
	"io"
	"iter"
	"net/url"
	"time"

	"openchair/feeds"
	"openchair/meeting"
	"openchair/web"
)

// askFirst is the licence of a source that is not offered for reuse.
const askFirst = "ask first"

// openLists writes the open formats for the web. Of a source that nobody has
// asked, the ways to join are nobody's to pass on.
type openLists struct{ h *house }

func (o openLists) lists() feeds.Lists {
	return feeds.Lists{PublicURL: o.h.publicURL, Programs: o.h.catalog.Programs, Open: o.open, Now: time.Now()}
}

func (o openLists) open(source string) bool {
	src, ok := o.h.catalog.Source(source)
	return ok && src.Licence != "" && src.Licence != askFirst
}

func (o openLists) MeetingGuide(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	return feeds.MeetingGuide(w, ms, o.lists())
}

func (o openLists) Sheet(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	return feeds.Sheet(w, ms, o.lists())
}

func (o openLists) BMLT(q url.Values) (web.BMLTAnswer, error) {
	b, err := feeds.ReadBMLT(q)
	if err != nil {
		return nil, err
	}
	return bmltAnswer{b, o.lists()}, nil
}

type bmltAnswer struct {
	*feeds.BMLT
	lists feeds.Lists
}

func (a bmltAnswer) Filter() (meeting.Filter, bool) { return a.BMLT.Filter(a.lists) }

func (a bmltAnswer) Write(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
	return a.BMLT.Write(w, ms, a.lists)
}
