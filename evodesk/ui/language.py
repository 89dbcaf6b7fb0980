"""The language of the program: translations installed, numbers and dates in the same locale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from evodesk.paths import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def speak(app: QApplication, language: str) -> None:
    """`pt_BR`, `en`, or the system's for `system` and an empty one. Windows that are open
    translate themselves anew (LanguageChange)."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    locale = QLocale.system() if language in ("", "system") else QLocale(language)
    QLocale.setDefault(locale)
    if locale.language() is not QLocale.Language.Portuguese:
        return
    shipped = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for folder, name in (
        (shipped, "qtbase_pt_BR"),
        (resources() / "translations", "evodesk_pt_BR"),
    ):
        translator = QTranslator(app)
        if translator.load(name, str(folder)):
            app.installTranslator(translator)
