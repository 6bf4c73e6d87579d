-- Reviews: requests, answers, links, clicks and cases; and what staff call a guest.

ALTER TABLE guests ADD COLUMN tags TEXT[] NOT NULL DEFAULT '{}';

CREATE TABLE review_rules (
    hotel_id BIGINT NOT NULL,
    document JSONB NOT NULL,
    version BIGINT NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (hotel_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE review_links (
    hotel_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    url TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (hotel_id, platform),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE review_requests (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    stay_key TEXT NOT NULL,
    guest_id BIGINT NOT NULL,
    conversation_id BIGINT,
    state TEXT NOT NULL,
    left_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    segment TEXT,
    variant TEXT,
    language TEXT,
    way TEXT,
    asked_at timestamptz,
    message_id BIGINT,
    reminded BIGINT NOT NULL,
    stars BIGINT,
    rated_at timestamptz,
    answered_at timestamptz,
    reason TEXT,
    ended_at timestamptz,
    staff_id BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, stay_key),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (staff_id) REFERENCES staff (id),
    CONSTRAINT review_requests_stars_are_five CHECK (stars BETWEEN 1 AND 5)
);
CREATE INDEX review_requests_guest ON review_requests (guest_id, asked_at);
CREATE INDEX review_requests_asked ON review_requests (hotel_id, asked_at);

CREATE TABLE review_clicks (
    hotel_id BIGINT NOT NULL,
    request_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    first_at timestamptz NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (hotel_id, request_id, platform),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, request_id) REFERENCES review_requests (hotel_id, id)
);

CREATE TABLE reviews (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    key TEXT NOT NULL,
    request_id BIGINT,
    booking_id BIGINT,
    guest_id BIGINT,
    author TEXT NOT NULL,
    stars BIGINT,
    score TEXT NOT NULL,
    words TEXT NOT NULL,
    language TEXT,
    written_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL,
    topics JSONB,
    is_strong BOOLEAN NOT NULL,
    contradicts BOOLEAN NOT NULL,
    reply TEXT NOT NULL,
    replied_at timestamptz,
    replied_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, platform, key),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, request_id) REFERENCES review_requests (hotel_id, id),
    FOREIGN KEY (hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (replied_by) REFERENCES staff (id),
    CONSTRAINT reviews_stars_are_five CHECK (stars BETWEEN 1 AND 5)
);
CREATE INDEX reviews_time ON reviews (hotel_id, written_at);
CREATE INDEX reviews_unread ON reviews (hotel_id, id) WHERE topics IS NULL;

CREATE TABLE review_cases (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    review_id BIGINT NOT NULL,
    conversation_id BIGINT,
    reasons TEXT[] NOT NULL,
    opened_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    owner_id BIGINT,
    taken_at timestamptz,
    resolved_at timestamptz,
    resolved_by BIGINT,
    resolution TEXT NOT NULL,
    followed_up_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, review_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, review_id) REFERENCES reviews (hotel_id, id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (owner_id) REFERENCES staff (id),
    FOREIGN KEY (resolved_by) REFERENCES staff (id)
);
CREATE INDEX review_cases_open ON review_cases (hotel_id, due_at) WHERE resolved_at IS NULL;
