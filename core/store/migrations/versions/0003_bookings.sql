-- What a hotel sells and who has it: room types, rooms, prices, rules, bookings, charges.

CREATE TABLE room_types (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    names JSONB NOT NULL,
    descriptions JSONB NOT NULL,
    capacity BIGINT NOT NULL,
    max_adults BIGINT NOT NULL,
    max_children BIGINT NOT NULL,
    cots BIGINT NOT NULL,
    beds TEXT NOT NULL,
    size_m2 BIGINT,
    sort BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, slug),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id)
);

CREATE TABLE rooms (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    room_type_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    floor TEXT NOT NULL,
    sort BIGINT NOT NULL,
    housekeeping TEXT NOT NULL,
    housekeeping_at timestamptz,
    out_of_service BOOLEAN NOT NULL,
    out_of_service_why TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, number),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, room_type_id) REFERENCES room_types (hotel_id, id)
);
CREATE INDEX rooms_type ON rooms (hotel_id, room_type_id);

CREATE TABLE rate_plans (
    room_type_id BIGINT NOT NULL,
    hotel_id BIGINT NOT NULL,
    currency TEXT NOT NULL,
    base BIGINT NOT NULL,
    included BIGINT NOT NULL,
    extra_guest BIGINT NOT NULL,
    PRIMARY KEY (hotel_id, room_type_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, room_type_id) REFERENCES room_types (hotel_id, id)
);

CREATE TABLE seasons (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    room_type_id BIGINT,
    name TEXT NOT NULL,
    first DATE NOT NULL,
    last DATE NOT NULL,
    multiplier BIGINT NOT NULL,
    price BIGINT,
    min_nights BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, room_type_id) REFERENCES room_types (hotel_id, id)
);
CREATE INDEX seasons_days ON seasons (hotel_id, last);

CREATE TABLE rate_days (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    room_type_id BIGINT,
    day DATE NOT NULL,
    price BIGINT,
    closed BOOLEAN NOT NULL,
    min_nights BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, room_type_id) REFERENCES room_types (hotel_id, id)
);
CREATE UNIQUE INDEX rate_days_one ON rate_days (hotel_id, day, coalesce(room_type_id, 0));

CREATE TABLE policies (
    hotel_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    document JSONB NOT NULL,
    staff_id BIGINT,
    at timestamptz NOT NULL,
    PRIMARY KEY (hotel_id, version),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (staff_id) REFERENCES staff (id)
);

CREATE TABLE bookings (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    group_code TEXT,
    guest_id BIGINT,
    conversation_id BIGINT,
    room_id BIGINT NOT NULL,
    room_type_id BIGINT NOT NULL,
    status TEXT NOT NULL,
    stay daterange NOT NULL,
    occupied tstzrange NOT NULL,
    check_in DATE NOT NULL GENERATED ALWAYS AS (lower(stay)) STORED,
    check_out DATE NOT NULL GENERATED ALWAYS AS (upper(stay)) STORED,
    starts_at timestamptz NOT NULL GENERATED ALWAYS AS (lower(occupied)) STORED,
    ends_at timestamptz NOT NULL GENERATED ALWAYS AS (upper(occupied)) STORED,
    arrives TIME,
    early_from TIME,
    late_until TIME,
    adults BIGINT NOT NULL,
    children BIGINT[] NOT NULL,
    cots BIGINT NOT NULL,
    quote JSONB,
    total BIGINT NOT NULL,
    deposit BIGINT NOT NULL,
    currency TEXT NOT NULL,
    hold_until timestamptz,
    hold_left BIGINT,
    source TEXT NOT NULL,
    notes TEXT NOT NULL,
    block_reason TEXT,
    version BIGINT NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    arrived_at timestamptz,
    left_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (hotel_id, code),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, room_id) REFERENCES rooms (hotel_id, id),
    FOREIGN KEY (hotel_id, room_type_id) REFERENCES room_types (hotel_id, id),
    FOREIGN KEY (hotel_id, guest_id) REFERENCES guests (hotel_id, id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id),
    CONSTRAINT bookings_stay_bounded CHECK (NOT isempty(stay) AND NOT lower_inf(stay) AND NOT upper_inf(stay)),
    CONSTRAINT bookings_occupied_bounded
        CHECK (NOT isempty(occupied) AND NOT lower_inf(occupied) AND NOT upper_inf(occupied)),
    CONSTRAINT bookings_somebody_or_a_block CHECK (guest_id IS NOT NULL OR block_reason IS NOT NULL),
    CONSTRAINT bookings_blocks_say_why CHECK (status <> 'blocked' OR block_reason IS NOT NULL),
    CONSTRAINT bookings_holds_end CHECK (status <> 'held' OR hold_until IS NOT NULL OR hold_left IS NOT NULL),
    CONSTRAINT bookings_money_makes_sense CHECK (total >= 0 AND deposit >= 0 AND deposit <= total),
    CONSTRAINT bookings_one_stay_at_a_time EXCLUDE USING gist
        (int8range(room_id, room_id, '[]') WITH =, occupied WITH &&)
        WHERE (status IN ('held', 'confirmed', 'in_house', 'blocked'))
);
CREATE INDEX bookings_room ON bookings (room_id, ends_at) WHERE status IN ('held', 'confirmed', 'in_house', 'blocked');
CREATE INDEX bookings_days ON bookings (hotel_id, check_out) WHERE status IN ('held', 'confirmed', 'in_house', 'blocked');
CREATE INDEX bookings_departures ON bookings (hotel_id, check_out);
CREATE INDEX bookings_guest ON bookings (guest_id);
CREATE INDEX bookings_group ON bookings (hotel_id, group_code) WHERE group_code IS NOT NULL;
CREATE INDEX bookings_holds ON bookings (hotel_id, hold_until) WHERE status = 'held';

CREATE TABLE charges (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    note TEXT NOT NULL,
    staff_id BIGINT,
    at timestamptz NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (hotel_id, booking_id) REFERENCES bookings (hotel_id, id),
    FOREIGN KEY (staff_id) REFERENCES staff (id)
);
CREATE INDEX charges_booking ON charges (booking_id);
