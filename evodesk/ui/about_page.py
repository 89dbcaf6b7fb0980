"""What the program is, what leaves the computer (nothing), and whose work is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout

from evodesk import APP_NAME, __version__
from evodesk.paths import resources
from evodesk.ui.glyphs import logo
from evodesk.ui.label import Label
from evodesk.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance


class AboutPage(SettingsPage):
    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, self.tr("About"), settings)
        self._add_program()
        self.column.addSpacing(16)
        for text in (
            self.tr("evodesk talks only to your server. Nothing is sent to anyone else."),
            self.tr("Independent product, not linked to WhatsApp or Evolution API."),
        ):
            self.column.addWidget(Label(appearance, text, wraps=True))
            self.column.addSpacing(4)
        self.column.addSpacing(12)
        self.add_line()
        self._add_licences()

    def _add_program(self) -> None:
        picture = QLabel()
        picture.setPixmap(logo(40, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self._appearance, APP_NAME, "title"))
        words.addWidget(self.small(self.tr("Version {v}").format(v=__version__)))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(picture)
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def _add_licences(self) -> None:
        title = self.tr("Third-party licences")
        self.column.addWidget(Label(self._appearance, title, "bodyStrong"))
        self.column.addSpacing(6)
        texts = QPlainTextEdit()
        texts.setObjectName("text.licences")
        texts.setAccessibleName(title)
        texts.setReadOnly(True)
        texts.setTabChangesFocus(True)
        texts.setFont(self._appearance.font("mono"))
        texts.setPlainText(_licences())
        self.column.addWidget(texts, 1)


def _licences() -> str:
    """Every text that ships in resources/licenses, by name."""
    files = sorted((resources() / "licenses").glob("*.txt"))
    return "\n\n".join(f"{file.stem}\n\n{file.read_text(encoding='utf-8')}" for file in files)
