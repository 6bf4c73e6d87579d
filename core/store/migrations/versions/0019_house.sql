-- Until when the whole house is silent; nothing means until somebody says so.

ALTER TABLE hotels ADD COLUMN house_paused_until timestamptz;
