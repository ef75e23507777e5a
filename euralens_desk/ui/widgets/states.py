"""The states a page may be in instead of its content: empty, loading, closed to this member."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.buttons import Button
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.ui.widgets.mountain import FADED, TipsMark
from euralens_desk.ui.widgets.painting import box, hatch, smooth
from euralens_desk.ui.widgets.pictures import Picture

WIDEST = 560
"""Longest line of an explanation, in pixels at 100 %."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


class EmptyState(QFrame):
    """Why there is nothing to show, and what to do: picture, title, text, buttons.

    Without ``icon`` the picture is the two tips. ``hatched`` covers the ground and puts the icon in
    a circle, for a dossier closed to a recused member.
    """

    def __init__(
        self,
        look: Appearance,
        title: str,
        text: str = "",
        buttons: Sequence[Button] = (),
        *,
        icon: str = "",
        hatched: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._hatched = hatched
        self.setAccessibleName(f"{title}. {text}".strip())
        self.title = Text(title, Role.TITLE2, wrap=True)
        self.words = Text(text, tone="ink2", wrap=True)
        column = QVBoxLayout(self)
        margin = look.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addStretch(1)
        column.addWidget(self._picture(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.words):
            label.setAlignment(_CENTRE)
            label.setMaximumWidth(look.px(WIDEST))
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(label, WIDEST)
            line.addStretch(1)
            column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(look.px(4))
        column.addLayout(row)
        column.addStretch(1)

    def _picture(self, icon: str) -> QWidget:
        """Return the tips, the icon, or the icon in a circle."""
        if not icon:
            return TipsMark(self._look, 170, FADED, flat=True)
        if self._hatched:
            return _Ringed(self._look, icon)
        return Picture(self._look, icon, "ink", 48)

    def set_words(self, title: str, text: str) -> None:
        """Give another reason."""
        self.title.setText(title)
        self.words.setText(text)
        self.setAccessibleName(f"{title}. {text}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hatching of a closed dossier."""
        super().paintEvent(event)
        if self._hatched:
            hatch(QPainter(self), QRectF(self.rect()), self._look.colour("hat"), gap=14)


class _Ringed(QWidget):
    """An icon in a circle."""

    def __init__(self, look: Appearance, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setAccessibleName(icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """70 pixels across."""
        side = self._look.px(70)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the icon."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        smooth(painter)
        painter.setPen(QPen(look.colour("ink"), 2))
        painter.setBrush(look.colour("sf"))
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        side = look.px(34)
        place = QRectF((area.width() - side) // 2, (area.height() - side) // 2, side, side)
        look.icons.paint(painter, place, self._icon, look.colour("ink"))


class Skeleton(QWidget):
    """Grey rows where a list will stand. It does not move (UX 7)."""

    def __init__(self, look: Appearance, rows: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = rows
        self.setAccessibleName(_("Loading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One row after the other."""
        return QSize(self._look.px(300), self._rows * self._look.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        del event
        painter, look = QPainter(self), self._look
        height, grey = look.px(46), look.colour("hat")
        shares = (0.62, 0.48, 0.68, 0.41, 0.56)
        for row in range(self._rows):
            top = row * height
            painter.fillRect(0, top + height - 1, self.width(), 1, look.colour("line"))
            side = look.px(26)
            box(painter, QRectF(0, top + look.px(10), side, side), side / 2, grey)
            left, room = look.px(40), self.width() - look.px(40)
            share = shares[row % len(shares)]
            first = QRectF(left, top + look.px(10), room * share, look.px(11))
            second = QRectF(left, top + look.px(28), room * share * 0.66, look.px(8))
            box(painter, first, 3, grey)
            box(painter, second, 3, grey)


class LoadingState(QFrame):
    """What is being read, how far, grey rows, and « Interrompre ». Emits ``interrupted``."""

    interrupted = Signal()

    def __init__(
        self, look: Appearance, text: str, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words = Text(text, Role.TITLE3)
        self.button = Button(look, _("Interrupt"), small=True)
        self.button.clicked.connect(self.interrupted)
        self.bar = progress_bar(text)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(12))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(Skeleton(look))
        if note:
            column.addWidget(Text(note, Role.CAPTION, "ink3", wrap=True))
        column.addStretch(1)

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Say how far the work is; a ``total`` of 0 means nobody knows."""
        self.words.setText(text)
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)
        self.bar.setAccessibleName(text)


def progress_bar(name: str, done: int = 0, total: int = 1) -> QProgressBar:
    """Return a thin bar without a number; ``name`` says what it measures, in words."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(total, 1))
    bar.setValue(done)
    bar.setAccessibleName(name)
    return bar
