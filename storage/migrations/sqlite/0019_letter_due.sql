-- Letters that are due together leave in the order in which they stop helping.
DROP INDEX letter_due;
CREATE INDEX letter_due ON letter (send_at, expires) WHERE state = 'waiting';
