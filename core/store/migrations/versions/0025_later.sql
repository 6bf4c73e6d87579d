-- Replies for a chosen moment: written now, carried then.

CREATE TABLE later_replies (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    words TEXT NOT NULL,
    due_at timestamptz NOT NULL,
    state TEXT NOT NULL,
    why TEXT,
    written_by BIGINT NOT NULL,
    seen_at timestamptz NOT NULL,
    round BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (written_by) REFERENCES staff (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id)
);
CREATE INDEX later_replies_open ON later_replies (conversation_id) WHERE state IN ('waiting', 'withheld');
