-- The weekly digest: its hour in a hotel, and who of the staff asked for it.

CREATE TABLE digest_rules (
    hotel_id BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (hotel_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    CONSTRAINT weekday_is_one CHECK (weekday BETWEEN 0 AND 6),
    CONSTRAINT hour_is_one CHECK (hour BETWEEN 0 AND 23)
);

CREATE TABLE digest_readers (
    hotel_id BIGINT NOT NULL,
    staff_id BIGINT NOT NULL,
    way TEXT NOT NULL,
    phone TEXT,
    since timestamptz NOT NULL,
    PRIMARY KEY (hotel_id, staff_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (staff_id, hotel_id) REFERENCES memberships (staff_id, hotel_id),
    CONSTRAINT a_telephone_where_it_rings CHECK ((way = 'whatsapp') = (phone IS NOT NULL))
);
