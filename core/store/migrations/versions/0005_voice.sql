-- Voice notes: what was heard, what was said aloud, and whether a hotel answers aloud at all.

ALTER TABLE hotels ADD COLUMN voice_replies TEXT DEFAULT 'never' NOT NULL;
ALTER TABLE heartbeats ADD COLUMN detail TEXT;

CREATE TABLE transcripts (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    model TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    unheard TEXT,
    heard_at timestamptz NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, sha256, model),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE recordings (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    media_id BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, key),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, media_id) REFERENCES media (hotel_id, id)
);
