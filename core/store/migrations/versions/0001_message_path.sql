-- The message path: hotels, staff, guests, conversations, messages, inbox and outbox.
-- Foreign keys between a hotel's rows carry the hotel, so that a forged id of another hotel's row is refused.

CREATE TABLE chore_runs (
    chore TEXT NOT NULL,
    period TEXT NOT NULL,
    ran_at timestamptz NOT NULL,
    PRIMARY KEY (chore, period)
);

CREATE TABLE heartbeats (
    name TEXT NOT NULL,
    pid BIGINT NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE hotels (
    id BIGSERIAL NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    timezone TEXT NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    address TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    check_in time NOT NULL,
    check_out time NOT NULL,
    reception_opens time NOT NULL,
    reception_closes time NOT NULL,
    give_back_minutes BIGINT NOT NULL,
    house_paused BOOLEAN NOT NULL,
    reopening_template JSONB,
    PRIMARY KEY (id),
    UNIQUE (slug)
);

CREATE TABLE staff (
    id BIGSERIAL NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    failed_sign_ins BIGINT NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (id),
    UNIQUE (email)
);

CREATE TABLE audit (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    staff_id BIGINT,
    tag TEXT NOT NULL,
    subject TEXT NOT NULL,
    details JSONB NOT NULL,
    token TEXT,
    at timestamptz NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (staff_id) REFERENCES staff (id)
);
CREATE UNIQUE INDEX audit_token ON audit (hotel_id, token) WHERE token IS NOT NULL;

CREATE TABLE channels (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    display TEXT NOT NULL,
    token_locked TEXT NOT NULL,
    paused_reason TEXT,
    paused_at timestamptz,
    slow_until timestamptz,
    PRIMARY KEY (id),
    UNIQUE (channel, account),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE guests (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    language TEXT,
    opted_out_at timestamptz,
    created_at timestamptz NOT NULL,
    merged_into BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, merged_into) REFERENCES guests (hotel_id, id)
);

CREATE TABLE inbox (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT,
    channel TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT,
    lane TEXT NOT NULL,
    body BYTEA NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at timestamptz NOT NULL,
    leased_until timestamptz,
    error TEXT,
    trace_id TEXT NOT NULL,
    received_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (key)
);
CREATE INDEX inbox_dead ON inbox (hotel_id, id) WHERE state = 'dead';
CREATE INDEX inbox_due ON inbox (due_at, id) WHERE state = 'waiting';
CREATE INDEX inbox_lane ON inbox (lane, id) WHERE state = 'waiting';

CREATE TABLE media (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    mime TEXT NOT NULL,
    size BIGINT NOT NULL,
    data BYTEA NOT NULL,
    filename TEXT,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, sha256, mime),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE memberships (
    staff_id BIGINT NOT NULL,
    hotel_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (staff_id, hotel_id),
    FOREIGN KEY (staff_id) REFERENCES staff (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE outbox (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    desk TEXT NOT NULL,
    lane TEXT NOT NULL,
    key TEXT,
    payload JSONB NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at timestamptz NOT NULL,
    leased_until timestamptz,
    error TEXT,
    trace_id TEXT NOT NULL,
    written_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);
CREATE INDEX outbox_dead ON outbox (hotel_id, id) WHERE state IN ('dead', 'parked');
CREATE INDEX outbox_due ON outbox (desk, due_at, id) WHERE state IN ('waiting', 'sending', 'doubtful');
CREATE UNIQUE INDEX outbox_key ON outbox (hotel_id, key) WHERE state IN ('waiting', 'sending', 'doubtful');
CREATE INDEX outbox_lane ON outbox (lane, id) WHERE state IN ('waiting', 'sending', 'doubtful');

CREATE TABLE sign_ins (
    fingerprint TEXT NOT NULL,
    staff_id BIGINT NOT NULL,
    hotel_id BIGINT NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz,
    browser TEXT NOT NULL,
    PRIMARY KEY (fingerprint),
    FOREIGN KEY (staff_id) REFERENCES staff (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE conversations (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    guest_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_staff_id BIGINT,
    give_back_at timestamptz,
    waiting_since timestamptz,
    handover_reason TEXT,
    language TEXT,
    state JSONB NOT NULL,
    last_guest_at timestamptz,
    last_message_at timestamptz NOT NULL,
    last_text TEXT NOT NULL,
    last_author TEXT NOT NULL,
    unread BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, guest_id, channel, account),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (owner_staff_id) REFERENCES staff (id)
);
CREATE INDEX conversations_waiting ON conversations (hotel_id, waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX conversations_unread ON conversations (hotel_id) WHERE unread > 0;
CREATE INDEX conversations_recent ON conversations (hotel_id, last_message_at DESC, id DESC);

CREATE TABLE identifiers (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    guest_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, channel, kind, key),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id)
);
CREATE INDEX identifiers_guest ON identifiers (guest_id);

CREATE TABLE media_uploads (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    media_id BIGINT NOT NULL,
    account TEXT NOT NULL,
    channel_media_id TEXT NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, media_id, account),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, media_id) REFERENCES media (hotel_id, id)
);

CREATE TABLE alerts (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    conversation_id BIGINT,
    facts JSONB NOT NULL,
    raised_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (closed_by) REFERENCES staff (id)
);
CREATE UNIQUE INDEX alerts_open ON alerts (hotel_id, key) WHERE closed_at IS NULL;

CREATE TABLE messages (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    direction TEXT NOT NULL,
    author TEXT NOT NULL,
    staff_id BIGINT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    content JSONB NOT NULL,
    at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL,
    provider_id TEXT,
    quotes TEXT,
    media_id BIGINT,
    handled_at timestamptz,
    delivery TEXT,
    delivery_at timestamptz,
    trouble_code BIGINT,
    trouble TEXT,
    edited_at timestamptz,
    deleted_at timestamptz,
    reactions JSONB NOT NULL,
    billed_as TEXT,
    trace_id TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (staff_id) REFERENCES staff (id),
    FOREIGN KEY (hotel_id, media_id) REFERENCES media (hotel_id, id)
);
CREATE UNIQUE INDEX messages_provider ON messages (hotel_id, provider_id);
CREATE INDEX messages_thread ON messages (conversation_id, at, id);
CREATE INDEX messages_unanswered ON messages (conversation_id) WHERE direction = 'in' AND handled_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at) WHERE state = 'done';
CREATE INDEX outbox_done ON outbox (done_at) WHERE state IN ('done', 'cancelled');
