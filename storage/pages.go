package storage

import (
	"context"
	"database/sql"
	"slices"

	"openchair/meeting"
)

// keepPages remembers the pages of a run. Only those that differ are written:
// an unchanged run gives all its pages and writes none, unless a validator is
// new. After a whole read, pages that it did not meet are forgotten.
func keepPages(ctx context.Context, tx *sql.Tx, source string, pages []meeting.PageState, whole bool) error {
	var m meeting.Memory
	if err := loadPages(ctx, tx, source, &m); err != nil {
		return err
	}
	b := newBulk(ctx, tx, "page", []string{"source", "url", "etag", "last_modified", "digest", "next"},
		` ON CONFLICT (source, url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, digest = excluded.digest, next = excluded.next`)
	seen := make(map[string]bool, len(pages))
	for _, p := range pages {
		if seen[p.URL] {
			continue
		}
		seen[p.URL] = true
		if old, ok := m.Pages[p.URL]; ok && samePage(old, p) {
			continue
		}
		if err := b.add(source, p.URL, p.ETag, p.LastModified, p.Digest, list(p.Next)); err != nil {
			return err
		}
	}
	if err := b.flush(); err != nil || !whole {
		return err
	}
	return forgetPages(ctx, tx, source, m.Pages, seen)
}

func forgetPages(ctx context.Context, tx *sql.Tx, source string, known map[string]meeting.PageState, seen map[string]bool) error {
	var gone []string
	for url := range known {
		if !seen[url] {
			gone = append(gone, url)
		}
	}
	return inChunks(gone, 2, func(marks string, args []any) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM page WHERE source = ?1 AND url IN (`+marks+`)`, append([]any{source}, args...)...)
		return err
	})
}

func samePage(a, b meeting.PageState) bool {
	return a.ETag == b.ETag && a.LastModified == b.LastModified && a.Digest == b.Digest && slices.Equal(a.Next, b.Next)
}
