-- Who wrote in a group is searched too: a tag more, for those who may have been given a name here.
-- All is indexed anew behind what comes, as after a burst; the conversations stay as they are.
DROP VIEW searched;
CREATE VIEW searched AS
SELECT
    row,
    text,
    sender_name || char(10) || coalesce(media_file_name, '') AS names,
    's' || hex(server)
    || ' i' || hex(server || '/' || instance)
    || ' c' || hex(chat)
    || CASE WHEN chat LIKE '%@g.us' AND NOT from_me THEN ' w' || hex(sender) ELSE '' END
    || ' k' || hex(kind)
    || ' v' || hex(source)
    || ' f' || from_me
    || ' d' || (max(timestamp, 0) / 86400)
    || ' m' || (max(timestamp, 0) / 2764800) AS tags
FROM message;
DROP TABLE message_index;
CREATE VIRTUAL TABLE message_index USING fts5 (
    text, names, tags,
    content = 'searched', content_rowid = 'row', columnsize = 0, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
UPDATE indexed SET up_to = 0;
