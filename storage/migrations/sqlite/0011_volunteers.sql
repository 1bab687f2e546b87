-- What volunteers were last told of a source's trouble; no row = nothing.
CREATE TABLE alert (
  source  TEXT    NOT NULL PRIMARY KEY,
  trouble TEXT    NOT NULL,
  since   INTEGER,
  told    INTEGER
) STRICT;

-- Who may decide about runs and meetings. The key stands here as SHA-256 only:
-- it is random, so the hash needs no key of its own.
CREATE TABLE volunteer (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT    NOT NULL UNIQUE,
  key_hash BLOB    NOT NULL UNIQUE,
  created  INTEGER NOT NULL
) STRICT;
CREATE TABLE volunteer_session (
  hash      BLOB    NOT NULL PRIMARY KEY,
  volunteer INTEGER NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  until     INTEGER NOT NULL
) STRICT;
CREATE INDEX volunteer_session_volunteer ON volunteer_session (volunteer);

-- What volunteers did. The name stays when the volunteer goes.
CREATE TABLE deed (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        INTEGER NOT NULL,
  volunteer TEXT    NOT NULL,
  what      TEXT    NOT NULL,
  subject   TEXT    NOT NULL,  -- a run's number, a meeting's or a source's id
  note      TEXT    NOT NULL
) STRICT;
CREATE INDEX deed_at ON deed (at);

-- What visitors say is wrong with a meeting, until a volunteer has looked.
CREATE TABLE report (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  meeting TEXT    NOT NULL REFERENCES meeting (id),
  what    TEXT    NOT NULL,
  text    TEXT    NOT NULL,
  closed  INTEGER,
  by      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX report_open ON report (id) WHERE closed IS NULL;
CREATE INDEX report_meeting ON report (meeting);
