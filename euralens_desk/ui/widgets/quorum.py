"""The quorum of a point: one square for each member, and a bar at the threshold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import box, write


@dataclass(frozen=True, slots=True)
class Seats:
    """Who counts on a point: present members, mandates held, absent members, and the threshold."""

    present: int
    proxies: int
    absent: int
    threshold: int

    @property
    def total(self) -> int:
        """How many members the composition of the point has."""
        return self.present + self.proxies + self.absent


class QuorumGauge(QWidget):
    """Plain squares are present, « P » a mandate, hollow ones absent.

    ``sentence`` says the same in words, rule included; it is the accessible name.
    """

    def __init__(
        self, look: Appearance, seats: Seats, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_seats(seats, sentence)

    def show_seats(self, seats: Seats, sentence: str) -> None:
        """Show another state of the room."""
        self._seats = seats
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """About 18 pixels a seat."""
        return QSize(self._look.px(18) * max(1, self._seats.total), self._look.px(30))

    def minimumSizeHint(self) -> QSize:
        """About 10 pixels a seat."""
        return QSize(self._look.px(10) * max(1, self._seats.total), self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the seats and the threshold."""
        del event
        painter, look, seats = QPainter(self), self._look, self._seats
        if not seats.total:
            return
        room = float(min(self.width(), look.px(26) * seats.total))
        step, height = room / seats.total, look.px(17)
        top = (self.height() - height) / 2
        for place in range(seats.total):
            seat = QRectF(place * step + 1, top, step - 2, height)
            self._paint_seat(painter, seat, place)
        if 0 < seats.threshold <= seats.total:
            middle = seats.threshold * step
            bar = QRectF(round(middle) - 1, 0, 2, self.height())
            painter.fillRect(bar, look.colour("ink"))

    def _paint_seat(self, painter: QPainter, seat: QRectF, place: int) -> None:
        """Draw the seat ``place``: present first, then mandates, then absent."""
        look, seats = self._look, self._seats
        if place < seats.present:
            box(painter, seat, 3, look.colour("pri"))
        elif place < seats.present + seats.proxies:
            box(painter, seat, 3, look.colour("paleb"), look.colour("ink2"))
            write(painter, seat, "P", look.font(Role.CAPTION, 700), look.colour("ink"))
        else:
            box(painter, seat, 3, look.colour("sf"), look.colour("line2"))
