-- How many meetings a run found under a new key.
ALTER TABLE run ADD COLUMN renamed INTEGER NOT NULL DEFAULT 0;
