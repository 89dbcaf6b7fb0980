"""Looks for words that stand in less room than they need."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QWidget,
)

from evodesk.ui.elided_label import ElidedLabel

_FRAME = 40
"""px of an input beside its words: icon, edges and padding."""


def cut(window: QWidget) -> list[str]:
    """The texts of it that are in view and not whole. What is meant to be elided is not asked."""
    seen = (part for part in window.findChildren(QWidget) if part.isVisible())
    return [_text(part) for part in seen if _text(part) and (_is_small(part) or _is_hidden(part))]


def _text(part: QWidget) -> str:
    if isinstance(part, QLineEdit):
        return part.placeholderText()
    if isinstance(part, QLabel | QAbstractButton) and not isinstance(part, ElidedLabel):
        return part.text()
    return ""


def _is_small(part: QWidget) -> bool:
    """For what it says."""
    if isinstance(part, QLineEdit):
        words = part.fontMetrics().horizontalAdvance(part.placeholderText())
        return words + _FRAME > part.width()
    if part.hasHeightForWidth():
        return part.heightForWidth(part.width()) > part.height()
    wanted = part.sizeHint()
    return wanted.width() > part.width() or wanted.height() > part.height()


def _is_hidden(part: QWidget) -> bool:
    """By the edge of what it stands in, and cannot be scrolled to."""
    return part.visibleRegion().boundingRect() != part.rect() and not _scrolls(part)


def _scrolls(part: QWidget | None) -> bool:
    return part is not None and (
        isinstance(part, QAbstractScrollArea) or _scrolls(part.parentWidget())
    )
