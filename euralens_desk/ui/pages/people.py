"""The committees: their members, what each does, and the dossiers each stepped back from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Score
from euralens_desk.i18n import _, ngettext, plain, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.people import FIELD, NAME, MembersModel
from euralens_desk.ui.notifier import Offer, Question
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.panels.committees import CommitteeList
from euralens_desk.ui.panels.member_import import choose_members, import_members
from euralens_desk.ui.panels.member_sheet import MemberSheet
from euralens_desk.ui.panels.recusals import Declaration
from euralens_desk.ui.people_words import kind_word, member_line
from euralens_desk.ui.state.people import MemberLine, answering, row_to_show
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    EmptyState,
    IconButton,
    SearchField,
    Text,
    dress_rows,
)
from euralens_desk.usecases.bodies import add_body, addable_kinds, remove_body
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_member
from euralens_desk.usecases.people import (
    CommitteeRecord,
    DeclaredRecusal,
    KeptMember,
    MemberRecord,
    People,
    add_member,
    answers_given,
    declare_recusal,
    edit_member,
    lift_recusal,
    read_people,
    remove_member,
    rename_committee,
)
from euralens_desk.usecases.ports import CampaignFile

COLUMNS = (0, 2, 4, 5)
"""The columns as wide as their words; name and field share the rest."""
LEAST_ROOM = 260
"""Pixels at 100 % that name and field need together."""


class PeoplePage(Page):
    """Committees and members at the left, the sheet of the chosen member at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look, can_change = context.look, context.desk.can_change
        self._people = People((), ())
        self._committee_id: int | None = None
        self._member_id: int | None = None
        self._shown: tuple[MemberLine, ...] = ()
        self._wants_newest = False
        self._wants_body = False
        self.committees = CommitteeList(look)
        self.search = SearchField(look, _("Search: name, code, field, role…"))
        self.model = MembersModel(look, self)
        self.table = QTableView()
        self.adding = QLineEdit()
        today = context.services.now().date()
        self.sheet = MemberSheet(look, today, can_change=can_change)
        self._add_commands()
        self._set_up_table()
        self._set_up_adding()
        self._lay_out()
        self._connect()

    def _add_commands(self) -> None:
        add = self.add_command
        self._add = add(_("Add a member"), self._open_adding, "Ctrl+N", "plus", changes=True)
        self._import = add(
            _("Import members…"), self._choose_file, "Ctrl+I", "file-input", changes=True
        )
        self._rename = add(
            _("Rename the committee"), self.committees.rename, "F2", "pencil", changes=True
        )
        self._new_body = add(_("Add a body…"), self._offer_bodies, "", "plus", changes=True)
        self._drop_body = add(_("Remove the body"), self._remove_body, "", "trash-2", changes=True)
        self._recuse = add(
            _("Declare a recusal…"), self._open_form, "Ctrl+Shift+P", "user-x", changes=True
        )

    def _set_up_table(self) -> None:
        look, table = self.context.look, self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Members"))
        dress_rows(table)
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in COLUMNS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        look.changed.connect(self._measure)
        self._measure()
        table.installEventFilter(self)
        table.selectionModel().currentRowChanged.connect(self._choose_row)

    def _measure(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self.context.look.row_height)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Leave the field of expertise to the sheet when the names would lack room."""
        header = self.table.horizontalHeader()
        fixed = sum(header.sectionSize(column) for column in COLUMNS)
        room = self.table.viewport().width() - fixed
        self.table.setColumnHidden(FIELD, room < self.context.look.px(LEAST_ROOM))

    def _set_up_adding(self) -> None:
        self.adding.setAccessibleName(_("Name of the new member"))
        self.adding.setPlaceholderText(_("Name of the new member, then Enter"))
        self.adding.installEventFilter(self)
        self.adding.returnPressed.connect(self._add_named)
        self.adding.hide()

    def _lay_out(self) -> None:
        look = self.context.look
        self._bodies = QStackedLayout()
        self._none = EmptyState(look, " ", buttons=self._empty_buttons())
        self._unanswered = EmptyState(look, _("No member answers."), icon="search-x")
        lyceens = EmptyState(
            look,
            _("No member, on purpose"),
            _(
                "Lycéens answer on anonymous ballots: no name of a lycéen enters the program. "
                "Their ballots are entered on the page of the lycéens."
            ),
            icon="graduation-cap",
        )
        self._states = (self.table, self._none, self._unanswered, lyceens)
        for state in self._states:
            self._bodies.addWidget(state)
        holder = QWidget()
        holder.setLayout(self._bodies)
        card = Card(look, flush=True)
        card.setAccessibleName(_("Members"))
        card.body.addWidget(holder, 1)
        column = QVBoxLayout()
        column.setContentsMargins(look.px(24), look.px(16), look.px(16), look.px(16))
        column.setSpacing(look.px(10))
        column.addLayout(self._head())
        for widget in (self.committees, self.search, self.adding):
            column.addWidget(widget)
        column.addWidget(card, 1)
        self._side = QFrame()
        self._side.setProperty("panel", "plain")
        inside = QVBoxLayout(self._side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.sheet)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 5)
        row.addWidget(self._side, 3)

    def _head(self) -> QHBoxLayout:
        look = self.context.look
        self._new = Button(look, _("Add"), ButtonKind.PRIMARY, icon="plus", tip="Ctrl+N")
        load = Button(look, _("Import…"), icon="file-input", tip="Ctrl+I")
        rename = IconButton(look, "pencil", _("Rename the committee"), shortcut="F2")
        self.new_body = IconButton(look, "plus", _("Add a body…"))
        self.drop_body = IconButton(look, "trash-2", _("Remove the body"))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Text(_("Committees"), Role.TITLE1))
        head.addStretch(1)
        for button, action in (
            (self.new_body, self._new_body),
            (self.drop_body, self._drop_body),
            (rename, self._rename),
            (load, self._import),
            (self._new, self._add),
        ):
            button.clicked.connect(action.trigger)
            button.setEnabled(action.isEnabled())
            head.addWidget(button)
        return head

    def _empty_buttons(self) -> tuple[Button, ...]:
        look = self.context.look
        load = Button(look, _("Import…"), icon="file-input")
        new = Button(look, _("Add a member"), ButtonKind.PRIMARY, icon="plus")
        load.clicked.connect(self._import.trigger)
        new.clicked.connect(self._add.trigger)
        for button in (load, new):
            button.setEnabled(self.context.desk.can_change)
        return (load, new)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.committees.chosen.connect(self._choose_committee)
        self.committees.renamed.connect(self._rename_to)
        self.committees.left.connect(self._to_members)
        sheet = self.sheet
        sheet.edited.connect(self._edit)
        sheet.left.connect(self._to_members)
        sheet.removal_wanted.connect(self._remove)
        sheet.declared.connect(self._declare)
        sheet.dossier_chosen.connect(self._count_answers)
        sheet.lifting_wanted.connect(self._ask_to_lift)

    # What is read and shown

    def activate(self, target: object = None) -> None:
        """Read the committees; ``target`` is the id of a member, or the committee to show."""
        if isinstance(target, Committee):
            self._committee_id, self._member_id = target.id, None
        if isinstance(target, int):
            self._member_id = target
            self._committee_id = None
            self.search.clear()
        self._read(then_focus=True)

    def deactivate(self) -> None:
        """Save what is being typed."""
        self.sheet.save()
        self.committees.field.save()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again when people, recusals, scores or dossiers changed."""
        if changes.touches(Committee, Member, Recusal, Dossier, Score, Campaign):
            self._read()

    def _read(self, *, then_focus: bool = False) -> None:
        def show(people: People) -> None:
            self._show(people)
            if then_focus:
                self._to_members()

        self.context.desk.ask(read_people, show, topic=(self, "people"))

    def _show(self, people: People) -> None:
        self._people = people
        ids = [record.committee.id for record in people.committees]
        if self._wants_body and ids:
            self._committee_id, self._member_id = max(ids), None
        elif self._committee_id not in ids:
            self._committee_id = self._committee_of(self._member_id)
        if self._wants_newest and self._record and self._record.members:
            self._member_id = max(found.member.id for found in self._record.members)
        self._wants_newest = False
        self.committees.show_records(people.committees, self._committee_id)
        self._filter()
        if self._wants_body:
            self._wants_body = False
            self.committees.rename()

    def _committee_of(self, member_id: int | None) -> int | None:
        """Return the committee of a member, the first one of the campaign otherwise."""
        for record in self._people.committees:
            if any(found.member.id == member_id for found in record.members):
                return record.committee.id
        first = next(iter(self._people.committees), None)
        return first.committee.id if first else None

    @property
    def _record(self) -> CommitteeRecord | None:
        """The committee shown."""
        return next(
            (r for r in self._people.committees if r.committee.id == self._committee_id), None
        )

    def _member(self) -> MemberRecord | None:
        """Return the member shown."""
        members = self._record.members if self._record else ()
        return next((r for r in members if r.member.id == self._member_id), None)

    def _filter(self, _text: str = "") -> None:
        record = self._record
        lines = tuple(member_line(found) for found in record.members) if record else ()
        before = self.table.currentIndex().row()
        self._shown = answering(lines, plain(self.search.text()))
        row = row_to_show(self._shown, self._member_id, before)
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.model.show_lines(self._shown)
        selection.blockSignals(False)
        self._bodies.setCurrentWidget(self._state(record))
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, NAME))
        self._member_id = self._shown[row].member_id if row >= 0 else None
        self._show_member()
        self._allow()
        self.hints_changed.emit()

    def _state(self, record: CommitteeRecord | None) -> QWidget:
        """Return what stands for the members: the table, or why there is none."""
        table, none, unanswered, lyceens = self._states
        if record is not None and record.committee.kind is CommitteeKind.STUDENT:
            return lyceens
        if record is None or not record.members:
            self._none.set_words(
                _("No member yet"),
                _("Add them one by one, or import a file of scores or a list of names."),
            )
            return none
        return table if self._shown else unanswered

    def _show_member(self) -> None:
        found, record = self._member(), self._record
        self._side.setVisible(found is not None)
        if found is not None and record is not None:
            self.sheet.show_member(found, record, self._people.dossiers)

    def _allow(self) -> None:
        """Offer what makes sense: lycéens are not added, a recusal needs a member."""
        can_change, record = self.context.desk.can_change, self._record
        has_names = record is not None and record.committee.kind is not CommitteeKind.STUDENT
        self._add.setEnabled(can_change and has_names)
        self._new.setEnabled(self._add.isEnabled())
        self._recuse.setEnabled(can_change and self._member_id is not None)
        may_drop = record is not None and not record.committee.gives_opinion
        self._drop_body.setEnabled(can_change and may_drop)
        self.drop_body.setEnabled(self._drop_body.isEnabled())
        self.search.setVisible(has_names)
        if not has_names:
            self.adding.hide()

    def _choose_committee(self, committee_id: int) -> None:
        self.sheet.save()
        self._committee_id, self._member_id = committee_id, None
        self.search.clear()
        self._show(self._people)

    def _choose_row(self, row: Any, _before: object) -> None:
        if row.isValid():
            self._member_id = self.model.line(row.row()).member_id
            self._show_member()

    def _to_members(self) -> None:
        """Put the keyboard on the members, or on the committees when there is none."""
        row = self.committees.current_row()
        if self._shown:
            self.table.setFocus()
        elif row is not None:
            row.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the sheet and Suppr removes in the table; Échap closes the new name."""
        if watched is self.table and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.adding and key == Qt.Key.Key_Escape:
                self.adding.hide()
                self._to_members()
                return True
            if watched is self.table and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.sheet.name.setFocus()
                self.sheet.name.selectAll()
                return True
            if watched is self.table and key == Qt.Key.Key_Delete:
                self._remove()
                return True
        return False

    # Changes

    def _do(self, change: Callable[[CampaignFile], ChangeSet], *, told: bool = False) -> None:
        then = self.context.tell_change if told else None
        self.context.desk.do(change, then, failed=self._refused)

    def _refused(self, failure: Failure) -> None:
        """Say why, and show again what the file holds."""
        self.context.notifier.failure(failure)
        self._read()

    def _rename_to(self, committee_id: int, name: str) -> None:
        self._do(lambda file: rename_committee(file, committee_id, name))

    def _offer_bodies(self) -> None:
        """Offer the kinds of body that may be added."""
        self.context.desk.ask(addable_kinds, self._show_kinds)

    def _show_kinds(self, kinds: tuple[CommitteeKind, ...]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in kinds:
            menu.addAction(kind_word(kind)).triggered.connect(partial(self._add_body, kind))
        menu.popup(self.new_body.mapToGlobal(self.new_body.rect().bottomLeft()))

    def _add_body(self, kind: CommitteeKind, _checked: bool = False) -> None:
        """Add a body and let its name be typed."""
        self._wants_body = True
        self._do(lambda file: add_body(file, kind))

    def _remove_body(self) -> None:
        body = self._committee_id
        if body is not None:
            self._do(lambda file: remove_body(file, body), told=True)

    def _choose_file(self) -> None:
        choose_members(self, self.import_file)

    def import_file(self, path: Path) -> None:
        """Read the members of a file, show them, and ask before anything is written."""
        if self._committee_id is not None:
            import_members(self.context, path, self._committee_id)

    def _open_adding(self) -> None:
        self.adding.show()
        self.adding.setFocus()

    def _add_named(self) -> None:
        record, name = self._record, self.adding.text()
        if record is None or not name.strip():
            return
        self.adding.clear()
        self._wants_newest = True
        today = self.context.services.now().date()
        self._do(lambda file: add_member(file, record.committee.id, name, today=today))

    def _edit(self, member_id: int, field: str, value: object) -> None:
        fields: dict[str, Any] = {field: value}
        self._do(
            lambda file: edit_member(file, replace(the_member(file, member_id), **fields)),
            told=field in ("role", "is_voting"),
        )

    def _remove(self) -> None:
        found = self._member()
        if found is None or not self.context.desk.can_change:
            return
        member = found.member

        def refused(failure: Failure) -> None:
            if isinstance(failure, KeptMember) and member.is_voting:
                silence = partial(self._edit, member.id, "is_voting", False)
                self.sheet.tell_kept(tell(failure.told), Offer(_("Take the vote away"), silence))
            else:
                self.context.notifier.failure(failure)

        self.context.desk.do(
            lambda file: remove_member(file, member.id), self.context.tell_change, failed=refused
        )

    # Recusals

    def _open_form(self) -> None:
        if self._member() is not None:
            self.sheet.open_form()

    def _declare(self, declaration: Declaration) -> None:
        member_id = self._member_id
        if member_id is None:
            return
        self.sheet.close_form()
        self._do(
            lambda file: declare_recusal(
                file,
                member_id,
                declaration.dossier_id,
                declaration.declared_on,
                declaration.reason,
            ),
            told=True,
        )

    def _count_answers(self, dossier_id: int) -> None:
        member_id = self._member_id
        if member_id is not None:
            self.context.desk.ask(
                lambda file: answers_given(file, member_id, dossier_id),
                self.sheet.form.show_answers,
                topic=(self, "answers"),
            )

    def _ask_to_lift(self, declared: DeclaredRecusal) -> None:
        found = self._member()
        if found is None:
            return
        member, dossier = found.member, declared.dossier
        told = [_("{name} can read and score it again.").format(name=member.name)]
        if declared.answers:
            again = ngettext(
                "{count} answer given before counts again.",
                "{count} answers given before count again.",
                declared.answers,
            )
            told.append(again.format(count=declared.answers))
        title = _("Lift the recusal on « {title} »?").format(title=dossier.title)
        self.context.notifier.ask(
            Question(
                title=title,
                consequence=" ".join(told),
                verb=_("Lift the recusal"),
                safe_verb=_("Keep the recusal"),
                do=lambda: self._do(
                    lambda file: lift_recusal(file, member.id, dossier.id), told=True
                ),
                icon="user-check",
            )
        )

    # What the window asks

    def focus_search(self) -> bool:
        """Put the keyboard in the search field."""
        self.search.setFocus()
        return True

    def panels(self) -> tuple[QWidget, ...]:
        """The committees, the members, the sheet."""
        row = self.committees.current_row()
        found: list[QWidget] = [row] if row is not None else []
        if self._shown:
            found += [self.table, self.sheet.name]
        return tuple(found)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        record = self._record
        if record is None or record.committee.kind is CommitteeKind.STUDENT:
            return (KeyHint(("Ctrl", "I"), _("import")),)
        return (
            KeyHint(("Ctrl", "N"), _("add")),
            KeyHint((_("Enter"),), _("open the sheet")),
            KeyHint(("Ctrl", _("Shift"), "P"), _("recusal")),
            KeyHint(("Ctrl", "I"), _("import")),
        )

    def fact(self) -> str:
        """Say how many members the campaign has, and how many recusals."""
        members = [found for record in self._people.committees for found in record.members]
        number, recusals = len(members), sum(len(found.recusals) for found in members)
        told = ngettext("{count} member", "{count} members", number).format(count=number)
        more = ngettext("{count} recusal", "{count} recusals", recusals).format(count=recusals)
        return f"{told}, {more}"
