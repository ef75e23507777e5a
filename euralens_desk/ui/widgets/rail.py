"""The navigation rail: mark, sections with their badges, and the sections of the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.ui.widgets.mountain import ON_RAIL, TipsMark
from euralens_desk.ui.widgets.painting import box, write

WIDE = 212
NARROW = 64


@dataclass(frozen=True, slots=True)
class RailItem:
    """One section: what the caller knows it by, its icon, its name, and its shortcut."""

    key: object
    icon: str
    text: str
    shortcut: str = ""
    foot: bool = False


class RailButton(QAbstractButton):
    """One section in the rail; checked while it is the one shown."""

    def __init__(self, look: Appearance, item: RailItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._item = item
        self._badge = ""
        self._collapsed = False
        self.setText(item.text)
        self.setCheckable(True)
        self.setToolTip(f"{item.text} ({item.shortcut})" if item.shortcut else item.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge("")

    @property
    def badge(self) -> str:
        """The count of what waits there."""
        return self._badge

    def set_badge(self, badge: str) -> None:
        """Show a count; "" for none."""
        self._badge = badge
        self.setAccessibleName(f"{self._item.text}, {badge}" if badge else self._item.text)
        self.update()

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone, or the name too."""
        self._collapsed = collapsed
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """42 pixels with the gaps; as wide as the rail."""
        return QSize(self._look.px(48), self._look.px(36 if self._look.compact else 40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space; the arrows belong to the rail."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the bar of the section shown, the icon, the name and the badge."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            box(painter, area, 6, look.colour("rail_sel"))
        if on:
            bar = QRectF(0, area.top() + look.px(8), look.px(3), area.height() - 2 * look.px(8))
            box(painter, bar, 1, look.colour("rail_mark"))
        ink = look.colour("rail_text" if on or self.underMouse() else "rail_idle")
        side = look.px(20)
        left = (area.width() - side) / 2 if self._collapsed else look.px(11)
        place = QRectF(round(left), round((area.height() - side) / 2), side, side)
        look.icons.paint(painter, place, self._item.icon, ink)
        if not self._collapsed:
            line = area.adjusted(look.px(41), 0, -look.px(8), 0)
            font = look.font(Role.TITLE3 if on else Role.BODY)
            write(painter, line, self.text(), font, ink, align=_LEFT)
        if self._badge:
            self._paint_badge(painter, area)

    def _paint_badge(self, painter: QPainter, area: QRectF) -> None:
        """Draw the count at the right, or a dot on the icon when the rail is narrow."""
        look = self._look
        if self._collapsed:
            dot = look.px(8)
            centre = area.center().x() + look.px(8)
            box(painter, QRectF(centre, look.px(6), dot, dot), dot / 2, look.colour("rail_mark"))
            return
        fonts = look.metrics(Role.CAPTION_STRONG)
        height = fonts.height() + look.px(1)
        width = max(height, fonts.horizontalAdvance(self._badge) + look.px(14))
        pill = QRectF(area.right() - width - look.px(10), 0, width, height)
        pill.moveTop(round(area.center().y() - height / 2))
        ground = look.colour("rail" if self.isChecked() else "rail_sel")
        box(painter, pill, height / 2, ground)
        font = look.font(Role.CAPTION_STRONG)
        write(painter, pill, self._badge, font, look.colour("rail_text"))


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class NavigationRail(QWidget):
    """The sections, top to bottom. Emits ``chosen`` with the key of the section pressed.

    ↑ ↓ walk through the sections, Space or Enter shows one. Ctrl+B belongs to the window, which
    calls ``set_collapsed``.
    """

    chosen = Signal(object)

    def __init__(
        self,
        look: Appearance,
        items: Sequence[RailItem],
        subtitle: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._collapsed = False
        self._buttons: dict[object, RailButton] = {}
        self.setAccessibleName(_("Sections"))
        self._mark = TipsMark(look, 34, ON_RAIL)
        self._name = Text("Euralens Desk", Role.TITLE3, "rail_text")
        self._subtitle = Text(subtitle, Role.CAPTION, "rail_idle")
        self._column = QVBoxLayout(self)
        self._head = QWidget()
        self._lay_out_head()
        self._column.addWidget(self._head)
        for item in (i for i in items if not i.foot):
            self._add(item)
        self._column.addStretch(1)
        for item in (i for i in items if i.foot):
            self._add(item)
        self._size()

    def _lay_out_head(self) -> None:
        """Put the mark, the name and what is open side by side."""
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.px(10))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._subtitle)
        row.addWidget(self._mark)
        row.addLayout(names, 1)

    def _add(self, item: RailItem) -> None:
        """Add the button of a section."""
        button = RailButton(self._look, item, self)
        button.clicked.connect(lambda _checked=False: self._press(item.key))
        self._buttons[item.key] = button
        self._column.addWidget(button)

    def _press(self, key: object) -> None:
        """Tell which section was pressed; what is marked follows only when the page changes."""
        pressed = self._buttons[key]
        pressed.setChecked(not pressed.isChecked())
        self.chosen.emit(key)

    def button(self, key: object) -> RailButton:
        """Return the button of a section. Raises KeyError for an unknown one."""
        return self._buttons[key]

    def select(self, key: object) -> None:
        """Mark the section shown."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)

    def set_badge(self, key: object, badge: str) -> None:
        """Show what waits in a section; "" for nothing."""
        self._buttons[key].set_badge(badge)

    def set_item_visible(self, key: object, visible: bool) -> None:
        """Show or hide a section."""
        self._buttons[key].setVisible(visible)

    def set_subtitle(self, text: str) -> None:
        """Say what is open, under the name of the program."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text) and not self._collapsed)

    @property
    def collapsed(self) -> bool:
        """Whether only the icons are shown."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icons alone, or the names too."""
        self._collapsed = collapsed
        self._name.setVisible(not collapsed)
        self._subtitle.setVisible(not collapsed and bool(self._subtitle.text()))
        for button in self._buttons.values():
            button.set_collapsed(collapsed)
        self._size()

    def _size(self) -> None:
        """Set the width and the gaps for the state and the text size."""
        look = self._look
        self.setFixedWidth(look.px(NARROW if self._collapsed else WIDE))
        side = look.px(8 if self._collapsed else 10)
        self._column.setContentsMargins(side, look.px(14), side, look.px(10))
        self._column.setSpacing(look.px(2))
        inside = look.px(7)
        self._head.setContentsMargins(inside, 0, 0, look.px(10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the sections."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        shown = [b for b in self._buttons.values() if not b.isHidden()]
        held = next((i for i, b in enumerate(shown) if b.hasFocus()), None)
        if step is None or held is None:
            super().keyPressEvent(event)
            return
        shown[max(0, min(held + step, len(shown) - 1))].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground."""
        del event
        QPainter(self).fillRect(self.rect(), self._look.colour("rail"))
