-- Who messages come from: the name and the number that the last message told, and the name that
-- people here gave.
CREATE TABLE contact (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    jid TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    alias TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (server, instance, jid)
) WITHOUT ROWID;
-- SQLite takes the other columns of the row that has the maximum.
INSERT INTO contact (server, instance, jid, name, number)
SELECT server, instance, jid, sender_name, number FROM (
    SELECT
        server,
        instance,
        CASE WHEN chat LIKE '%@g.us' THEN sender ELSE chat END AS jid,
        sender_name,
        number,
        max((number <> '') * 1000000000000000000 + row)
    FROM message
    WHERE from_me = 0
    GROUP BY 1, 2, 3
)
WHERE jid <> '';
