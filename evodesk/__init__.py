"""evodesk: the window that switches Evolution API instances between Webhook and WebSocket.

Packages, and who may import whom (tests/test_imports.py keeps it):

    ui -> live -> {switching, evolution, receiving, store} -> domain

domain      frozen values, standard library only
evolution   the server's language: wire (JSON <-> domain), api (HTTP), socketio, session, stream
receiving   our own HTTP side: receiver (webhooks in), control (the routes for scripts)
switching   plan (what to do next), switcher (does it, resumes, rolls back)
store       SQLite through peewee: one thread writes, two read, one brings it to the disk; media
live        what is alive while the app runs: session (one server: directory, watch, drifts,
            streams, hearing, outages, switchboard, bulk, requests, resuming, recovery, media,
            contacts), feed, reader, inbox
ui          widgets: shell (every window), workspace (what fills the main one), feed_pane,
            inspector; presenter connects them with a session
simulator   a simulated Evolution API, a process of its own; imports nothing of evodesk

switching, evolution, receiving and store do not know each other: each names what it needs as a
small Protocol. The modules beside the packages know them and put them together:

__main__    the command line; options is what it asks for, exporting what `evodesk export` does
app         the start and the exit code: data folder, settings, the main window painted before the
            rest is imported
running     the composition root: the loop, the shell that fills the window, then program
alone       one program per data folder; a second start brings the first one's window up
mending     what becomes of a program that cannot begin
leaving     what happens to webhooks that lead here before the program ends
sleeping    the same while the computer sleeps, where the system tells of it
program     everything behind the window, opened in order and closed in reverse
ctl         `evodesk ctl`, a client of the control routes
choices     what people choose in the first run and the settings; probing asks an address for them
doors       the two listeners: the receiver and the control routes
reaching    whether the receiver is reached through our public address

paths, private_file, settings, log, tasks, errors and secrets are leaves that anyone may use;
problems and uncaught serve app and running.
"""

APP_NAME = "evodesk"
__version__ = "0.1.0"
