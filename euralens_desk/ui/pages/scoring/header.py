"""Above the grid: which dossier, the ones before and after, what is answered, what levels mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.scoring.comments import CommentMark
from euralens_desk.ui.state.keys import keys_of
from euralens_desk.ui.state.scoring import SheetState
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ElidedText, IconButton, SegmentedChoice
from euralens_desk.ui.widgets.painting import write

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class SheetHeader(QWidget):
    """Number, leader, place and title of the dossier. ``stepped(±1)`` asks for another one.

    ``reading_wanted(bool)`` comes from the switch that a window too narrow for three panes has.
    """

    stepped = Signal(int)
    reading_wanted = Signal(object)
    comment_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._reference = ElidedText("", Role.CAPTION, "ink2")
        self._title = ElidedText("", Role.TITLE1)
        self.before = IconButton(look, "chevron-up", _("Previous dossier"), shortcut="Ctrl+↑")
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after = Button(
            look, _("Next dossier"), icon="chevron-down", trailing=True, tip="Ctrl+↓"
        )
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.comment = CommentMark(look, _("Comment on the whole dossier"), "", self)
        self.comment.clicked.connect(lambda _checked=False: self.comment_wanted.emit())
        self.switch = score_or_read(look)
        self.switch.chosen.connect(self.reading_wanted)
        self.switch.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._reference)
        words.addWidget(self._title)
        self._look = look
        self._row = row = QHBoxLayout(self)
        row.setSpacing(look.px(8))
        self._space()
        row.addLayout(words, 1)
        for widget in (self.comment, self.switch, self.before, self.after):
            row.addWidget(widget)

    def _space(self) -> None:
        """Set the padding for the text size and the density."""
        side, pad = self._look.px(16), self._look.px(3 if self._look.compact else 6)
        self._row.setContentsMargins(side, pad, side, pad)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def show_dossier(self, dossier: Dossier) -> None:
        """Say which dossier is scored."""
        self._reference.setText(reference(dossier))
        self._title.setText(dossier.title)

    def show_comment(self, text: str) -> None:
        """Fill the icon when there is a comment on the whole dossier."""
        self.comment.show_comment(text)

    def show_neighbours(self, *, before: bool, after: bool) -> None:
        """Open or close the ways to the dossiers before and after."""
        self.before.setEnabled(before)
        self.after.setEnabled(after)


def score_or_read(look: Appearance) -> SegmentedChoice:
    """Return the switch between the grid and the reading pane; its keys say « reading »."""
    options = [(False, _("Score")), (True, _("Read"))]
    return SegmentedChoice(look, _("Score or read"), options, selected=False)


def reference(dossier: Dossier) -> str:
    """Return « 2022-02 · Ville de Lens, EPF · CALL »."""
    parts = (dossier.number, ", ".join(dossier.project_leaders), dossier.agglomeration)
    return " · ".join(part for part in parts if part)


class LegendLine(QWidget):
    """What is answered at the left, what the levels mean at the right."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._told = ""
        self._is_complete = False
        self._levels: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_grid(self, grid: CriteriaGrid) -> None:
        """Say what the levels of a grid mean; a level with a long code shows its key."""
        codes = [level.code for level in grid.scale.levels]
        self._levels = [
            (
                level.code,
                level.label if len(level.code) == 1 or not key else f"{level.label} [{key}]",
            )
            for level, key in zip(grid.scale.levels, keys_of(codes), strict=True)
        ]
        self._levels = [(code, "" if label == code else label) for code, label in self._levels]
        self.update()

    def show_progress(self, state: SheetState) -> None:
        """Say how many answers there are."""
        told = progress_words(state)
        if told != self._told:
            self._told, self._is_complete = told, state.is_complete
            legend = ", ".join(f"{code} {label}" for code, label in self._levels)
            self.setAccessibleName(f"{told}. {legend}")
            self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(400), self._look.px(30 if self._look.compact else 31))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both parts; the legend gives way, keeping its ends."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), look.colour("line2"))
        inner = area.adjusted(look.px(16), 0, -look.px(16), 0)
        fonts = look.metrics(Role.CAPTION_STRONG)
        token = "pri" if self._is_complete else "ink2"
        left = inner
        if self._is_complete:
            side = look.px(16)
            place = QRectF(inner.left(), round((area.height() - side) / 2), side, side)
            look.icons.paint(painter, place, "check", look.colour("pri"))
            left = inner.adjusted(side + look.px(6), 0, 0, 0)
        font = look.font(Role.CAPTION_STRONG)
        write(painter, left, self._told, font, look.colour(token), align=_LEFT)
        used = left.left() + fonts.horizontalAdvance(self._told) + look.px(16)
        for levels in (self._levels, [*self._levels[:1], *self._levels[-1:]]):
            width = self._legend_width(levels)
            if inner.right() - width >= used:
                self._paint_legend(painter, inner.right() - width, area.height(), levels)
                return

    def _legend_width(self, levels: Sequence[tuple[str, str]]) -> float:
        code, label = self._look.metrics(Role.CAPTION_STRONG), self._look.metrics(Role.CAPTION)
        gaps = self._look.px(4) * len(levels) + self._look.px(9) * (len(levels) - 1)
        words = (code.horizontalAdvance(a) + label.horizontalAdvance(b) for a, b in levels)
        return sum(words) + gaps

    def _paint_legend(
        self, painter: QPainter, x: float, height: float, levels: Sequence[tuple[str, str]]
    ) -> None:
        look = self._look
        for code, label in levels:
            for text, role, token in (
                (code, Role.CAPTION_STRONG, "ink"),
                (label, Role.CAPTION, "ink2"),
            ):
                width = look.metrics(role).horizontalAdvance(text)
                line = QRectF(x, 0, width + 2, height)
                write(painter, line, text, look.font(role), look.colour(token), align=_LEFT)
                x += width + look.px(4)
            x += look.px(9) - look.px(4)


def progress_words(state: SheetState) -> str:
    """Return « 9 réponses sur 13, dont 2 NSP », or that the dossier is complete."""
    silent = ngettext("{count} no opinion", "{count} no opinions", state.no_opinions).format(
        count=state.no_opinions
    )
    if state.is_complete:
        told = ngettext(
            "Dossier complete: {count} answer", "Dossier complete: {count} answers", state.answered
        ).format(count=state.answered)
    else:
        told = _("{answered} of {total} answers").format(
            answered=state.answered, total=len(state.marks)
        )
    if not state.no_opinions:
        return told
    return _("{answers}, including {silent}").format(answers=told, silent=silent)
