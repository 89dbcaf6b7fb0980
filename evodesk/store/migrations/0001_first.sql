-- Chat messages. `row` grows in order of arrival and is never used twice.
-- `folded` is what search looks into: without case and accents. Long columns come last, so that
-- a search does not read them.
CREATE TABLE message (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    id TEXT NOT NULL,
    from_me INTEGER NOT NULL CHECK (from_me IN (0, 1)),
    chat TEXT NOT NULL,
    sender TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    source TEXT NOT NULL,
    received_at REAL NOT NULL,
    status TEXT NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0,
    edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
    edited_at INTEGER,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    target_id TEXT NOT NULL,
    quote_id TEXT,
    quote_sender TEXT,
    media_mime TEXT,
    media_size INTEGER,
    media_file_name TEXT,
    media_seconds INTEGER,
    media_path TEXT,
    folded TEXT NOT NULL,
    text TEXT NOT NULL,
    earlier_text TEXT NOT NULL DEFAULT '',
    quote_text TEXT,
    media_thumbnail BLOB,
    raw TEXT NOT NULL,
    UNIQUE (server, instance, id, from_me)
);
CREATE INDEX message_by_time ON message (server, timestamp);
CREATE INDEX message_by_instance ON message (server, instance, timestamp);
CREATE INDEX message_by_source ON message (server, source, repeats);
CREATE INDEX message_by_target ON message (server, instance, target_id) WHERE target_id <> '';

-- Edits, deletions and status updates of messages that have not arrived: at most one of each
-- per message, dropped after some days.
CREATE TABLE pending (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    id TEXT NOT NULL,
    from_me INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('edit', 'deletion', 'status')),
    text TEXT,
    at INTEGER,
    status TEXT,
    received_at REAL NOT NULL,
    UNIQUE (server, instance, id, from_me, what)
);
CREATE INDEX pending_by_age ON pending (received_at);

-- What an instance was proven to be set to. `webhook_url` is masked; the whole URL is sealed.
CREATE TABLE record (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    webhook_enabled INTEGER NOT NULL CHECK (webhook_enabled IN (0, 1)),
    websocket_enabled INTEGER NOT NULL CHECK (websocket_enabled IN (0, 1)),
    webhook_url TEXT,
    webhook_base64 INTEGER CHECK (webhook_base64 IN (0, 1)),
    sealed_url BLOB,
    PRIMARY KEY (server, instance),
    CHECK (NOT (webhook_enabled AND websocket_enabled)),
    CHECK (
        NOT websocket_enabled
        OR (webhook_url IS NULL AND webhook_base64 IS NULL AND sealed_url IS NULL)
    )
);

-- What to send when a side is turned on again: a configuration as JSON, its URL and headers
-- sealed.
CREATE TABLE remembered (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('webhook', 'websocket')),
    config TEXT NOT NULL,
    sealed BLOB,
    PRIMARY KEY (server, instance, side)
);

-- The journal of switches. `before` and `target` are Receptions as JSON, their URLs and headers
-- sealed.
CREATE TABLE switch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    before TEXT NOT NULL,
    before_sealed BLOB,
    target TEXT NOT NULL,
    target_sealed BLOB,
    state TEXT NOT NULL,
    started_at REAL NOT NULL,
    finished_at REAL,
    error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX switch_by_instance ON switch (server, instance);

-- When the last event came after which nothing can have been missed.
CREATE TABLE certain (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (server, instance)
);

-- The secret part of the receiver's address, sealed.
CREATE TABLE receiver (
    server TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
);
