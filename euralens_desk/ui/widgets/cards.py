"""Panels: a card with a title and something at its right, a caption heading, a big choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.keyhints import KeyCap
from euralens_desk.ui.widgets.labels import Text, hairline
from euralens_desk.ui.widgets.painting import box

PADDING = 16


class Card(QFrame):
    """A white panel with a hairline around it. Put widgets into ``body``.

    With a ``title`` it has a head, closed by a line when ``ruled``; ``add_to_head`` puts a chip, a
    count or a link at the right of the title.
    """

    def __init__(
        self,
        look: Appearance,
        title: str = "",
        *,
        ruled: bool = False,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._flush = flush
        self.setProperty("panel", "card")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.title = Text(title, Role.TITLE2)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        if title:
            outer.addLayout(self.head)
        if ruled:
            outer.addWidget(hairline())
        self.body = QVBoxLayout()
        outer.addLayout(self.body, 1)
        self._space()

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a chip or a count just after the title."""
        self.head.insertWidget(1, widget)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a link, a count or a remark at the right of the head."""
        self.head.addWidget(widget)

    def _space(self) -> None:
        """Set the padding for the text size; a flush card leaves it to its rows."""
        look = self._look
        side = look.px(PADDING)
        self.head.setContentsMargins(side, look.px(10), side, look.px(10))
        self.head.setSpacing(look.px(8))
        inner = 0 if self._flush else side
        top = inner if self.title.text() == "" else 0
        self.body.setContentsMargins(inner, top, inner, inner)
        self.body.setSpacing(0 if self._flush else look.px(8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()


class SectionHeading(Text):
    """A small heading in capitals, with the accents kept: « AVIS ANTÉRIEURS »."""

    def __init__(self, text: str, tone: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(text.upper(), Role.CAPTION_STRONG, tone, parent=parent)
        self.setAccessibleName(text)


class ChoiceCard(QAbstractButton):
    """A way in: icon, title, one sentence and a shortcut; ``dashed`` marks a trial.

    It is a real button: Space, Enter and a click press it.
    """

    def __init__(
        self,
        look: Appearance,
        icon: str,
        title: str,
        sentence: str,
        *,
        keys: str = "",
        dashed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._dashed = dashed
        self._sentence = sentence
        self._keys = keys
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setToolTip(keys)
        self.setProperty("focusRadius", 8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._cap = KeyCap(look, keys, self) if keys else None
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Room for two lines under the title."""
        width = self._look.px(380)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A narrow card wraps its sentence."""
        width = self._look.px(260)
        return QSize(width, self._look.px(90))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the title, the sentence and the padding."""
        fonts = self._look.metrics(Role.BODY)
        lines = self._sentence_area(fonts, width)
        title = self._look.metrics(Role.TITLE2).height()
        return max(self._look.px(90), title + lines + 2 * self._look.px(14))

    def _sentence_area(self, fonts: QFontMetrics, width: int) -> int:
        """Return the height of the sentence, wrapped."""
        room = QRectF(0, 0, self._sentence_width(width), 1000).toRect()
        flags = Qt.TextFlag.TextWordWrap
        return fonts.boundingRect(room, flags, self._sentence).height()

    def _sentence_width(self, width: int) -> int:
        """Return the room the sentence has beside the icon and the key."""
        cap = self._cap.sizeHint().width() if self._cap else 0
        return width - self._look.px(66) - self._look.px(20) - cap - self._look.px(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        resting = "alt" if self._dashed else "sf"
        ground = look.colour("sel" if self.underMouse() or self.isDown() else resting)
        width = look.tokens.border
        box(painter, area, 8, ground, look.colour("line2"), width=width, style=style)
        side = look.px(28)
        place = QRectF(look.px(20), round((area.height() - side) / 2), side, side)
        look.icons.paint(painter, place, self._icon, look.colour("pri"))
        title = look.metrics(Role.TITLE2).height()
        lines = self._sentence_area(look.metrics(Role.BODY), self.width())
        x, y = look.px(66), round((area.height() - title - lines) / 2)
        painter.setFont(look.font(Role.TITLE2))
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(x, y, area.width() - x, title), self.text())
        painter.setFont(look.font(Role.BODY))
        painter.setPen(look.colour("ink2"))
        room = QRectF(x, y + title, self._sentence_width(self.width()), lines)
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._sentence)

    def resizeEvent(self, event: object) -> None:
        """Keep the key at the top right."""
        del event
        if self._cap is not None:
            size = self._cap.sizeHint()
            margin = self._look.px(18)
            self._cap.setGeometry(
                self.width() - size.width() - margin, self._look.px(13), size.width(), size.height()
            )
