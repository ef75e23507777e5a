"""Under the title of an item: whether it is under discussion, and whether scores are revealed."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from euralens_desk.domain.course import ItemCourse
from euralens_desk.domain.meeting import AgendaItem
from euralens_desk.domain.room import MeetingStage
from euralens_desk.i18n import _, format_date, format_time
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, ElidedText
from euralens_desk.usecases.proceedings import Point, Proceedings


class ItemBar(QFrame):
    """Emits what is wanted of the item shown: ``started``, ``ended``, ``revealed``."""

    started = Signal()
    ended = Signal()
    revealed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.told = ElidedText("", Role.CAPTION, "ink2")
        self.start = Button(look, _("Put to discussion"), icon="play", small=True)
        self.end = Button(look, _("End the item"), ButtonKind.LINK, small=True)
        self.reveal = Button(look, _("Reveal the scores"), icon="eye", small=True)
        self.start.clicked.connect(self.started)
        self.end.clicked.connect(self.ended)
        self.reveal.clicked.connect(self.revealed)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(16), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.told, 1)
        for button in (self.end, self.start, self.reveal):
            row.addWidget(button)
            button.hide()

    def show_item(
        self, held: Proceedings, item: AgendaItem, point: Point | None, *, may_change: bool
    ) -> None:
        """Show what is known of the course of an item, and what may come next."""
        is_open = held.room.stage is MeetingStage.OPEN
        course = next(one for one in held.course if one.item.id == item.id)
        has_scores = point is not None and held.opinions is not None
        earlier = point.revealed_on if point is not None else None
        self.told.setText(standing_words(course, earlier))
        self.start.setText(_("Discuss it again") if course.spans else _("Put to discussion"))
        self.start.setVisible(is_open and not course.is_current and may_change)
        self.end.setVisible(is_open and course.is_current and may_change)
        is_masked = not course.is_revealed and earlier is None
        may_reveal = is_open and course.is_current and is_masked
        self.reveal.setVisible(has_scores and may_reveal and may_change)
        self.setVisible(
            bool(self.told.text())
            or not all(b.isHidden() for b in (self.start, self.end, self.reveal))
        )


def standing_words(course: ItemCourse, earlier: date | None = None) -> str:
    """Return « Mis en discussion à 15 h 55, fiches révélées à 15 h 58 ».

    ``earlier`` is the day of the meeting that had revealed the scores before.
    """
    parts = []
    if course.spans:
        told = _("Put to discussion at {hour}") if course.started_at else _("Was put to discussion")
        parts.append(_dated(told, course.started_at))
    if course.is_revealed:
        told = _("scores revealed at {hour}") if course.revealed_at else _("scores revealed")
        parts.append(_dated(told, course.revealed_at))
    elif earlier is not None:
        told = _("scores revealed at the meeting of {day}")
        parts.append(told.format(day=format_date(earlier)))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _dated(told: str, hour: datetime | None) -> str:
    return told.format(hour=format_time(hour) if hour else "")
