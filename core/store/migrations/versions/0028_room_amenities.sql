ALTER TABLE room_types ADD COLUMN amenities JSONB NOT NULL DEFAULT '{}';

UPDATE room_types AS kind
SET amenities = found.has
FROM (
    SELECT fact.hotel_id, fact.topic, jsonb_object_agg(one.topic, true) AS has
    FROM facts AS fact, jsonb_array_elements_text(fact.details -> 'has') AS one (topic)
    WHERE fact.subject = 'room' AND NOT fact.removed AND jsonb_typeof(fact.details -> 'has') = 'array'
      AND one.topic IN (
          'wifi', 'air_conditioning', 'heating', 'tv', 'hair_dryer', 'towels', 'kitchen', 'safe', 'iron', 'balcony',
          'sea_view', 'grill', 'accessible'
      )
    GROUP BY fact.hotel_id, fact.topic
) AS found
WHERE kind.hotel_id = found.hotel_id AND kind.slug = found.topic;
