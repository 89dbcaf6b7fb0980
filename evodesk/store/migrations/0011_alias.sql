-- The few contacts that were given a name here, among all of a server.
CREATE INDEX contact_by_alias ON contact (server) WHERE alias <> '';
