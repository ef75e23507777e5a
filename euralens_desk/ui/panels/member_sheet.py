"""The sheet of a member: fields saved one by one, and the dossiers he stepped back from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.people import CommitteeKind, Member
from euralens_desk.domain.people import Role as MemberRole
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.panels.optional_day import OptionalDay
from euralens_desk.ui.panels.recusals import RecusalForm, RecusalRow
from euralens_desk.ui.people_words import role_word
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Note,
    NoteKind,
    SavedChoice,
    SavedField,
    SectionHeading,
    Text,
)
from euralens_desk.usecases.people import CommitteeRecord, DeclaredRecusal, MemberRecord


class MemberSheet(QScrollArea):
    """Shows one member. It changes nothing itself: what is wanted is told by signals.

    ``edited(member_id, field, value)``; ``declared(Declaration)``;
    ``lifting_wanted(DeclaredRecusal)``;
    ``dossier_chosen(id)`` while a recusal is being declared; ``left`` with Échap.
    """

    edited = Signal(int, str, object)
    removal_wanted = Signal()
    declared = Signal(object)
    lifting_wanted = Signal(object)
    dossier_chosen = Signal(int)
    left = Signal()

    def __init__(
        self, look: Appearance, today: date, *, can_change: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._can_change = can_change
        self._today = today
        self._record: MemberRecord | None = None
        self._dossiers: tuple[Dossier, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Sheet of the member"))
        self._make_fields()
        self.form = RecusalForm(look, today)
        self.form.hide()
        self.form.declared.connect(self.declared)
        self.form.dossier_chosen.connect(self.dossier_chosen)
        self.form.left.connect(self.close_form)
        self._lay_out()

    def _make_fields(self) -> None:
        look = self._look
        self._caption = Text("", Role.CAPTION, "ink2", wrap=True)
        self._title = Text("", Role.TITLE1, wrap=True)
        self.name = SavedField(_("Name"))
        self.code = SavedField(_("Code"))
        self.expertise = SavedField(_("Field of expertise"))
        self.college = SavedField(_("College"))
        for field, key in self._saved_fields().items():
            field.saved.connect(lambda text, key=key: self._edit(key, text))
            field.left.connect(self.left)
            field.setReadOnly(not self._can_change)
        self.role = SavedChoice(_("Role"))
        for role in MemberRole:
            self.role.addItem(role_word(role), role)
        self.role.saved.connect(lambda role: self._edit("role", role))
        self.term_from = OptionalDay(look, _("Term from"), self._today)
        self.term_to = OptionalDay(look, _("Term to"), self._today)
        for day, key in ((self.term_from, "term_from"), (self.term_to, "term_to")):
            day.saved.connect(lambda value, key=key: self._edit(key, value))
            day.setEnabled(self._can_change)
        self.seat = SavedChoice(_("Alternate of"))
        self.seat.saved.connect(lambda member: self._edit("alternate_of", member or None))
        self.qualified = QCheckBox(_("Chosen in person, nobody sits instead"))
        self.qualified.clicked.connect(lambda checked: self._edit("is_qualified", checked))
        self.vote = QCheckBox(_("With a vote"))
        self.vote.clicked.connect(lambda checked: self._edit("is_voting", checked))
        self._remark = Text("", Role.CAPTION, "ink2", wrap=True)
        self.declare = Button(look, _("Declare a recusal…"), icon="user-x", small=True)
        self.declare.clicked.connect(self.open_form)
        self.remove = Button(
            look, _("Remove from the committee"), ButtonKind.LINK, icon="trash-2", small=True
        )
        self.remove.clicked.connect(self.removal_wanted)
        for widget in (self.role, self.vote, self.seat, self.qualified):
            widget.setEnabled(self._can_change)
        for button in (self.declare, self.remove):
            button.setVisible(self._can_change)

    def _saved_fields(self) -> dict[SavedField, str]:
        return {
            self.name: "name",
            self.code: "code",
            self.expertise: "expertise",
            self.college: "college",
        }

    def _lay_out(self) -> None:
        look = self._look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        lines: tuple[tuple[str, QWidget], ...] = (
            (_("Name"), self.name),
            (_("Code"), self.code),
            (_("Field"), self.expertise),
            (_("College"), self.college),
            (_("Role"), self.role),
            (_("Alternate of"), self.seat),
            (_("Vote"), self.vote),
            (_("Qualified"), self.qualified),
            (_("Term from"), self.term_from),
            (_("Term to"), self.term_to),
        )
        self._labels = {id(field): Text(label, tone="ink2") for label, field in lines}
        for line, (_label, field) in enumerate(lines):
            grid.addWidget(self._labels[id(field)], line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnStretch(1, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._heading = SectionHeading(_("Recusals"))
        self._none = Text("", Role.DENSE, "ink2", wrap=True)
        self._notes = QVBoxLayout()
        inside = QFrame()
        inside.setProperty("panel", "plain")
        column = QVBoxLayout(inside)
        side = look.px(24)
        column.setContentsMargins(side, look.px(16), side, look.px(16))
        column.setSpacing(look.px(10))
        for widget in (self._caption, self._title):
            column.addWidget(widget)
        column.addLayout(self._notes)
        column.addLayout(grid)
        column.addWidget(self._remark)
        column.addSpacing(look.px(6))
        column.addWidget(self._heading)
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addWidget(self.form)
        column.addLayout(_led(self.declare))
        column.addStretch(1)
        column.addLayout(_led(self.remove))
        self.setWidget(inside)

    # What is shown

    def show_member(
        self, record: MemberRecord, body: CommitteeRecord, dossiers: Sequence[Dossier]
    ) -> None:
        """Show a member; what is being typed about another one is saved first."""
        is_another = self._record is None or self._record.member.id != record.member.id
        if is_another:
            self.save()
            self.form.hide()
            self.drop_note()
            self.verticalScrollBar().setValue(0)
        has_other_rows = self._record is None or self._record.recusals != record.recusals
        self._record, self._dossiers = record, tuple(dossiers)
        member = record.member
        self._caption.setText(f"{member.code} · {body.committee.name}")
        self._title.setText(member.name)
        self.name.show_value(member.name)
        self.code.show_value(member.code)
        self.expertise.show_value(member.expertise)
        self.role.show_value(member.role)
        self.college.show_value(member.college)
        self._show_seat(member, body)
        self.vote.setChecked(member.is_voting)
        self.qualified.setChecked(member.is_qualified)
        self.term_from.show_value(member.term_from)
        self.term_to.show_value(member.term_to)
        remark = _remark(body, record)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        if is_another or has_other_rows:
            self._show_recusals()

    def _show_seat(self, member: Member, body: CommitteeRecord) -> None:
        """Offer the members an alternate may sit for; a full member sits for nobody."""
        is_alternate = member.role is MemberRole.ALTERNATE
        self.seat.clear()
        self.seat.addItem(_("nobody named yet"), 0)
        for other in seats_for(body, member):
            self.seat.addItem(other.name, other.id)
        self.seat.show_value(member.alternate_of or 0)
        for field, is_shown in ((self.seat, is_alternate), (self.qualified, not is_alternate)):
            field.setVisible(is_shown)
            self._labels[id(field)].setVisible(is_shown)

    def _show_recusals(self) -> None:
        record = self._record
        had_focus = any(row.isAncestorOf(f) for row in self._shown() if (f := self.focusWidget()))
        for row in self._shown():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        recusals = record.recusals if record else ()
        for declared in recusals:
            row = RecusalRow(self._look, declared, can_change=self._can_change)
            row.lifting_wanted.connect(self.lifting_wanted)
            row.change_wanted.connect(self._correct)
            self._rows.addWidget(row)
            row.show()
        self._none.setText(_why_none(self._dossiers, recusals))
        self._none.setVisible(bool(self._none.text()))
        self.declare.setEnabled(bool(self._open_dossiers()))
        if had_focus:
            self.declare.setFocus()

    def _shown(self) -> list[RecusalRow]:
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        rows = (item.widget() for item in items if item is not None)
        return [row for row in rows if isinstance(row, RecusalRow)]

    def _open_dossiers(self) -> tuple[Dossier, ...]:
        """Return the dossiers the member has not stepped back from."""
        recusals = self._record.recusals if self._record else ()
        closed = {declared.dossier.id for declared in recusals}
        return tuple(dossier for dossier in self._dossiers if dossier.id not in closed)

    # What is wanted

    def _edit(self, field: str, value: object) -> None:
        if self._record is not None:
            self.edited.emit(self._record.member.id, field, value)

    def open_form(self) -> None:
        """Ask which dossier the member steps back from."""
        dossiers = self._open_dossiers()
        if self._can_change and dossiers:
            self.declare.hide()
            self.form.start(dossiers)
            QTimer.singleShot(0, self, self._show_form)

    def _correct(self, declared: DeclaredRecusal) -> None:
        self.declare.hide()
        self.form.start((), declared)
        QTimer.singleShot(0, self, self._show_form)

    def _show_form(self) -> None:
        """Scroll to the form, once it has its place."""
        self.ensureWidgetVisible(self.form)

    def close_form(self) -> None:
        """Leave the form; the keyboard goes to the button that opened it."""
        self.form.hide()
        self.declare.setVisible(self._can_change)
        self.declare.setFocus()

    def tell_kept(self, told: str, offer: Offer) -> None:
        """Say why the member stays, and what can be done instead."""
        self.drop_note()
        rest = _("Without a vote, the scores count nowhere and the quorum leaves the member out.")
        note = Note(self._look, NoteKind.WARNING, told, rest, (offer,), closable=True)
        note.closed.connect(self.drop_note)
        self._notes.addWidget(note)
        note.show()
        self.verticalScrollBar().setValue(0)

    def drop_note(self) -> None:
        """Take the note away."""
        while (item := self._notes.takeAt(0)) is not None:
            if (note := item.widget()) is not None:
                note.hide()
                note.deleteLater()

    def save(self) -> None:
        """Save what is being typed."""
        for field in self._saved_fields():
            field.save()
        for day in (self.term_from.day, self.term_to.day):
            if day.isEnabled():
                day.save()


def _led(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row


def seats_for(body: CommitteeRecord, member: Member) -> tuple[Member, ...]:
    """Return the members an alternate may sit for: full members not chosen in person."""
    others = (record.member for record in body.members)
    return tuple(
        other
        for other in others
        if other.id == member.alternate_of
        or (
            other.id != member.id
            and other.role is not MemberRole.ALTERNATE
            and not other.is_qualified
        )
    )


def _remark(body: CommitteeRecord, record: MemberRecord) -> str:
    """Return what is good to know of a role or of a missing vote."""
    member = record.member
    is_alternate = member.role is MemberRole.ALTERNATE
    if is_alternate and not seats_for(body, member):
        return _("Nobody to sit for: a personnalité qualifiée is not replaced (CRPA R. 133-3).")
    if is_alternate and body.committee.kind is CommitteeKind.EXPERT:
        return _("An expert chosen for his person is usually not replaced (CRPA R. 133-3).")
    if member.role is MemberRole.ALTERNATE and not member.is_voting:
        return _("An alternate has no vote of his own: give it when he sits for a member.")
    if not member.is_voting:
        return _("Without a vote: scores count nowhere, the quorum leaves the member out.")
    return ""


def _why_none(dossiers: Sequence[Dossier], recusals: Sequence[DeclaredRecusal]) -> str:
    if recusals:
        return ""
    if not dossiers:
        return _("No dossier yet: recusals are declared dossier by dossier.")
    return _("No recusal declared.")
