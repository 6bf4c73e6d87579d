-- What a hotel knows about itself. Foreign keys between a hotel's rows carry the hotel.

CREATE SEQUENCE knowledge_mark;

CREATE TABLE knowledge_marks (
    hotel_id BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    PRIMARY KEY (hotel_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE facts (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    subject TEXT NOT NULL,
    topic TEXT NOT NULL,
    answer TEXT NOT NULL,
    texts JSONB NOT NULL,
    price BIGINT CHECK (price > 0),
    per TEXT,
    words JSONB NOT NULL,
    audience TEXT NOT NULL,
    details JSONB NOT NULL,
    version BIGINT NOT NULL,
    removed BOOLEAN NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, subject, topic),
    CHECK ((answer = 'paid') = (price IS NOT NULL)),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (changed_by) REFERENCES staff (id)
);

CREATE TABLE fact_versions (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    fact_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    content JSONB NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, fact_id, version),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, fact_id) REFERENCES facts (hotel_id, id),
    FOREIGN KEY (changed_by) REFERENCES staff (id)
);

CREATE TABLE photos (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    shows TEXT NOT NULL,
    media_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    captions JSONB NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, shows, media_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, media_id) REFERENCES media (hotel_id, id)
);

CREATE TABLE questions (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    why TEXT NOT NULL,
    topic TEXT,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    conversation_id BIGINT NOT NULL,
    times BIGINT NOT NULL,
    asked_at timestamptz NOT NULL,
    settled_at timestamptz,
    settled_by BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (settled_by) REFERENCES staff (id)
);
CREATE UNIQUE INDEX questions_open ON questions (hotel_id, key) WHERE settled_at IS NULL;
