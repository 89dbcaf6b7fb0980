-- What came and could not be read, as it came but for what might be secret. Only the newest are
-- kept. `instance` and `name` are empty where the body named none.
CREATE TABLE raw_event (
    row INTEGER PRIMARY KEY,
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    name TEXT NOT NULL,
    received_at REAL NOT NULL,
    raw TEXT NOT NULL
);
