-- The room plan: guests who asked for their very room, and stays put aside while rooms are shuffled.

ALTER TABLE bookings ADD COLUMN room_fixed BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE bookings ADD COLUMN aside_since timestamptz;

ALTER TABLE bookings DROP CONSTRAINT bookings_one_stay_at_a_time;
ALTER TABLE bookings ADD CONSTRAINT bookings_one_stay_at_a_time
    EXCLUDE USING gist (int8range(room_id, room_id, '[]') WITH =, occupied WITH &&)
    WHERE (status IN ('held', 'confirmed', 'in_house', 'blocked') AND aside_since IS NULL);
CREATE INDEX bookings_aside ON bookings (hotel_id) WHERE aside_since IS NOT NULL;
