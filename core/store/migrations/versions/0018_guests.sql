-- What staff know of a guest beyond the name: notes, whom the house no longer answers, and whose data was erased.

ALTER TABLE guests ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE guests ADD COLUMN blocked_at timestamptz;
ALTER TABLE guests ADD COLUMN erased_at timestamptz;
