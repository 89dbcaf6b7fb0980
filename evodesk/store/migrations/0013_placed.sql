-- Every message up to this row is in its conversation. The mark of the index may lie behind it, and
-- nobody who opens a conversation is to wait until all is indexed anew.
ALTER TABLE indexed ADD COLUMN placed INTEGER NOT NULL DEFAULT 0;
UPDATE indexed SET placed = (SELECT coalesce(max(row), 0) FROM conversation);
