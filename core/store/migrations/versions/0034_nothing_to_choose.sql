-- As in 0033, with these changes. Rooms are put in order only where there is one that nobody else has claimed: most of
-- a crowd waits and has nothing to choose from. And the stay before is the last one to end, by one probe of the index,
-- not the greatest of ends: in a house whose tables nobody has counted yet, all stays were read for each room.
CREATE OR REPLACE FUNCTION claim_room(
    house bigint, kind bigint, begins timestamptz, until timestamptz, stopped timestamptz, least_gap interval,
    chosen bigint[], conditions text[], type_lock bigint, tried bigint, waited bigint, looks int
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found bigint[];
    claimed bigint;
    in_turn boolean := false;
    late boolean;
    unclaimed boolean;
    moment timestamptz;
BEGIN
    FOR look IN 1..looks LOOP
        moment := coalesce(stopped, clock_timestamp());
        SELECT array_agg(room.id) INTO found
        FROM rooms AS room
        LEFT JOIN LATERAL (
            SELECT taken.starts_at FROM bookings AS taken
            WHERE taken.room_id = room.id AND taken.ends_at > begins
              AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
              AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= moment)
            ORDER BY taken.ends_at LIMIT 1) AS next ON true
        WHERE room.hotel_id = house AND room.room_type_id = kind AND NOT room.out_of_service
          AND (next.starts_at IS NULL OR next.starts_at >= until)
          AND (chosen IS NULL OR room.id = ANY(chosen))
          AND (conditions IS NULL OR room.housekeeping = ANY(conditions));
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
            unclaimed := pg_try_advisory_lock_shared(waited + claimed);
            IF unclaimed THEN
                PERFORM pg_advisory_unlock_shared(waited + claimed);
                EXIT;
            END IF;
        END LOOP;
        IF unclaimed THEN  -- else there is nothing to choose from
            SELECT array_agg(free.id ORDER BY
                    coalesce(free.before > '24 hours' AND free.before < least_gap, false)::int
                        + coalesce(free.after > '24 hours' AND free.after < least_gap, false)::int,
                    coalesce(least(free.before, free.after), '3650 days'), free.sort, free.number COLLATE "C")
            INTO found
            FROM (
                SELECT room.id, room.number, room.sort, room.housekeeping, next.starts_at - until AS after,
                    begins - (SELECT earlier.ends_at FROM bookings AS earlier
                        WHERE earlier.room_id = room.id AND earlier.ends_at <= begins
                          AND earlier.status IN ('held', 'confirmed', 'in_house', 'blocked')
                          AND earlier.aside_since IS NULL
                        ORDER BY earlier.ends_at DESC LIMIT 1) AS before,
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
                RAISE EXCEPTION USING ERRCODE = 'no_data_found';
            END IF;
            FOREACH claimed IN ARRAY found LOOP
                IF pg_try_advisory_lock(tried + claimed) THEN
                    -- Between the look and the lock its last holder may have written and gone. Then it is given back
                    -- before anybody is waited for, or two who were late could wait for each other.
                    late := coalesce((
                        SELECT taken.starts_at < until FROM bookings AS taken
                        WHERE taken.room_id = claimed AND taken.ends_at > begins
                          AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
                          AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL
                                   AND taken.hold_until <= moment)
                        ORDER BY taken.ends_at LIMIT 1), false);
                    IF NOT late THEN
                        PERFORM pg_advisory_xact_lock(tried + claimed), pg_advisory_unlock(tried + claimed),
                                pg_advisory_xact_lock(waited + claimed);
                        RETURN claimed;
                    END IF;
                    PERFORM pg_advisory_unlock(tried + claimed);
                END IF;
            END LOOP;
        END IF;
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

-- For the same reason: with the hour of its end an index is the nearer way to stays that were put aside.
DROP INDEX bookings_aside;
CREATE INDEX bookings_aside ON bookings (hotel_id, ends_at) WHERE aside_since IS NOT NULL;
