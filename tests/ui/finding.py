"""Finds what stands in a widget; what is missing fails the test."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def find(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, f"no {kind.__name__} named {name}"
    return found


def one(parent: QWidget, kind: type[W]) -> W:
    """The only one of its kind that is in view."""
    (found,) = [widget for widget in parent.findChildren(kind) if widget.isVisible()]
    return found


def texts(parent: QWidget) -> str:
    """All that is written in view."""
    return " ".join(label.text() for label in parent.findChildren(QLabel) if label.isVisible())
