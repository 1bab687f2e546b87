-- Up to which change a letter of changes tells, kept before it leaves: the next
-- letter begins there, and the same letter, tried again, tells no other changes.
ALTER TABLE letter ADD COLUMN upto INTEGER NOT NULL DEFAULT 0;  -- 0 = it has not left
