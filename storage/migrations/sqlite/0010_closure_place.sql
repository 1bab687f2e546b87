-- A street of one name stands in many states.
ALTER TABLE closure ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE closure ADD COLUMN country TEXT NOT NULL DEFAULT '';
