"""The pages of the projector, each painted from what may be shown and from nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF

from euralens_desk.domain.meeting import Outcome
from euralens_desk.i18n import _
from euralens_desk.ui.projector.band import paint_band, paint_foot
from euralens_desk.ui.projector.canvas import CENTRE, HEIGHT, MARGIN, RIGHT, Canvas, Face, Ink
from euralens_desk.ui.projector.grid import Grid, grid_area
from euralens_desk.ui.projector.side import INSIDE, WIDTH, Side
from euralens_desk.ui.projector.words import (
    campaign_line,
    form_word,
    meeting_day,
    received_line,
    silent_words,
    view_word,
    voices_line,
)
from euralens_desk.ui.state.projection import Picture, View, shown_view
from euralens_desk.ui.widgets.mountain import ON_WINDOW, paint_tips
from euralens_desk.usecases.projection import ProjectedPoint, ProjectedVote, Projection
from euralens_desk.words import outcome_word

MOST_TITLE_LINES = 4
"""The page of a dossier says its whole title; the others need the place."""
WIDE = 1500.0
"""From this width on, the key figures of a dossier stand beside the rest."""
GRID_LEAST = 1080.0
"""A narrower page than this beside the panel gives the panel a sheet of its own."""


def paint(canvas: Canvas, picture: Picture) -> int:
    """Paint a picture; return how many sheets its page has."""
    canvas.fill(QRectF(0, 0, canvas.width, HEIGHT), "sf")
    found, view = picture.found, shown_view(picture.view, picture.found)
    if found is None:
        _paint_tips(canvas, HEIGHT / 2 - 80)
        return 1
    if view in (View.WAITING, View.BREAK) or found.point is None:
        _paint_poster(canvas, found, _("Break") if view is View.BREAK else "")
        return 1
    if found.point.place is None:
        _paint_poster(canvas, found, found.point.title)
        return 1
    most = MOST_TITLE_LINES if view is View.DOSSIER else 2
    top = paint_band(canvas, found, found.point, picture.minutes, most=most)
    if view is View.SHEETS:
        return _paint_sheets(canvas, found, found.point, top, picture.sheet)
    bottom = paint_foot(canvas, found, _("The committee votes; scores do not decide."))
    body = QRectF(MARGIN, top + 40, canvas.width - 2 * MARGIN, bottom - top - 60)
    _BODIES[view](canvas, found.point, body)
    return 1


# Waiting, and breaks ------------------------------------------------------------------------


def _paint_tips(canvas: Canvas, top: float) -> None:
    paint_tips(canvas.painter, QRectF(canvas.width / 2 - 80, top, 160, 116), canvas.look, ON_WINDOW)


def _paint_poster(canvas: Canvas, found: Projection, title: str) -> None:
    """Paint a title in the middle of the page; without one, the campaign, the day and the place."""
    area = QRectF(MARGIN, 0, canvas.width - 2 * MARGIN, HEIGHT)
    lines = [
        (title or campaign_line(found), Face.TITLE, Ink.BODY),
        (found.body, Face.LARGE_STRONG, Ink.AXIS),
        (meeting_day(found), Face.LARGE, Ink.BODY),
    ]
    if not title:
        lines.append((found.location, Face.LARGE, Ink.QUIET))
    top = 330.0
    _paint_tips(canvas, top)
    top += 170
    for text, face, ink in lines:
        row = QRectF(area.left(), top, area.width(), 60)
        top += canvas.paragraph(row, text, face, ink, most=3, align=CENTRE) + 22


# One item -----------------------------------------------------------------------------------


def _paint_dossier(canvas: Canvas, point: ProjectedPoint, body: QRectF) -> None:
    """Paint who holds the project, where, and its key figures; the title stands in the band."""
    is_wide = body.width() > WIDE
    width = body.width() * (0.5 if is_wide and point.key_figures else 1) - 30
    top = body.top()
    for caption, text in ((_("Project leader"), point.holder), (_("Place"), point.location)):
        if text:
            top = _captioned(canvas, QRectF(body.left(), top, width, 40), caption, text)
    left = body.left()
    if is_wide:
        left, top = body.left() + width + 60, body.top()
    right = QRectF(left, top, body.right() - left, body.bottom() - top)
    _paint_figures(canvas, point.key_figures, right)


def _captioned(canvas: Canvas, area: QRectF, caption: str, text: str) -> float:
    heading = QRectF(area.left(), area.top(), area.width(), 40)
    canvas.write(heading, caption, Face.HEADING, Ink.AXIS)
    below = QRectF(area.left(), area.top() + 50, area.width(), 40)
    height = canvas.paragraph(below, text, Face.VALUE, Ink.BODY, most=4)
    return area.top() + 50 + height + 46


def _paint_figures(canvas: Canvas, figures: tuple[str, ...], area: QRectF) -> None:
    if not figures:
        return
    heading = QRectF(area.left(), area.top(), area.width(), 40)
    canvas.write(heading, _("Key figures"), Face.HEADING, Ink.AXIS)
    canvas.rule(area.left(), area.right(), area.top() + 48, "ink", 2)
    top = area.top() + 68
    for figure in figures:
        height = len(canvas.lines(figure, Face.VALUE, area.width(), 3)) * Face.VALUE.line
        if top + height > area.bottom():
            return
        row = QRectF(area.left(), top, area.width(), 40)
        canvas.paragraph(row, figure, Face.VALUE, Ink.BODY, most=3)
        top += height + 17
        canvas.rule(area.left(), area.right(), top, "line")
        top += 17


def _paint_sheets(
    canvas: Canvas, found: Projection, point: ProjectedPoint, top: float, sheet: int
) -> int:
    """Paint the distributions; before the reveal, say that they are masked."""
    bottom = paint_foot(
        canvas,
        found,
        _("Each dot is an opinion. The committee votes; scores do not decide."),
        _("The committee votes; scores do not decide."),
    )
    has_panel = canvas.width - WIDTH >= GRID_LEAST
    right = canvas.width - WIDTH if has_panel else canvas.width - MARGIN
    area = grid_area(0, top, right - 25 if has_panel else right, bottom)
    sheets = 1
    grid = None
    if point.sheets is not None and point.sheets.axes:
        grid = Grid(canvas, point.sheets, area, says_flags=not has_panel)
        sheets = grid.sheets
    own = 0 if has_panel else 1
    shown = min(sheet, sheets + own - 1)
    if shown < sheets:
        if grid is None:
            _paint_masked(canvas, point, area)
        else:
            grid.paint(shown)
    if has_panel:
        _paint_panel(canvas, point, QRectF(right, top, WIDTH, bottom - top))
    elif shown == sheets:
        _paint_panel(canvas, point, QRectF(0, top, canvas.width, bottom - top))
    return sheets + own


def _paint_panel(canvas: Canvas, point: ProjectedPoint, area: QRectF) -> None:
    canvas.fill(area, "alt")
    if area.left():
        canvas.fill(QRectF(area.left(), area.top(), 2, area.height()), "line")
    edge = INSIDE if area.left() else MARGIN
    inner = area.adjusted(edge, 18, -MARGIN, -12)
    Side(canvas, point, inner).paint()


def _paint_masked(canvas: Canvas, point: ProjectedPoint, area: QRectF) -> None:
    middle = QRectF(area.left(), area.center().y() - 60, area.width(), 60)
    canvas.write(middle, _("The sheets are not revealed"), Face.TITLE_LOW, Ink.BODY, CENTRE)
    if point.received:
        below = middle.translated(0, 66)
        canvas.write(below, received_line(point.received), Face.HEADING, Ink.QUIET, CENTRE)


def _paint_vote(canvas: Canvas, point: ProjectedPoint, body: QRectF) -> None:
    """Paint what may be voted, without a count."""
    top = _vote_head(canvas, _("The vote"), point.vote, body)
    for outcome in Outcome:
        box = QRectF(body.left(), top, body.width(), 130)
        canvas.frame(box, "sf", "ink2")
        inner = box.adjusted(40, 0, -40, 0)
        canvas.write(inner, outcome_word(outcome), Face.TITLE, Ink.BODY)
        top += 158


def _vote_head(canvas: Canvas, title: str, vote: ProjectedVote, body: QRectF) -> float:
    row = QRectF(body.left(), body.top(), body.width(), 64)
    canvas.write(row, title, Face.TITLE, Ink.BODY)
    below = row.translated(0, 72)
    said = f"{form_word(vote.form)} · {voices_line(vote)}"
    canvas.write(below, said, Face.LARGE, Ink.QUIET)
    return body.top() + 166


def _paint_result(canvas: Canvas, point: ProjectedPoint, body: QRectF) -> None:
    """Paint the counts of a vote that is recorded, and what the committee proposes."""
    vote = point.vote
    if vote.counts is None:
        _paint_vote(canvas, point, body)
        return
    top = _vote_head(canvas, view_word(View.RESULT), vote, body)
    most = max(1, vote.voices, sum(vote.counts.values()))
    for outcome in Outcome:
        count = vote.counts[outcome]
        box = QRectF(body.left(), top, body.width(), 118)
        canvas.frame(box, "sf", "ink2")
        bar = QRectF(box.left() + 40, box.bottom() - 26, (box.width() - 80) * count / most, 10)
        canvas.fill(bar, "pri")
        inner = box.adjusted(40, 4, -40, -26)
        canvas.write(inner, outcome_word(outcome), Face.TITLE_LOW, Ink.BODY)
        canvas.write(inner, str(count), Face.TITLE, Ink.BODY, RIGHT)
        top += 136
    row = QRectF(body.left(), top, body.width(), 50)
    canvas.write(row, silent_words(vote), Face.LARGE, Ink.QUIET)
    if vote.proposal is not None:
        said = _("Proposition of the committee: {outcome}").format(
            outcome=outcome_word(vote.proposal)
        )
        below = QRectF(body.left(), top + 66, body.width(), 66)
        canvas.write(below, said, Face.TITLE_LOW, Ink.AXIS)


_BODIES: dict[View, Callable[[Canvas, ProjectedPoint, QRectF], None]] = {
    View.DOSSIER: _paint_dossier,
    View.VOTE: _paint_vote,
    View.RESULT: _paint_result,
}
