"""A secretary who holds a meeting of eight dossiers by keys and clicks, and dies on the way.

``python tests/held_meeting.py FILE FIRST LAST``: opens FILE in the real window, does the steps from
FIRST to LAST (all that are left when it is 0), each one on the disk before the next, then kills
itself (SIGKILL). The last life closes the window instead.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from euralens_desk.app import build_window
from euralens_desk.domain.meeting import Outcome
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import InlineRunner

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
WORDS = {
    Outcome.LABEL: "Attribution",
    Outcome.NOMINATED: "Nomination",
    Outcome.DEFERRED: "En attente",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is done on one dossier: votes by outcome and abstentions, proposition, texts."""

    number: str
    votes: tuple[int, int, int, int]
    outcome: Outcome
    reasons: str
    note: str
    leaves: str = ""
    """Who, recused, leaves the room."""


MEETING = (
    Said(
        "2022-01",
        (12, 3, 1, 1),
        Outcome.LABEL,
        "Outil commun utile.",
        "Date a preciser.",
        "Ondine Peuplière",
    ),
    Said("2022-02", (18, 0, 0, 0), Outcome.LABEL, "Exemplaire et partage.", "Entretien saison 2."),
    Said(
        "2022-03",
        (4, 9, 3, 1),
        Outcome.NOMINATED,
        "Montage a murir.",
        "Tarif discute.",
        "Cyprien d’Érable",
    ),
    Said("2022-04", (10, 6, 0, 2), Outcome.LABEL, "Service de qualite.", "Circuits courts."),
    Said("2022-05", (3, 5, 9, 1), Outcome.DEFERRED, "Plan incomplet.", "Cout de la salle."),
    Said("2022-06", (11, 5, 1, 1), Outcome.LABEL, "Vitrine du commerce.", "Loyers a suivre."),
    Said("2022-07", (8, 8, 1, 1), Outcome.NOMINATED, "Partage apres debat.", "Avis opposes."),
    Said("2022-08", (15, 2, 0, 1), Outcome.LABEL, "Insertion concrete.", "Bon avancement."),
)


class Secretary:
    """Does one step at a time in the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def steps(self) -> Iterator[Callable[[], None]]:
        """Yield all the steps of the meeting, in their order."""
        yield partial(self.click, "Ouvrir la séance")
        yield self.note_attendance
        yield self.begin
        for place, said in enumerate(MEETING):
            yield self.reveal
            if said.leaves:
                yield partial(self.recuse, said.leaves)
            yield partial(self.note, said.note)
            for name, number in zip((*WORDS.values(), "Abstention"), said.votes, strict=True):
                yield partial(self.vote, name, number)
            if said.votes[0] == said.votes[1]:
                yield partial(self.click, f"Voix de la présidence\u00a0: {WORDS[said.outcome]}")
            yield partial(self.click, WORDS[said.outcome])
            yield partial(self.give_reasons, said.reasons)
            if place < len(MEETING) - 1:
                yield partial(self.press, ENTER, CONTROL)
        yield partial(self.click, "Terminer ce point")
        yield partial(self.click, "Clore")

    # Hands

    def named(self, kind: type[QWidget], name: str) -> QWidget:
        """Return what is shown under this accessible name or text."""
        shown = [widget for widget in self.window.findChildren(kind) if widget.isVisible()]
        told = [widget.accessibleName() or getattr(widget, "text", str)() for widget in shown]
        for widget, text in zip(shown, told, strict=True):
            if text.startswith(name):
                return widget
        raise AssertionError(f"{name} is not among {told}")

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key on the window."""
        QTest.keyClick(self.window, key, held)

    def click(self, name: str) -> None:
        """Click a button."""
        QTest.mouseClick(self.named(QAbstractButton, name), Qt.MouseButton.LeftButton)

    # Steps

    def note_attendance(self) -> None:
        """All are there."""
        self.press(Qt.Key.Key_P, CONTROL)
        self.click("Noter les autres en séance")
        self.press(Qt.Key.Key_P, CONTROL)

    def begin(self) -> None:
        """Put the first dossier to discussion."""
        QTest.keyClick(self.named(QListView, "Ordre du jour"), ENTER)

    def reveal(self) -> None:
        """Reveal the scores, and say yes to the question."""
        self.click("Révéler les notes")
        (question,) = (d for d in self.window.findChildren(QDialog) if d.isVisible())
        for button in question.findChildren(QAbstractButton):
            if button.text() == "Révéler les notes":
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def recuse(self, name: str) -> None:
        """Let the recused member leave the room for this dossier."""
        self.press(Qt.Key.Key_P, CONTROL | SHIFT)
        self.click(f"{name}, Sort de la salle")
        self.press(Qt.Key.Key_P, CONTROL | SHIFT)

    def note(self, text: str) -> None:
        """Note something of the debate."""
        self.press(Qt.Key.Key_D, CONTROL)
        field = self.named(QLineEdit, "Ajouter une note")
        QTest.keyClicks(field, text)
        QTest.keyClick(field, ENTER)

    def vote(self, name: str, number: int) -> None:
        """Type how many voices went to an outcome."""
        field = self.named(QSpinBox, name)
        assert isinstance(field, QSpinBox)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(number))
        QTest.keyClick(field, TAB)

    def give_reasons(self, text: str) -> None:
        """Write the reasons; leaving the field hands them over."""
        field = self.named(QPlainTextEdit, "Motifs")
        field.setFocus()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, TAB)


def main(path: Path, first: int, last: int) -> None:
    """Live from one step to another."""
    application = QApplication([])
    home = Path(tempfile.mkdtemp())
    window = build_window(application, Settings(home), InlineRunner(), InlineRunner())
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.campaigns.open(path)
    window.go(Section.MEETINGS)
    found = window.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage)
    if not found.is_in_room:
        QTest.keyClick(found.hub.list.table, Qt.Key.Key_End, CONTROL)
        QTest.keyClick(found.hub.list.table, ENTER)
    secretary = Secretary(window)
    for number, step in enumerate(secretary.steps()):
        if last and number == last:
            os.kill(os.getpid(), signal.SIGKILL)
        if number >= first:
            step()
            print(number, flush=True)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
