-- What an instance was set to before evodesk first wrote to it, or before a person last took over
-- somebody else's webhook: a Reception as JSON, its URL and headers sealed. The oldest entry of the
-- journal knows it of those that were switched already; both sides on is nothing to return to.
CREATE TABLE original (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    reception TEXT NOT NULL,
    sealed BLOB,
    at REAL NOT NULL,
    PRIMARY KEY (server, instance)
);
INSERT INTO original
SELECT server, instance, before, before_sealed, started_at FROM switch
WHERE id IN (SELECT min(id) FROM switch GROUP BY server, instance)
AND NOT (
    coalesce(json_extract(before, '$.webhook.enabled'), 0)
    AND coalesce(json_extract(before, '$.websocket.enabled'), 0)
);

-- Instances that a person wants to see the messages of, although they go to another system.
CREATE TABLE watched (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    PRIMARY KEY (server, instance)
);
