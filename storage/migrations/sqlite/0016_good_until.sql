-- When a calendar's bytes grow old by themselves; null = never.
ALTER TABLE rendering ADD COLUMN good_until INTEGER;
CREATE INDEX rendering_good_until ON rendering (good_until) WHERE good_until IS NOT NULL;
