-- What an address may wish is one record; an ended reminder outlives its
-- calendar until its last letter has left; the planner finds what is due by
-- next_due. Both tables are made anew, since what constrains them differs.
CREATE TABLE reminder_new (
  id         INTEGER PRIMARY KEY,
  calendar   INTEGER REFERENCES calendar (id) ON DELETE CASCADE,  -- null = ended
  channel    TEXT    NOT NULL,
  email      BLOB    NOT NULL,  -- sealed
  email_hash BLOB    NOT NULL,  -- keyed
  wish       TEXT    NOT NULL,  -- JSON
  created    INTEGER NOT NULL,
  confirmed  INTEGER,
  stale      INTEGER NOT NULL DEFAULT 0,  -- 1 = its letters must be planned anew
  next_due   INTEGER,                     -- moment of its next letter that is not yet planned
  pending    TEXT,                        -- wishes that wait to be confirmed
  pending_at INTEGER,
  halted     INTEGER,                     -- its address takes no letters since
  ended      INTEGER,
  UNIQUE (calendar, email_hash)
) STRICT;
INSERT INTO reminder_new (id, calendar, channel, email, email_hash, wish, created, confirmed, stale)
  SELECT id, calendar, 'email', email, email_hash,
    json_object('leads', json(leads), 'discretion', discretion, 'zone', zone, 'language', language),
    created, confirmed, confirmed IS NOT NULL
  FROM reminder;

CREATE TABLE letter_new (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  kind         TEXT    NOT NULL,
  reminder     INTEGER NOT NULL REFERENCES reminder_new (id) ON DELETE CASCADE,
  meeting      TEXT    NOT NULL,  -- '' where the letter is about none
  date         TEXT    NOT NULL,
  lead         INTEGER NOT NULL,
  since        INTEGER NOT NULL DEFAULT 0,  -- of a change: the last one told before
  send_at      INTEGER NOT NULL,
  start        INTEGER,
  expires      INTEGER NOT NULL,
  attempts     INTEGER NOT NULL DEFAULT 0,
  state        TEXT    NOT NULL DEFAULT 'waiting',
  why          TEXT    NOT NULL DEFAULT '',
  owner        TEXT,
  leased_until INTEGER,
  UNIQUE (reminder, kind, meeting, date, lead, since)  -- never the instant: a moved time is not a second letter
) STRICT;
INSERT INTO letter_new (id, kind, reminder, meeting, date, lead, send_at, start, expires, attempts, state, why, owner, leased_until)
  SELECT id, kind, reminder, meeting, date, lead, send_at, start, expires, attempts, state, why, owner, leased_until FROM letter;

DROP TABLE letter;  -- before its parent, whose end would empty it
DROP TABLE reminder;
ALTER TABLE reminder_new RENAME TO reminder;
ALTER TABLE letter_new RENAME TO letter;

CREATE INDEX reminder_stale ON reminder (id) WHERE stale = 1;
CREATE INDEX reminder_due ON reminder (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX reminder_hash ON reminder (email_hash);
CREATE INDEX reminder_unconfirmed ON reminder (created) WHERE confirmed IS NULL;
CREATE INDEX reminder_pending ON reminder (pending_at) WHERE pending_at IS NOT NULL;
CREATE INDEX reminder_ended ON reminder (ended) WHERE ended IS NOT NULL;
CREATE INDEX letter_due ON letter (send_at) WHERE state = 'waiting';
CREATE INDEX letter_leased ON letter (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX letter_dead ON letter (id) WHERE state = 'dead';
CREATE INDEX letter_old ON letter (expires);

-- Addresses that take no letters, by keyed hash.
CREATE TABLE suppression (
  email_hash BLOB    NOT NULL PRIMARY KEY,
  why        TEXT    NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX suppression_at ON suppression (at);

-- Meetings whose readers were told that no list has confirmed them: once for
-- each stretch.
CREATE TABLE doubted (
  meeting TEXT    NOT NULL PRIMARY KEY REFERENCES meeting (id),
  since   INTEGER NOT NULL  -- when it was last confirmed
) STRICT, WITHOUT ROWID;

-- Why letters rest, while they do: one row a cause.
CREATE TABLE rest (
  name  TEXT    NOT NULL PRIMARY KEY,
  why   TEXT    NOT NULL,
  since INTEGER NOT NULL
) STRICT;

-- What changed before letters told of changes is told to nobody.
INSERT INTO watermark (name, at) SELECT 'changes', COALESCE(MAX(id), 0) FROM change;
