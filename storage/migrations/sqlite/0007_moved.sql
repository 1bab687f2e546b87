-- Single days held at another time: JSON of day, where it went, and its clock.
ALTER TABLE meeting ADD COLUMN moved TEXT NOT NULL DEFAULT '[]';
-- What waits writes clocks another way now; the next run reads it again.
DELETE FROM waiting;
