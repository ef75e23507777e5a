"""The quorum on an item, its figures and its rule, and who stepped back from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.room_words import exit_words
from euralens_desk.ui.pages.meetings.words import quorum_brief, quorum_lost, quorum_sentence
from euralens_desk.ui.state.attending import (
    empty_seats,
    headcount_shown,
    lacks_quorum,
    presences,
    recused_lines,
)
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    ChipTone,
    IconButton,
    Note,
    NoteKind,
    Picture,
    QuorumGauge,
    Seats,
    SectionHeading,
    Text,
    box,
    hatch,
)
from euralens_desk.usecases.proceedings import Point, Proceedings

WHOLE_TITLE = 110
"""Up to this size of the text, in percent, the whole title fits beside the state."""


class QuorumBox(QWidget):
    """The quorum on a point: chip, gauge, figures with the rule; who stepped back, by name.

    In a low window the figures and the exits make room for the agenda: a line says what counts,
    and a button shows the rest. What a lost quorum calls for is always in sight.
    """

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.chip = Chip(look, _("Reached"), ChipTone.GOOD, icon="check")
        self.gauge = QuorumGauge(look, Seats(0, 0, 0, 0), "")
        self.sentence = Text("", Role.CAPTION, "ink2", wrap=True)
        self.lost = Note(look, NoteKind.WARNING, " ", icon="")
        self.second = Button(look, _("Prepare a second meeting…"), ButtonKind.LINK, small=True)
        self.brief = Text("", Role.CAPTION, "ink2", wrap=True)
        self.details = IconButton(
            look, "chevron-down", _("Details of the quorum"), small=True, bare=True
        )
        self.details.setCheckable(True)
        self.details.toggled.connect(self._show_parts)
        look.changed.connect(self._show_parts)
        self._is_lost = self._needs_second = False
        self._exits = QWidget()
        self._recused = QVBoxLayout(self._exits)
        self._recused.setContentsMargins(0, 0, 0, 0)
        self._recused.setSpacing(look.px(6))
        head = QHBoxLayout()
        self._title = SectionHeading(_("Quorum on this point"))
        head.addWidget(self._title, 1)
        head.addWidget(self.chip)
        head.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self.gauge)
        column.addWidget(self.brief)
        column.addWidget(self.sentence)
        column.addWidget(self.lost)
        column.addWidget(self.second)
        column.addWidget(self._exits)
        column.addStretch(1)
        self._show_parts()

    def _show_parts(self, _is_wanted: bool = False) -> None:
        """Show all of it, or in a low window what counts until the details are asked for."""
        is_low = self._look.compact
        is_whole = not is_low or self.details.isChecked()
        self.details.setVisible(is_low)
        is_tight = is_low or self._look.text_percent > WHOLE_TITLE
        self._title.setText(_("Quorum") if is_tight else _("Quorum on this point"))
        self.details.set_icon_name("chevron-up" if is_whole else "chevron-down")
        self.brief.setVisible(not is_whole)
        self.sentence.setVisible(is_whole)
        self.lost.setVisible(is_whole and self._is_lost)
        self.second.setVisible(self._needs_second)
        self._exits.setVisible(is_whole and self._recused.count() > 0)

    def minimumSizeHint(self) -> QSize:
        """Ask for no height: it follows from the width, and the area asks for that."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_point(self, held: Proceedings, point: Point | None) -> None:
        """Show the quorum on a point and its recusals; that of the room without a dossier."""
        rule, counted = held.body.rules.quorum, headcount_shown(held, point)
        quorum = counted.quorum
        if quorum.is_waived:
            self.chip.show_state(_("Not required"), ChipTone.NEUTRAL)
        elif quorum.is_reached:
            self.chip.show_state(_("Reached"), ChipTone.GOOD, "check")
        else:
            self.chip.show_state(_("Not reached"), ChipTone.WARNING, "triangle-alert")
        told = quorum_sentence(presences(counted, held.room.presence), quorum, rule)
        proxies = len(counted.represented) if rule.counts_proxies else 0
        absent = empty_seats(counted, quorum, counts_proxies=rule.counts_proxies)
        required = 0 if quorum.is_waived else quorum.required
        self.gauge.show_seats(Seats(len(counted.present), proxies, absent, required), told)
        self.sentence.setText(told)
        self._is_lost = not quorum.is_reached
        self._needs_second = lacks_quorum(held, counted.quorum)
        self.lost.set_words(*quorum_lost(quorum))
        while (item := self._recused.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        lines = recused_lines(held, point) if point else ()
        for line in lines:
            self._recused.addWidget(RecusedBox(self._look, line.member.name, exit_words(line)))
        names = ", ".join(line.member.name for line in lines)
        self.brief.setText(quorum_brief(quorum, names))
        self._show_parts()


class QuorumArea(QScrollArea):
    """The quorum as high as it is, or less in a low window: it then scrolls, the agenda stays."""

    def __init__(self, look: Appearance, quorum: QuorumBox) -> None:
        super().__init__()
        self._look = look
        self._quorum = quorum
        self.setWidget(quorum)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        quorum.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """As high as the quorum is at this width."""
        width = self.viewport().width()
        height = self._quorum.heightForWidth(width) if self._quorum.hasHeightForWidth() else 0
        return QSize(width, height if height > 0 else self._quorum.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The gauge and its figures, and the way on from a quorum that is lost."""
        look, second = self._look, self._quorum.second
        more = 0 if second.isHidden() else second.sizeHint().height() + look.px(6)
        return QSize(look.px(120), look.px(100 if look.compact else 150) + more)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when the quorum says more, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that goes with the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class RecusedBox(QWidget):
    """A member who stepped back from the dossier: hatched, with a lock and the hours out."""

    def __init__(self, look: Appearance, name: str, text: str) -> None:
        super().__init__()
        self._look = look
        title = _("Recused: {name}.").format(name=name)
        self.setAccessibleName(f"{title} {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        row.setSpacing(look.px(10))
        row.addWidget(Picture(look, "lock", "ink", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(title.rstrip("."), Role.CAPTION_STRONG, wrap=True))
        words.addWidget(Text(text.rstrip("."), Role.CAPTION, wrap=True))
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hatched ground."""
        del event
        painter, area, look = QPainter(self), QRectF(self.rect()), self._look
        box(painter, area, 6, look.colour("alt"), look.colour("line2"))
        hatch(painter, area.adjusted(1, 1, -1, -1), look.colour("hat"), 6, gap=9)
