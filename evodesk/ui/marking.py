"""Marks a text for pyside6-lupdate, which knows this function by its name.

Qt's own of the same name does the same, but its stub says `object`.
"""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text as it is; translate it with QCoreApplication.translate when it is shown."""
    del context
    return text
