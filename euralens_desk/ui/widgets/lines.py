"""Text painted on a few tight lines: what a label would spread too wide in a low row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout


def broken(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Return ``text`` on at most ``most`` lines of ``width`` pixels; the last one is elided."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1.0))
        starts.append(line.textStart())
    layout.endLayout()
    kept = starts[:most]
    lines = [text[a:b].strip() for a, b in zip(kept, [*kept[1:], len(text)], strict=True)]
    if len(starts) > most:
        elide = Qt.TextElideMode.ElideRight
        lines[-1] = QFontMetricsF(font).elidedText(lines[-1], elide, max(width, 1.0))
    return tuple(lines)


def write_lines(
    painter: QPainter,
    left: float,
    middle: float,
    lines: tuple[str, ...],
    font: QFont,
    colour: QColor,
    *,
    leading: float = 1.0,
) -> None:
    """Write lines from ``left``, centred together on ``middle``; ``leading`` tightens them."""
    measure = QFontMetricsF(font)
    step = measure.height() * leading
    top = middle - (measure.height() + step * (len(lines) - 1)) / 2
    painter.setFont(font)
    painter.setPen(colour)
    for place, line in enumerate(lines):
        painter.drawText(QPointF(left, top + measure.ascent() + step * place), line)
