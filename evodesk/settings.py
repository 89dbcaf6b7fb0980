"""What people chose, in one JSON file that is replaced whole and never written in place.

Server keys are not in it: they live in the Vault. A file that cannot be read is set aside under
another name, never deleted.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from evodesk.domain.instance import Server
from evodesk.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

log = logging.getLogger(__name__)

Language = Literal["system", "pt_BR", "en"]
Theme = Literal["system", "light", "dark"]
OnLeave = Literal["ask", "restore", "keep"]


@dataclass(frozen=True, slots=True)
class Settings:
    language: Language = "system"
    theme: Theme = "system"
    compact: bool | None = None
    """Row density of the feed; None: the window's width decides."""
    close_to_tray: bool = True
    receiver_host: str = "127.0.0.1"
    receiver_port: int = 8765
    public_url: str = ""
    """How the server reaches this computer's receiver; empty: only a server on loopback can."""
    on_leave: OnLeave = "ask"
    """What becomes of webhooks that lead here when the program ends."""
    keep_days: int = 0
    """Older messages are let go of; 0: none for their age."""
    keep_messages: int = 0
    keep_gigabytes: int = 0
    servers: tuple[Server, ...] = ()
    current_server: str = ""
    layout: str = ""
    """Geometry and splitter sizes of the main window, base64."""

    @property
    def server(self) -> Server | None:
        """The chosen server, else the first one."""
        chosen = (s for s in self.servers if s.id == self.current_server)
        return next(chosen, self.servers[0] if self.servers else None)

    def with_server(self, server: Server) -> Settings:
        """The same with `server` added, or replaced when its id is known; it becomes current."""
        known = any(s.id == server.id for s in self.servers)
        kept = tuple(server if s.id == server.id else s for s in self.servers)
        servers = kept if known else (*self.servers, server)
        return replace(self, servers=servers, current_server=server.id)

    def without_server(self, server_id: str) -> Settings:
        servers = tuple(s for s in self.servers if s.id != server_id)
        return replace(self, servers=servers)


def new_server_id() -> str:
    return os.urandom(8).hex()


def load(path: Path) -> Settings:
    """The settings in `path`; the defaults where there is no file or it cannot be read."""
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        log.warning("settings could not be read and were set aside: %s", type(error).__name__)
        _set_aside(path)
        return Settings()


def save(path: Path, settings: Settings) -> None:
    """Replace the file whole. Private, because a proxy's address may hold a password.

    Raises NotWritable.
    """
    write_private(path, json.dumps(asdict(settings), indent=2))


def from_json(found: object) -> Settings:
    """Keys that we do not know are left out; values that do not fit fall back to the default.

    Raises TypeError when it is no object at all.
    """
    if not isinstance(found, dict):
        raise TypeError("settings are no object")
    values = _fitting(found)
    listed = found.get("servers")
    entries = listed if isinstance(listed, list) else []
    values["servers"] = tuple(_server(entry) for entry in entries if _is_server(entry))
    return Settings(**values)


def _fitting(found: Mapping[str, Any]) -> dict[str, Any]:
    defaults = {field.name: field.default for field in fields(Settings)}
    return {
        name: value
        for name, value in found.items()
        if name in defaults and _fits(name, value, defaults[name])
    }


def _fits(name: str, value: object, default: object) -> bool:
    if default is None:
        return value is None or isinstance(value, bool)
    return type(value) is type(default) and _ALLOWED.get(name, _anything)(value)


def _anything(_value: object) -> bool:
    return True


def _is_natural(value: int) -> bool:
    return value >= 0


_ALLOWED: dict[str, Callable[[Any], bool]] = {
    "language": lambda word: word in get_args(Language),
    "theme": lambda word: word in get_args(Theme),
    "on_leave": lambda word: word in get_args(OnLeave),
    "receiver_host": bool,  # an empty one would listen on every address
    "keep_days": _is_natural,
    "keep_messages": _is_natural,
    "keep_gigabytes": _is_natural,
    "receiver_port": lambda port: 0 <= port <= 65535,
}


def _is_server(entry: object) -> bool:
    return isinstance(entry, dict) and all(
        isinstance(entry.get(name), str) and entry[name] for name in ("id", "url", "name")
    )


def _server(entry: dict[str, Any]) -> Server:
    optional = {
        name: entry[name]
        for name, kind in (("ca_file", str), ("proxy", str), ("keep_key", bool))
        if isinstance(entry.get(name), kind)
    }
    return Server(id=entry["id"], url=entry["url"], name=entry["name"], **optional)


def _set_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_suffix(".unreadable.json"))  # noqa: PTH105
    except OSError:
        log.exception("the unreadable settings could not be set aside")
