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
    speaks_portuguese = locale.language() is QLocale.Language.Portuguese
    if not speaks_portuguese and locale.language() is not QLocale.Language.English:
        locale = QLocale("en")  # names of days in the language of the words around them
    QLocale.setDefault(locale)
    shipped = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _install(app, shipped, "qtbase_pt_BR" if speaks_portuguese else "qtbase_en")
    # English has a file for its plurals.
    ours = resources() / "translations"
    _install(app, ours, "evodesk_pt_BR" if speaks_portuguese else "evodesk_en")


def _install(app: QApplication, folder: Path, name: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, str(folder)):
        app.installTranslator(translator)
