"""The guided tour: five bubbles over the pages of the sample campaign (UX 9)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.sections import Section
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text, box

WIDTH = 400


@dataclass(frozen=True, slots=True)
class Stop:
    """One bubble: the page it stands on and what it says."""

    section: Section
    title: str
    words: str


def stops() -> tuple[Stop, ...]:
    """Return the secretary's first five minutes, in the reader's language."""
    return (
        Stop(
            Section.PROMOTION,
            _("Where the campaign stands"),
            _("The six steps, then what is missing today, the most pressing first."),
        ),
        Stop(
            Section.DOSSIERS,
            _("A dossier and its piece"),
            _("The sheet is corrected in place and saved field by field. Its PDF stands beside."),
        ),
        Stop(
            Section.SCORING,
            _("One keystroke a score"),
            _("A digit scores, saves and goes on. N means no opinion, C comments, Ctrl+Z undoes."),
        ),
        Stop(
            Section.MEETINGS,
            _("The session"),
            _("Point by point: quorum, vote, proposition and its reasons. People decide."),
        ),
        Stop(
            Section.DOCUMENTS,
            _("The minutes"),
            _("They are drawn from what was recorded, in PDF and in Excel. The tour ends here."),
        ),
    )


class Tour(QFrame):
    """The bubble, at the bottom right of ``home``. Emits ``wanted(section)`` at each stop."""

    wanted = Signal(object)

    def __init__(self, look: Appearance, home: QWidget) -> None:
        super().__init__(home)
        self._look = look
        self._home = home
        self._stops = stops()
        self._place = 0
        self._count = Text("", Role.CAPTION, "ink2")
        self._title = Text("", Role.TITLE2)
        self._words = Text("", wrap=True)
        self._leave = Button(look, _("Leave the tour"), ButtonKind.LINK, small=True)
        self._back = Button(look, _("Back"), small=True)
        self._next = Button(look, _("Next"), ButtonKind.PRIMARY, small=True)
        self._leave.clicked.connect(self.end)
        self._back.clicked.connect(lambda: self._show(self._place - 1))
        self._next.clicked.connect(lambda: self._show(self._place + 1))
        self._lay_out()
        home.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        look = self._look
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        verbs.addWidget(self._leave)
        verbs.addStretch(1)
        verbs.addWidget(self._back)
        verbs.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(8))
        for widget in (self._count, self._title, self._words):
            column.addWidget(widget)
        column.addLayout(verbs)

    def start(self) -> None:
        """Show the first bubble."""
        self._show(0)

    def end(self) -> None:
        """Close the bubble; the page stays."""
        self.hide()

    def _show(self, place: int) -> None:
        if place >= len(self._stops):
            self.end()
            return
        self._place = place
        stop = self._stops[place]
        self.wanted.emit(stop.section)
        count = _("{number} of {total}").format(number=place + 1, total=len(self._stops))
        self._count.setText(count)
        self._title.setText(stop.title)
        self._words.setText(stop.words)
        self.setAccessibleName(f"{count}. {stop.title}. {stop.words}")
        self._back.setVisible(place > 0)
        is_last = place + 1 == len(self._stops)
        self._leave.setVisible(not is_last)
        self._next.setText(_("Finish") if is_last else _("Next"))
        self._settle()
        self.show()
        self.raise_()
        self._next.setFocus()

    def _settle(self) -> None:
        """Stand at the bottom right, as high as the words need."""
        margin, width = self._look.px(24), self._look.px(WIDTH)
        self.setFixedWidth(width)
        self.adjustSize()
        home = self._home.size()
        self.move(home.width() - width - margin, home.height() - self.height() - margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._home and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap leaves the tour."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its strong border."""
        del event
        look = self._look
        box(QPainter(self), QRectF(self.rect()), 8, look.colour("sf"), look.colour("pri"), width=2)
