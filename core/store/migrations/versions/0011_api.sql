-- The API for a hotel's own website: its keys, and answers that are remembered for a day.

CREATE TABLE api_keys (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    hint TEXT NOT NULL,
    origins TEXT[] NOT NULL,
    created_at timestamptz NOT NULL,
    created_by BIGINT,
    last_used_at timestamptz,
    revoked_at timestamptz,
    revoked_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (fingerprint),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (created_by) REFERENCES staff (id),
    FOREIGN KEY (revoked_by) REFERENCES staff (id)
);

CREATE TABLE api_answers (
    hotel_id BIGINT NOT NULL,
    key_id BIGINT NOT NULL,
    token TEXT NOT NULL,
    question TEXT NOT NULL,
    status BIGINT NOT NULL,
    mimetype TEXT NOT NULL,
    body TEXT NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (key_id, token),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, key_id) REFERENCES api_keys (hotel_id, id)
);
CREATE INDEX api_answers_age ON api_answers (answered_at);
