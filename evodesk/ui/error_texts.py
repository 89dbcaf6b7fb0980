"""What people read about each error code: title, what happened, what to do.

Only a table. English sources, marked for translation; `{x}` are the error's values.
"""

from __future__ import annotations

from evodesk.ui.marking import QT_TRANSLATE_NOOP

_NO_CONTACT = QT_TRANSLATE_NOOP("Texts", "No contact with the server")
_NOT_SWITCHED = QT_TRANSLATE_NOOP("Texts", "Could not switch")
_CHECK_ADDRESS = QT_TRANSLATE_NOOP("Texts", "Check the address and try again.")
_OWN_FILES = QT_TRANSLATE_NOOP("Texts", "evodesk cannot use its own files")

ERROR_TEXTS: dict[str, tuple[str, str, str]] = {
    "server": (
        _NO_CONTACT,
        QT_TRANSLATE_NOOP("Texts", "The server did not do what was asked."),
        QT_TRANSLATE_NOOP("Texts", "Try again."),
    ),
    "unreachable": (
        _NO_CONTACT,
        QT_TRANSLATE_NOOP("Texts", "Nothing answers at {host}."),
        QT_TRANSLATE_NOOP("Texts", "Check that the server is on and the address is right."),
    ),
    "name_not_found": (
        _NO_CONTACT,
        QT_TRANSLATE_NOOP("Texts", "Address not found. Check the spelling and your connection."),
        "",
    ),
    "timed_out": (
        QT_TRANSLATE_NOOP("Texts", "The server does not respond"),
        QT_TRANSLATE_NOOP("Texts", "The server did not answer in {s} s"),
        QT_TRANSLATE_NOOP("Texts", "Try again."),
    ),
    "bad_certificate": (
        _NO_CONTACT,
        QT_TRANSLATE_NOOP("Texts", "The server's certificate is not valid. The key was not sent."),
        QT_TRANSLATE_NOOP(
            "Texts", "If the server uses its own certificate, choose its CA file in the settings."
        ),
    ),
    "proxy_failed": (
        _NO_CONTACT,
        QT_TRANSLATE_NOOP("Texts", "The proxy {host} did not let the connection through."),
        QT_TRANSLATE_NOOP("Texts", "Check the proxy in the server's settings."),
    ),
    "key_refused": (
        QT_TRANSLATE_NOOP("Texts", "Key refused"),
        QT_TRANSLATE_NOOP("Texts", "The server refused the key. Check Settings › Servers."),
        "",
    ),
    "licence_required": (
        QT_TRANSLATE_NOOP("Texts", "Server not licensed"),
        QT_TRANSLATE_NOOP(
            "Texts", "The server asks for licence activation. Open {url} and activate it."
        ),
        "",
    ),
    "unknown_instance": (
        QT_TRANSLATE_NOOP("Texts", "Unknown instance"),
        QT_TRANSLATE_NOOP("Texts", "The server does not know the instance {instance}."),
        QT_TRANSLATE_NOOP("Texts", "Refresh the list."),
    ),
    "request_refused": (
        QT_TRANSLATE_NOOP("Texts", "The server refused"),
        QT_TRANSLATE_NOOP("Texts", "The server refused: “{text}” (error {status})."),
        "",
    ),
    "server_failed": (
        QT_TRANSLATE_NOOP("Texts", "The server failed"),
        QT_TRANSLATE_NOOP("Texts", "Something failed at the server: “{text}” (error {status})."),
        QT_TRANSLATE_NOOP("Texts", "Try again in a moment."),
    ),
    "not_saved": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "The server said yes but did not save."),
        QT_TRANSLATE_NOOP("Texts", "Try again. If it happens again, tell the administrator."),
    ),
    "nothing_stored": (
        QT_TRANSLATE_NOOP("Texts", "Cannot watch"),
        QT_TRANSLATE_NOOP("Texts", "This server keeps no messages that could be asked for."),
        QT_TRANSLATE_NOOP("Texts", "Ask the administrator to store them."),
    ),
    "upgrade_blocked": (
        QT_TRANSLATE_NOOP("Texts", "WebSocket is blocked"),
        QT_TRANSLATE_NOOP("Texts", "The server's proxy does not let WebSocket through"),
        QT_TRANSLATE_NOOP("Texts", "Ask the administrator to allow WebSocket in the proxy."),
    ),
    "not_evolution": (
        QT_TRANSLATE_NOOP("Texts", "Not an Evolution API"),
        QT_TRANSLATE_NOOP("Texts", "There is a site at this address, but it is not Evolution API."),
        _CHECK_ADDRESS,
    ),
    "switch": (_NOT_SWITCHED, QT_TRANSLATE_NOOP("Texts", "The switch was not begun."), ""),
    "websocket_off": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP(
            "Texts", "WebSocket is off at this server. It was seen before anything was touched."
        ),
        QT_TRANSLATE_NOOP(
            "Texts", "The administrator must turn WEBSOCKET_ENABLED on and restart the server."
        ),
    ),
    "comma_in_name": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP(
            "Texts", "The name of the instance has a comma, and WebSocket cannot carry that."
        ),
        QT_TRANSLATE_NOOP("Texts", "Use Webhook for this instance."),
    ),
    "takeover_needed": (
        QT_TRANSLATE_NOOP("Texts", "Another system uses this webhook"),
        QT_TRANSLATE_NOOP("Texts", "Messages of {instance} go to {host} today."),
        QT_TRANSLATE_NOOP("Texts", "Ask whoever looks after {host} first."),
    ),
    "media_at_risk": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP(
            "Texts",
            "This is a WhatsApp Business instance. Photos, audio and files that arrive during the"
            " switch may be lost: the server does not store them. Texts are recovered.",
        ),
        "",
    ),
    "switch_running": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "A switch of {instance} is still running."),
        QT_TRANSLATE_NOOP("Texts", "Wait until it ends."),
    ),
    "no_url": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "No address for the webhook of {instance} is known."),
        QT_TRANSLATE_NOOP("Texts", "Set the public address in Settings › Receiving."),
    ),
    "bad_url": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "The address of the webhook is not valid."),
        QT_TRANSLATE_NOOP("Texts", "It must begin with http:// or https://."),
    ),
    "bad_events": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "The server does not know these events: {names}."),
        "",
    ),
    "switch_cancelled": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "The switch of {instance} was called off before it began."),
        "",
    ),
    "switch_failed": (
        _NOT_SWITCHED,
        QT_TRANSLATE_NOOP("Texts", "The switch of {instance} stopped halfway."),
        QT_TRANSLATE_NOOP("Texts", "Look at the instance and choose a mode."),
    ),
    "overtaken": (
        QT_TRANSLATE_NOOP("Texts", "Somebody else changed this instance"),
        QT_TRANSLATE_NOOP(
            "Texts", "Another program changed {instance} during the switch. evodesk stopped there."
        ),
        QT_TRANSLATE_NOOP("Texts", "Look at what is active now and choose again."),
    ),
    "store": (_OWN_FILES, QT_TRANSLATE_NOOP("Texts", "Messages cannot be kept."), ""),
    "newer_file": (
        _OWN_FILES,
        QT_TRANSLATE_NOOP(
            "Texts",
            "{path} was written by a newer evodesk (version {found}; this one knows {known}).",
        ),
        QT_TRANSLATE_NOOP("Texts", "Update evodesk."),
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("Texts", "Disk full"),
        QT_TRANSLATE_NOOP("Texts", "Disk full: evodesk stopped keeping messages."),
        QT_TRANSLATE_NOOP("Texts", "Free some space."),
    ),
    "locked": (
        _OWN_FILES,
        QT_TRANSLATE_NOOP("Texts", "Another program holds {path}."),
        QT_TRANSLATE_NOOP("Texts", "Close the other program and start evodesk again."),
    ),
    "damaged": (
        _OWN_FILES,
        QT_TRANSLATE_NOOP("Texts", "{path} is damaged."),
        QT_TRANSLATE_NOOP("Texts", "Set the file aside and start evodesk again."),
    ),
    "not_writable": (
        _OWN_FILES,
        QT_TRANSLATE_NOOP("Texts", "evodesk may not write to {path}."),
        QT_TRANSLATE_NOOP("Texts", "Choose another folder, or allow writing there."),
    ),
    "no_keyring": (
        QT_TRANSLATE_NOOP("Texts", "No password vault"),
        QT_TRANSLATE_NOOP("Texts", "This system has no vault. The key lasts until you close."),
        "",
    ),
    "unknown": (
        QT_TRANSLATE_NOOP("Texts", "Something went wrong"),
        QT_TRANSLATE_NOOP("Texts", "Something went wrong here, not on the server."),
        QT_TRANSLATE_NOOP("Texts", "If it happens again, send the log to support."),
    ),
}
