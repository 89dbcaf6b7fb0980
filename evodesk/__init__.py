"""evodesk: the window that switches Evolution API instances between Webhook and WebSocket.

Packages, and who may import whom (tests/test_imports.py keeps it):

    ui -> live -> {switching, evolution, receiving, store} -> domain

domain      frozen values, standard library only
evolution   the server's language: wire (JSON <-> domain), api (HTTP), socketio, stream
receiving   our own HTTP side: receiver (webhooks in), control (the routes for scripts)
switching   plan (what to do next), switcher (does it, resumes, rolls back)
store       SQLite through peewee, one worker thread
live        what is alive while the app runs: directory, feed, streams, switchboard, backfill
ui          widgets only
simulator   a simulated Evolution API, a process of its own; imports nothing of evodesk

switching, evolution, receiving and store do not know each other: each names what it needs as a
small Protocol. app.py builds every object and connects them. paths, settings, log, tasks, errors
and secrets are leaves that anyone may use.
"""

APP_NAME = "evodesk"
__version__ = "0.1.0"
