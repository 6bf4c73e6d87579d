-- Access: passwords that were used, a second factor, invitations, and what a hotel asks of its people.

ALTER TABLE staff
    ADD COLUMN password_set_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN old_passwords JSONB NOT NULL DEFAULT '[]'::jsonb,
    ADD COLUMN factor_locked TEXT,
    ADD COLUMN factor_next_locked TEXT,
    ADD COLUMN factor_used_step BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN recovery_codes JSONB NOT NULL DEFAULT '[]'::jsonb;
ALTER TABLE memberships ADD COLUMN ended_at timestamptz;
ALTER TABLE sign_ins
    ADD COLUMN address TEXT NOT NULL DEFAULT '',
    ADD COLUMN awaits TEXT;
ALTER TABLE hotels ADD COLUMN entry_rules JSONB NOT NULL DEFAULT '{}'::jsonb;

CREATE TABLE invites (
    id BIGSERIAL NOT NULL,
    hotel_id BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    staff_id BIGINT,
    made_at timestamptz NOT NULL,
    made_by BIGINT,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (id),
    UNIQUE (hotel_id, id),
    UNIQUE (fingerprint),
    FOREIGN KEY (hotel_id) REFERENCES hotels (id),
    FOREIGN KEY (staff_id) REFERENCES staff (id),
    FOREIGN KEY (made_by) REFERENCES staff (id)
);
CREATE INDEX audit_when ON audit (hotel_id, id DESC);
