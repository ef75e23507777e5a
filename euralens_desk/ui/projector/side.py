"""The panel beside the sheets: what to debate, what the other bodies said, the vote to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.meeting import Outcome
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.projector.canvas import Canvas, Face, Ink
from euralens_desk.ui.projector.words import ends_of, flag_title, flag_words, runs, voices_line
from euralens_desk.ui.widgets.painting import Body, body_mark
from euralens_desk.usecases.projection import (
    ProjectedBallots,
    ProjectedFigure,
    ProjectedLevel,
    ProjectedPoint,
    ProjectedSheets,
    ProjectedStrip,
)
from euralens_desk.words import outcome_word, stance_word

WIDTH = 591.0
"""The panel with its margins."""
INSIDE = 41.0
HEADING, LINE, GAP = 46.0, 46.0, 20.0
MARK = 22.0
BAR, INDENT = 8.0, 21.0
MOST_FIGURES = 5
FIGURE, TALL_FIGURE = 41.0, 54.0
"""A question of the lycéens with its words on one line, and on two."""
COLUMNS = 96.0
LABEL_MOST = 560.0
OPTION, OPTION_STEP = 57.0, 68.0


def flagged(sheets: ProjectedSheets | None) -> tuple[ProjectedStrip, ...]:
    """Return the criteria worth a debate, in the order of the grid."""
    axes = sheets.axes if sheets else ()
    return tuple(strip for axis in axes for strip in axis.strips if strip.flag)


def _by_reason(strips: Sequence[ProjectedStrip]) -> list[str]:
    """Return « Avis opposés : 1.3, 1.6 » for each reason there is."""
    numbers = {flag: [s.number for s in strips if s.flag is flag] for flag in DebateFlag}
    return [
        _("{what}: {words}").format(what=flag_title(flag), words=", ".join(held))
        for flag, held in numbers.items()
        if held
    ]


def _level_word(figure: ProjectedFigure, levels: Sequence[ProjectedLevel]) -> str:
    return "–" if figure.level is None else levels[figure.level].label


class Side:
    """Paints the parts one under the other; the list of what to debate takes what is left."""

    def __init__(self, canvas: Canvas, point: ProjectedPoint, area: QRectF) -> None:
        self._canvas = canvas
        self._point = point
        self._area = area
        self._top = area.top()
        self._is_tall = True

    def paint(self) -> None:
        """Paint the panel."""
        strips = flagged(self._point.sheets)
        listed = HEADING + LINE * len(strips) + GAP
        is_grouped = listed > self._room(FIGURE)
        wanted = HEADING + self._grouped_height(strips) + GAP if is_grouped else listed
        self._is_tall = not strips or self._room(TALL_FIGURE) >= wanted
        if strips:
            self._heading(_("To debate"))
            (self._grouped if is_grouped else self._listed)(strips)
            self._divide()
        self._earlier()
        self._divide()
        self._vote()

    def _room(self, figure: float) -> float:
        """Return the height left for what to debate."""
        return self._area.height() - self._earlier_height(figure) - self._vote_height() - GAP

    def _divide(self) -> None:
        y = self._top + GAP / 2
        self._canvas.rule(self._area.left(), self._area.right(), y, "line", 2)
        self._top += GAP

    def _heading(self, text: str) -> None:
        area = QRectF(self._area.left(), self._top, self._area.width(), HEADING)
        self._canvas.write(area, text, Face.HEADING, Ink.SIDE)
        self._top += HEADING

    def _row(self, indent: float = 0, height: float = LINE) -> QRectF:
        left = self._area.left() + indent
        area = QRectF(left, self._top, self._area.right() - left, height)
        self._top += height
        return area

    # What to debate

    def _listed(self, strips: Sequence[ProjectedStrip]) -> None:
        for strip in strips:
            row = self._row(INDENT)
            self._bar(row.top() + 5, 36)
            said = ((f"{strip.number} ", Face.STRONG), (flag_words(strip), Face.BODY))
            self._canvas.runs(row, said, Ink.SIDE)

    def _grouped(self, strips: Sequence[ProjectedStrip]) -> None:
        """Tell by reason what to debate, where one line each would take too much place."""
        for said in _by_reason(strips):
            top = self._top + 4
            area = QRectF(self._area.left() + INDENT, top, self._area.width() - INDENT, 0)
            height = self._canvas.paragraph(area, said, Face.BODY, Ink.SIDE, most=2)
            self._bar(top, height)
            self._top += height + 12

    def _grouped_height(self, strips: Sequence[ProjectedStrip]) -> float:
        width = self._area.width() - INDENT
        lines = (len(self._canvas.lines(said, Face.BODY, width, 2)) for said in _by_reason(strips))
        return sum(count * Face.BODY.line + 16 for count in lines)

    def _bar(self, top: float, height: float) -> None:
        self._canvas.fill(QRectF(self._area.left(), top, BAR, height), "ink")

    # Earlier opinions

    def _earlier_height(self, figure: float) -> float:
        ballots = self._point.ballots
        figures = min(MOST_FIGURES, len(ballots.figures)) if ballots else 0
        return HEADING + LINE + (84 + figures * figure if ballots else 0)

    def _earlier(self) -> None:
        point = self._point
        self._heading(_("Earlier opinions"))
        if point.stance is None and point.ballots is None:
            self._canvas.write(self._row(), _("None recorded"), Face.BODY, Ink.SIDE_QUIET)
        if point.stance is not None:
            row = self._row(40)
            self._mark(Body.TECHNICAL, "inf", row)
            said = runs(_("Technical committee: {stance}"), "stance", stance_word(point.stance))
            self._canvas.runs(row, said, Ink.SIDE)
        if point.ballots is not None:
            self._ballots(point.ballots)

    def _mark(self, body: Body, token: str, row: QRectF) -> None:
        top = row.center().y() - MARK / 2 + 1
        area = QRectF(self._area.left() + 1, top, MARK, MARK)
        body_mark(self._canvas.painter, area, body, self._canvas.look.colour(token))

    def _ballots(self, ballots: ProjectedBallots) -> None:
        row = self._row(40, 50)
        self._mark(Body.STUDENTS, "plm", row)
        text = ngettext(
            "Committee of lycéens, {count} ballot",
            "Committee of lycéens, {count} ballots",
            ballots.ballots,
        )
        self._canvas.write(row, text.format(count=ballots.ballots), Face.BODY, Ink.SIDE)
        ends = _("Columns: {ends}").format(ends=ends_of(ballots.levels))
        self._canvas.write(self._row(40, 34), ends, Face.SMALL, Ink.SIDE_QUIET)
        shown = ballots.figures[:MOST_FIGURES]
        words = [_level_word(figure, ballots.levels) for figure in shown]
        wide = max((self._canvas.advance(word, Face.STRONG) for word in words), default=0)
        for figure, word in zip(shown, words, strict=True):
            self._figure(figure, word, wide)

    def _figure(self, figure: ProjectedFigure, word: str, wide: float) -> None:
        """Paint a question, its columns and its ``word``, in a place ``wide`` for all of them."""
        row = self._row(40, TALL_FIGURE if self._is_tall else FIGURE)
        most = 2 if self._is_tall else 1
        width = min(LABEL_MOST, row.width() - COLUMNS - wide - 20)
        height = len(self._canvas.lines(figure.label, Face.SMALL, width, most))
        top = row.center().y() - height * Face.SMALL.line / 2
        label = QRectF(row.left(), top, width, row.height())
        self._canvas.paragraph(label, figure.label, Face.SMALL, Ink.SIDE, most=most)
        columns = QRectF(label.right() + 10, row.center().y() - 16, COLUMNS, 32)
        self._histogram(columns, figure.counts)
        room = QRectF(columns.right() + 10, row.top(), wide, row.height())
        self._canvas.write(room, word, Face.STRONG, Ink.SIDE)

    def _histogram(self, area: QRectF, counts: tuple[int, ...]) -> None:
        """Draw one column a level, and a stroke where nobody stands."""
        step, most = area.width() / len(counts), max(counts, default=0)
        for place, count in enumerate(counts):
            height = max(2.0, area.height() * count / most) if most else 2.0
            left = area.left() + place * step
            self._canvas.fill(QRectF(left, area.bottom() - height, step - 3, height), "plm")

    # The vote

    def _vote_height(self) -> float:
        return HEADING + LINE + 8 + (len(Outcome) - 1) * OPTION_STEP + OPTION

    def _vote(self) -> None:
        self._heading(_("The vote"))
        self._canvas.write(self._row(), voices_line(self._point.vote), Face.BODY, Ink.SIDE)
        self._top += 8
        for outcome in Outcome:
            box = QRectF(self._area.left(), self._top, self._area.width(), OPTION)
            self._canvas.frame(box, "sf", "ink2")
            inner = box.adjusted(24, 0, -24, 0)
            self._canvas.write(inner, outcome_word(outcome), Face.STRONG, Ink.BODY)
            self._top += OPTION_STEP
