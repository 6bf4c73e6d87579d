-- The dialogue: handovers with their promises, tasks for staff, a hotel's own words, and why the house said what it said.

ALTER TABLE hotels
    ADD COLUMN promise_minutes BIGINT NOT NULL DEFAULT 30,
    ADD COLUMN take_back_minutes BIGINT NOT NULL DEFAULT 180,
    ADD COLUMN on_call_phone TEXT,
    ADD COLUMN address_form TEXT CHECK (address_form IN ('voseo', 'tuteo')),
    ADD COLUMN phrases_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE hotels
    ALTER COLUMN promise_minutes DROP DEFAULT,
    ALTER COLUMN take_back_minutes DROP DEFAULT,
    ALTER COLUMN phrases_version DROP DEFAULT;

ALTER TABLE messages ADD COLUMN why JSONB;

CREATE TABLE handovers (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    understood JSONB NOT NULL,
    called_at timestamptz NOT NULL,
    promise_at timestamptz,
    broken_at timestamptz,
    answered_at timestamptz,
    answered_by BIGINT,
    ended_at timestamptz,
    label TEXT,
    labelled_by BIGINT,
    labelled_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (answered_by) REFERENCES staff (id),
    FOREIGN KEY (labelled_by) REFERENCES staff (id)
);
CREATE UNIQUE INDEX handovers_open ON handovers (hotel_id, conversation_id) WHERE ended_at IS NULL;

CREATE TABLE tasks (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    conversation_id BIGINT,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    room TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'done')),
    opened_at timestamptz NOT NULL,
    opened_by BIGINT,
    taken_at timestamptz,
    taken_by BIGINT,
    done_at timestamptz,
    done_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (opened_by) REFERENCES staff (id),
    FOREIGN KEY (taken_by) REFERENCES staff (id),
    FOREIGN KEY (done_by) REFERENCES staff (id)
);
CREATE INDEX tasks_open ON tasks (hotel_id, opened_at) WHERE state <> 'done';

CREATE TABLE phrase_overrides (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    key TEXT NOT NULL,
    words TEXT NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, language, key),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (changed_by) REFERENCES staff (id)
);
