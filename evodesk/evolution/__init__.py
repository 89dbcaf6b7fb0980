"""The server's language: wire (JSON <-> domain), api (HTTP), socketio (codec), stream (socket).

Nothing beyond this package knows what the server's JSON looks like.
"""
