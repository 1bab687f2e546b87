-- A meeting's number in the search's indexes (doc) begins with the plot of the
-- earth it stands on and the day it is held on, so that what a search near a
-- place means lies together. The R*Tree holds plots, not meetings. Among a
-- meeting's words stand marks that nobody can write: §p the degree of the earth
-- it stands on, §d its day, §o that it can be joined from afar.
DROP TRIGGER meeting_came;
DROP TRIGGER meeting_words_go;
DROP TRIGGER meeting_words_come;
DROP TRIGGER meeting_moves;
DROP TRIGGER meeting_leaves;
DROP TABLE meeting_place;
DROP TABLE meeting_terms;
DROP TABLE meeting_words;
DROP VIEW meeting_text;

CREATE VIEW meeting_text (rowid, words) AS SELECT doc, search || '§d' || (doc >> 36 & 7)
  || CASE WHEN doc >> 39 > 0 THEN ' §p' || (((doc >> 39) - 1) / 2881 / 8 * 361 + ((doc >> 39) - 1) % 2881 / 8) ELSE '' END
  || CASE WHEN attendance IN ('online', 'hybrid') THEN ' §o' ELSE '' END
  FROM meeting;
CREATE VIRTUAL TABLE meeting_words USING fts4 (content="meeting_text", words, tokenize=simple, matchinfo=fts3);
CREATE VIRTUAL TABLE meeting_terms USING fts4aux (meeting_words);
CREATE VIRTUAL TABLE meeting_place USING rtree (plot, x0, x1, y0, y1, z0, z1);

-- Whose words are not in the index yet. They are put there together and in
-- order at the end of the transaction, which is many times cheaper.
CREATE TABLE meeting_unread (doc INTEGER NOT NULL PRIMARY KEY) STRICT;
INSERT INTO meeting_unread SELECT doc FROM meeting;

CREATE TRIGGER meeting_came AFTER INSERT ON meeting BEGIN
  INSERT INTO meeting_unread VALUES (new.doc);
END;
CREATE TRIGGER meeting_goes BEFORE UPDATE OF search, doc, attendance ON meeting
WHEN old.search <> new.search OR old.doc <> new.doc OR old.attendance <> new.attendance BEGIN
  DELETE FROM meeting_words WHERE docid = old.doc AND NOT EXISTS (SELECT 1 FROM meeting_unread u WHERE u.doc = old.doc);
  DELETE FROM meeting_unread WHERE doc = old.doc;
END;
CREATE TRIGGER meeting_comes AFTER UPDATE OF search, doc, attendance ON meeting
WHEN old.search <> new.search OR old.doc <> new.doc OR old.attendance <> new.attendance BEGIN
  INSERT INTO meeting_unread VALUES (new.doc);
END;
CREATE TRIGGER meeting_leaves BEFORE DELETE ON meeting BEGIN
  DELETE FROM meeting_words WHERE docid = old.doc AND NOT EXISTS (SELECT 1 FROM meeting_unread u WHERE u.doc = old.doc);
  DELETE FROM meeting_unread WHERE doc = old.doc;
END;
