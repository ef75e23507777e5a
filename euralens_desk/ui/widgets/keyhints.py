"""Key caps and what they do: « 0–4 noter et avancer »."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.ui.widgets.painting import box, write

ARROWS = {"←": "arrow-left", "→": "arrow-right", "↑": "arrow-up", "↓": "arrow-down"}
JOINERS = ("–", "+", "…")
"""Strings among the caps that are written between two of them; without one they stand apart."""


class Hint(Protocol):
    """The shape of a hint: the caps (« Ctrl », « + », « D ») and what they do."""

    @property
    def caps(self) -> tuple[str, ...]: ...
    @property
    def does(self) -> str: ...


class KeyCap(QWidget):
    """One key of the keyboard. Arrows are drawn."""

    def __init__(self, look: Appearance, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """At least as wide as high."""
        fonts = self._look.metrics(Role.CAPTION_STRONG)
        height = fonts.height() + self._look.px(1)
        text = fonts.horizontalAdvance("0" if self._key in ARROWS else self._key)
        return QSize(max(height, text + self._look.px(12)), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        box(painter, area, 4, look.colour("sf"), look.colour("ink3"))
        if self._key not in ARROWS:
            write(painter, area, self._key, look.font(Role.CAPTION_STRONG), look.colour("ink"))
            return
        side = look.px(13)
        place = QRectF(round((area.width() - side) / 2), round((area.height() - side) / 2), side, 0)
        place.setHeight(side)
        look.icons.paint(painter, place, ARROWS[self._key], look.colour("ink"))


class KeyHintBar(QWidget):
    """A line of hints. Caps held with Ctrl, Alt or Maj are joined by « + »; others stand apart."""

    def __init__(
        self, look: Appearance, hints: Sequence[Hint] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        _empty(self._row)
        for hint in hints:
            self._row.addWidget(_HintBox(self._look, hint))
        self._row.addStretch(1)
        words = "; ".join(f"{' '.join(hint.caps)} {hint.does}" for hint in hints)
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """Hints that lack room are cut: they are a reminder, never the only way."""
        return QSize(0, super().minimumSizeHint().height())


class _HintBox(QWidget):
    """The caps of one hint and its words."""

    def __init__(self, look: Appearance, hint: Hint) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(1))
        held = "Ctrl" in hint.caps or "Alt" in hint.caps or "Maj" in hint.caps
        for place, cap in enumerate(hint.caps):
            is_last = place + 1 == len(hint.caps)
            if cap in JOINERS and not is_last:
                row.addWidget(Text(cap, Role.DENSE, "ink2"))
                continue
            if place and held and hint.caps[place - 1] not in JOINERS:
                row.addWidget(Text("+", Role.DENSE, "ink2"))
            row.addWidget(KeyCap(look, cap))
        row.addSpacing(look.px(4))
        row.addWidget(Text(hint.does, Role.CAPTION, "ink2"))


def _empty(layout: QLayout) -> None:
    """Take every widget out of a layout and drop it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
