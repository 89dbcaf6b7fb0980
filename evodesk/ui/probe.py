"""Asking an address whether an Evolution API answers there: the wish, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ProbeState(StrEnum):
    IDLE = "idle"
    ASKING = "asking"
    FOUND = "found"
    NOT_EVOLUTION = "not_evolution"
    KEY_REFUSED = "key_refused"
    UNREACHABLE = "unreachable"
    """`error` says why."""


@dataclass(frozen=True, slots=True)
class ProbeWish:
    url: str
    ca_file: str = ""
    proxy: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    """Empty: the kept key of `server_id` is meant, or the address alone."""
    server_id: str = ""
    """Empty: a server that is not saved yet."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The answer to a wish, for the same `url`: a form ignores answers about another one."""

    state: ProbeState
    url: str = ""
    version: str = ""
    ms: int | None = None
    error: str = ""
    """A code of evodesk.errors."""
    values: tuple[tuple[str, str], ...] = ()
    """The values of that error."""
