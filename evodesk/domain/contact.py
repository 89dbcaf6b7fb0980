"""A person or group that messages come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    instance: str
    jid: str
    name: str = ""
    """The name that the contact chose (pushName), or empty."""
    number: str = ""
    """Digits of the phone; empty while it is hidden behind a LID and of a group."""
    alias: str = ""
    """The name that people here gave, or empty."""

    @property
    def key(self) -> tuple[str, str]:
        return self.instance, self.jid
