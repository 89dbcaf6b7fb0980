-- The Reception that the server's is compared with, as JSON, its URL and headers sealed. `chosen`
-- is 0 where it was only found there at first sight.
CREATE TABLE baseline (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    reception TEXT NOT NULL,
    sealed BLOB,
    at REAL NOT NULL,
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    PRIMARY KEY (server, instance)
);
