"""What can go wrong, as types with a code and values; `ui` turns them into words.

EvodeskError
├── ServerError         the server, or the way to it
│   ├── Unreachable / NameNotFound / TimedOut / BadCertificate / ProxyFailed
│   ├── KeyRefused / LicenceRequired / UnknownInstance
│   ├── RequestRefused  it said no, with its own words in `text`
│   ├── UpgradeBlocked  polling works there, WebSocket does not: a proxy in between
│   ├── ServerFailed    5xx, or 500 with its own words in `text`
│   ├── NotSaved        it said yes and saved nothing
│   ├── NothingStored   it keeps no messages that could be asked for
│   └── NotEvolution    what answered is not an Evolution API, or not in a shape that we know
├── SwitchError         a switch that was not begun
│   ├── WebsocketOff / CommaInName / TakeoverNeeded / SwitchRunning
│   ├── NoUrl / BadUrl / BadEvents / MediaAtRisk
│   └── SwitchCancelled
├── SwitchFailed        a switch that was begun; `cause` is the error that stopped it
├── Overtaken           somebody else acted during a switch
├── StoreError          our own files: NewerFile / DiskFull / Locked / Damaged / NotWritable
└── NoKeyring           the system's password vault does not work

No text or value here ever holds a key, a header value or a secret URL.
"""

from __future__ import annotations

from typing import ClassVar


class EvodeskError(Exception):
    """`code` is stable and stored in the journal; `values` fill the sentence."""

    code: ClassVar[str] = "unknown"

    def __init__(self, **values: str) -> None:
        super().__init__(self.code, values)
        self.values = values

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}({details})"


class ServerError(EvodeskError):
    code = "server"


class Unreachable(ServerError):
    """Nothing answers there. Values: host."""

    code = "unreachable"


class NameNotFound(ServerError):
    """The host name does not exist. Values: host."""

    code = "name_not_found"


class TimedOut(ServerError):
    """No answer in time; whether it was carried out is unknown. Values: seconds."""

    code = "timed_out"


class BadCertificate(ServerError):
    """The key was not sent. Values: host."""

    code = "bad_certificate"


class ProxyFailed(ServerError):
    """The chosen HTTP proxy refused or failed. Values: host."""

    code = "proxy_failed"


class KeyRefused(ServerError):
    """401 or 403."""

    code = "key_refused"


class LicenceRequired(ServerError):
    """503 LICENSE_REQUIRED. Values: url (where to activate it)."""

    code = "licence_required"


class UnknownInstance(ServerError):
    """404 for an instance. Values: instance."""

    code = "unknown_instance"


class RequestRefused(ServerError):
    """Any other 4xx. Values: status, text."""

    code = "request_refused"


class ServerFailed(ServerError):
    """5xx. Values: status, text."""

    code = "server_failed"


class NotSaved(ServerError):
    """Reading back shows no trace of a write that was answered with yes. Values: instance."""

    code = "not_saved"


class NothingStored(ServerError):
    """DATABASE_SAVE_DATA_NEW_MESSAGE=false. Values: instance."""

    code = "nothing_stored"


class UpgradeBlocked(ServerError):
    """Socket.IO answers by polling, but the WebSocket upgrade is refused. Values: host."""

    code = "upgrade_blocked"


class NotEvolution(ServerError):
    """Values: host."""

    code = "not_evolution"


class SwitchError(EvodeskError):
    code = "switch"


class WebsocketOff(SwitchError):
    """WEBSOCKET_ENABLED=false at the server. Values: instance."""

    code = "websocket_off"


class CommaInName(SwitchError):
    """Socket.IO cannot carry such a namespace. Values: instance."""

    code = "comma_in_name"


class TakeoverNeeded(SwitchError):
    """A webhook of somebody else would fall silent or be redirected. Values: instance, host; url
    (masked); to and here (yes|no) of a new destination, or empty; headers (names, by comma)."""

    code = "takeover_needed"


class MediaAtRisk(SwitchError):
    """What a switch may lose for good was not asked about. Values: instance."""

    code = "media_at_risk"


class SwitchRunning(SwitchError):
    """Values: instance."""

    code = "switch_running"


class NoUrl(SwitchError):
    """No address for the webhook is known. Values: instance."""

    code = "no_url"


class BadUrl(SwitchError):
    """Not an http(s) address. Values: instance."""

    code = "bad_url"


class BadEvents(SwitchError):
    """Event names that the server does not know. Values: names."""

    code = "bad_events"


class SwitchCancelled(SwitchError):
    """Called off before the first write. Values: instance."""

    code = "switch_cancelled"


class SwitchFailed(EvodeskError):
    """Begun and not brought to its target. Values: instance, cause (a code), mode (what is true
    now, or empty), undone (yes|no)."""

    code = "switch_failed"


class Overtaken(EvodeskError):
    """Someone else changed the instance while we switched it. Values: instance."""

    code = "overtaken"


class StoreError(EvodeskError):
    code = "store"


class NewerFile(StoreError):
    """Written by a newer evodesk. Values: path, found, known."""

    code = "newer_file"


class DiskFull(StoreError):
    code = "disk_full"


class Locked(StoreError):
    """Another program holds the file. Values: path."""

    code = "locked"


class Damaged(StoreError):
    """Values: path."""

    code = "damaged"


class NotWritable(StoreError):
    """Values: path."""

    code = "not_writable"


class NoKeyring(EvodeskError):
    """The system has no password vault that works."""

    code = "no_keyring"
