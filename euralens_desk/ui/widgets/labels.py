"""Texts: a label in one of the roles of the type scale and one of the tones of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import BODY_TOKEN, Body, body_mark


class Text(QLabel):
    """A text in a role and a tone (a colour token); it can be selected only when asked."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "ink",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role.value)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_tone(self, tone: str) -> None:
        """Change the colour of the text."""
        if tone == self.property("tone"):
            return
        self.setProperty("tone", tone)
        self.style().polish(self)


class RichText(Text):
    """A text whose parts may be bold: the only tags accepted are those a page writes itself."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "ink",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, tone, wrap=wrap, parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)


class ElidedText(Text):
    """A text on one line that ends with « … » when it lacks room; the tooltip holds it all."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", role, tone, parent=parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Take a new text and show what fits of it."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text again for the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """Show what fits."""
        cut = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        super().setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")


class BodyMark(QWidget):
    """The shape of a body: ● experts, ■ technical committee, ▲ lycéens."""

    def __init__(
        self, look: Appearance, body: Body, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._body = body
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square of the height of a capital letter and a little more."""
        side = self._look.px(16)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        del event
        area = self.rect().toRectF().adjusted(2, 2, -2, -2)
        colour = self._look.colour(BODY_TOKEN[self._body])
        body_mark(QPainter(self), area, self._body, colour)


def hairline(parent: QWidget | None = None) -> QFrame:
    """Return a horizontal line of one pixel."""
    frame = QFrame(parent)
    frame.setProperty("panel", "hairline")
    return frame
