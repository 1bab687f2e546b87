-- How many listings of a run said what kind of meeting they are.
ALTER TABLE run ADD COLUMN fill_types INTEGER NOT NULL DEFAULT 0;
