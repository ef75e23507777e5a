"""A pane in the place of the opinions for a while: title, what it is for, a list of rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Note, NoteKind, SectionHeading, Text, hairline


class PaneRow(QFrame):
    """A row about one member: ``button`` has the keyboard, ``refused`` says what was refused."""

    def __init__(self, button: QWidget) -> None:
        super().__init__()
        self.setProperty("panel", "plain")
        self.button = button
        self.refused = Text("", Role.CAPTION_STRONG, "och", wrap=True)
        self.refused.hide()

    def refuse(self, text: str) -> None:
        """Say in the row why something was not noted; nothing for an empty text."""
        self.refused.setText(text)
        self.refused.setVisible(bool(text))


class Pane(QFrame):
    """Échap, or its button, goes back to the opinions. Arrows go from row to row.

    ``content`` has the place of the rows in a pane that has none.
    """

    closed = Signal()

    def __init__(self, look: Appearance, title: str, content: QWidget | None = None) -> None:
        super().__init__()
        self.look = look
        self._stops: list[QWidget] = []
        self._by_member: dict[int, PaneRow] = {}
        self.setProperty("panel", "plain")
        self.setAccessibleName(title)
        self.title = Text(title, Role.TITLE2, wrap=True)
        self.told = Text("", Role.CAPTION, "ink3", wrap=True)
        self.problem = Note(look, NoteKind.WARNING, " ")
        self.problem.hide()
        self.beside = QHBoxLayout()
        self.beside.setSpacing(look.px(8))
        self._list = QVBoxLayout()
        self._list.setSpacing(1)
        self._list.setContentsMargins(0, 0, 0, 0)
        body = QFrame()
        body.setProperty("panel", "plain")
        body.setLayout(self._list)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(4))
        self.column.addLayout(self._head())
        self.column.addWidget(self.problem)
        self.column.addWidget(hairline())
        self.column.addWidget(content or self.area, 1)

    def _head(self) -> QVBoxLayout:
        look = self.look
        close = Button(look, _("Back to the opinions"), small=True, icon="arrow-left")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.title, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(6))
        head.setSpacing(look.px(4))
        head.addLayout(top)
        head.addWidget(self.told)
        head.addLayout(self.beside)
        return head

    # Rows

    def empty(self) -> None:
        """Take all the rows away."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._stops = []
        self._by_member = {}

    def add_heading(self, text: str) -> None:
        """Add the title of a part of the list."""
        look, heading = self.look, QFrame()
        heading.setProperty("panel", "plain")
        row = QHBoxLayout(heading)
        row.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(2))
        row.addWidget(SectionHeading(text))
        self._list.addWidget(heading)
        heading.show()

    def add(self, member: int, row: PaneRow, stop: QWidget | None = None) -> None:
        """Add the row of a member; ``stop`` has the keyboard when an arrow comes to it."""
        self._list.addWidget(row)
        row.show()
        self._stops.append(stop or row.button)
        self._by_member[member] = row

    def close_list(self) -> None:
        """Keep the rows together at the top."""
        self._list.addStretch(1)

    def say(self, problem: str) -> None:
        """Say what stands in the way above the rows; nothing for an empty text."""
        if problem:
            self.problem.set_words(problem)
        self.problem.setVisible(bool(problem))

    def refuse(self, failure: Failure, member: int) -> None:
        """Say why something was not noted, in the row of the member it is about."""
        row = self._by_member.get(member)
        if row is None:
            self.say(tell(failure.told))
        else:
            row.refuse(tell(failure.told))
            self._list.activate()
            self.area.ensureWidgetVisible(row.refused)

    def accept(self) -> None:
        """Take back what was said of refusals: something was noted since."""
        self.say("")
        for row in self._by_member.values():
            row.refuse("")

    # The keyboard

    def held_member(self) -> int | None:
        """Return whose row has the keyboard."""
        found = self._by_member.items()
        return next((known for known, row in found if row.button.hasFocus()), None)

    def give_back(self, member: int | None) -> None:
        """Give the keyboard back to a member's row, after the list was made anew."""
        row = self._by_member.get(member or 0)
        if row is not None:
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Put the keyboard on the first row."""
        stops = self._shown_stops()
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Give the keyboard to the row above or below; to the first one from elsewhere."""
        stops = self._shown_stops()
        if not stops:
            return
        held = next((n for n, stop in enumerate(stops) if stop.hasFocus()), -1)
        wanted = stops[max(0, min(held + step, len(stops) - 1))]
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(wanted)

    def _shown_stops(self) -> list[QWidget]:
        """Return what the arrows go through: rows may be left out by a filter."""
        return [stop for stop in self._stops if stop.isVisible()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the opinions."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
