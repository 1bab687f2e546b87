-- The quarantined run that a volunteer accepted by this one; 0 = none.
ALTER TABLE run ADD COLUMN accepts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_accepts ON run (source, id) WHERE accepts <> 0;
-- What waits is kept as JSON of the whole meeting: what waited in another form
-- is read again by the next run.
DELETE FROM waiting;
