-- The messages of each conversation in order of time, written behind the messages like the index of
-- the search: up to the mark in `indexed` every message is in it. As an index of `message` it would
-- cost more than half of what storing a message costs.
CREATE TABLE conversation (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    chat TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (server, instance, chat, timestamp, row)
) WITHOUT ROWID;
INSERT INTO conversation
SELECT server, instance, chat, timestamp, row FROM message
WHERE row <= (SELECT up_to FROM indexed)
ORDER BY 1, 2, 3, 4, 5;
CREATE TRIGGER message_left_conversation AFTER DELETE ON message BEGIN
DELETE FROM conversation
WHERE
    server = old.server AND instance = old.instance AND chat = old.chat
    AND timestamp = old.timestamp AND row = old.row;
END;
