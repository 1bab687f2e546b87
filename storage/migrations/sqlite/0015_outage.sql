-- Which host a run asked, and whether nothing answered: most hosts silent at
-- once are a fault of ours.
ALTER TABLE run ADD COLUMN host TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN silent INTEGER NOT NULL DEFAULT 0;
