-- Whoever owns the tables need not be above row-level security: without a hotel chosen they would move nothing.
SELECT set_config('conserje.hotel', 'all', true);

ALTER TABLE room_types ADD COLUMN amenities JSONB NOT NULL DEFAULT '{}';

CREATE TEMPORARY TABLE had ON COMMIT DROP AS
SELECT DISTINCT fact.hotel_id, fact.topic AS slug, one.topic, fact.changed_by
FROM facts AS fact
CROSS JOIN LATERAL jsonb_array_elements_text(
    CASE WHEN jsonb_typeof(fact.details -> 'has') = 'array' THEN fact.details -> 'has' ELSE '[]' END
) AS one (topic)
WHERE fact.subject = 'room' AND NOT fact.removed;

-- What every house knows is named by it; anything else becomes the hotel's own, called as it was written until
-- somebody gives it a better name. Guests know things by words of three letters at least.
INSERT INTO facts (
    hotel_id, subject, topic, answer, texts, words, audience, details, version, removed, changed_at, changed_by
)
SELECT
    had.hotel_id, 'room_amenity', had.topic, 'yes', '{}', jsonb_build_array(called.name), 'everyone',
    jsonb_build_object('names', jsonb_build_object(hotel.language, called.name)), 1, false, now(), min(had.changed_by)
FROM had
JOIN hotels AS hotel ON hotel.id = had.hotel_id
CROSS JOIN LATERAL (SELECT trim(left(translate(had.topic, '_-', '  '), 40)) AS name) AS called
WHERE had.topic NOT IN (
    'wifi', 'air_conditioning', 'heating', 'fan', 'tv', 'private_bathroom', 'bathtub', 'hot_tub', 'hair_dryer',
    'towels', 'fridge', 'kitchen', 'microwave', 'kettle', 'desk', 'safe', 'iron', 'balcony', 'sea_view', 'grill',
    'accessible'
) AND length(called.name) >= 3 AND called.name ~ '[a-z]'
GROUP BY had.hotel_id, had.topic, hotel.language, called.name
ON CONFLICT DO NOTHING;

UPDATE room_types AS kind
SET amenities = found.has
FROM (SELECT hotel_id, slug, jsonb_object_agg(topic, true) AS has FROM had GROUP BY hotel_id, slug) AS found
WHERE kind.hotel_id = found.hotel_id AND kind.slug = found.slug;

DROP TABLE had;
SELECT set_config('conserje.hotel', '', true);
