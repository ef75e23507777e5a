"""Level buttons and the group that answers one criterion.

The group takes the keyboard as a whole and shows no preselected level (UX 1, « No anchoring »);
the arrows then walk through its buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, Mark, scored
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.keys import keys_of
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.keys import typed_characters
from euralens_desk.ui.widgets.painting import box, hatch, write

RADIUS = 5
GAP = 4
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class LevelFace:
    """One level of a scale as it is shown: « 3 » and « Bon »."""

    code: str
    label: str


class LevelButton(QAbstractButton):
    """A level, « NSP » or « sans objet ». The tint is that of its place in the ramp.

    ``place`` is the level's index and ``levels`` the length of the scale; both None for a button
    outside the scale. With ``worded`` the word is written beside the code (touch).
    """

    def __init__(
        self,
        look: Appearance,
        face: LevelFace,
        place: int | None = None,
        levels: int | None = None,
        *,
        worded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._face = face
        self._place = place
        self._levels = levels
        self._worded = worded
        self._sealed = False
        self.setCheckable(True)
        self.setText(face.code)
        self.setAccessibleName(f"{face.code}, {face.label}")
        self.setToolTip(face.label)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        across = QSizePolicy.Policy.Expanding if worded else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", RADIUS)

    @property
    def sealed(self) -> bool:
        """Whether the level can be read but no longer changed."""
        return self._sealed

    def set_sealed(self, sealed: bool) -> None:
        """Close or open the button; a closed one shows a lock, or its level if it was chosen."""
        self._sealed = sealed
        self.setEnabled(not sealed)
        self.setAccessibleDescription(_("Sealed") if sealed else "")
        self.update()

    def sizeHint(self) -> QSize:
        """44 × 31 for a digit, 50 × 31 for a word; for touch 74 high, and as wide as there is."""
        look = self._look
        if self._worded:
            return QSize(look.px(72), look.px(74))
        least = look.px(44 if self._levels else 50)
        text = look.metrics(Role.TITLE3).horizontalAdvance(self._face.code) + look.px(16)
        return QSize(max(least, text), look.level_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key but Space and Enter to the group."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The key press has done it all."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button in its state, once for all buttons that look the same."""
        del event
        look, ratio = self._look, self.devicePixelRatioF()
        pointed = self.isEnabled() and self.underMouse()
        shape = (self._place, self._levels, self._worded, self.width(), self.height(), ratio)
        state = (self.isChecked(), self._sealed, self.hasFocus(), pointed)
        dress = (look.theme, look.text_percent, look.compact)
        key = f"level {self._face.code} {self._face.label} {shape} {state} {dress}"
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter)
            painter.end()
            QPixmapCache.insert(key, picture)
        QPainter(self).drawPixmap(0, 0, picture)

    def _paint(self, painter: QPainter) -> None:
        """Draw the button in its state."""
        area = QRectF(self.rect())
        if self._sealed and not self.isChecked():
            self._paint_lock(painter, area)
        elif self.isChecked():
            fill, ink = self._chosen_colours()
            box(painter, area, RADIUS, fill, self._look.colour("ink"), width=2)
            self._paint_text(painter, area, ink, strong=True)
        else:
            self._paint_rest(painter, area)

    def _paint_rest(self, painter: QPainter, area: QRectF) -> None:
        """Draw an open button that is not chosen."""
        look = self._look
        pointed = self.isEnabled() and (self.underMouse() or self.hasFocus())
        ground, border = ("sel", "pri") if pointed else ("sf", "line2")
        width = max(look.tokens.border, 2 if self.hasFocus() else 1)
        is_beside = self._worded and self._levels is None
        style = Qt.PenStyle.DashLine if is_beside else Qt.PenStyle.SolidLine
        fill, line = look.colour(ground), look.colour(border)
        box(painter, area, RADIUS, fill, line, width=width, style=style)
        self._paint_text(painter, area, look.colour("ink2"), strong=False)

    def _paint_text(self, painter: QPainter, area: QRectF, ink: QColor, *, strong: bool) -> None:
        """Write the code, and the word under it for touch."""
        look = self._look
        in_scale = self._levels is not None
        role = Role.BODY if in_scale or self._worded else Role.CAPTION
        font = look.font(role, 700 if strong else 600)
        if not self._worded or not in_scale:
            write(painter, area, self._face.code, font, ink)
            return
        half = area.height() / 2
        top = area.adjusted(0, look.px(8), 0, -half + look.px(4))
        write(painter, top, self._face.code, look.font(Role.TITLE1, 700), ink)
        low = area.adjusted(0, half, 0, -look.px(4))
        elide, room = Qt.TextElideMode.ElideRight, round(low.width()) - look.px(4)
        label = look.metrics(Role.DENSE).elidedText(self._face.label, elide, room)
        write(painter, low, label, look.font(Role.DENSE), ink)

    def _paint_lock(self, painter: QPainter, area: QRectF) -> None:
        """Draw a closed button."""
        look = self._look
        dashed = Qt.PenStyle.DashLine
        box(painter, area, RADIUS, look.colour("hat"), look.colour("line2"), style=dashed)
        side = look.px(15)
        place = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        look.icons.paint(painter, place, "lock", look.colour("ink3"))

    def _chosen_colours(self) -> tuple[QColor, QColor]:
        """Return the ground and the text of the chosen state."""
        if self._levels is None or self._place is None:
            return self._look.colour("ink2"), self._look.colour("sf")
        tint = self._look.ramp(self._levels)[self._place]
        return QColor(tint.fill), QColor(tint.text)


class LevelGroup(QWidget):
    """The answer to one criterion: one button a level, then NSP and, if allowed, « sans objet ».

    ``subject`` is what is scored (« 2.3 Implication des habitants »), for screen readers. Emits
    ``chosen`` with the new Mark: a level, NO_OPINION, NOT_APPLICABLE, or BLANK once cleared; the
    caller shows it with ``show_mark``. Keys: the code of a level (its place when the code is too
    long to type), N unless it is a code, ← → then Space, Backspace or Delete to clear; all other
    keys go on to the page.
    """

    chosen = Signal(object)
    entered = Signal()
    """The group took the keyboard."""

    def __init__(
        self,
        look: Appearance,
        levels: Sequence[LevelFace],
        subject: str,
        *,
        not_applicable: bool = False,
        worded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._levels = tuple(levels)
        self._subject = subject
        self._mark = BLANK
        self._closed = ""
        self._closed_icon = ""
        self._sealed = False
        keys = keys_of([face.code for face in levels])
        self._keys = {key: scored(place) for place, key in enumerate(keys) if key}
        self._keys.setdefault("n", NO_OPINION)
        self._buttons: dict[Mark, LevelButton] = {}
        self.setProperty("focusGroup", True)
        self.setProperty("focusRadius", RADIUS + 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._space()
        self._add_buttons(worded, not_applicable)
        self.show_mark(BLANK)

    def _add_buttons(self, worded: bool, not_applicable: bool) -> None:
        """Make the buttons of the scale and those outside it."""
        count = len(self._levels)
        for place, face in enumerate(self._levels):
            self._add(LevelButton(self._look, face, place, count, worded=worded), scored(place))
        # « NSP » and « S.O. » are the usual French marks; English uses N/O and N/A.
        beside = [(LevelFace(_("N/O"), _("gives no opinion")), NO_OPINION)]
        if not_applicable:
            beside.append((LevelFace(_("N/A"), _("not applicable")), NOT_APPLICABLE))
        for face, mark in beside:
            self._add(LevelButton(self._look, face, worded=worded), mark)

    def _add(self, button: LevelButton, mark: Mark) -> None:
        """Add a button that answers ``mark``."""
        self._buttons[mark] = button
        self._row.addWidget(button)
        button.clicked.connect(lambda _checked=False: self._choose(mark))

    def _choose(self, mark: Mark) -> None:
        """Show an answer and tell it."""
        self.show_mark(mark)
        self.chosen.emit(mark)

    def mark(self) -> Mark:
        """Return the answer shown."""
        return self._mark

    def button(self, mark: Mark) -> LevelButton:
        """Return the button that answers ``mark``. Raises KeyError when there is none."""
        return self._buttons[mark]

    def show_mark(self, mark: Mark) -> None:
        """Show an answer without telling so."""
        self._mark = mark
        for answer, button in self._buttons.items():
            button.setChecked(answer == mark)
        self._tell_name()

    def set_sealed(self, sealed: bool) -> None:
        """Close or open the whole answer; what was chosen stays readable."""
        if sealed == self._sealed:
            return
        self._sealed = sealed
        for button in self._buttons.values():
            button.set_sealed(sealed)

    def set_recused(self, word: str) -> None:
        """Close the row for a recused member behind one hatched block that bears ``word``."""
        self._close(word, "lock")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if word else Qt.FocusPolicy.StrongFocus)

    def set_aside(self, word: str) -> None:
        """Hatch a row that does not apply, with ``word``; it keeps its place under the arrows."""
        self._close(word, "minus")

    def _close(self, word: str, icon: str) -> None:
        """Put one block in place of the buttons, or take it away without a word."""
        if word == self._closed:
            return
        self._closed, self._closed_icon = word, icon
        for button in self._buttons.values():
            button.setVisible(not word)
        self._tell_name()
        self.updateGeometry()
        self.update()

    def _tell_name(self) -> None:
        """Say what is answered and the state, for screen readers."""
        self.setAccessibleName(f"{self._subject}, {self._closed or self._state_in_words()}")

    def sizeHint(self) -> QSize:
        """The buttons, or one block as wide."""
        if self._closed:
            widths = [button.sizeHint().width() for button in self._buttons.values()]
            gaps = self._row.spacing() * (len(widths) - 1)
            return QSize(sum(widths) + gaps, next(iter(self._buttons.values())).sizeHint().height())
        return super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def _state_in_words(self) -> str:
        """Return « Bon, 5 niveaux » or « non noté, 5 niveaux »."""
        button = self._buttons.get(self._mark)
        value = button.accessibleName() if button else _("not scored")
        count = len(self._levels)
        return f"{value}, " + ngettext("{count} level", "{count} levels", count).format(count=count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by the code of a level, walk by arrows, clear; leave other keys to the page."""
        walks = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if walks and not self._closed and not event.modifiers() & _HELD:
            self._walk(1 if event.key() == Qt.Key.Key_Right else -1)
        elif not self._buttons_open():
            event.ignore()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(BLANK)
        else:
            self._type(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def _buttons_open(self) -> bool:
        """Tell whether the answer can be changed."""
        return not self._closed and not self._sealed

    def _type(self, event: QKeyEvent) -> None:
        """Answer with the level whose key was pressed, or « no opinion » for N."""
        typed = next((key for key in typed_characters(event) if key in self._keys), None)
        if typed is None:
            event.ignore()
        else:
            self._choose(self._keys[typed])

    def _walk(self, step: int) -> None:
        """Give the keyboard to the next button; from the group, to the first or the last."""
        buttons = list(self._buttons.values())
        held = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if held is None:
            target = 0 if step > 0 else len(buttons) - 1
        else:
            target = max(0, min(held + step, len(buttons) - 1))
        buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _space(self) -> None:
        """Set the gaps for the text size."""
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._look.px(GAP))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hatched block of a closed answer."""
        del event
        if not self._closed:
            return
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        hatch(painter, area, look.colour("line"), RADIUS)
        dashed = Qt.PenStyle.DashLine
        box(painter, area, RADIUS, None, look.colour("line2"), style=dashed)
        side = look.px(16)
        text = look.metrics(Role.DENSE_STRONG).horizontalAdvance(self._closed)
        x = area.center().x() - (side + look.px(6) + text) / 2
        ink = look.colour("ink2")
        lock = QRectF(round(x), round(area.center().y() - side / 2), side, side)
        look.icons.paint(painter, lock, self._closed_icon, ink)
        line = area.adjusted(x - area.left() + side + look.px(6), 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        write(painter, line, self._closed, look.font(Role.DENSE_STRONG), ink, align=left)
