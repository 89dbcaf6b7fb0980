"""Everything that is kept in SQLite, and media files beside it.

The store raises StoreErrors and nothing else; it never talks to people, never ends the program
and never deletes what it cannot read. All SQL runs in the one worker thread of `Database`.
"""
