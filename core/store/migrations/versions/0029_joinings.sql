-- Two records of a guest that staff joined: what each had, so that it can be told apart again.

CREATE TABLE joinings (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    kept_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    staff_id BIGINT NOT NULL,
    token TEXT NOT NULL,
    at timestamptz NOT NULL,
    moved JSONB NOT NULL,
    kept_before JSONB NOT NULL,
    kept_after JSONB NOT NULL,
    parted_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, token),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (staff_id) REFERENCES staff (id),
    FOREIGN KEY (hotel_id, kept_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (hotel_id, other_id) REFERENCES guests (hotel_id, id)
);
CREATE INDEX joinings_open ON joinings (kept_id) WHERE parted_at IS NULL;
