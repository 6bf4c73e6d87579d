-- What staff write again and again, kept under a name.

CREATE TABLE saved_replies (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    texts JSONB NOT NULL,
    media_id BIGINT,
    version BIGINT NOT NULL,
    used BIGINT NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (changed_by) REFERENCES staff (id),
    FOREIGN KEY (hotel_id, media_id) REFERENCES media (hotel_id, id)
);
CREATE UNIQUE INDEX saved_replies_title ON saved_replies (hotel_id, lower(title));
