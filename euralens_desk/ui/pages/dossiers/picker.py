"""A choice told in a line of text, opened as a menu: « Trier : numéro »."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import write


class Picker(QAbstractButton):
    """Emits ``picked(key)``. Space, Enter and a click open the menu."""

    picked = Signal(object)

    def __init__(self, look: Appearance, label: str) -> None:
        super().__init__()
        self._look = look
        self._label = label
        self._options: tuple[tuple[object, str], ...] = ()
        self._key: object = None
        self.menu = QMenu(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def set_options(self, options: Sequence[tuple[object, str]], key: object) -> None:
        """Offer other choices; ``key`` is the one in force."""
        self._options, self._key = tuple(options), key
        self.menu.clear()
        for one, text in options:
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(one == key)
            action.triggered.connect(lambda _checked=False, one=one: self._pick(one))
        self.setText(_("{label}: {choice}").format(label=self._label, choice=self._word()))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def choose(self, key: object) -> None:
        """Put another choice in force without telling so."""
        self.set_options(self._options, key)

    def _word(self) -> str:
        return next((text for key, text in self._options if key == self._key), "").lower()

    def _pick(self, key: object) -> None:
        self.set_options(self._options, key)
        self.picked.emit(key)

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        """Room for the text and the arrow."""
        look = self._look
        text = look.metrics(Role.CAPTION).horizontalAdvance(self.text())
        return QSize(text + look.px(24), look.metrics(Role.CAPTION).height() + look.px(8))

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(self._look.px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text and the arrow."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        ink, font = look.colour("pri" if self.underMouse() else "ink2"), look.font(Role.CAPTION)
        side = look.px(16)
        line = area.adjusted(0, 0, -side - look.px(4), 0)
        text = look.metrics(Role.CAPTION).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(line.width())
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        write(painter, line, text, font, ink, align=left)
        place = QRectF(area.right() - side, round((area.height() - side) / 2), side, side)
        look.icons.paint(painter, place, "chevron-down", ink)
