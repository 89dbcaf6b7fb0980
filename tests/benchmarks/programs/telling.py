"""The other end of `Peer`: one line of JSON out, words in."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def asked() -> Iterator[list[str]]:
    """The words of each line, until nobody speaks any more."""
    for line in sys.stdin:
        yield line.split()
