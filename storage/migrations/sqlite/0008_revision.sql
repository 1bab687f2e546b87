-- How often settings were changed that alter what a calendar's events say, and
-- when the last time: clients take an event for new by these.
ALTER TABLE calendar ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calendar ADD COLUMN revised INTEGER;
