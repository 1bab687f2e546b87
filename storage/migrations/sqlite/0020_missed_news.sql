-- Finds letters of changes that could not leave while they helped: they are
-- planned anew.
CREATE INDEX letter_missed ON letter (expires, id) WHERE state = 'expired' AND kind = 'change' AND upto = 0;
