-- The letters of guests' journeys, a hotel's times for them, and how templates stand with the channel.

ALTER TABLE hotels ADD COLUMN journey JSONB NOT NULL DEFAULT '{}'::jsonb;
ALTER TABLE channels ADD COLUMN business TEXT;

CREATE TABLE journey_letters (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    letter TEXT NOT NULL,
    day DATE NOT NULL,
    fate TEXT NOT NULL,
    why TEXT,
    due_at timestamptz NOT NULL,
    round BIGINT NOT NULL,
    insisted BOOLEAN NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (booking_id, letter),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, booking_id) REFERENCES bookings (hotel_id, id)
);
CREATE INDEX journey_planned ON journey_letters (hotel_id, due_at) WHERE fate = 'planned';

CREATE TABLE channel_templates (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    business TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    provider_id TEXT,
    state TEXT NOT NULL,
    quality TEXT,
    category TEXT NOT NULL,
    reason TEXT,
    body TEXT NOT NULL,
    submitted_at timestamptz,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, business, name, language),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);
