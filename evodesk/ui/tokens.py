"""The design's colours and type sizes, read once from resources/style/tokens.json."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from evodesk.paths import resources


@cache
def tokens() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (resources() / "style" / "tokens.json").read_text(encoding="utf-8")
    )
    return found
