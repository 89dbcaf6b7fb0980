-- The full-text index takes the place of the column that a search looked into letter by letter.
ALTER TABLE message DROP COLUMN folded;

-- What is searched of each message: its words, and a tag for everything that a filter can ask.
-- Tags are a letter and the value in hexadecimal; days and months (of 32 days) are counted in UTC.
CREATE VIEW searched AS
SELECT
    row,
    text,
    sender_name || char(10) || coalesce(media_file_name, '') AS names,
    's' || hex(server)
    || ' i' || hex(server || '/' || instance)
    || ' c' || hex(chat)
    || ' k' || hex(kind)
    || ' v' || hex(source)
    || ' f' || from_me
    || ' d' || (max(timestamp, 0) / 86400)
    || ' m' || (max(timestamp, 0) / 2764800) AS tags
FROM message;

-- Holds no text of its own. Whoever changes or deletes a message that is indexed takes its old
-- words out first.
CREATE VIRTUAL TABLE message_index USING fts5 (
    text, names, tags,
    content = 'searched', content_rowid = 'row', columnsize = 0, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- The words of the index, so that those with a certain beginning can be looked up.
CREATE VIRTUAL TABLE message_words USING fts5vocab (message_index, instance);

-- Every message up to this row is in the index; those above it wait.
CREATE TABLE indexed (up_to INTEGER NOT NULL);
INSERT INTO indexed VALUES (0);

-- How many messages there are, so that nobody has to count them.
CREATE TABLE tally (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    source TEXT NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (server, instance, source)
) WITHOUT ROWID;
INSERT INTO tally SELECT server, instance, source, count(*) FROM message GROUP BY 1, 2, 3;
DROP INDEX message_by_source;

-- What is known here about an instance beside its messages. `repeats`: how many the server pushed
-- again. Read is every message up to `read_row`, and of those that were recovered later every one
-- that is not younger than `read_at`. `pruned_until`: up to this moment (unix seconds) messages
-- were deleted here and are not to be fetched again.
CREATE TABLE instance (
    server TEXT NOT NULL,
    instance TEXT NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    read_row INTEGER NOT NULL DEFAULT 0,
    read_at INTEGER,
    muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
    pruned_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (server, instance)
) WITHOUT ROWID;
INSERT INTO instance (server, instance, repeats, read_row, read_at)
SELECT server, instance, sum(repeats), max(row), max(timestamp) FROM message GROUP BY 1, 2;
