-- The room that is the caller's until its transaction ends: of those of a type that are free for these hours the one
-- that is worth most (as `core/domain/bookings.by_worth` has it) and that nobody else is about to take. Nothing where
-- none is free, and then nothing is locked either; -1 where others were in the way for too long.
--
-- Whoever claims a room shares its type's lock with others who do, and with nobody who holds that lock alone. Waiting
-- for a room takes nothing: two can wait for each other only by what they have claimed before.
--
-- A room has a lock that is only tried, and one for those who wait. Were they the same, a crowd that wakes would stand
-- in its own way: nobody could claim the room before the last of them had let go, and all would look again and again.
-- The last room of the list was claimed last: when it is decided, so are most of the others.
--
-- For each stay that was put aside a room of its type is left out, those that were chosen last.
CREATE FUNCTION claim_room(
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
                late := EXISTS (
                    SELECT 1 FROM bookings AS taken
                    WHERE taken.room_id = claimed AND taken.ends_at > begins AND taken.starts_at < until
                      AND taken.status IN ('held', 'confirmed', 'in_house', 'blocked') AND taken.aside_since IS NULL
                      AND NOT (taken.status = 'held' AND taken.hold_until IS NOT NULL AND taken.hold_until <= moment));
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
        FOR place IN REVERSE cardinality(found)..1 LOOP
            PERFORM pg_advisory_lock_shared(waited + found[place]);
            PERFORM pg_advisory_unlock_shared(waited + found[place]);
        END LOOP;
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
