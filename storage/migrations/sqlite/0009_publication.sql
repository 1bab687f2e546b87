-- One row: how often calendars were given new versions, so that a process sees
-- that another one did; and the last of these at which a calendar went for good.
CREATE TABLE publication (
  n       INTEGER NOT NULL,
  removed INTEGER NOT NULL
) STRICT;
INSERT INTO publication (n, removed) VALUES (0, 0);
ALTER TABLE calendar ADD COLUMN published INTEGER NOT NULL DEFAULT 0;  -- publication that changed it last
CREATE INDEX calendar_published ON calendar (published);
-- When the address was given up, and no earlier than what was read there.
ALTER TABLE old_address ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
