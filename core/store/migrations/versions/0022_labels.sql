-- What guests' messages were really about, as staff say it.

CREATE TABLE labels (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    words TEXT NOT NULL,
    intents TEXT[] NOT NULL,
    labelled_by BIGINT NOT NULL,
    labelled_at timestamptz NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, message_id),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (labelled_by) REFERENCES staff (id),
    FOREIGN KEY (hotel_id, conversation_id) REFERENCES conversations (hotel_id, id)
);
