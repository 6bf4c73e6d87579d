-- Files of reviews that somebody took in, so that each can be taken back.

CREATE TABLE review_imports (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    file TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    new BIGINT NOT NULL,
    known BIGINT NOT NULL,
    unreadable BIGINT NOT NULL,
    staff_id BIGINT NOT NULL,
    taken_at timestamptz NOT NULL,
    undone_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (staff_id) REFERENCES staff (id)
);

ALTER TABLE reviews ADD COLUMN import_id BIGINT;
ALTER TABLE reviews ADD FOREIGN KEY (hotel_id, import_id) REFERENCES review_imports (hotel_id, id);
CREATE INDEX reviews_imported ON reviews (hotel_id, import_id) WHERE import_id IS NOT NULL;
