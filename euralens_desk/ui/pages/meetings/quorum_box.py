"""The quorum on an item, its figures and its rule, and who stepped back from it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.words import quorum_lost, quorum_sentence
from euralens_desk.ui.state.meetings import Presences
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Chip,
    ChipTone,
    Note,
    NoteKind,
    Picture,
    QuorumGauge,
    RichText,
    Seats,
    SectionHeading,
    Text,
    box,
    hatch,
    strong_then,
)
from euralens_desk.usecases.proceedings import Point


class QuorumBox(QWidget):
    """The quorum on a point: chip, gauge, figures with the rule; who stepped back, by name."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.chip = Chip(look, _("Reached"), ChipTone.GOOD, icon="check")
        self.gauge = QuorumGauge(look, Seats(0, 0, 0, 0), "")
        self.sentence = Text("", Role.CAPTION, "ink2", wrap=True)
        self.lost = Note(look, NoteKind.WARNING, " ", icon="")
        self._recused = QVBoxLayout()
        self._recused.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.addWidget(SectionHeading(_("Quorum on this point")))
        head.addStretch(1)
        head.addWidget(self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self.gauge)
        column.addWidget(self.sentence)
        column.addWidget(self.lost)
        column.addLayout(self._recused)

    def show_point(self, rule: QuorumRule, point: Point, found: Presences) -> None:
        """Show the quorum on a point and its recusals."""
        quorum = point.quorum
        word = _("Reached") if quorum.is_reached else _("Not reached")
        tone = ChipTone.GOOD if quorum.is_reached else ChipTone.WARNING
        self.chip.show_state(word, tone, "check" if quorum.is_reached else "triangle-alert")
        told = quorum_sentence(found, quorum, rule)
        proxies = found.proxies if rule.counts_proxies else 0
        absent = quorum.members - found.present - proxies
        seats = Seats(found.present, proxies, max(0, absent), quorum.required)
        self.gauge.show_seats(seats, told)
        self.sentence.setText(told)
        self.lost.setVisible(not quorum.is_reached)
        self.lost.set_words(*quorum_lost(quorum))
        while (item := self._recused.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for member in point.recused:
            self._recused.addWidget(RecusedBox(self._look, member.name))


class RecusedBox(QWidget):
    """A member who stepped back from the dossier: hatched, with a lock."""

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self._look = look
        title = _("Recused: {name}.").format(name=name)
        text = _("Takes no part in the examination nor in the vote.")
        self.setAccessibleName(f"{title} {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        row.setSpacing(look.px(10))
        row.addWidget(Picture(look, "lock", "ink", 18))
        row.addWidget(RichText(strong_then(title, text), Role.CAPTION), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hatched ground."""
        del event
        painter, area, look = QPainter(self), QRectF(self.rect()), self._look
        box(painter, area, 6, look.colour("alt"), look.colour("line2"))
        hatch(painter, area.adjusted(1, 1, -1, -1), look.colour("hat"), 6, gap=9)
