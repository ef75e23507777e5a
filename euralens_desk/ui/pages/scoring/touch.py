"""The sheet as a finger wants it: one axis at a time, large levels, no hover, no drag."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid
from euralens_desk.domain.mark import NOT_APPLICABLE
from euralens_desk.domain.sheet import WHOLE_DOSSIER
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.scoring.comments import CommentField
from euralens_desk.ui.pages.scoring.header import score_or_read
from euralens_desk.ui.state.scoring import SheetState, axis_rows
from euralens_desk.ui.system_theme import apply_theme
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, ElidedText, IconButton, Text, hairline
from euralens_desk.ui.widgets.levels import LevelFace, LevelGroup
from euralens_desk.ui.widgets.painting import write

TALL = 56
"""Height of the buttons of the two bars, in pixels at 100 %."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TallButton(Button):
    """A button a finger does not miss."""

    def sizeHint(self) -> QSize:
        """As wide as its text, 56 pixels high."""
        return QSize(super().sizeHint().width() + self.look.px(10), self.look.px(TALL))


class TallIcon(IconButton):
    """An icon as large as the levels beside it."""

    def sizeHint(self) -> QSize:
        """As high as a level."""
        return QSize(self.look.px(90), self.look.px(74))


class AxisTab(QAbstractButton):
    """« 2. Faisabilité du projet », and how many of its rows are answered."""

    def __init__(self, look: Appearance, axis: Axis) -> None:
        super().__init__()
        self._look = look
        self._count = ""
        self._is_done = False
        self.setText(f"{axis.number}. {axis.label}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, answered: int, total: int) -> None:
        """Say how far the axis is."""
        self._count = _("{answered} of {total}").format(answered=answered, total=total)
        self._is_done = answered == total
        self.setAccessibleName(f"{self.text()}, {self._count}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._look.px(200), self._look.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tab, dark when its axis is shown."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        ground, ink = ("ink", "sf") if self.isChecked() else ("sf", "ink")
        painter.fillRect(area, look.colour(ground))
        painter.fillRect(QRectF(area.right() - 1, 0, 1, area.height()), look.colour("line2"))
        inner = area.adjusted(look.px(16), look.px(8), -look.px(12), -look.px(8))
        half = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        elide = Qt.TextElideMode.ElideRight
        title = look.metrics(Role.TITLE3).elidedText(self.text(), elide, round(inner.width()))
        write(painter, half, title, look.font(Role.TITLE3), look.colour(ink), align=_LEFT)
        low = half.translated(0, inner.height() / 2)
        if self._is_done:
            side = look.px(15)
            place = QRectF(low.left(), round(low.center().y() - side / 2), side, side)
            look.icons.paint(painter, place, "check", look.colour(ink))
            low = low.adjusted(side + look.px(4), 0, 0, 0)
        write(painter, low, self._count, look.font(Role.DENSE), look.colour(ink), align=_LEFT)


class TouchRow(QFrame):
    """One sub-criterion: label, what the dossier says when active, levels, comment."""

    entered = Signal(int)
    chosen = Signal(int, object)
    comment_wanted = Signal(int)
    stepped = Signal(int)

    def __init__(self, look: Appearance, place: int, grid: CriteriaGrid) -> None:
        super().__init__()
        criterion = grid.criteria[place]
        self._look = look
        self._is_active = False
        self.place = place
        faces = [LevelFace(level.code, level.label) for level in grid.scale.levels]
        subject = f"{criterion.number} {criterion.label}"
        self.group = LevelGroup(look, faces, subject, worded=True)
        self.group.chosen.connect(lambda mark: self.chosen.emit(place, mark))
        self.group.entered.connect(lambda: self.entered.emit(place))
        self.group.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.group.setMinimumWidth(look.px(200))
        name = _("Comment on {number}").format(number=criterion.number)
        self.comment = TallIcon(look, "message-square", name)
        self.comment.clicked.connect(lambda _checked=False: self.comment_wanted.emit(place))
        self._said = Text("", Role.DENSE, "ink2", wrap=True)
        self._said.hide()
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(self.group, 1)
        line.addWidget(self.comment)
        column = QVBoxLayout(self)
        side = look.px(24)
        column.setContentsMargins(side, look.px(8), look.px(20), look.px(10))
        column.setSpacing(look.px(6))
        column.addWidget(Text(subject, Role.TITLE3, wrap=True))
        column.addWidget(self._said)
        column.addLayout(line)

    def show_state(self, state: SheetState, said: str) -> None:
        """Show the answer, the comment and, when active, what the dossier says."""
        mark = state.marks[self.place]
        is_aside = mark == NOT_APPLICABLE
        self.group.set_aside(_("Not applicable") if is_aside else "")
        self.group.set_sealed(state.is_locked and not is_aside)
        self.group.show_mark(mark)
        has_comment = bool(state.comments.get(self.place))
        self.comment.set_icon_name("message-square-text" if has_comment else "message-square")
        self._is_active = state.active == self.place
        self._said.setText(said)
        self._said.setVisible(self._is_active)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keyboard still works: up, down and the comment, before the scroll area takes them."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_C, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.comment_wanted.emit(self.place)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch anywhere makes the row active."""
        del event
        self.group.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the bar of the active row and the line below."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        painter.fillRect(area, look.colour("sel" if self._is_active else "sf"))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), look.colour("line"))
        if self._is_active:
            painter.fillRect(QRectF(0, 0, look.px(6), area.height()), look.colour("pri"))


class TouchSheet(QFrame):
    """Signals as ``KeyboardSheet``; ``dossiers_wanted`` asks for the list."""

    chosen = Signal(int, object)
    entered = Signal(int)
    commented = Signal(int, str)
    stepped = Signal(int)
    reading_wanted = Signal(object)
    dossiers_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("panel", "window")
        self._context = context
        self._look = context.look
        self._dossier: Dossier | None = None
        self._state: SheetState | None = None
        self._grid: CriteriaGrid | None = None
        self._axis = 0
        self._edits: int | None = None
        self._rows: list[TouchRow] = []
        self._tabs: list[AxisTab] = []
        self.editor = CommentField()
        self.editor.written.connect(self.commented)
        self.editor.left.connect(self._close_comment)
        self._make_parts()
        self._lay_out()
        context.desk.state_changed.connect(self._name_undo)
        self._name_undo()

    # Building

    def _make_parts(self) -> None:
        look = self._look
        self._reference = ElidedText("", Role.CAPTION, "ink2")
        self._title = ElidedText("", Role.TITLE2)
        self._list = TallButton(look, _("Dossiers"), icon="list-checks")
        self._list.clicked.connect(lambda _checked=False: self.dossiers_wanted.emit())
        self.switch = score_or_read(look)
        self.switch.chosen.connect(self.reading_wanted)
        self._undo = TallButton(look, _("Undo"), icon="undo-2")
        self._undo.clicked.connect(lambda _checked=False: self._take_back())
        self._undo_name = ElidedText("", Role.CAPTION, "ink2")
        self._sun = TallButton(look, _("Full sun"), icon="sun")
        self._sun.clicked.connect(lambda _checked=False: self._swap_sun())
        self._counts = Text("", Role.DENSE_STRONG)
        self._left = Text("", Role.DENSE, "ink2")
        self._next = TallButton(look, "", ButtonKind.PRIMARY, icon="arrow-right", trailing=True)
        self._next.clicked.connect(lambda _checked=False: self._go_on())

    def _lay_out(self) -> None:
        look = self._look
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(0)
        self._listed = QVBoxLayout()
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self._listed)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(holder)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        column.addWidget(hairline())
        column.addLayout(self._tab_row)
        column.addWidget(hairline())
        column.addWidget(self._area, 1)
        column.addWidget(self._comment_bar())
        column.addWidget(self._foot())
        self._comments.hide()
        self.editor.setFixedHeight(look.px(96))

    def _top_bar(self) -> QWidget:
        look, bar = self._look, QFrame()
        bar.setProperty("panel", "plain")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._reference)
        words.addWidget(self._title)
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(14))
        row.addWidget(self._list)
        row.addLayout(words, 1)
        row.addWidget(self.switch)
        for key in (False, True):
            self.switch.segment(key).setMinimumHeight(look.px(TALL - 4))
        return bar

    def _comment_bar(self) -> QWidget:
        """The comment opens over the whole width, above the keyboard of the system."""
        look = self._look
        self._comments = QFrame()
        self._comments.setProperty("panel", "bar")
        done = TallButton(look, _("Done"), icon="check")
        done.clicked.connect(lambda _checked=False: self._close_comment())
        row = QHBoxLayout(self._comments)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(12))
        row.addWidget(self.editor, 1)
        row.addWidget(done)
        return self._comments

    def _foot(self) -> QWidget:
        look, bar = self._look, QFrame()
        bar.setProperty("panel", "bar")
        counts = QVBoxLayout()
        counts.setSpacing(0)
        for label in (self._counts, self._left):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            counts.addWidget(label)
        name = _("Comment on the whole dossier")
        whole = TallButton(look, _("Comment"), icon="message-square", accessible=name, tip=name)
        whole.clicked.connect(lambda _checked=False: self._edit(WHOLE_DOSSIER))
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(12))
        row.addWidget(self._undo)
        row.addWidget(self._undo_name, 1)
        row.addWidget(whole)
        row.addWidget(self._sun)
        row.addLayout(counts)
        row.addWidget(self._next)
        return bar

    def _show_grid(self, grid: CriteriaGrid) -> None:
        """Make the tabs and the rows of a grid, unless they are there."""
        if grid == self._grid:
            return
        self._grid = grid
        for old in (*self._rows, *self._tabs):
            old.blockSignals(True)
            old.hide()
            old.deleteLater()
        while self._listed.takeAt(0) is not None:
            pass
        self._tabs, self._rows = [], []
        for place, (axis, positions) in enumerate(axis_rows(grid)):
            tab = AxisTab(self._look, axis)
            tab.clicked.connect(lambda _checked=False, p=place: self._show_axis(p, enter=True))
            self._tabs.append(tab)
            self._tab_row.addWidget(tab, 1)
            for position in positions:
                row = TouchRow(self._look, position, grid)
                row.chosen.connect(self.chosen)
                row.entered.connect(self.entered)
                row.comment_wanted.connect(self._edit)
                row.stepped.connect(self._step_row)
                self._rows.append(row)
                self._listed.addWidget(row)
        self._listed.addStretch(1)

    # Showing

    def show_sheet(self, dossier: Dossier, state: SheetState) -> None:
        """Show another dossier, or the same one read again."""
        self._show_grid(state.grid)
        self._dossier = dossier
        self._reference.setText(dossier.number)
        self._title.setText(dossier.title)
        self.show_state(state)

    def show_state(self, state: SheetState) -> None:
        """Show what became of the sheet."""
        self._state = state
        excerpts = self._dossier.excerpts if self._dossier is not None else {}
        for row in self._rows:
            said = excerpts.get(state.grid.criteria[row.place].code, "")
            row.show_state(state, said or _("The dossier says nothing on this criterion."))
        for tab, (_axis, positions) in zip(self._tabs, axis_rows(state.grid), strict=True):
            tab.show_count(state.answered_in(positions), len(positions))
        if not state.is_at_end:
            self._show_axis(self._axis_of(state), enter=False)
        total = len(state.marks)
        told = _("{answered} of {total}").format(answered=state.answered, total=total)
        self._counts.setText(told)
        left = total - state.answered
        words = ngettext("{count} left", "{count} left", left).format(count=left)
        self._left.setText(words if left else _("complete"))
        if self._edits is not None:
            said = state.comments.get(self._edits, "")
            name = self.editor.accessibleName()
            self.editor.show_comment(self._edits, said, name, locked=state.is_locked)

    def _axis_of(self, state: SheetState) -> int:
        places = [positions for _axis, positions in axis_rows(state.grid)]
        return next(i for i, positions in enumerate(places) if state.active in positions)

    def _show_axis(self, place: int, *, enter: bool) -> None:
        """Show the rows of one axis; going there by hand enters its first row."""
        state = self._state
        if state is None:
            return
        self._axis = place
        positions = axis_rows(state.grid)[place][1]
        for row in self._rows:
            row.setVisible(row.place in positions)
        self._tabs[place].setChecked(True)
        is_last = place == len(self._tabs) - 1
        self._next.setText(_("Next dossier") if is_last else _("Next axis"))
        if enter:
            self._area.verticalScrollBar().setValue(0)
            self.entered.emit(positions.start)

    def _go_on(self) -> None:
        if self._axis + 1 < len(self._tabs):
            self._show_axis(self._axis + 1, enter=True)
        else:
            self.stepped.emit(1)

    def show_neighbours(self, *, before: bool, after: bool) -> None:
        """The list leads to the others; nothing to open or close here."""

    def show_switch(self, shown: bool) -> None:
        """Come back to « Noter » on the switch, which always shows here."""
        self.switch.setVisible(shown)
        self.switch.select(False)

    # Comments

    def _edit(self, place: int) -> None:
        """Open the comment of a row, or of the dossier, over the whole width."""
        state = self._state
        if state is None:
            return
        self._edits = place
        if place == WHOLE_DOSSIER:
            name = _("Comment on the whole dossier")
        else:
            number = state.grid.criteria[place].number
            name = _("Comment on {number}").format(number=number)
            self.entered.emit(place)
        said = state.comments.get(place, "")
        self.editor.setPlaceholderText(name)
        self.editor.show_comment(place, said, name, locked=state.is_locked)
        self._comments.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_comment(self) -> None:
        self.editor.flush()
        self._edits = None
        self._comments.hide()
        self.focus_active()

    # Undo and sun

    def _name_undo(self) -> None:
        """Say what « Annuler » would take back."""
        state = self._context.desk.state
        undo = state.undo if state is not None and self._context.desk.can_change else None
        self._undo.setEnabled(undo is not None)
        name = "" if undo is None else tell(undo)
        self._undo_name.setText(name)
        if name:
            self._undo.setAccessibleName(_("Undo: {action}").format(action=name))

    def _take_back(self) -> None:
        state = self._context.desk.state
        if state is not None and state.undo is not None:
            told = _("Taken back: {action}").format(action=tell(state.undo))
            self._context.desk.undo()
            self._context.notifier.toast(told)

    def _swap_sun(self) -> None:
        is_sunny = self._context.settings.values.theme == "sunlight"
        theme = "light" if is_sunny else "sunlight"
        self._context.settings.change(theme=theme)
        apply_theme(self._look, theme)

    # Keyboard

    def _step_row(self, step: int) -> None:
        """Go to the row before or after, whatever its axis."""
        if self._state is not None:
            wanted = max(0, min(self._state.active + step, len(self._rows) - 1))
            self.entered.emit(wanted)
            self.focus_active()

    def panel(self) -> QWidget:
        """Return what F7 gives the keyboard to."""
        active = 0 if self._state is None else min(self._state.active, len(self._rows) - 1)
        return self._rows[active].group if self._rows else self

    def focus_active(self) -> None:
        """Give the keyboard to the active row, and keep it in sight."""
        if self._state is None or self._state.is_at_end:
            return
        row = self._rows[self._state.active]
        row.group.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(row, 0, 0)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the rows."""
        held = self.window().focusWidget()
        return held is not None and self.isAncestorOf(held) and held is not self.editor

    def flush(self) -> None:
        """Write the comment that is being typed."""
        self.editor.flush()
