-- The booking dialogue: quotes as they were shown, and who waits for a room.

CREATE TABLE quotes_shown (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    guest_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    check_in DATE NOT NULL,
    check_out DATE NOT NULL,
    wish JSONB NOT NULL,
    parts JSONB NOT NULL,
    total BIGINT,
    currency TEXT,
    reason TEXT,
    shown_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    outcome TEXT NOT NULL,
    outcome_at timestamptz,
    booking_id BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (hotel_id, booking_id) REFERENCES bookings (hotel_id, id)
);
CREATE INDEX quotes_shown_talk ON quotes_shown (conversation_id, id);
CREATE INDEX quotes_shown_days ON quotes_shown (hotel_id, shown_at);

CREATE TABLE waitlist (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    guest_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    check_in DATE NOT NULL,
    check_out DATE NOT NULL,
    adults BIGINT NOT NULL,
    children BIGINT[] NOT NULL,
    room_type TEXT,
    rooms BIGINT NOT NULL,
    state TEXT NOT NULL,
    joined_at timestamptz NOT NULL,
    offered_at timestamptz,
    booking_id BIGINT,
    ended_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    CONSTRAINT waitlist_some_nights CHECK (check_out > check_in)
);
CREATE INDEX waitlist_days ON waitlist (hotel_id, check_in) WHERE state = 'waiting';
CREATE UNIQUE INDEX waitlist_one ON waitlist (hotel_id, guest_id, check_in, check_out)
    WHERE state IN ('waiting', 'offered');
CREATE INDEX waitlist_booking ON waitlist (booking_id) WHERE booking_id IS NOT NULL;
