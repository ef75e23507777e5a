"""Who attends: one row a member, by groups; Space or a letter notes, a mandate names its holder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout

from euralens_desk.domain.meeting import Presence
from euralens_desk.domain.people import Member
from euralens_desk.domain.room import THERE
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.pane import Pane, PaneRow
from euralens_desk.ui.pages.meetings.room_words import group_word, line_words
from euralens_desk.ui.pages.meetings.words import role_word
from euralens_desk.ui.state.attending import (
    MemberLine,
    gathers_still,
    is_live,
    member_lines,
)
from euralens_desk.ui.state.meetings import following, toggled
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text
from euralens_desk.usecases.proceedings import Proceedings
from euralens_desk.words import presence_word

_ICONS = {
    Presence.PRESENT: "user-check",
    Presence.REMOTE: "monitor",
    Presence.PROXY: "file-text",
    Presence.EXCUSED: "user-x",
    Presence.ABSENT: "x",
    None: "circle",
}
_LETTERS = {
    Qt.Key.Key_A: Presence.PRESENT,
    Qt.Key.Key_V: Presence.REMOTE,
    Qt.Key.Key_P: Presence.PROXY,
    Qt.Key.Key_E: Presence.EXCUSED,
    Qt.Key.Key_D: Presence.ABSENT,
}
"""Arrival, video, mandate (pouvoir), apologies (excuses), departure."""


class PresenceButton(Button):
    """How one member attends: a press goes on, a letter names what happened, arrows change rows."""

    stepped = Signal(int)
    named = Signal(object)
    """(Presence): what a letter says."""
    seat_wanted = Signal()
    came_late = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the list, or note at once."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        pressed = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif pressed in steps:
            self.stepped.emit(steps[pressed])
        elif pressed in _LETTERS:
            self.named.emit(_LETTERS[pressed])
        elif pressed == Qt.Key.Key_S:
            self.seat_wanted.emit()
        elif pressed == Qt.Key.Key_R:
            self.came_late.emit()
        else:
            super().keyPressEvent(event)


class MemberChoice(QComboBox):
    """Names to choose one from; the first entry stands for nobody when ``nobody`` is given."""

    picked = Signal(object)
    """(member id, or None for nobody)"""

    def __init__(self, look: Appearance, name: str, hint: str, nobody: str = "") -> None:
        super().__init__()
        self._nobody = nobody
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMinimumWidth(look.px(170))
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))

    def show_members(self, members: Sequence[Member], chosen: Member | None) -> None:
        """Offer members, one of them chosen or none."""
        self.clear()
        if self._nobody and chosen is not None:
            self.addItem(self._nobody, None)
        for member in members:
            self.addItem(member.name, member.id)
        self.setCurrentIndex(self.findData(chosen.id) if chosen else -1)


class AttendanceRow(PaneRow):
    """One member: name, what he or she is, stay, presence; who holds the mandate, who sits instead.

    Emits ``noted(member, presence, holder)``, a mandate once its holder is chosen,
    ``came_late(member, by video)`` for an arrival at this very hour, and
    ``seated(member, alternate or None)``.
    """

    noted = Signal(int, object, object)
    came_late = Signal(int, bool)
    seated = Signal(int, object)
    stepped = Signal(int)

    def __init__(self, look: Appearance, line: MemberLine) -> None:
        button = PresenceButton(look, presence_word(None), small=True)
        super().__init__(button)
        self.button: PresenceButton = button
        self._look = look
        self._line = line
        self._is_live = False
        self._awaits_holder = False
        self._is_ticked = False
        name = line.member.name
        self.late = Button(look, _("Arrives only now"), ButtonKind.LINK, small=True, tip="R")
        self.late.setAccessibleName(_("{name} arrives only now").format(name=name))
        self.late.clicked.connect(self._come_late)
        button.came_late.connect(self._come_late)
        button.clicked.connect(self._go_on)
        button.stepped.connect(self.stepped)
        button.named.connect(self._note)
        button.seat_wanted.connect(self._choose_alternate)
        button.setMinimumWidth(look.px(130))
        self.holder = MemberChoice(
            look, _("Mandate of {name} given to").format(name=name), _("given to…")
        )
        self.holder.picked.connect(self._give)
        self.alternate = MemberChoice(
            look, _("Who sits for {name}").format(name=name), _("alternate…"), _("nobody sits")
        )
        self.alternate.picked.connect(lambda chosen: self.seated.emit(line.member.id, chosen))
        self.told = Text("", Role.CAPTION, "ink2", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        look, member = self._look, self._line.member
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(member.name, Role.TITLE3, wrap=True))
        names.addWidget(self.told)
        row = QGridLayout(self)
        row.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        row.setHorizontalSpacing(look.px(12))
        row.setVerticalSpacing(look.px(2))
        row.setColumnStretch(0, 1)
        row.addLayout(names, 0, 0)
        row.addWidget(self.button, 0, 1, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.late, 1, 1, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.alternate, 1, 0)
        row.addWidget(self.holder, 2, 0)
        row.addWidget(self.refused, 3, 0, 1, 2)

    def show_line(
        self,
        line: MemberLine,
        holders: Sequence[Member],
        *,
        live: bool,
        gathers: bool,
        may_change: bool,
    ) -> None:
        """Show how the member attends; a mandate that waits for its holder goes on waiting.

        ``gathers``: the list is being filled, who is ticked is there from the opening.
        """
        if line.presence != self._line.presence or line.holder != self._line.holder:
            self._awaits_holder = False
        self._line, self._is_live = line, live
        others = [member for member in holders if member.id != line.member.id]
        self.holder.show_members(others, line.holder)
        self.alternate.show_members(line.alternates, line.alternate)
        for control in (self.button, self.holder, self.alternate):
            control.setEnabled(may_change)
        self._is_ticked = self._is_ticked and line.is_from_opening
        self.late.setVisible(gathers and may_change and self._is_ticked)
        role = ", ".join(p for p in (role_word(line.member), line.member.expertise) if p)
        said = " · ".join(part for part in (role, line_words(line)) if part)
        self.told.setText(said)
        self.told.setVisible(bool(said))
        self._show()

    def _show(self) -> None:
        line, presence = self._line, self._presence()
        self.button.setText(presence_word(presence))
        self.button.setAccessibleName(f"{line.member.name}, {presence_word(presence)}")
        self.button.setAccessibleDescription(self.told.text())
        self.button.set_icon_name(_ICONS[presence])
        is_proxy = presence is Presence.PROXY
        is_empty = bool(line.alternates) and not is_proxy
        self.holder.setVisible(is_proxy)
        self.alternate.setVisible(is_empty and (not line.is_there or line.is_out))

    def _presence(self) -> Presence | None:
        return Presence.PROXY if self._awaits_holder else self._line.presence

    def _go_on(self) -> None:
        """Go on to the next presence, or while the meeting is held to and from the room.

        A presence nobody can hold a mandate for is passed over.
        """
        if self._is_live:
            self._note(toggled(self._presence()))
            return
        presence = following(self._presence())
        if presence is Presence.PROXY and not self.holder.count():
            presence = following(presence)
        self._note(presence)

    def _note(self, presence: Presence) -> None:
        """Note a presence; a mandate waits for its holder."""
        self.refuse("")
        self._is_ticked = self._is_live and presence in THERE
        self._awaits_holder = presence is Presence.PROXY
        if not self._awaits_holder:
            self.noted.emit(self._line.member.id, presence, None)
            return
        self.holder.setCurrentIndex(-1)
        self._show()
        if not self.holder.count():
            self.refuse(_("Nobody is there to hold a mandate."))
        elif self._is_live:
            self.holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another row was noted since: this one no longer asks whether the arrival is late."""
        self._is_ticked = False
        self.late.hide()

    def _come_late(self) -> None:
        """Note an arrival at this very hour of who would be counted from the opening."""
        self.refuse("")
        if self._is_live:
            is_remote = self._line.presence is Presence.REMOTE
            self.came_late.emit(self._line.member.id, is_remote)
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, holder: int) -> None:
        self.refuse("")
        self.noted.emit(self._line.member.id, Presence.PROXY, holder)

    def _choose_alternate(self) -> None:
        """Put the keyboard on who may sit instead, or say why nobody can."""
        if self.alternate.isVisible():
            self.alternate.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._line.member.is_qualified:
            told = _("{name} was chosen in person: nobody sits instead.")
            self.refuse(told.format(name=self._line.member.name))
        elif not self._line.alternates:
            told = _("{name} has no alternate.")
            self.refuse(told.format(name=self._line.member.name))
        else:
            told = _("{name} is there: nobody sits instead.")
            self.refuse(told.format(name=self._line.member.name))


class AttendancePane(Pane):
    """All the members of the body. Emits what is to be noted; the drawer does it."""

    noted = Signal(int, object, object)
    came_late = Signal(int, bool)
    seated = Signal(int, object)
    others_present = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Who attends"))
        self._rows: dict[int, AttendanceRow] = {}
        self._known: tuple[Member, ...] = ()
        self.others = Button(look, _("Note the others present"), icon="user-check", small=True)
        self.others.clicked.connect(self.others_present)
        self.beside.addWidget(self.others)
        self.beside.addStretch(1)

    def show_meeting(self, held: Proceedings, *, may_change: bool) -> None:
        """Show the members and how they attend."""
        lines, live, gathers = member_lines(held), is_live(held), gathers_still(held)
        members = tuple(line.member for line in lines)
        if self._known != members:
            self._known = members
            self._build(lines)
        holders = [line.member for line in lines if line.is_there]
        for line in lines:
            row = self._rows[line.member.id]
            row.show_line(line, holders, live=live, gathers=gathers, may_change=may_change)
        is_needed = may_change and any(line.is_expected for line in lines)
        if self.others.hasFocus() and not is_needed:
            self.enter()  # the keyboard would go to whatever comes next on the page
        self.others.setEnabled(is_needed)
        self.told.setText(_pane_words(live, gathers) if lines else _no_member())

    def _leave_last(self, member: int) -> None:
        """Offer « arrives only now » on the row that was ticked last, no longer on the others."""
        for known, row in self._rows.items():
            if known != member:
                row.leave()

    def _build(self, lines: Sequence[MemberLine]) -> None:
        self.empty()
        self._rows = {}
        group = None
        for line in lines:
            if line.group is not group:
                group = line.group
                self.add_heading(group_word(group))
            row = AttendanceRow(self.look, line)
            row.noted.connect(self.noted)
            row.noted.connect(self._leave_last)
            row.came_late.connect(self.came_late)
            row.seated.connect(self.seated)
            row.stepped.connect(self.step)
            self._rows[line.member.id] = row
            self.add(line.member.id, row)
        self.close_list()


def _no_member() -> str:
    return _("This committee has no member yet. Add them in « Committees ».")


def _pane_words(live: bool, gathers: bool) -> str:
    if gathers:
        return _(
            "Before the first dossier, who is noted here is there from the opening; R is for who "
            "arrives only now. A present, V by video, P mandate, E apologies, D leaves, "
            "S an alternate sits."
        )
    if live:
        return _(
            "Space notes an arrival or a departure at this hour. A arrives, D leaves, V by video, "
            "P gives a mandate, E apologies, S an alternate sits."
        )
    return _(
        "Space goes through the presences; a mandate waits for the name of its holder. "
        "S an alternate sits."
    )
