-- Secrets that the receiver's address had before, sealed. `until`: unix seconds; what the server
-- still had to deliver is taken until then, and webhooks that hold one are known as ours for ever.
CREATE TABLE former_secret (
    server TEXT NOT NULL,
    sealed BLOB NOT NULL,
    until REAL NOT NULL
);
CREATE INDEX former_secret_by_server ON former_secret (server);
