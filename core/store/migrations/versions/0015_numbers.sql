-- What managers read of a period: messages by when they were written, which is the order they are stored in.

CREATE INDEX messages_days ON messages USING brin (at) WITH (pages_per_range = 32);
CREATE INDEX payments_moment ON payments (hotel_id, COALESCE(approved_at, created_at) DESC, id DESC);
