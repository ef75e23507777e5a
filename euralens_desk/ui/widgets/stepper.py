"""Where one stands: the six steps of a promotion, and the steps of an assistant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import smooth, write


class StepState(Enum):
    """How far a step is."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, who acts, a count, and what is missing (``warning``) or was done."""

    title: str
    state: StepState
    who: str = ""
    count: str = ""
    remark: str = ""
    warning: bool = False
    tip: str = ""


def _state_words(state: StepState) -> str:
    """Return the state of a step in words."""
    words = {
        StepState.DONE: _("done"),
        StepState.CURRENT: _("in progress"),
        StepState.TO_COME: _("to come"),
    }
    return words[state]


def paint_step_mark(
    painter: QPainter, circle: QRectF, look: Appearance, number: int, state: StepState
) -> None:
    """Paint the circle of a step: a tick, a ring around its number, or the number alone."""
    painter.save()
    smooth(painter)
    if state is StepState.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("pri"))
        painter.drawEllipse(circle)
        side = round(circle.width() * 0.64)
        place = QRectF(0, 0, side, side)
        place.moveCenter(circle.center())
        look.icons.paint(painter, place, "check", look.colour("onpri"))
        painter.restore()
        return
    current = state is StepState.CURRENT
    width = 3.0 if current else 1.0
    painter.setPen(QPen(look.colour("pri" if current else "line2"), width))
    painter.setBrush(look.colour("sf"))
    half = width / 2
    painter.drawEllipse(circle.adjusted(half, half, -half, -half))
    ink = look.colour("pri" if current else "ink2")
    write(painter, circle, str(number), look.font(Role.TITLE3), ink)
    painter.restore()


class StepPanel(QAbstractButton):
    """One step of the promotion; a press opens its page."""

    def __init__(self, look: Appearance, number: int, step: Step) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self._step = step
        self.setText(step.title)
        name = f"{number}. {step.title}, {_state_words(step.state)}"
        self.setAccessibleName(name)
        details = (step.who, step.count, step.remark)
        self.setAccessibleDescription(". ".join(detail for detail in details if detail))
        self.setToolTip(step.tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """A sixth of the page."""
        width = self._look.px(190)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow steps wrap their lines."""
        return QSize(self._look.px(120), self._look.px(90))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines, wrapped at ``width``."""
        room = width - 2 * self._look.px(13)
        lines = sum(self._height(text, room, font) for text, font, _ink in self._lines())
        remark = self._height(self._step.remark, room - self._look.px(22), self._strong())
        return self._look.px(44) + lines + remark + self._look.px(16)

    def _strong(self) -> QFont:
        """Return the font of the remark."""
        return self._look.font(Role.CAPTION_STRONG)

    def _lines(self) -> list[tuple[str, QFont, QColor]]:
        """Return the lines under the title, with their fonts and colours."""
        look = self._look
        return [
            (self._step.who, look.font(Role.CAPTION), look.colour("ink3")),
            (self._step.count, look.font(Role.CAPTION), look.colour("ink")),
        ]

    def _height(self, text: str, room: int, font: QFont) -> int:
        """Return the height of a text wrapped at ``room``, 0 for an empty one."""
        if not text:
            return 0
        area = QRectF(0, 0, max(room, 20), 1000).toRect()
        return QFontMetrics(font).boundingRect(area, Qt.TextFlag.TextWordWrap, text).height() + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the step."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        current = self._step.state is StepState.CURRENT
        if current or self.underMouse():
            painter.fillRect(area, look.colour("sel"))
        if current:
            painter.fillRect(QRectF(0, 0, area.width(), look.px(4)), look.colour("pri"))
        side, left = look.px(27), look.px(13)
        circle = QRectF(left, look.px(13), side, side)
        paint_step_mark(painter, circle, look, self._number, self._step.state)
        room = area.width() - circle.right() - look.px(12)
        name = QRectF(circle.right() + look.px(8), circle.top(), room, side)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = look.font(Role.TITLE3)
        title = look.metrics(Role.TITLE3).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(room)
        )
        write(painter, name, title, font, look.colour("ink"), align=flags)
        self._paint_lines(painter, left, circle.bottom() + look.px(4))

    def _paint_lines(self, painter: QPainter, left: int, top: float) -> None:
        """Write who, the count and the remark."""
        look, room = self._look, self.width() - 2 * left
        for text, font, ink in self._lines():
            height = self._height(text, room, font)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(left, top, room, height), Qt.TextFlag.TextWordWrap, text)
            top += height
        step = self._step
        if not step.remark:
            return
        ink = look.colour("och" if step.warning else "ink2")
        done = step.state is StepState.DONE
        icon = "triangle-alert" if step.warning else ("check" if done else "")
        lead = look.px(22) if icon else 0
        if icon:
            side = look.px(16)
            place = QRectF(left, round(top + look.px(2)), side, side)
            look.icons.paint(painter, place, icon, ink)
        painter.setFont(self._strong())
        painter.setPen(ink)
        rest = QRectF(left + lead, top, room - lead, self.height() - top)
        painter.drawText(rest, Qt.TextFlag.TextWordWrap, step.remark)


class PromotionStepper(QFrame):
    """The steps of a promotion side by side. Emits ``chosen`` with the index of the one pressed."""

    chosen = Signal(int)

    def __init__(
        self, look: Appearance, steps: Sequence[Step] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._panels: list[StepPanel] = []
        self.setProperty("panel", "card")
        self.setAccessibleName(_("Steps"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps, or the same further on."""
        for old in self._panels:
            self._row.removeWidget(old)
            old.deleteLater()
        self._panels = []
        for place, step in enumerate(steps):
            panel = StepPanel(self._look, place + 1, step)
            panel.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            self._row.addWidget(panel, 1)
            self._panels.append(panel)

    def panel(self, place: int) -> StepPanel:
        """Return the button of a step. Raises IndexError when there is none."""
        return self._panels[place]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines between the steps."""
        super().paintEvent(event)
        painter = QPainter(self)
        for panel in self._panels[1:]:
            line = QRectF(panel.x() - 1, 1, 1, self.height() - 2)
            painter.fillRect(line, self._look.colour("line"))


class AssistantSteps(QWidget):
    """The steps of an assistant on one line: it tells, it is not pressed."""

    def __init__(
        self,
        look: Appearance,
        titles: Sequence[str],
        current: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._titles = tuple(titles)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_current(current)

    def set_current(self, current: int) -> None:
        """Say which step is under way, counted from 0."""
        self._current = current
        of = _("Step {number} of {total}: {title}").format(
            number=current + 1, total=len(self._titles), title=self._titles[current]
        )
        self.setAccessibleName(of)
        self.update()

    def sizeHint(self) -> QSize:
        """All the names and the lines between them."""
        fonts, look = self._look.metrics(Role.TITLE3), self._look
        names = sum(fonts.horizontalAdvance(title) for title in self._titles)
        each = look.px(27) + look.px(9)
        lines = (len(self._titles) - 1) * (look.px(60) + look.px(24))
        return QSize(names + each * len(self._titles) + lines, look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, names and lines."""
        del event
        painter, look, x = QPainter(self), self._look, 0.0
        side, middle = look.px(27), self.height() / 2
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for place, title in enumerate(self._titles):
            current = place == self._current
            circle = QRectF(x, middle - side / 2, side, side)
            paint_step_mark(painter, circle, look, place + 1, self._state(place))
            x += side + look.px(9)
            role = Role.TITLE3 if current else Role.BODY
            width = look.metrics(role).horizontalAdvance(title)
            name = QRectF(x, 0, width + 2, self.height())
            ink = look.colour("ink" if current else "ink2")
            write(painter, name, title, look.font(role), ink, align=flags)
            x += width + look.px(12)
            if place < len(self._titles) - 1:
                bar = QRectF(x, round(middle) - 1, look.px(60), 2)
                painter.fillRect(bar, look.colour("line2"))
                x += look.px(60) + look.px(12)

    def _state(self, place: int) -> StepState:
        """Return how far the step ``place`` is."""
        if place == self._current:
            return StepState.CURRENT
        return StepState.DONE if place < self._current else StepState.TO_COME
