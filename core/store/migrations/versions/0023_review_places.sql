-- Where a hotel's reviews can be read and answered through the platform's own interface, and how each stands there.

CREATE TABLE review_places (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    place TEXT NOT NULL,
    client TEXT NOT NULL,
    secret_locked TEXT NOT NULL,
    token_locked TEXT NOT NULL,
    stopped_by TEXT,
    failures BIGINT NOT NULL,
    rests_until timestamptz,
    fetched_at timestamptz,
    walked_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, platform),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

ALTER TABLE reviews
    ADD COLUMN seen_at timestamptz,
    ADD COLUMN edited_at timestamptz,
    ADD COLUMN gone_at timestamptz,
    ADD COLUMN reply_state TEXT,
    ADD COLUMN reply_problem TEXT;
CREATE INDEX reviews_seen ON reviews (hotel_id, platform, seen_at) WHERE seen_at IS NOT NULL;
