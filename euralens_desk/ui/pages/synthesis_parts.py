"""What stands under the matrix of the synthesis: the chosen cell, and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    DistributionStrip,
    ElidedText,
    FlowLayout,
    HeatCell,
    Picture,
    Spread,
    Text,
    box,
    paint_heat_cell,
    paint_histogram,
    write,
)
from euralens_desk.ui.widgets.distribution import MOST_DOTS


class LevelHeads(QWidget):
    """The codes of the levels, over the cells of a strip."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._codes: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show other codes."""
        self._codes = tuple(codes)
        self.setAccessibleName(", ".join(codes))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self._look.metrics(Role.CAPTION_STRONG).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the codes."""
        del event
        painter, look = QPainter(self), self._look
        width = self.width() / max(1, len(self._codes))
        for place, code in enumerate(self._codes):
            area = QRectF(place * width, 0, width, self.height())
            write(painter, area, code, look.font(Role.CAPTION_STRONG), look.colour("ink2"))


class CellStrip(QFrame):
    """The chosen cell: what it is, its distribution, its figures, its first comments.

    Emits ``wanted`` when all that stands behind it is asked for.
    """

    wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("panel", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.dossier = ElidedText("", Role.CAPTION, "ink2")
        self.title = ElidedText("", Role.TITLE3)
        self.facts = ElidedText("", Role.CAPTION)
        self.silent = ElidedText("", Role.CAPTION, "ink2")
        self.flag = ElidedText("", Role.TITLE3, "och")
        self.comments = ElidedText("", Role.CAPTION)
        self.more = Button(look, _("Detail"), small=True)
        self.more.clicked.connect(self.wanted)
        self._mark = Picture(look, "split", "och", 18)
        self._heads = LevelHeads(look)
        self._strip = DistributionStrip(look, Spread((0, 0)), "", show_no_opinion=False)
        self._scale = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        names = QVBoxLayout()
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(look.px(2))
        names.addStretch(1)
        for widget in (self.dossier, self.title):
            names.addWidget(widget)
        names.addStretch(1)
        scale = QVBoxLayout(self._scale)
        scale.setContentsMargins(0, 0, 0, 0)
        scale.setSpacing(look.px(2))
        scale.addWidget(self._heads)
        scale.addWidget(self._strip)
        flags = QHBoxLayout()
        flags.setSpacing(look.px(6))
        flags.addWidget(self._mark)
        flags.addWidget(self.flag, 1)
        figures = QVBoxLayout()
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(0)
        figures.addStretch(1)
        figures.addLayout(flags)
        figures.addWidget(self.facts)
        figures.addWidget(self.silent)
        figures.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(18))
        row.addWidget(_held(names), 4)
        row.addWidget(self._scale, 5)
        row.addWidget(_held(figures), 5)
        row.addWidget(self.comments, 3)
        row.addWidget(self.more)

    def show_cell(
        self, dossier: str, title: str, facts: Sequence[str], silent: str, flag: str
    ) -> None:
        """Show another cell; its comments come later."""
        self.dossier.setText(_("Chosen cell · {dossier}").format(dossier=dossier))
        self.title.setText(title)
        self.facts.setText(" · ".join(facts))
        self.silent.setText(silent)
        self.silent.setVisible(bool(silent))
        self.flag.setText(flag[:1].upper() + flag[1:])
        self.flag.setVisible(bool(flag))
        self._mark.setVisible(bool(flag))
        self.show_comments(())

    def show_levels(self, codes: Sequence[str], spread: Spread | None, words: str) -> None:
        """Show how the sheets spread; None for an opinion in words."""
        self._scale.setVisible(spread is not None)
        if spread is not None:
            self._heads.show_codes(codes)
            self._heads.setVisible(spread.voices <= MOST_DOTS)
            self._strip.show_spread(spread, words)
            self._strip.updateGeometry()

    def show_comments(self, comments: Sequence[str]) -> None:
        """Show the first comment, and how many there are on the button."""
        self.comments.setText(comments[0] if comments else "")
        self.comments.setVisible(bool(comments))
        many = ngettext("{count} comment", "{count} comments", len(comments))
        self.more.setText(many.format(count=len(comments)) if comments else _("Detail"))
        self.more.setAccessibleDescription(_("All that stands behind the chosen cell"))


def _held(column: QVBoxLayout) -> QWidget:
    """Return a widget that takes its share of the width, whatever the column holds."""
    holder = QWidget()
    holder.setLayout(column)
    holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return holder


Painting = Callable[[QPainter, QRectF], None]


class _Sample(QWidget):
    """A small picture in the legend."""

    def __init__(self, look: Appearance, width: int, paint: Painting, name: str) -> None:
        super().__init__()
        self._look = look
        self._width = width
        self._paint = paint
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line."""
        return QSize(self._look.px(self._width), self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        self._paint(QPainter(self), QRectF(self.rect()))


class Legend(QWidget):
    """What the tints and marks of the matrix mean, for the scale in use."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._flow = FlowLayout(self, look.px(18), look.px(4))
        self._codes: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_scale(self, codes: Sequence[str], share: str) -> None:
        """Show the tints of a scale; ``share`` is the least share of the opinions expected."""
        if self._codes == tuple(codes):
            return
        self._codes = tuple(codes)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        width = 24 * len(codes)
        self._add(_("median score"), width, self._tints)
        self._add(_("how the scores spread"), 46, self._bars)
        self._add(_("to debate: opposed or split"), 26, self._corner)
        self._add(_("NSP, from 3 on"), 22, self._unsaid)
        few = _("under {share} of the opinions expected: no median")
        self._add(few.format(share=share), 26, self._hatching)

    def _add(self, words: str, width: int, paint: Painting) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.px(6))
        row.addWidget(_Sample(self._look, width, paint, words))
        row.addWidget(Text(words, Role.CAPTION, "ink2"))
        self._flow.addWidget(holder)
        holder.show()

    def _tints(self, painter: QPainter, area: QRectF) -> None:
        """Paint one small cell a level with its code."""
        number = len(self._codes)
        each = area.width() / number
        for place, code in enumerate(self._codes):
            tint = self._look.ramp(number)[place]
            cell = QRectF(place * each, area.top() + 2, each - 3, area.height() - 4)
            box(painter, cell, 4, QColor(tint.fill))
            write(painter, cell, code, self._look.font(Role.CAPTION_STRONG), QColor(tint.text))

    def _bars(self, painter: QPainter, area: QRectF) -> None:
        inner = area.adjusted(2, 4, -2, -4)
        paint_histogram(painter, inner, (0, 1, 3, 5, 2), self._look.colour("ink"))

    def _corner(self, painter: QPainter, area: QRectF) -> None:
        cell = HeatCell(Spread((0, 0, 1), 0, 1), " ", debated=True, note=" ")
        paint_heat_cell(painter, area.adjusted(-4, -3, 4, 3), self._look, cell)

    def _unsaid(self, painter: QPainter, area: QRectF) -> None:
        write(painter, area, "4n", self._look.font(Role.CAPTION_STRONG), self._look.colour("ink"))

    def _hatching(self, painter: QPainter, area: QRectF) -> None:
        cell = HeatCell(Spread((0, 0)), "", too_few=True)
        paint_heat_cell(painter, area.adjusted(-4, -3, 4, 3), self._look, cell)
