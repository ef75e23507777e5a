"""How the sheets spread over the levels: dot strip, stacked bar and mini histogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import box, hatch, smooth, write

MOST_DOTS = 24
"""Above this many sheets a strip draws a stacked bar with counts (UX 5)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many sheets chose each level, worst first; ``median`` is the index of a level.

    ``median`` is None when there is none to show (too few opinions, or between two levels).
    """

    counts: tuple[int, ...]
    no_opinion: int = 0
    median: int | None = None

    @property
    def voices(self) -> int:
        """How many sheets chose a level."""
        return sum(self.counts)


def paint_strip(painter: QPainter, area: QRectF, look: Appearance, spread: Spread) -> None:
    """Paint one cell a level with a dot for each sheet, and the median as a bar under its cell."""
    if spread.voices > MOST_DOTS:
        paint_stacked(painter, area, look, spread, counts=True)
        return
    cells = len(spread.counts)
    width = area.width() / cells
    for place, count in enumerate(spread.counts):
        cell = QRectF(area.left() + place * width, area.top(), width, area.height())
        painter.fillRect(cell, look.colour("alt"))
        painter.fillRect(QRectF(cell.right() - 1, cell.top(), 1, cell.height()), _line(look))
        _dots(painter, cell.adjusted(0, 0, 0, -look.px(3)), look, count)
    box(painter, area, 0, None, _line(look))
    if spread.median is not None:
        thick = look.px(3)
        left = area.left() + spread.median * width
        bar = QRectF(left + 1, area.bottom() - thick, width - 2, thick)
        painter.fillRect(bar, look.colour("ink"))


def _line(look: Appearance) -> QColor:
    """Return the colour of the borders of a strip."""
    return look.colour("line")


def _dots(painter: QPainter, cell: QRectF, look: Appearance, count: int) -> None:
    """Draw ``count`` dots in even lines, centred in the cell."""
    if not count:
        return
    size, gap = float(look.px(10)), float(look.px(2))
    across = max(1, int((cell.width() - gap) // (size + gap)))
    lines = ceil(count / across)
    if lines * (size + gap) > cell.height():
        size, gap = size * 0.72, gap * 0.8
        across = max(1, int((cell.width() - gap) // (size + gap)))
        lines = ceil(count / across)
    each = ceil(count / lines)
    painter.save()
    smooth(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("pri"))
    top = cell.center().y() - (lines * (size + gap) - gap) / 2
    for line in range(lines):
        here = min(each, count - line * each)
        left = cell.center().x() - (here * (size + gap) - gap) / 2
        for place in range(here):
            corner = QPointF(left + place * (size + gap), top + line * (size + gap))
            painter.drawEllipse(QRectF(corner.x(), corner.y(), size, size))
    painter.restore()


def paint_stacked(
    painter: QPainter, area: QRectF, look: Appearance, spread: Spread, *, counts: bool
) -> None:
    """Paint one segment a level, NSP hatched at the end; counts are written where they fit."""
    total = spread.voices + spread.no_opinion
    inner = area.adjusted(1, 1, -1, -1)
    box(painter, area, 3, look.colour("sf"))
    left = inner.left()
    tints = look.ramp(len(spread.counts))
    for count, tint in zip(spread.counts, tints, strict=True):
        width = inner.width() * count / total if total else 0.0
        if not count:
            continue
        segment = QRectF(left, inner.top(), width, inner.height())
        painter.fillRect(segment.adjusted(0, 0, -1, 0), QColor(tint.fill))
        font = look.font(Role.CAPTION_STRONG)
        if counts and width > look.metrics(Role.CAPTION_STRONG).horizontalAdvance("00"):
            write(painter, segment, str(count), font, QColor(tint.text))
        left += width
    if spread.no_opinion:
        hatch(painter, QRectF(left, inner.top(), inner.right() - left, inner.height()), _ink(look))
    box(painter, area, 3, None, look.colour("line2"))


def _ink(look: Appearance) -> QColor:
    """Return the colour of hatching that stands for voices."""
    return look.colour("ink2")


def paint_histogram(painter: QPainter, area: QRectF, counts: Sequence[int], colour: QColor) -> None:
    """Paint one small bar a level, and a thin stroke where nobody stands."""
    most = max(counts, default=0)
    if not counts:
        return
    gap = 1.5
    width = (area.width() - gap * (len(counts) - 1)) / len(counts)
    faint = QColor(colour)
    faint.setAlphaF(0.55)
    for place, count in enumerate(counts):
        height = max(2.0, area.height() * count / most) if count else 1.0
        left = area.left() + place * (width + gap)
        bar = QRectF(left, area.bottom() - height, width, height)
        painter.fillRect(bar, colour if count else faint)


class DistributionStrip(QWidget):
    """A strip of dots with the count of NSP at its right; ``describe`` says it all in words.

    The description comes from the page, which knows the words of the levels: « 2.4 : 2 insuffisant,
    3 faible, 0 passable, 3 bon, 2 excellent, aucun NSP, avis opposés ».
    """

    def __init__(
        self,
        look: Appearance,
        spread: Spread,
        description: str,
        *,
        show_no_opinion: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._show_no_opinion = show_no_opinion
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_spread(spread, description)

    def show_spread(self, spread: Spread, description: str) -> None:
        """Show other counts."""
        self._spread = spread
        self.setAccessibleName(description)
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """About 60 pixels a level and one row high."""
        look = self._look
        beside = look.px(34) if self._show_no_opinion else 0
        return QSize(look.px(58) * len(self._spread.counts) + beside, look.px(38))

    def minimumSizeHint(self) -> QSize:
        """Three dots wide for each level."""
        return QSize(self._look.px(38) * len(self._spread.counts), self._look.px(33))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip and the count."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        beside = look.px(34) if self._show_no_opinion else 0
        paint_strip(painter, area.adjusted(0, 0, -beside, 0), look, self._spread)
        if self._show_no_opinion:
            count = self._spread.no_opinion
            cell = QRectF(area.right() - beside, area.top(), beside, area.height())
            font = look.font(Role.DENSE_STRONG if count else Role.DENSE)
            ink = look.colour("ink" if count else "ink3")
            write(painter, cell, str(count) if count else "–", font, ink)


class StackedBar(QWidget):
    """A stacked bar with the word of the median at its right."""

    def __init__(
        self,
        look: Appearance,
        spread: Spread,
        description: str,
        *,
        word: str = "",
        counts: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._counts = counts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_spread(spread, description, word)

    def show_spread(self, spread: Spread, description: str, word: str = "") -> None:
        """Show other counts."""
        self._spread, self._word = spread, word
        self.setAccessibleName(description)
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Higher when counts are written in it."""
        look = self._look
        text = look.metrics(Role.CAPTION).height()
        return QSize(look.px(160) + self._word_width(), text + look.px(8 if self._counts else 0))

    def minimumSizeHint(self) -> QSize:
        """Half as wide at least."""
        return QSize(self._look.px(80) + self._word_width(), self.sizeHint().height())

    def _word_width(self) -> int:
        """Return the room the word takes: the same for the bars of a group, whatever the word."""
        if not self._word:
            return 0
        return self._look.metrics(Role.CAPTION).horizontalAdvance("Insuffisant") + self._look.px(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the word."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        bar = area.adjusted(0, 0, -self._word_width(), 0)
        if not self._counts:
            slim = look.px(16)
            bar = QRectF(bar.left(), round(bar.center().y() - slim / 2), bar.width(), slim)
        paint_stacked(painter, bar, look, self._spread, counts=self._counts)
        if self._word:
            line = QRectF(bar.right() + look.px(8), area.top(), area.width(), area.height())
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            font = look.font(Role.CAPTION)
            write(painter, line, self._word, font, look.colour("ink3"), align=left)
