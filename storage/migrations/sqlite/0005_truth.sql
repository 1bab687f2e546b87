-- What of a meeting does not come from its listing: the days its place is
-- closed, when a person last confirmed it, and which listing of another source
-- is the same meeting.
ALTER TABLE meeting ADD COLUMN closed TEXT NOT NULL DEFAULT '[]';
ALTER TABLE meeting ADD COLUMN verified INTEGER;
ALTER TABLE meeting ADD COLUMN verified_note TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN gathered INTEGER NOT NULL DEFAULT 0;    -- 1 = its source has it from another
ALTER TABLE meeting ADD COLUMN witness_of TEXT;                        -- the listing that counts; null = this one does
ALTER TABLE meeting ADD COLUMN witness_by TEXT NOT NULL DEFAULT '';    -- how that was found: link, door
ALTER TABLE meeting ADD COLUMN disagrees INTEGER NOT NULL DEFAULT 0;   -- 1 = it gives another time than the one that counts
CREATE INDEX meeting_witness ON meeting (witness_of) WHERE witness_of IS NOT NULL;

-- A place that is closed for days, as a volunteer said. Both days are included.
CREATE TABLE closure (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT    NOT NULL,
  address   TEXT    NOT NULL,
  city      TEXT    NOT NULL,
  latitude  REAL    NOT NULL,
  longitude REAL    NOT NULL,
  first_day TEXT    NOT NULL,
  last_day  TEXT    NOT NULL,
  reason    TEXT    NOT NULL,
  made      INTEGER NOT NULL
) STRICT;

-- Two listings that a person said are two meetings. a sorts before b.
CREATE TABLE apart (
  a  TEXT    NOT NULL,
  b  TEXT    NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- Sources that a person switched on or off, whatever the catalogue says.
CREATE TABLE source_switch (
  source  TEXT    NOT NULL PRIMARY KEY,
  enabled INTEGER NOT NULL,
  why     TEXT    NOT NULL,
  at      INTEGER NOT NULL
) STRICT;
