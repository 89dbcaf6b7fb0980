-- Spans in which messages may have been missed. Messages that were read back after `after_row`,
-- the newest row when the gap opened, fill it: an instance has one open gap at a time.
CREATE TABLE gap (
    id TEXT PRIMARY KEY,
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    cause TEXT NOT NULL,
    since REAL NOT NULL,
    until REAL,
    state TEXT NOT NULL CHECK (state IN ('open', 'filled', 'unrecoverable')),
    after_row INTEGER NOT NULL,
    recovered INTEGER NOT NULL DEFAULT 0,
    first_row INTEGER
);
CREATE INDEX gap_by_time ON gap (server, since);

-- How many messages more than we keep the server counts in one second, where it was read: rows
-- that are no messages to us, less those that the server never stored or has moved or dropped.
CREATE TABLE surplus (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (server, instance, timestamp)
);
