-- As in 0032, with these changes: whoever is too late learns it from one probe for each room, the first stay to end after
-- theirs begins, before rooms are put in order; and for rooms that others have claimed is waited in one statement.
CREATE OR REPLACE FUNCTION claim_room(
    house bigint, kind bigint, begins timestamptz, until timestamptz, stopped timestamptz, least_gap interval,
    chosen bigint[], conditions text[], type_lock bigint, tried bigint, waited bigint, looks int
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found bigint[];
    claimed bigint;
    in_turn boolean := false;
    late boolean;
    moment timestamptz;
BEGIN
    FOR look IN 1..looks LOOP
        moment := coalesce(stopped, clock_timestamp());
        IF NOT EXISTS (
            SELECT 1 FROM rooms AS room
            LEFT JOIN LATERAL (
                SELECT taken.starts_at FROM bookings AS taken
                WHERE taken.room_id = room.id AND taken.ends_at > begins
                  AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
                  AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= moment)
                ORDER BY taken.ends_at LIMIT 1) AS next ON true
            WHERE room.hotel_id = house AND room.room_type_id = kind AND NOT room.out_of_service
              AND (next.starts_at IS NULL OR next.starts_at >= until)
        ) THEN
            IF in_turn THEN
                RAISE EXCEPTION USING ERRCODE = 'no_data_found';  -- which gives the type back
            END IF;
            RETURN NULL;
        END IF;
        SELECT array_agg(free.id ORDER BY
                coalesce(free.before > '24 hours' AND free.before < least_gap, false)::int
                    + coalesce(free.after > '24 hours' AND free.after < least_gap, false)::int,
                coalesce(least(free.before, free.after), '3650 days'), free.sort, free.number COLLATE "C")
        INTO found
        FROM (
            SELECT room.id, room.number, room.sort, room.housekeeping, next.starts_at - until AS after,
                begins - (SELECT max(earlier.ends_at) FROM bookings AS earlier
                    WHERE earlier.room_id = room.id AND earlier.ends_at <= begins
                      AND earlier.status IN ('held', 'confirmed', 'in_house', 'blocked')
                      AND earlier.aside_since IS NULL) AS before,
                row_number() OVER (
                    ORDER BY coalesce(room.id = ANY(chosen), false), room.sort, room.number COLLATE "C") AS place
            FROM rooms AS room
            LEFT JOIN LATERAL (
                SELECT taken.starts_at FROM bookings AS taken
                WHERE taken.room_id = room.id AND taken.ends_at > begins
                  AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
                  AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= moment)
                ORDER BY taken.ends_at LIMIT 1) AS next ON true
            WHERE room.hotel_id = house AND room.room_type_id = kind AND NOT room.out_of_service
              AND (next.starts_at IS NULL OR next.starts_at >= until)) AS free
        WHERE free.place > (
                SELECT count(*) FROM bookings AS stay JOIN rooms AS its ON its.id = stay.room_id
                WHERE stay.hotel_id = house AND its.room_type_id = kind AND stay.aside_since IS NOT NULL
                  AND stay.status IN ('held', 'confirmed', 'in_house', 'blocked')
                  AND stay.ends_at > begins AND stay.starts_at < until
                  AND NOT (stay.status = 'held' AND stay.hold_until IS NOT NULL AND stay.hold_until <= moment))
          AND (chosen IS NULL OR free.id = ANY(chosen))
          AND (conditions IS NULL OR free.housekeeping = ANY(conditions));
        IF found IS NULL THEN
            IF in_turn THEN
                RAISE EXCEPTION USING ERRCODE = 'no_data_found';  -- which gives the type back
            END IF;
            RETURN NULL;
        END IF;
        IF NOT in_turn THEN
            in_turn := true;
            IF NOT pg_try_advisory_xact_lock_shared(type_lock) THEN
                PERFORM pg_advisory_xact_lock_shared(type_lock);
                CONTINUE;
            END IF;
        END IF;
        FOREACH claimed IN ARRAY found LOOP
            IF pg_try_advisory_lock(tried + claimed) THEN
                -- Between the look and the lock its last holder may have written and gone. Then it is given back before
                -- anybody is waited for, or two who were late could wait for each other.
                late := coalesce((
                    SELECT taken.starts_at < until FROM bookings AS taken
                    WHERE taken.room_id = claimed AND taken.ends_at > begins
                      AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
                      AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= moment)
                    ORDER BY taken.ends_at LIMIT 1), false);
                IF NOT late THEN
                    PERFORM pg_advisory_xact_lock(tried + claimed);
                END IF;
                PERFORM pg_advisory_unlock(tried + claimed);
                IF NOT late THEN
                    PERFORM pg_advisory_xact_lock(waited + claimed);
                    RETURN claimed;
                END IF;
            END IF;
        END LOOP;
        PERFORM pg_advisory_lock_shared(waited + id), pg_advisory_unlock_shared(waited + id)
        FROM unnest(found) WITH ORDINALITY AS claims (id, place) ORDER BY place DESC;
        IF look > 5 THEN  -- who gives up lets go of its two locks one after the other, and may pause between them
            PERFORM pg_sleep(look * 0.001);
        END IF;
    END LOOP;
    RETURN -1;
EXCEPTION
    WHEN no_data_found THEN RETURN NULL;
    WHEN lock_not_available OR deadlock_detected OR query_canceled THEN
        PERFORM pg_advisory_unlock_all();  -- what a wait holds for a moment outlives the block, were it cut short there
        RETURN -1;
END
$$;

-- The hours of these nights in this house, as `core/domain/stays.HouseHours` reckons them, and the least gap that can be
-- sold; then `claim_room`. `-2` where the house sells no such type.
CREATE FUNCTION claim_nights(
    house bigint, wished text, first date, last date, usual_turnover int, usual_gap int, stopped timestamptz,
    chosen bigint[], conditions text[], type_locks bigint, tried bigint, waited bigint, looks int
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    kind bigint;
    begins timestamptz;
    until timestamptz;
    least_gap interval;
BEGIN
    SELECT type.id,
        (first + hotel.check_in) AT TIME ZONE hotel.timezone,
        (last + hotel.check_out + make_interval(
            mins => coalesce((rules.document ->> 'turnover_minutes')::int, usual_turnover))) AT TIME ZONE hotel.timezone,
        make_interval(days => coalesce((rules.document ->> 'min_nights')::int, usual_gap))
    INTO kind, begins, until, least_gap
    FROM hotels AS hotel
    JOIN room_types AS type ON type.hotel_id = hotel.id AND type.slug = wished AND type.active
    LEFT JOIN LATERAL (
        SELECT document FROM policies WHERE hotel_id = house ORDER BY version DESC LIMIT 1) AS rules ON true
    WHERE hotel.id = house;
    IF kind IS NULL THEN
        RETURN -2;
    END IF;
    RETURN claim_room(house, kind, begins, until, stopped, least_gap, chosen, conditions,
                      type_locks + kind, tried, waited, looks);
END
$$;
