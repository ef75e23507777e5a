"""The left pane of a list with its detail: search, filters, order, and the lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.lines import Line, LineDelegate, line_model
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, EmptyState, Filter, FilterChips, SearchField, Text

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineView(QListView):
    """The lines; Enter opens one, Suppr takes it away, Space does what the page says."""

    opened = Signal(int)
    removed = Signal(int)
    ticked = Signal(int)

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self.lines = line_model(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(look, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter, Suppr and Space for what they do here; the rest moves in the list."""
        if event.key() in ENTER:
            self._tell(self.opened, self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._tell(self.removed, self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._tell(self.ticked, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tell(self, signal: object, index: QModelIndex) -> None:
        key = self.lines.key(index.row())
        if key is not None:
            signal.emit(key)  # type: ignore[attr-defined]  # one of the three signals above


class LinePane(QFrame):
    """Emits ``chosen(key or None)`` when another line is current, ``asked`` at another question.

    ``remove_filters`` is what « Retirer le filtre » does.
    """

    chosen = Signal(object)
    asked = Signal()

    def __init__(
        self,
        look: Appearance,
        name: str,
        hint: str,
        pickers: Sequence[QWidget] = (),
        none: EmptyState | None = None,
    ) -> None:
        super().__init__()
        self._key: int | None = None
        self.setProperty("panel", "side")
        self.search = SearchField(look, hint)
        self.search.textChanged.connect(lambda _text: self.asked.emit())
        self.search.installEventFilter(self)
        self.chips = FilterChips(look, _("Filters"))
        self.chips.changed.connect(lambda _chosen: self.asked.emit())
        self.view = LineView(look, name)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.told = Text("", Role.CAPTION, "ink2")
        unfilter = Button(look, _("Remove the filter"))
        unfilter.clicked.connect(self.remove_filters)
        self._nothing = EmptyState(look, _("Nothing answers."), "", (unfilter,), icon="search-x")
        self._bodies = QStackedWidget()
        for widget in (self.view, self._nothing, none or QWidget()):
            self._bodies.addWidget(widget)
        self._lay_out(look, pickers)

    def _lay_out(self, look: Appearance, pickers: Sequence[QWidget]) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(10))
        top.setSpacing(look.px(10))
        top.addWidget(self.search)
        top.addWidget(self.chips)
        strip = QFrame()
        strip.setProperty("panel", "foot")
        row = QHBoxLayout(strip)
        row.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        row.setSpacing(look.px(10))
        row.addWidget(self.told, 1)
        for picker in pickers:
            row.addWidget(picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(strip)
        column.addWidget(self._bodies, 1)

    def show_lines(
        self, lines: Sequence[Line], filters: Sequence[Filter], told: str, *, is_empty: bool
    ) -> None:
        """Show the lines that answer; ``is_empty`` when there is nothing to ask about."""
        if filters:
            chosen = self.chips.selected()
            self.chips.set_filters(filters)
            self.chips.select(chosen)
        self.told.setText(told)
        self._bodies.setCurrentIndex(2 if is_empty else (0 if lines else 1))
        for widget in (self.search, self.chips, self.told):
            widget.setEnabled(not is_empty)
        held = self._key
        self.view.lines.update_items(lines)
        self.select(held)
        self._tell()

    def select(self, key: int | None) -> None:
        """Make the line of ``key`` the current one, or the first."""
        lines = self.view.lines
        if lines.rowCount():
            self.view.setCurrentIndex(lines.index(max(0, lines.row_of(key))))

    @property
    def key(self) -> int | None:
        """What the current line stands for."""
        return self.view.lines.key(self.view.currentIndex().row())

    def remove_filters(self) -> None:
        """Ask for everything again."""
        self.search.clear()
        self.chips.select(())
        self.asked.emit()
        self.view.setFocus()

    def enter(self) -> None:
        """Put the keyboard in the list, or on what begins it."""
        shown = self._bodies.currentWidget()
        if shown is self.view:
            self.view.setFocus()
        elif shown is not None:
            button = next((b for b in shown.findChildren(Button) if b.isEnabled()), None)
            if button is not None:
                button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let ↓, Enter and Échap go from the search to the list."""
        keys = (*ENTER, Qt.Key.Key_Down, Qt.Key.Key_Escape)
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in keys
        ):
            self.view.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._tell()

    def _tell(self) -> None:
        self._key = self.key if self.key is not None else self._key
        self.chosen.emit(self.key)
