"""Small painting helpers: crisp boxes, hatching, centred text, the marks of the bodies."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF


class Body(Enum):
    """The bodies, told apart by a shape and not by a colour alone (UX 1)."""

    EXPERTS = "experts"
    TECHNICAL = "technical"
    STUDENTS = "students"
    FORUM = "forum"
    METROPOLITAN = "metropolitan"


BODY_TOKEN = {
    Body.EXPERTS: "pri",
    Body.TECHNICAL: "inf",
    Body.STUDENTS: "plm",
    Body.FORUM: "ink2",
    Body.METROPOLITAN: "ink2",
}


def smooth(painter: QPainter) -> None:
    """Ask for round corners and slanted lines without steps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def box(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | QBrush | None = None,
    border: QColor | None = None,
    *,
    width: float = 1,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Fill and outline a rounded box; the border lies inside ``area``, so that it stays crisp."""
    painter.save()
    smooth(painter)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else QBrush(fill))
    painter.setPen(Qt.PenStyle.NoPen if border is None else QPen(border, width, style))
    inset = 0.0 if border is None else width / 2
    painter.drawRoundedRect(
        area.adjusted(inset, inset, -inset, -inset),
        max(0.0, radius - inset),
        max(0.0, radius - inset),
    )
    painter.restore()


def hatch(
    painter: QPainter, area: QRectF, colour: QColor, radius: float = 0, *, gap: int = 5
) -> None:
    """Draw slanted lines over ``area``: what is closed, or who did not say."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    smooth(painter)
    painter.setPen(QPen(colour, 1))
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += gap
    painter.restore()


def write(
    painter: QPainter,
    area: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
) -> None:
    """Write one line of text into ``area``."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, align | Qt.TextFlag.TextSingleLine, text)


def body_mark(painter: QPainter, area: QRectF, body: Body, colour: QColor) -> None:
    """Draw ● experts (full), ■ technical, ▲ lycéens, ○ forum, ◇ metropolitan into ``area``."""
    painter.save()
    smooth(painter)
    if body is Body.EXPERTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(area)
        painter.restore()
        return
    painter.setPen(QPen(colour, 2, j=Qt.PenJoinStyle.RoundJoin))
    inner = area.adjusted(1, 1, -1, -1)
    if body is Body.TECHNICAL:
        painter.drawRoundedRect(inner, 1.5, 1.5)
    elif body is Body.FORUM:
        painter.drawEllipse(inner)
    elif body is Body.METROPOLITAN:
        middle = inner.center()
        sides = ((middle.x(), inner.top()), (inner.right(), middle.y()))
        opposite = ((middle.x(), inner.bottom()), (inner.left(), middle.y()))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in (*sides, *opposite)]))
    else:
        top = QPointF(inner.center().x(), inner.top())
        painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
    painter.restore()
