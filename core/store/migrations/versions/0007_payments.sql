-- Payments: accounts, what was asked for, what came, what went back, receipts and cases.
-- Foreign keys between a hotel's rows carry the hotel, so that a forged id of another hotel's row is refused.

CREATE TABLE payment_accounts (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    provider TEXT NOT NULL,
    door TEXT NOT NULL,
    collector TEXT NOT NULL,
    token_locked TEXT NOT NULL,
    secret_locked TEXT NOT NULL,
    mode TEXT NOT NULL,
    paused_reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, provider),
    UNIQUE (provider, door),
    FOREIGN KEY(hotel_id) REFERENCES hotels (id)
);

CREATE TABLE payment_requests (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    provider TEXT NOT NULL,
    purpose TEXT NOT NULL,
    reference TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    link_id TEXT,
    link_url TEXT,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    paid_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, reference),
    FOREIGN KEY(hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    CONSTRAINT something_is_asked CHECK (amount > 0),
    FOREIGN KEY(hotel_id) REFERENCES hotels (id)
);
CREATE INDEX payment_requests_booking ON payment_requests (booking_id);
CREATE UNIQUE INDEX payment_requests_one ON payment_requests (hotel_id, booking_id, purpose) WHERE state IN ('wanted', 'open');

CREATE TABLE payments (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    booking_id BIGINT,
    request_id BIGINT,
    method TEXT NOT NULL,
    provider_id TEXT,
    state TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    refunded BIGINT NOT NULL,
    counted BOOLEAN NOT NULL,
    created_at timestamptz NOT NULL,
    approved_at timestamptz,
    provider_updated_at timestamptz,
    seen_at timestamptz NOT NULL,
    raw JSONB NOT NULL,
    note TEXT NOT NULL,
    staff_id BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, method, provider_id),
    FOREIGN KEY(hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    FOREIGN KEY(hotel_id, request_id) REFERENCES payment_requests (hotel_id, id),
    CONSTRAINT money_is_not_negative CHECK (amount >= 0 AND refunded >= 0),
    FOREIGN KEY(hotel_id) REFERENCES hotels (id),
    FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX payments_booking ON payments (booking_id);
CREATE INDEX payments_day ON payments (hotel_id, approved_at);
CREATE INDEX payments_request ON payments (request_id);

CREATE TABLE refunds (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    payment_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    provider_id TEXT,
    staff_id BIGINT,
    wanted_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, key),
    FOREIGN KEY(hotel_id, payment_id) REFERENCES payments (hotel_id, id),
    CONSTRAINT something_goes_back CHECK (amount > 0),
    FOREIGN KEY(hotel_id) REFERENCES hotels (id),
    FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX refunds_payment ON refunds (payment_id);

CREATE TABLE receipts (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    media_id BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    seen_before BIGINT,
    payment_id BIGINT,
    reason TEXT NOT NULL,
    staff_id BIGINT,
    sent_at timestamptz NOT NULL,
    judged_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY(hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    FOREIGN KEY(hotel_id, media_id) REFERENCES media (hotel_id, id),
    FOREIGN KEY(hotel_id, payment_id) REFERENCES payments (hotel_id, id),
    FOREIGN KEY(hotel_id, seen_before) REFERENCES receipts (hotel_id, id),
    FOREIGN KEY(hotel_id) REFERENCES hotels (id),
    FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX receipts_booking ON receipts (booking_id);
CREATE INDEX receipts_picture ON receipts (hotel_id, sha256);

CREATE TABLE payment_cases (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    booking_id BIGINT,
    payment_id BIGINT,
    facts JSONB NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by BIGINT,
    resolution TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY(hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    FOREIGN KEY(hotel_id, payment_id) REFERENCES payments (hotel_id, id),
    FOREIGN KEY(hotel_id) REFERENCES hotels (id),
    FOREIGN KEY(closed_by) REFERENCES staff (id)
);
CREATE INDEX payment_cases_booking ON payment_cases (booking_id);
CREATE UNIQUE INDEX payment_cases_open ON payment_cases (hotel_id, key) WHERE closed_at IS NULL;
