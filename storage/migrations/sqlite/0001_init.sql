-- Openchair's store. How to read it by hand:
--   times are milliseconds since 1970-01-01 UTC: datetime(t / 1000, 'unixepoch'); null = none
--   days are YYYY-MM-DD, clocks HH:MM in the meeting's own zone
--   sets of weekdays have bit 0 = Sunday to bit 6 = Saturday; lists are JSON
--   addresses and tokens stand here only sealed or hashed

-- One attempt to collect a source. A row of class 'running' is also the lease
-- on its source; an unchanged run writes nothing but its own row.
CREATE TABLE run (
  id          INTEGER PRIMARY KEY,
  source      TEXT    NOT NULL,
  owner       TEXT    NOT NULL,
  class       TEXT    NOT NULL,
  message     TEXT    NOT NULL DEFAULT '',
  started     INTEGER NOT NULL,
  finished    INTEGER,
  lease_until INTEGER,
  interrupted INTEGER NOT NULL DEFAULT 0,  -- 1 = its process ended before it did
  listed      INTEGER NOT NULL DEFAULT 0,
  stored      INTEGER NOT NULL DEFAULT 0,
  added       INTEGER NOT NULL DEFAULT 0,
  changed     INTEGER NOT NULL DEFAULT 0,
  missed      INTEGER NOT NULL DEFAULT 0,
  retired     INTEGER NOT NULL DEFAULT 0,
  refused     INTEGER NOT NULL DEFAULT 0,
  fill_time   INTEGER NOT NULL DEFAULT 0,
  fill_place  INTEGER NOT NULL DEFAULT 0,
  fill_point  INTEGER NOT NULL DEFAULT 0,
  fill_join   INTEGER NOT NULL DEFAULT 0,
  refusals    TEXT    NOT NULL DEFAULT '[]',
  evidence    TEXT    NOT NULL DEFAULT '{}',
  fingerprint TEXT    NOT NULL DEFAULT '',  -- of class 'ok': what its pages were read by
  failures    INTEGER NOT NULL DEFAULT 0,   -- runs in a row up to this one that were not good
  retry_after INTEGER,                      -- what the source asked for
  not_before  INTEGER                       -- back off until
) STRICT;
CREATE UNIQUE INDEX run_lease ON run (source) WHERE class = 'running';
CREATE INDEX run_source ON run (source, id);
CREATE INDEX run_good ON run (source, id) WHERE class IN ('ok', 'unchanged', 'declared-empty');
CREATE INDEX run_ok ON run (source, id) WHERE class = 'ok';

-- The pages of a source's last ok run.
CREATE TABLE page (
  source        TEXT NOT NULL,
  url           TEXT NOT NULL,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  digest        TEXT NOT NULL,
  next          TEXT NOT NULL,
  PRIMARY KEY (source, url)
) STRICT;

-- One listing, normalised. Never deleted, only retired. While it is listed,
-- missing_run is null and it was last confirmed by its source's last good run.
CREATE TABLE meeting (
  id               TEXT    NOT NULL PRIMARY KEY,
  program          TEXT    NOT NULL,
  source           TEXT    NOT NULL,
  source_key       TEXT    NOT NULL,
  twin             TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  group_name       TEXT    NOT NULL,
  attendance       TEXT    NOT NULL,
  kind             TEXT    NOT NULL,
  days             INTEGER NOT NULL,
  interval_weeks   INTEGER NOT NULL,
  anchor           TEXT    NOT NULL,
  ordinals         INTEGER NOT NULL,  -- bits 1 to 5 = first to fifth, 6 to 10 = last to fifth from last
  months           INTEGER NOT NULL,  -- bit 1 = January; 0 = all
  dates            TEXT    NOT NULL,
  start            TEXT    NOT NULL,
  minutes          INTEGER NOT NULL,
  zone             TEXT    NOT NULL,
  zone_from        TEXT    NOT NULL,
  first_day        TEXT    NOT NULL,
  last_day         TEXT    NOT NULL,
  except_days      TEXT    NOT NULL,
  schedule_text    TEXT    NOT NULL,
  confirmed        INTEGER NOT NULL,
  place_name       TEXT    NOT NULL,
  address          TEXT    NOT NULL,
  city             TEXT    NOT NULL,
  state            TEXT    NOT NULL,
  postal_code      TEXT    NOT NULL,
  country          TEXT    NOT NULL,
  region           TEXT    NOT NULL,
  place_notes      TEXT    NOT NULL,
  latitude         REAL    NOT NULL,
  longitude        REAL    NOT NULL,
  approximate      INTEGER NOT NULL,
  join_url         TEXT    NOT NULL,
  join_notes       TEXT    NOT NULL,
  join_phone       TEXT    NOT NULL,
  join_phone_notes TEXT    NOT NULL,
  provider         TEXT    NOT NULL,
  types            TEXT    NOT NULL,
  languages        TEXT    NOT NULL,
  notes            TEXT    NOT NULL,
  url              TEXT    NOT NULL,
  updated          INTEGER,
  first_seen       INTEGER NOT NULL,
  last_changed     INTEGER NOT NULL,
  sequence         INTEGER NOT NULL,
  retired          INTEGER,
  digest           TEXT    NOT NULL,  -- of the listing as published
  held_days        INTEGER NOT NULL,  -- weekdays it falls on, also of dates
  next_start       INTEGER,           -- next occurrence, as of the last apply or advance
  missing_run      INTEGER,           -- first complete run in which it was absent
  missing_since    INTEGER,           -- finish of that run
  last_confirmed   INTEGER,           -- while missing: finish of the last complete run that held it
  search           TEXT    NOT NULL   -- folded words
) STRICT;
CREATE UNIQUE INDEX meeting_key ON meeting (source, source_key, twin);
CREATE INDEX meeting_next ON meeting (next_start) WHERE next_start IS NOT NULL;
CREATE INDEX meeting_missing ON meeting (source, source_key, twin) WHERE missing_run IS NOT NULL AND retired IS NULL;

-- What a quarantined run read, waiting for a volunteer: the newest of a source.
CREATE TABLE waiting (
  source      TEXT    NOT NULL PRIMARY KEY,
  run         INTEGER NOT NULL,
  fingerprint TEXT    NOT NULL,
  meetings    TEXT    NOT NULL,  -- JSON objects by column name of meeting
  pages       TEXT    NOT NULL
) STRICT;

-- What runs did to meetings, field by field.
CREATE TABLE change (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,  -- a watermark reads behind it: never used twice
  run     INTEGER NOT NULL,
  meeting TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  kind    TEXT    NOT NULL,
  fields  TEXT    NOT NULL
) STRICT;
CREATE INDEX change_meeting ON change (meeting, id);

-- One person's choice of meetings, known by the SHA-256 of two secret addresses.
CREATE TABLE calendar (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_hash   BLOB    NOT NULL UNIQUE,
  manage_hash BLOB    NOT NULL UNIQUE,
  version     INTEGER NOT NULL,
  name        TEXT    NOT NULL,
  discretion  TEXT    NOT NULL,
  language    TEXT    NOT NULL,
  created     INTEGER NOT NULL
) STRICT;
CREATE TABLE calendar_meeting (
  calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  meeting  TEXT    NOT NULL REFERENCES meeting (id),
  PRIMARY KEY (calendar, position)
) STRICT;
CREATE INDEX calendar_meeting_meeting ON calendar_meeting (meeting, calendar);

-- Kept bytes of a calendar. The body stands last, so that the ETag is read without it.
CREATE TABLE rendering (
  calendar INTEGER PRIMARY KEY REFERENCES calendar (id) ON DELETE CASCADE,
  version  INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  etag     TEXT    NOT NULL,
  body     BLOB    NOT NULL
) STRICT;

-- One address that asked for letters about a calendar's meetings.
CREATE TABLE reminder (
  id         INTEGER PRIMARY KEY,
  calendar   INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  email      BLOB    NOT NULL,  -- sealed
  email_hash BLOB    NOT NULL,  -- keyed
  leads      TEXT    NOT NULL,
  max_lead   INTEGER NOT NULL,
  discretion TEXT    NOT NULL,
  zone       TEXT    NOT NULL,
  language   TEXT    NOT NULL,
  created    INTEGER NOT NULL,
  confirmed  INTEGER,
  stale      INTEGER NOT NULL DEFAULT 0,  -- 1 = its letters must be planned anew
  pending    TEXT,                        -- wishes that wait to be confirmed
  pending_at INTEGER,
  UNIQUE (calendar, email_hash)
) STRICT;
CREATE INDEX reminder_stale ON reminder (id) WHERE stale = 1;
CREATE INDEX reminder_unconfirmed ON reminder (created) WHERE confirmed IS NULL;
CREATE INDEX reminder_pending ON reminder (pending_at) WHERE pending_at IS NOT NULL;

-- The outbox: what to tell whom, and until when it helps. Never a rendered letter.
CREATE TABLE letter (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  kind         TEXT    NOT NULL,
  reminder     INTEGER NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
  meeting      TEXT    NOT NULL,  -- '' where the letter is about none
  date         TEXT    NOT NULL,
  lead         INTEGER NOT NULL,
  send_at      INTEGER NOT NULL,
  start        INTEGER,
  expires      INTEGER NOT NULL,
  attempts     INTEGER NOT NULL DEFAULT 0,
  state        TEXT    NOT NULL DEFAULT 'waiting',
  why          TEXT    NOT NULL DEFAULT '',
  owner        TEXT,
  leased_until INTEGER,
  UNIQUE (reminder, kind, meeting, date, lead)  -- never the instant: a moved time is not a second letter
) STRICT;
CREATE INDEX letter_due ON letter (send_at) WHERE state = 'waiting';
CREATE INDEX letter_leased ON letter (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX letter_dead ON letter (id) WHERE state = 'dead';
CREATE INDEX letter_old ON letter (expires);

-- Up to when something was done.
CREATE TABLE watermark (
  name TEXT    NOT NULL PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT;

-- Rate limits. Bucket names are hashed by whoever takes.
CREATE TABLE bucket (
  name  TEXT    NOT NULL PRIMARY KEY,
  taken INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
