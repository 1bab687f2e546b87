package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// engine is what a store's engine does in its own way: it finds meetings by
// words and by place. All other SQL is portable.
type engine interface {
	// insert begins a statement that inserts many rows, and after whose failure the
	// transaction is given up.
	insert() string
	// whole is the engine that finds words as they stand only, not those that begin
	// so, whose lists are long.
	whole() engine
	// holding returns a table of docs that hold every word, and stand in one of the
	// degrees of the earth or, where afar is set, can be joined from afar. Of degrees
	// it may list others too; of words it lists what is meant. "" where nothing
	// limits.
	holding(w *where, words []string, degrees []int64, afar bool) string
	// degrees lists those that hold plots which a ball around a point touches.
	degrees(ctx context.Context, q querier, at meeting.Point, reach float64) ([]int64, error)
	// holders counts the meetings that hold every word, up to a number.
	holders(ctx context.Context, q querier, words []string, most int) (int, error)
	// few lists once what a query means, and returns a table m that holds nothing
	// else; "" where that is more than most.
	few(ctx context.Context, q querier, w *where, most int) (string, error)
	// plots returns a table whose column plot lists those that a ball around a
	// point touches, and perhaps more.
	plots(w *where, at meeting.Point, reach float64) string
	// keepPlot remembers a plot that somebody meets on.
	keepPlot(ctx context.Context, tx *sql.Tx, plot int64) error
	// read indexes the words of the meetings that the transaction wrote.
	read(ctx context.Context, tx *sql.Tx) error
	// tidy puts a little of what many transactions indexed together, so that fewer
	// places are looked at, and reports whether there is more to do.
	tidy(ctx context.Context, tx *sql.Tx) (more bool, err error)
	// terms lists the words known of a beginning, with how many meetings hold each.
	terms(ctx context.Context, q querier, beginning string) ([]term, error)
}

type term struct {
	word string
	held int
}

// sqliteEngine finds words by FTS4 and plots by R*Tree, which every build of
// SQLite holds. A search's words are asked for together with marks that stand
// among those of a meeting, where it looks near a place or online.
type sqliteEngine struct {
	asTheyStand bool
}

// insert spares SQLite the copies of pages by which it would undo the statement
// alone.
func (sqliteEngine) insert() string { return "INSERT OR FAIL INTO " }

func (sqliteEngine) whole() engine { return sqliteEngine{asTheyStand: true} }

func (e sqliteEngine) holding(w *where, words []string, degrees []int64, afar bool) string {
	all := make([]string, 0, len(words)+1)
	for _, word := range words {
		all = append(all, e.asked(word))
	}
	var marks []string
	for _, d := range degrees {
		marks = append(marks, "§p"+strconv.FormatInt(d, 10))
	}
	if afar {
		marks = append(marks, "§o")
	}
	if len(marks) > 0 {
		all = append(all, "("+strings.Join(marks, " OR ")+")")
	}
	if len(all) == 0 {
		return ""
	}
	return "(SELECT docid AS doc FROM meeting_words WHERE meeting_words MATCH " + w.arg(strings.Join(all, " ")) + ")"
}

// asked is a word as FTS4 is asked for it. It holds letters and digits only, in
// lower case: no operator, no quote.
func (e sqliteEngine) asked(word string) string {
	if e.asTheyStand || meeting.WholeWord(word) {
		return word
	}
	return word + "*"
}

func (e sqliteEngine) holders(ctx context.Context, q querier, words []string, most int) (n int, err error) {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = e.asked(word)
	}
	return n, q.QueryRowContext(ctx, `SELECT COUNT(*) FROM (SELECT 1 FROM meeting_words WHERE meeting_words MATCH ?1 LIMIT ?2)`, strings.Join(all, " "), most).Scan(&n)
}

func (sqliteEngine) few(ctx context.Context, q querier, w *where, most int) (string, error) {
	asked, n, rows := *w, 0, ""
	asked.args = slices.Clip(w.args)
	query := "SELECT COUNT(*), json_group_array(at) FROM (SELECT m.rowid AS at" + asked.read() + asked.limit(most+1) + ")"
	if err := q.QueryRowContext(ctx, query, asked.args...).Scan(&n, &rows); err != nil || n > most {
		return "", err
	}
	return "json_each(" + w.arg(rows) + ") f CROSS JOIN meeting m ON m.rowid = f.value", nil
}

func (e sqliteEngine) degrees(ctx context.Context, q querier, at meeting.Point, reach float64) ([]int64, error) {
	w := newWhere()
	return collect(ctx, q, scanOne[int64], fmt.Sprintf("SELECT DISTINCT (plot - 1) / %d / %d * 361 + (plot - 1) %% %[1]d / %[2]d FROM %[3]s",
		plotsAround, plotsPerDegree, e.plots(&w, at, reach)), w.args...)
}

func (sqliteEngine) plots(w *where, at meeting.Point, reach float64) string {
	var sides []string
	for _, d := range []struct {
		axis string
		at   float64
	}{{"x", at.X}, {"y", at.Y}, {"z", at.Z}} {
		sides = append(sides, d.axis+"0 <= "+w.arg(finite(d.at+reach)), d.axis+"1 >= "+w.arg(finite(d.at-reach)))
	}
	return "(SELECT plot FROM meeting_place WHERE " + strings.Join(sides, " AND ") + ")"
}

func (sqliteEngine) keepPlot(ctx context.Context, tx *sql.Tx, plot int64) error {
	at, reach := plotCube(plot)
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO meeting_place VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
		plot, at.X-reach, at.X+reach, at.Y-reach, at.Y+reach, at.Z-reach, at.Z+reach)
	return err
}

// read goes in the order of numbers: FTS4 begins a segment anew at each that is
// lower than the one before.
func (sqliteEngine) read(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO meeting_words (docid, words)
		SELECT u.doc, t.words FROM meeting_unread u CROSS JOIN meeting_text t ON t.rowid = u.doc ORDER BY u.doc`)
	if err == nil {
		_, err = tx.ExecContext(ctx, `DELETE FROM meeting_unread`)
	}
	return err
}

// tidy merges segments of FTS4. A merge that wrote less than two rows found
// nothing to do, as its documentation says.
func (sqliteEngine) tidy(ctx context.Context, tx *sql.Tx) (bool, error) {
	var before, after int64
	err := tx.QueryRowContext(ctx, `SELECT total_changes()`).Scan(&before)
	if err == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO meeting_words (meeting_words) VALUES ('merge=200,2')`)
	}
	if err == nil {
		err = tx.QueryRowContext(ctx, `SELECT total_changes()`).Scan(&after)
	}
	return after-before >= 2, err
}

func (sqliteEngine) terms(ctx context.Context, q querier, beginning string) ([]term, error) {
	return collect(ctx, q, scanTerm, `SELECT term, documents FROM meeting_terms WHERE term >= ?1 AND term < ?2 AND col = 0`, beginning, beginning+"\U0010ffff")
}
