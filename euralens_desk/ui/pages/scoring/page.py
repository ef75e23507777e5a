"""The scoring page: one member scores one dossier; every answer is written as it is given.

An answer is shown at once, then handed to the file. « Enregistré » is said by the window when the
disk has it. Nothing here is ever summed up: a member never sees a mean of his own scores.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import BLANK, NOT_APPLICABLE, Mark
from euralens_desk.domain.meeting import TechnicalOpinion
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Recusal
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.i18n import _, tell
from euralens_desk.ui.desk import Change
from euralens_desk.ui.notifier import Offer, Question
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.pages.scoring import notices
from euralens_desk.ui.pages.scoring.not_applicable import NotApplicableDialog
from euralens_desk.ui.pages.scoring.panes import Panes
from euralens_desk.ui.pages.scoring.questions import OpenSheet, Roster, open_sheet, roster
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.keys import keys_of
from euralens_desk.ui.state.scoring import (
    SheetState,
    Unconfirmed,
    next_open,
    row_to_open,
)
from euralens_desk.ui.viewer.piece_opener import PieceOpener
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.prepare import open_scoring
from euralens_desk.usecases.scoring import (
    MemberSheets,
    lift_not_applicable,
    member_sheets,
    record_score,
    set_not_applicable,
    write_comment,
)


class ScoringPage(Page):
    """A member, his dossiers, one sheet and what there is to read beside it."""

    wants_collapsed_rail = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._unconfirmed = Unconfirmed()
        self._member_id: int | None = None
        self._sheets: MemberSheets | None = None
        self._state: SheetState | None = None
        self._dossier: Dossier | None = None
        self._wanted: int | None = None
        self._takes_keyboard = False
        self._pieces = PieceOpener(context, self)
        self.panes = Panes(context)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.panes)
        self._listen()
        self._add_commands()

    def _listen(self) -> None:
        panes = self.panes
        panes.dossiers.member_chosen.connect(self._choose_member)
        panes.dossiers.dossier_chosen.connect(self._choose_row)
        panes.dossiers.entered.connect(self._enter_sheet)
        panes.stepped.connect(self._step)
        panes.chosen.connect(self._choose)
        panes.entered.connect(self._enter)
        panes.commented.connect(self._comment)
        panes.reading.piece_wanted.connect(self._pieces.open_beside)

    def _add_commands(self) -> None:
        add = self.add_command
        add(_("Next dossier"), partial(self._step, 1), "Ctrl+Down", "chevron-down")
        add(_("Previous dossier"), partial(self._step, -1), "Ctrl+Up", "chevron-up")
        add(_("Score or read"), self._swap_panel, "Ctrl+L", "columns-2")
        self._aside = add(
            _("Not applicable…"), self._ask_not_applicable, "Ctrl+Shift+O", "minus", changes=True
        )

    # Coming and going

    def activate(self, target: object = None) -> None:
        """Read who may score, and come back to the sheet that was shown, or to ``target``."""
        self.panes.choose_layout()
        self._takes_keyboard = True
        if isinstance(target, int):
            self._wanted = target
        self._read()

    def deactivate(self) -> None:
        """Write the comment that is being typed."""
        self.panes.flush()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again what somebody else, or an undo, changed."""
        if initiator is not self:
            self._takes_keyboard = self.panes.has_keyboard()
            self._read()
        elif changes.touches(Recusal, TechnicalOpinion, Ballot, BallotBox):
            self._read()

    # Reading

    def _read(self) -> None:
        self.context.desk.ask(roster, self._show_roster, topic=(self, "roster"))

    def _show_roster(self, found: Roster) -> None:
        state = self.context.desk.state
        if not found.members:
            self._say(notices.no_expert(self.context.look, partial(self.go_to, Section.PEOPLE)))
            return
        if not found.dossiers:
            self._say(notices.no_dossier(self.context.look, partial(self.go_to, Section.DOSSIERS)))
            return
        if state is not None and not state.campaign.is_frozen and self.context.desk.can_change:
            self._say(notices.not_open(self.context.look, self._ask_to_open))
            return
        self._stack.setCurrentIndex(0)
        members = self.panes.dossiers.members
        self._member_id = members.show_members(found.members, self._member_id)
        self._read_sheets()

    def _say(self, notice: QWidget) -> None:
        """Show why there is nothing to score, in place of the panes."""
        if self._stack.count() > 1 and (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(notice)
        self._stack.setCurrentIndex(1)
        notices.focus_first(notice)

    def _ask_to_open(self) -> None:
        day = self.context.services.now().date()
        self.context.notifier.ask(
            Question(
                _("Open scoring?"),
                _(
                    "From then on grids and rules are frozen: a later change is a dated version. "
                    "This cannot be undone."
                ),
                _("Open scoring"),
                _("Not yet"),
                lambda: self.context.desk.do(lambda file: open_scoring(file, day)),
            )
        )

    def _choose_member(self, member_id: int) -> None:
        self.panes.flush()
        self._member_id = member_id
        self._state = self._dossier = None
        self._takes_keyboard = True
        self._read_sheets()

    def _read_sheets(self) -> None:
        member = self._member_id
        if member is not None:
            self.context.desk.ask(
                lambda file: member_sheets(file, member),
                self._show_sheets,
                topic=(self, "sheets"),
                failed=self._tell_failure,
            )

    def _tell_failure(self, failure: Failure) -> None:
        self._say(notices.plain(self.context.look, tell(failure.told)))

    def _show_sheets(self, found: MemberSheets) -> None:
        self._sheets = found
        held = self._dossier.id if self._dossier is not None else None
        row = row_to_open(found.sheets, self._wanted or held)
        self._wanted = None
        self.panes.dossiers.show_committee(found.committee.name)
        self.panes.dossiers.show_sheets(found.sheets, row)
        self.hints_changed.emit()
        if row is not None:
            self._open_row(row)

    def _choose_row(self, row: int) -> None:
        """The person went to another dossier in the list, which keeps the keyboard."""
        self.panes.flush()
        self._open_row(row)

    def _open_row(self, row: int) -> None:
        sheets, member = self._sheets, self._member_id
        if sheets is None or member is None:
            return
        sheet = sheets.sheets[row]
        if self._dossier is None or self._dossier.id != sheet.dossier.id:
            self._state = None
        self._dossier = sheet.dossier
        before = next_open(sheets.sheets, row, -1) is not None
        after = next_open(sheets.sheets, row, 1) is not None
        self.panes.show_neighbours(before=before, after=after)
        if sheet.is_recused:
            self._close_sheet(row)
            return
        self.context.desk.ask(
            lambda file: open_sheet(file, member, sheet.dossier.id),
            self._show_sheet,
            topic=(self, "sheet"),
        )

    def _close_sheet(self, row: int) -> None:
        """Say that the member stepped back; nothing of the dossier is read."""
        self._state = None
        if self._sheets is not None:
            leave = partial(self._step, 1 if next_open(self._sheets.sheets, row, 1) else -1)
            look, member = self.context.look, self._sheets.member
            self.panes.show_notice(notices.recused(look, member, self._sheets.sheets[row], leave))
        self._show_aside()

    def _show_sheet(self, found: OpenSheet) -> None:
        """Show a sheet that was read, with the answers the disk has not confirmed laid over it."""
        if self._sheets is None or self._member_id is None:
            return
        sheet = self._unconfirmed.over(self._member_id, found.sheet)
        locked = not self.context.desk.can_change
        fresh = SheetState(
            self._sheets.grid, sheet.marks, sheet.comments, is_locked=locked, reasons=sheet.reasons
        )
        earlier = self._state
        self._state = fresh.entered() if earlier is None else fresh.after(earlier)
        self.panes.show_sheet(sheet.dossier, self._state, found.reading)
        self._show_progress()
        self._show_aside()
        if self._takes_keyboard:
            self._takes_keyboard = False
            self.panes.focus_active()

    # Scoring

    def _enter(self, row: int) -> None:
        """Another row took the keyboard."""
        if self._state is not None and row != self._state.active:
            self._show(self._state.at(row))

    def _choose(self, position: int, mark: Mark) -> None:
        """Show an answer, hand it to the file and move on; clearing stays on the row."""
        state = self._state
        if state is None or not state.may_mark(position):
            return
        marked = state.at(position).with_mark(position, mark)
        self._show(marked if mark == BLANK else marked.after_marking(), focus=True)
        if mark == state.marks[position]:
            return
        self._show_progress()
        self._hand_over(position, mark)
        if mark == BLANK:
            number = state.grid.criteria[position].number
            told = _("{number} is blank again.").format(number=number)
            self.context.offer_undo(told)

    def _hand_over(self, position: int, mark: Mark) -> None:
        member, dossier = self._member_id, self._dossier
        if member is None or dossier is None:
            return
        cell = (member, dossier.id, position)
        self._unconfirmed.add_mark(cell, mark)
        settle = partial(self._unconfirmed.settle_mark, cell)
        at = self.context.services.now()
        self.context.desk.do(
            lambda file: record_score(file, member, dossier.id, position, mark, at),
            lambda _changes: settle(),
            initiator=self,
            failed=partial(self._refuse, settle),
        )

    def _comment(self, place: int, text: str) -> None:
        member, dossier = self._member_id, self._dossier
        if self._state is None or member is None or dossier is None:
            return
        self._show(self._state.with_comment(place, text))
        cell = (member, dossier.id, place)
        self._unconfirmed.add_comment(cell, text)
        settle = partial(self._unconfirmed.settle_comment, cell)
        self.context.desk.do(
            lambda file: write_comment(file, member, dossier.id, place, text),
            lambda _changes: settle(),
            initiator=self,
            failed=partial(self._refuse, settle),
        )

    def _refuse(self, settle: partial[None], failure: Failure) -> None:
        """The file refused an answer that is on screen: say why and show what the file holds."""
        settle()
        self.context.notifier.failure(failure)
        self._read()

    def _show(self, state: SheetState, *, focus: bool = False) -> None:
        self._state = state
        self.panes.show_state(state)
        if focus:
            self.panes.focus_active()
        self._show_aside()

    def _show_progress(self) -> None:
        """Bring the list up to date without reading the file again."""
        sheets, state, dossier = self._sheets, self._state, self._dossier
        if sheets is None or state is None or dossier is None:
            return
        rows = [sheet.dossier.id for sheet in sheets.sheets]
        row = rows.index(dossier.id)
        known = replace(sheets.sheets[row], answered=state.answered)
        if known != sheets.sheets[row]:
            told = (*sheets.sheets[:row], known, *sheets.sheets[row + 1 :])
            self._sheets = replace(sheets, sheets=told)
            self.panes.dossiers.show_sheet(row, known)

    def _step(self, step: int) -> None:
        """Go to the next or previous dossier, over those the member stepped back from."""
        if self._sheets is None:
            return
        row = next_open(self._sheets.sheets, self.panes.dossiers.row(), step)
        if row is not None:
            self._takes_keyboard = True
            self.panes.flush()
            self.panes.dossiers.select(row)
            self._open_row(row)

    def _enter_sheet(self) -> None:
        """The person means to score the dossier chosen in the list."""
        self.panes.show_score()
        self._takes_keyboard = self._state is None
        if self._state is not None:
            self.panes.focus_active()

    def _swap_panel(self) -> None:
        self.panes.swap()

    # Not applicable

    def _show_aside(self) -> None:
        """Name the command for the active row: declare, or lift."""
        state = self._state
        is_criterion = state is not None and not state.is_at_end and not state.is_locked
        self._aside.setEnabled(is_criterion and self.context.desk.can_change)
        lifts = state is not None and is_criterion and state.marks[state.active] == NOT_APPLICABLE
        words = _("Lift “not applicable”") if lifts else _("Not applicable…")
        if self._aside.text() != words:
            self._aside.setText(words)

    def _ask_not_applicable(self) -> None:
        state, sheets, dossier = self._state, self._sheets, self._dossier
        if state is None or sheets is None or dossier is None or state.is_at_end:
            return
        position, committee = state.active, sheets.committee.id
        if state.marks[position] == NOT_APPLICABLE:
            self._set_aside(
                lambda file: lift_not_applicable(file, committee, dossier.id, position),
                _("{number} applies again.").format(number=state.grid.criteria[position].number),
            )
            return
        criterion = state.grid.criteria[position]
        name = f"{criterion.number} {criterion.label}"
        dialog = NotApplicableDialog(self.context.look, name, dossier.title, self.window())
        told = _("{number} does not apply.").format(number=criterion.number)
        dialog.wanted.connect(
            lambda reason: self._set_aside(
                lambda file: set_not_applicable(file, committee, dossier.id, position, reason), told
            )
        )
        dialog.open()

    def _set_aside(self, change: Change, told: str) -> None:
        self._takes_keyboard = True
        offer = Offer(_("Undo"), self.context.desk.undo)
        self.context.desk.do(change, lambda _changes: self.context.notifier.toast(told, offer))

    # What the window asks

    def panels(self) -> tuple[QWidget, ...]:
        """The list, the grid, the reading pane."""
        return self.panes.panels()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the grid."""
        keys: tuple[str, ...] = ("0", "–", "4")
        comment = "C"
        if self._sheets is not None:
            own = [key for key in keys_of(_codes(self._sheets)) if key]
            keys = (own[0].upper(), "–", own[-1].upper()) if own else ("←", "→")
            comment = _("Enter") if "c" in own else "C"
        return (
            KeyHint(keys, _("score and advance")),
            KeyHint(("N",), _("no opinion")),
            KeyHint((comment,), _("comment")),
            KeyHint((_("Backspace"),), _("clear")),
            KeyHint(("Ctrl", "↓"), _("next dossier")),
        )

    def fact(self) -> str:
        """Say where the data is."""
        return _("On this computer only")


def _codes(sheets: MemberSheets) -> list[str]:
    return [level.code for level in sheets.grid.scale.levels]
