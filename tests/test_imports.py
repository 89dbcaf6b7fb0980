"""Who may import whom (the architecture text in evodesk/__init__.py)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "evodesk"
LEAVES = {"paths", "private_file", "settings", "log", "tasks", "errors", "secrets"}
MIDDLE = {"switching", "evolution", "receiving", "store"}
ALLOWED = {
    "domain": set(),
    "switching": {"domain"},
    "evolution": {"domain"},
    "receiving": {"domain"},
    "store": {"domain"},
    "live": {"domain", *MIDDLE},
    "ui": {"domain", "live"},
    "simulator": set(),
}
HOME = {
    "peewee": {"store"},
    "playhouse": {"store"},
    "sqlite3": {"store"},
    "httpx": {"evolution", "ctl"},
    "msgspec": {"evolution"},
    "websockets": {"evolution"},
    "starlette": {"receiving", "simulator"},
    "uvicorn": {"receiving", "simulator"},
    "httptools": {"receiving", "simulator"},
    "socketio": {"simulator"},
    "keyring": {"secrets"},
    "cryptography": {"secrets"},
    "qasync": {"running"},
}
QT = {
    "QtCore": {"ui", "live", "app", "choices", "alone"},
    "QtNetwork": {"ui", "alone"},
    "QtDBus": {"live", "running"},
    "QtWidgets": {"ui", "app", "running"},
    "QtGui": {"ui"},
}
FILES = sorted(ROOT.rglob("*.py"))


def place_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_architecture(path: Path) -> None:
    place = place_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "evodesk" and place in ALLOWED:
            target = parts[1] if len(parts) > 1 else ""
            leaf_or_package = target in LEAVES or target == place or target.startswith("__")
            known = leaf_or_package or target == "APP_NAME" or target in ALLOWED[place]
            assert known, f"{place} imports {name}"
            assert place != "simulator" or target == place, f"the simulator imports {name}"
        if parts[0] in HOME:
            assert place in HOME[parts[0]], f"{place} imports {name}"
        if parts[0] == "PySide6" and len(parts) > 1:
            assert place in QT.get(parts[1], {"ui"}), f"{place} imports {name}"


def test_the_check_sees_files() -> None:
    assert len(FILES) > 20
