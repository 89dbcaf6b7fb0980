"""How far a request came on its way to this computer's receiver."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReachStep(StrEnum):
    """Where it got stuck, in the order of the way."""

    NAME = "name"
    """The host name does not exist."""
    CONNECT = "connect"
    """Nothing accepts a connection there."""
    TLS = "tls"
    ANSWER = "answer"
    """Connected, and no answer came."""
    REDIRECT = "redirect"
    STATUS = "status"
    BODY = "body"
    """Answered by something that is not this program."""


@dataclass(frozen=True, slots=True)
class Reach:
    base: str
    """The address that was tried, without a path of ours."""
    stuck: ReachStep | None = None
    """None: it arrived."""
    detail: str = ""
    """STATUS: the code; REDIRECT: the host of the new address, or empty."""
