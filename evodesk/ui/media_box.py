"""What the attachment of a message is, a picture of it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeDatabase, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from evodesk.domain.message import Kind
from evodesk.ui.label import Label
from evodesk.ui.media_actions import MediaActions
from evodesk.ui.prose import Prose
from evodesk.ui.row_words import length, size_word
from evodesk.ui.style import paint_box
from evodesk.ui.texts import kind_icon, kind_word

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.message import Message
    from evodesk.ui.appearance import Appearance

_SMALL = 72
_LARGE = QSize(244, 320)
"""px: what fits into the inspector at its narrowest."""
_PICTURES = (Kind.PHOTO, Kind.STICKER)


class MediaBox(QFrame):
    wanted = Signal()
    save_wanted = Signal(object, object)
    """Where it lies, and where the person wants it: two Paths."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._message: Message | None = None
        self._small, self._large = QLabel(), QLabel()
        self._name = Prose(appearance, "bodyStrong")
        self._facts = Label(appearance, font="small", color="textMuted", wraps=True)
        self._actions = MediaActions(appearance)
        self._actions.wanted.connect(self.wanted)
        self._actions.save_wanted.connect(self.save_wanted)
        self._lay_out()
        appearance.changed.connect(self._restyle)

    def show_message(self, message: Message) -> None:
        """As far as the message itself tells; see `show_ready`."""
        self._message = message
        media = message.media
        self.setVisible(media is not None)
        if media is None:
            return
        self._name.show_text(media.file_name or kind_word(message.kind))
        facts = [kind_word(message.kind)] if media.file_name else []
        facts += [length(media.seconds)] if media.seconds else []
        facts += [size_word(media.size)] if media.size else []
        facts += [_format(media.mime)] if media.mime else []
        self._facts.setText(" · ".join(facts))
        self._large.hide()
        self._small.show()
        self._actions.show_absent(media.file_name)
        self._restyle()

    def show_progress(self, received: int, total: int) -> None:
        self._actions.show_progress(received, total)

    def show_ready(self, path: Path) -> None:
        """The content is here; of a photo a larger picture is shown."""
        self._actions.show_ready(path)
        picture = self._picture_of(path)
        if picture is not None:
            self._large.setPixmap(picture)
        self._large.setVisible(picture is not None)
        self._small.setVisible(picture is None)

    def show_failure(self, text: str) -> None:
        self._actions.show_failure(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(self, self._appearance, "surface", "border")

    def _lay_out(self) -> None:
        words, row, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        row.setSpacing(10)
        row.addWidget(self._small, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._large)
        column.addLayout(row)
        column.addWidget(self._actions)

    def _picture_of(self, path: Path) -> QPixmap | None:
        """None for what is no picture, whatever its name says."""
        if self._message is None or self._message.kind not in _PICTURES:
            return None
        ratio = self.devicePixelRatioF()
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if not size.isValid():
            return None
        room = _LARGE * ratio
        if size.width() > room.width() or size.height() > room.height():
            # Scaled while it is read: a photo of 50 megapixels would take a quarter of a second.
            reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if image.isNull():
            return None
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        return picture

    def _restyle(self) -> None:
        if self._message is None or self._message.media is None:
            return
        small = _thumbnail(self._message.media.thumbnail)
        icon = kind_icon(self._message.kind) or "file-text"
        ratio = self.devicePixelRatioF()
        plain = self._appearance.pixmap(icon, 18, "textMuted", ratio)
        self._small.setPixmap(plain if small is None else small)
        self.update()


def _format(mime: str) -> str:
    """ "PDF" for `application/pdf`, "OGG" for `audio/ogg`, whose files Qt would call OGA; what
    nobody has a short name for keeps its own."""
    plain = mime.partition(";")[0].strip()
    known, name = QMimeDatabase().mimeTypeForName(plain), plain.rpartition("/")[2]
    return (name if name in known.suffixes() else known.preferredSuffix()).upper() or plain


def _thumbnail(jpeg: bytes) -> QPixmap | None:
    """None for no picture, or for bytes that are none."""
    image = QImage.fromData(jpeg) if jpeg else QImage()
    if image.isNull():
        return None
    keep = Qt.AspectRatioMode.KeepAspectRatio
    smooth = Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(_SMALL, _SMALL, keep, smooth))
