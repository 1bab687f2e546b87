-- How searches find meetings: by words and by place in indexes that only SQLite
-- has, and the rest from one that holds all a search asks. They are kept by
-- triggers, in the transaction that writes the meeting.
ALTER TABLE meeting ADD COLUMN doc INTEGER;  -- its number in these indexes, for ever
ALTER TABLE meeting ADD COLUMN x REAL;       -- its door on a globe of radius one; null = not known
ALTER TABLE meeting ADD COLUMN y REAL;
ALTER TABLE meeting ADD COLUMN z REAL;
UPDATE meeting SET doc = rowid;

-- Unlike a rowid, doc stays when a store is copied without its gaps.
CREATE INDEX meeting_doc ON meeting (doc, retired, witness_of, held_days, start, program, attendance, x, y, z, types, languages, source, next_start, id);

-- No copy of the words is kept here: they are read where they stand.
CREATE VIEW meeting_text (rowid, words) AS SELECT doc, search FROM meeting;
CREATE VIRTUAL TABLE meeting_words USING fts4 (content="meeting_text", words, tokenize=simple, matchinfo=fts3);
CREATE VIRTUAL TABLE meeting_terms USING fts4aux (meeting_words);
CREATE VIRTUAL TABLE meeting_place USING rtree (doc, x0, x1, y0, y1, z0, z1);

INSERT INTO meeting_words (docid, words) SELECT doc, search FROM meeting;

CREATE TRIGGER meeting_came AFTER INSERT ON meeting BEGIN
  INSERT INTO meeting_words (docid, words) VALUES (new.doc, new.search);
  INSERT INTO meeting_place SELECT new.doc, new.x, new.x, new.y, new.y, new.z, new.z WHERE new.x IS NOT NULL;
END;
CREATE TRIGGER meeting_words_go BEFORE UPDATE OF search ON meeting WHEN old.search <> new.search BEGIN
  DELETE FROM meeting_words WHERE docid = old.doc;
END;
CREATE TRIGGER meeting_words_come AFTER UPDATE OF search ON meeting WHEN old.search <> new.search BEGIN
  INSERT INTO meeting_words (docid, words) VALUES (new.doc, new.search);
END;
CREATE TRIGGER meeting_moves AFTER UPDATE OF x, y, z ON meeting WHEN old.x IS NOT new.x OR old.y IS NOT new.y OR old.z IS NOT new.z BEGIN
  DELETE FROM meeting_place WHERE doc = old.doc;
  INSERT INTO meeting_place SELECT new.doc, new.x, new.x, new.y, new.y, new.z, new.z WHERE new.x IS NOT NULL;
END;
CREATE TRIGGER meeting_leaves BEFORE DELETE ON meeting BEGIN
  DELETE FROM meeting_words WHERE docid = old.doc;
  DELETE FROM meeting_place WHERE doc = old.doc;
END;
