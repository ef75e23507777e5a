"""Level buttons and the group that answers one criterion.

The group takes the keyboard as a whole and shows no preselected level (UX 1, « No anchoring »);
the arrows then walk through its buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, Mark, scored
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.keys import typed_character
from euralens_desk.ui.widgets.painting import box, hatch, write

RADIUS = 5
GAP = 4


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
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
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
        """44 × 31 for a digit, 50 × 31 for a word; 74 high for touch."""
        look = self._look
        if self._worded:
            return QSize(look.px(118), look.px(74))
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
        """Draw the button in its state."""
        del event
        painter, area = QPainter(self), QRectF(self.rect())
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
        box(painter, area, RADIUS, look.colour(ground), look.colour(border), width=width)
        self._paint_text(painter, area, look.colour("ink2"), strong=False)

    def _paint_text(self, painter: QPainter, area: QRectF, ink: QColor, *, strong: bool) -> None:
        """Write the code, and the word under it for touch."""
        look = self._look
        in_scale = self._levels is not None
        role = Role.BODY if in_scale else Role.CAPTION
        font = look.font(role, 700 if strong else 600)
        if not self._worded:
            write(painter, area, self._face.code, font, ink)
            return
        half = area.height() / 2
        top = area.adjusted(0, look.px(8), 0, -half + look.px(4))
        write(painter, top, self._face.code, look.font(Role.TITLE1, 700), ink)
        low = area.adjusted(0, half, 0, -look.px(4))
        write(painter, low, self._face.label, look.font(Role.DENSE), ink)

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
    caller shows it with ``show_mark``. Keys: the code of a level, N, ← → then Space, Backspace or
    Delete to clear; all other keys go on to the page.
    """

    chosen = Signal(object)

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
        self._recused = ""
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
        self.setAccessibleName(f"{self._subject}, {self._state_in_words()}")

    def set_sealed(self, sealed: bool) -> None:
        """Close or open the whole answer; what was chosen stays readable."""
        for button in self._buttons.values():
            button.set_sealed(sealed)

    def set_recused(self, word: str) -> None:
        """Close the row for a recused member behind one hatched block that bears ``word``."""
        self._recused = word
        for button in self._buttons.values():
            button.setVisible(not word)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if word else Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{self._subject}, {word or self._state_in_words()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The buttons, or one block for a recused member."""
        if self._recused:
            return QSize(self._look.px(110), self._look.level_height)
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
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(1 if event.key() == Qt.Key.Key_Right else -1)
        elif not self._buttons_open():
            event.ignore()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(BLANK)
        else:
            self._type(event)

    def _buttons_open(self) -> bool:
        """Tell whether the answer can be changed."""
        return not self._recused and not any(b.sealed for b in self._buttons.values())

    def _type(self, event: QKeyEvent) -> None:
        """Answer with the level whose code was typed, or « no opinion » for N."""
        typed = typed_character(event)
        for place, face in enumerate(self._levels):
            if typed and face.code.casefold() == typed:
                self._choose(scored(place))
                return
        if typed == "n":
            self._choose(NO_OPINION)
        else:
            event.ignore()

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
        """Draw the hatched block of a recused member."""
        del event
        if not self._recused:
            return
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        hatch(painter, area, look.colour("line"), RADIUS)
        dashed = Qt.PenStyle.DashLine
        box(painter, area, RADIUS, None, look.colour("line2"), style=dashed)
        side = look.px(16)
        text = look.metrics(Role.DENSE_STRONG).horizontalAdvance(self._recused)
        x = area.center().x() - (side + look.px(6) + text) / 2
        ink = look.colour("ink2")
        lock = QRectF(round(x), round(area.center().y() - side / 2), side, side)
        look.icons.paint(painter, lock, "lock", ink)
        line = area.adjusted(x - area.left() + side + look.px(6), 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        write(painter, line, self._recused, look.font(Role.DENSE_STRONG), ink, align=left)
