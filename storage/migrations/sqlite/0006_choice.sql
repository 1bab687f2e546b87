-- What a person may set of a calendar, standing searches, and addresses that
-- were given up.
ALTER TABLE calendar ADD COLUMN aliases TEXT NOT NULL DEFAULT '{}';        -- JSON: meeting id → title of one's own
ALTER TABLE calendar ADD COLUMN alarm_minutes INTEGER NOT NULL DEFAULT 0;  -- 0 = none
ALTER TABLE calendar ADD COLUMN show_cancelled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calendar ADD COLUMN past_days INTEGER NOT NULL DEFAULT 7;
ALTER TABLE calendar ADD COLUMN panicked INTEGER;                          -- since when it is published empty
ALTER TABLE calendar ADD COLUMN polled TEXT NOT NULL DEFAULT '';           -- day it was last asked for: never the hour
UPDATE calendar SET polled = date('now');
CREATE INDEX calendar_polled ON calendar (polled);

-- A standing search. Equal ones share one row.
CREATE TABLE search (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  filter TEXT    NOT NULL UNIQUE  -- canonical JSON
) STRICT;
-- What a meeting must have to be worth testing: one of a search's keys.
CREATE TABLE search_key (
  name   TEXT    NOT NULL,
  search INTEGER NOT NULL REFERENCES search (id) ON DELETE CASCADE,
  PRIMARY KEY (name, search)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_key_search ON search_key (search);
-- What a search matches now, in the order in which it came.
CREATE TABLE search_meeting (
  id      INTEGER PRIMARY KEY,
  search  INTEGER NOT NULL REFERENCES search (id) ON DELETE CASCADE,
  meeting TEXT    NOT NULL REFERENCES meeting (id),
  UNIQUE (search, meeting)
) STRICT;
CREATE INDEX search_meeting_meeting ON search_meeting (meeting, search);
CREATE TABLE calendar_search (
  calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  search   INTEGER NOT NULL REFERENCES search (id),
  PRIMARY KEY (calendar, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX calendar_search_search ON calendar_search (search, calendar);

-- SHA-256 of addresses that were given up, until nothing is said under them
-- any more.
CREATE TABLE old_address (
  hash     BLOB    NOT NULL PRIMARY KEY,
  calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  manages  INTEGER NOT NULL,  -- 0 = it was read there, 1 = managed
  until    INTEGER NOT NULL
) STRICT;
CREATE INDEX old_address_calendar ON old_address (calendar);
CREATE INDEX old_address_until ON old_address (until);
