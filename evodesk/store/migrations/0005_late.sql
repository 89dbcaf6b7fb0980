-- Whether a message came by a webhook that the server tried again after it was turned off.
ALTER TABLE message ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1));
