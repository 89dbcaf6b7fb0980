"""The store as one thing: opened and closed together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.store.attention import Attention
from evodesk.store.baselines import Baselines
from evodesk.store.checkpoints import Checkpoints
from evodesk.store.contacts import Contacts
from evodesk.store.database import Database
from evodesk.store.gaps import Gaps
from evodesk.store.heard import Heard
from evodesk.store.instances import Certain
from evodesk.store.media import MediaFiles
from evodesk.store.messages import Messages
from evodesk.store.originals import Originals
from evodesk.store.retention import Retention
from evodesk.store.switches import Switches
from evodesk.store.watched import Watched

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.secrets import Seal


@dataclass(frozen=True, slots=True)
class Store:
    database: Database
    messages: Messages
    switches: Switches
    baselines: Baselines
    originals: Originals
    watched: Watched
    heard: Heard
    certain: Certain
    gaps: Gaps
    contacts: Contacts
    media: MediaFiles
    retention: Retention
    attention: Attention
    checkpoints: Checkpoints

    @classmethod
    def open(cls, file: Path, media: Path, seal: Seal) -> Store:
        """Raises StoreError."""
        database, files = Database.open(file), MediaFiles(media)
        return cls(
            database,
            Messages(database),
            Switches(database, seal),
            Baselines(database, seal),
            Originals(database, seal),
            Watched(database),
            Heard(database),
            Certain(database, seal),
            Gaps(database),
            Contacts(database),
            files,
            Retention(database, files),
            Attention(database),
            Checkpoints(database),
        )
