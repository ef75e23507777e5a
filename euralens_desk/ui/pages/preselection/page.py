"""The preselection: what is admissible, who is a candidate, who is not shortlisted and why."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import Act, AgendaItem, TechnicalOpinion
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.name_groups import among
from euralens_desk.domain.preselection import (
    BoardColumn,
    Candidature,
    Preselection,
    Requirements,
    Stage,
)
from euralens_desk.domain.sheet import Ballot, Score
from euralens_desk.i18n import _, ngettext, plain
from euralens_desk.ui.desk import Change
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.pages.dossiers.picker import Picker
from euralens_desk.ui.pages.preselection.columns import ENTER, Column
from euralens_desk.ui.pages.preselection.detail import Detail
from euralens_desk.ui.pages.preselection.request import RequestDialog
from euralens_desk.ui.pages.preselection.requirements import RequirementsDialog
from euralens_desk.ui.preselection_words import counts_line, request_text, running_count
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.preselection import (
    Asked,
    Counts,
    after_move,
    answering,
    by_agglomeration,
    by_theme,
)
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    ChipTone,
    ElidedButton,
    ElidedText,
    EmptyState,
    SearchField,
    Text,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.preselection import (
    Board,
    admit,
    board,
    draft_answer,
    edit_requirements,
    leave_out,
    reconsider,
    record_request,
    refuse,
    shortlist,
)

SHOWN = (Campaign, Dossier, Attachment, Preselection)
COUNTED = (Act, AgendaItem, TechnicalOpinion, Ballot, Score)
DETAIL = 340
"""Width of the panel beside the board, at 100 %."""
COLUMNS = tuple(BoardColumn)


class PreselectionPage(Page):
    """↑ ↓ ← → choose, 1 to 4 or Ctrl and an arrow move, Enter reads; undo takes back."""

    wants_collapsed_rail = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._board: Board | None = None
        self._asked = Asked()
        self._current: int | None = None
        self._wanted: int | None = None
        self.count = Chip(look, "")
        self.search = SearchField(look, _("Search: title, project leader, municipality…"))
        self.agglomeration = Picker(look, _("Agglomeration"))
        self.theme = Picker(look, _("Theme"))
        self.counts = ElidedText("", Role.CAPTION, "ink2")
        self.columns = tuple(Column(look, column) for column in COLUMNS)
        self.detail = Detail(look)
        for place, column in enumerate(self.columns):
            title = column.accessibleName()
            self.add_command(
                _("Put in: {column}").format(column=title), partial(self.put, place), changes=True
            )
        self.add_command(_("Declare inadmissible…"), self._ask_why, "", "circle-x", changes=True)
        self.add_command(_("Request for completion…"), self._ask_for_it, "", "mail", changes=True)
        self.add_command(
            _("What a candidature must hold…"), self._ask_required, "", "list-checks", changes=True
        )
        self._report = self.add_command(
            _("Analysis report of the candidatures"),
            lambda: self.go_to(Section.DOCUMENTS, "analysis"),
            "",
            "file-text",
        )
        self._lay_out()
        self._listen()

    # Building

    def _lay_out(self) -> None:
        look = self.context.look
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(Text(_("Preselection"), Role.TITLE1))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.search, 2)
        report = ElidedButton(look, _("Analysis report"), icon="file-text")
        report.clicked.connect(self._report.trigger)
        strip = QHBoxLayout()
        strip.setSpacing(look.px(12))
        strip.addWidget(self.counts, 1)
        strip.addWidget(self.agglomeration)
        strip.addWidget(self.theme)
        strip.addWidget(report)
        columns = QHBoxLayout()
        columns.setSpacing(look.px(10))
        for column in self.columns:
            columns.addWidget(column, 1)
        left = QVBoxLayout()
        left.setContentsMargins(look.px(20), look.px(12), look.px(14), look.px(14))
        left.setSpacing(look.px(10))
        left.addLayout(head)
        left.addLayout(strip)
        left.addLayout(columns, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.detail)
        self._import = Button(look, _("Import…"), ButtonKind.PRIMARY, icon="file-input")
        self._import.clicked.connect(lambda: self.go_to(Section.IMPORT))
        told = _("Import the file of the candidatures: what is complete stands here at once.")
        can_change = self.context.desk.can_change
        buttons = (self._import,) if can_change else ()
        none = EmptyState(look, _("No candidature yet"), told if can_change else "", buttons)
        self._bodies = QStackedLayout(self)
        self._bodies.addWidget(whole)
        self._bodies.addWidget(none)

    def _listen(self) -> None:
        for place, column in enumerate(self.columns):
            view = column.view
            view.put.connect(self.put)
            view.pushed.connect(self._push)
            view.stepped.connect(partial(self._step, place))
            view.opened.connect(self._open)
            view.doubleClicked.connect(lambda _index: self._open())
            view.dropped.connect(partial(self._dropped, place))
            view.selectionModel().currentChanged.connect(partial(self._chosen, place))
        self.search.textChanged.connect(lambda text: self._ask(words=text))
        self.search.installEventFilter(self)
        self.agglomeration.picked.connect(lambda key: self._ask(agglomeration=key))
        self.theme.picked.connect(lambda key: self._ask(theme=key))
        self.detail.left.connect(self._back_to_board)
        self.detail.asked.connect(self.hints_changed)
        self.detail.answered.connect(self._draft)
        self.detail.leave_wanted.connect(self._leave_out)
        self.detail.refuse_wanted.connect(self._refuse)
        self.detail.request_wanted.connect(self._ask_for_it)
        self.detail.request_taken_back.connect(self._take_request_back)
        self.detail.sheet_wanted.connect(lambda: self.go_to(Section.DOSSIERS, self._current))

    # What the file holds

    def activate(self, target: object = None) -> None:
        """Read the candidatures; a target is the id of the one to show."""
        if isinstance(target, int):
            self._wanted = target
        self.context.desk.ask(board, self._arrive, topic=(self, "board"))

    def deactivate(self) -> None:
        """Save what is being typed."""
        self.detail.end()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again what changed."""
        if changes.touches(*SHOWN, *COUNTED):
            self.context.desk.ask(board, self._show, topic=(self, "board"))

    def _arrive(self, found: Board) -> None:
        self._show(found)
        if found.candidatures:
            self._back_to_board()
        elif self.context.desk.can_change:
            self._import.setFocus()

    def _show(self, found: Board) -> None:
        """Show the board; when what had the keyboard disappears with it, the board takes it."""
        held = self.window().focusWidget()
        was_inside = held is not None and self.detail.isAncestorOf(held)
        self._show_board(found)
        if was_inside and self.window().focusWidget() is not held:
            self._back_to_board()

    def _show_board(self, found: Board) -> None:
        self._board = found
        self._bodies.setCurrentIndex(0 if found.candidatures else 1)
        text = running_count(found.candidates, found.campaign.capacity)
        is_far = 5 * found.candidates > 6 * found.campaign.capacity
        tone = ChipTone.WARNING if is_far else ChipTone.GOOD
        self.count.show_state(text, tone if found.candidates else ChipTone.NEUTRAL)
        self._show_choices(found)
        self._show_columns()
        self.hints_changed.emit()

    def _show_choices(self, found: Board) -> None:
        """Offer the agglomerations and themes there are, and count the candidates by them."""
        candidates = found.column(BoardColumn.CANDIDATE)
        places = counts_line(by_agglomeration(candidates), "")
        themes = counts_line(by_theme(candidates), "")
        parts = [part for part in (places, themes) if part]
        told = _("Candidates: {counts}").format(counts=" – ".join(parts))
        self.counts.setText(told if parts else "")
        every = found.candidatures
        kept = [
            _offer(self.agglomeration, by_agglomeration(every), self._asked.agglomeration),
            _offer(self.theme, by_theme(every), self._asked.theme),
        ]
        self._asked = Asked(self._asked.words, *kept)

    def _show_columns(self) -> None:
        """Show what answers, and keep the same candidature current wherever it now stands."""
        if self._board is None:
            return
        shown = answering(self._board, self._asked, plain)
        here = [one.dossier.id for column in shown.values() for one in column]
        self._current, self._wanted = self._wanted or self._current, None
        if self._current not in here:
            self._current = here[0] if here else None
        for column in self.columns:
            view, chooser = column.view, column.view.selectionModel()
            chooser.blockSignals(True)
            total = len(self._board.column(column.column))
            column.show_candidatures(shown[column.column], self._today(), total)
            row = view.listed.row_of(self._current)
            if row >= 0:
                view.setCurrentIndex(view.listed.index(row))
                view.scrollTo(view.listed.index(row))
            chooser.blockSignals(False)
            view.viewport().update()
        self._show_detail()

    def _show_detail(self) -> None:
        can_change = self.context.desk.can_change
        self.detail.show_candidature(self.current, self._today(), can_change=can_change)

    def _today(self) -> date:
        return self.context.services.now().date()

    @property
    def current(self) -> Candidature | None:
        """The candidature that is current, with what the file holds of it."""
        found = self._board.candidatures if self._board else ()
        return next((one for one in found if one.dossier.id == self._current), None)

    def _ask(self, **choices: str) -> None:
        kept = {"words": self._asked.words, "agglomeration": self._asked.agglomeration}
        self._asked = Asked(**{**kept, "theme": self._asked.theme, **choices})
        self._show_columns()

    # Moving about

    def _place(self) -> int:
        one = self.current
        return COLUMNS.index(one.column) if one else 0

    def _back_to_board(self) -> None:
        self.columns[self._place()].view.setFocus()

    def _chosen(self, place: int, *_indexes: object) -> None:
        one = self.columns[place].view.current
        if one is None or one.dossier.id == self._current:
            return
        self._current = one.dossier.id
        for other in self.columns:
            if other is not self.columns[place]:
                chooser = other.view.selectionModel()
                chooser.blockSignals(True)
                other.view.setCurrentIndex(QModelIndex())
                chooser.blockSignals(False)
                other.view.viewport().update()
        self._show_detail()

    def _step(self, place: int, step: int) -> None:
        """Go to the next column that is not empty, at about the same height."""
        row = self.columns[place].view.currentIndex().row()
        for other in range(place + step, len(self.columns) if step > 0 else -1, step):
            view = self.columns[other].view
            if view.listed.items:
                view.setCurrentIndex(
                    view.listed.index(min(max(row, 0), len(view.listed.items) - 1))
                )
                view.setFocus()
                return

    def _open(self) -> None:
        self.detail.setFocus()

    # Deciding

    def put(self, place: int) -> None:
        """Put the current candidature in a column; the one after it becomes current."""
        one = self.current
        if one is None:
            return
        self._move(one, place, self._next_after(one))

    def _next_after(self, one: Candidature) -> int:
        """Return which candidature is current once this one has left its column."""
        shown = self.columns[COLUMNS.index(one.column)].view.listed.items
        return after_move(shown, one.dossier.id) or one.dossier.id

    def _push(self, step: int) -> None:
        """Carry the current candidature to the next column, and stay with it."""
        one = self.current
        place = self._place() + step
        if one is not None and 0 <= place < len(COLUMNS):
            self._move(one, place, one.dossier.id)

    def _dropped(self, place: int, dossier_id: int) -> None:
        found = self._board.candidatures if self._board else ()
        one = next((one for one in found if one.dossier.id == dossier_id), None)
        if one is not None:
            self._current = dossier_id
            self._move(one, place, dossier_id)

    def _move(self, one: Candidature, place: int, then: int) -> None:
        column, number, today = COLUMNS[place], one.dossier.id, self._today()
        if not self.context.desk.can_change or column is one.column:
            return
        if column is BoardColumn.NOT_SHORTLISTED:
            kept = one.preselection
            if not (kept.needs and kept.alternatives):
                self._show_columns()
                self.detail.ask(Stage.NOT_SHORTLISTED)
                return
            self._leave_out(number, kept.needs, kept.alternatives, then)
        elif column is BoardColumn.CANDIDATE:
            told = _("{title}: candidate.")
            self._do(lambda file: shortlist(file, today, number), one, told, then)
        elif column is BoardColumn.ADMISSIBLE:
            self._admit(one, then)
        else:
            told = _("{title}: to be completed.")
            if not one.lacking.count and not one.is_late:
                told = _("{title} lacks nothing: it stands among the admissible ones.")
            self._do(lambda file: reconsider(file, number), one, told, then)

    def _admit(self, one: Candidature, then: int) -> None:
        """Take the decision back where that is enough; say it where something is lacking."""
        number, today, lacks = one.dossier.id, self._today(), one.lacking.count
        if not lacks and not one.is_late:
            told = _("{title}: admissible.")
            self._do(lambda file: reconsider(file, number), one, told, then)
            return
        told = _("{title}: admissible, although late.")
        if lacks:
            told = ngettext(
                "{title}: admissible, although {count} thing is lacking.",
                "{title}: admissible, although {count} things are lacking.",
                lacks,
            )
        self._do(lambda file: admit(file, today, number), one, told, then)

    def _do(
        self,
        change: Change,
        one: Candidature,
        told: str,
        then: int,
        asks: Stage | None = None,
    ) -> None:
        """Make a change, say it with its undo; when refused, go back to what ``asks`` lacks."""
        text = told.format(title=one.dossier.title, count=one.lacking.count)

        def done(_changes: ChangeSet) -> None:
            self._current = then
            self.context.notifier.clear("failure")
            self.context.notifier.toast(text, Offer(_("Undo"), self.context.desk.undo))
            self.context.desk.ask(board, self._show_and_return, topic=(self, "board"))

        def refused(failure: Failure) -> None:
            self.context.notifier.failure(failure)
            if asks is not None:
                self.detail.ask(asks)

        self.context.desk.do(change, done, initiator=self, failed=refused)

    def _show_and_return(self, found: Board) -> None:
        self._show(found)
        self._back_to_board()

    def _find(self, dossier_id: int) -> Candidature | None:
        found = self._board.candidatures if self._board else ()
        return next((one for one in found if one.dossier.id == dossier_id), None)

    def _leave_out(
        self, dossier_id: int, needs: str, alternatives: str, then: int | None = None
    ) -> None:
        one, today = self._find(dossier_id), self._today()
        if one is not None:
            self._do(
                lambda file: leave_out(file, today, dossier_id, needs, alternatives),
                one,
                _("{title}: not shortlisted."),
                then or self._next_after(one),
                Stage.NOT_SHORTLISTED,
            )

    def _draft(self, dossier_id: int, needs: str, alternatives: str) -> None:
        self.context.desk.do(
            lambda file: draft_answer(file, dossier_id, needs, alternatives), initiator=self
        )

    def _ask_why(self) -> None:
        if self.current is not None:
            self.detail.ask(Stage.INADMISSIBLE)

    def _refuse(self, dossier_id: int, reason: str) -> None:
        one, today = self._find(dossier_id), self._today()
        if one is not None:
            self._do(
                lambda file: refuse(file, today, dossier_id, reason),
                one,
                _("{title}: inadmissible."),
                dossier_id if one.column is BoardColumn.TO_COMPLETE else self._next_after(one),
                Stage.INADMISSIBLE,
            )

    # Asking for what is lacking

    def _ask_for_it(self) -> None:
        one, found = self.current, self._board
        if one is None or found is None:
            return
        if not one.lacking.count:
            told = _("{title} lacks nothing.").format(title=one.dossier.title)
            self.context.notifier.toast(told)
            return
        campaign, number = found.campaign, one.dossier.id
        dialog = RequestDialog(
            self.context.look,
            lambda due: request_text(campaign, one, due),
            self._today(),
            campaign.requirements.days,
            self,
        )
        told = _("The request is copied.")
        dialog.copied.connect(lambda: self.context.notifier.toast(told))
        dialog.sent.connect(partial(self._record_request, number))
        dialog.finished.connect(lambda _result: self._back_to_board())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _record_request(self, number: int, sent_on: date | None, due_on: date | None) -> None:
        text = _("The request is dated.") if sent_on else _("The request is taken back.")
        self.context.desk.do(
            lambda file: record_request(file, number, sent_on, due_on),
            lambda _changes: self.context.notifier.toast(
                text, Offer(_("Undo"), self.context.desk.undo)
            ),
        )

    def _take_request_back(self) -> None:
        if self._current is not None:
            self._record_request(self._current, None, None)

    def _ask_required(self) -> None:
        if self._board is None:
            return
        held = self._board.campaign.requirements
        dialog = RequirementsDialog(self.context.look, held, self)
        dialog.applied.connect(self._require)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _require(self, wanted: Requirements) -> None:
        text = _("What is required is changed.")
        self.context.desk.do(
            lambda file: edit_requirements(file, wanted),
            lambda _changes: self.context.notifier.toast(
                text, Offer(_("Undo"), self.context.desk.undo)
            ),
        )

    # What the window asks

    def focus_search(self) -> bool:
        """Put the keyboard in the search field."""
        self.search.setFocus()
        self.search.selectAll()
        return True

    def panels(self) -> tuple[QWidget, ...]:
        """The columns, then the candidature."""
        return (*(column.view for column in self.columns), self.detail)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the board."""
        if not self._board or not self._board.candidatures:
            return ()
        if self.detail.can_confirm:
            return (KeyHint(("Ctrl", _("Enter")), _("confirm")),)
        return (
            KeyHint(("1", "–", "4"), _("put in a column")),
            KeyHint(("Ctrl", "+", "→"), _("carry to the next one")),
            KeyHint((_("Enter"),), _("read")),
            KeyHint(("Ctrl", "Z"), _("undo the move")),
        )

    def fact(self) -> str:
        """Say how many wait for a decision."""
        number = self._board.undecided if self._board else 0
        if not number:
            return ""
        return ngettext(
            "{count} candidature to decide on", "{count} candidatures to decide on", number
        ).format(count=number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the board the most room."""
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the text size of now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fold)

    def _fold(self) -> None:
        self.detail.setFixedWidth(min(self.context.look.px(DETAIL), self.width() // 3))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """From the search, the arrow down and Enter lead to the board."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self.search or not isinstance(event, QKeyEvent) or not is_key:
            return False
        leaves = event.key() == Qt.Key.Key_Down or event.key() in ENTER
        if leaves:
            self._back_to_board()
        return leaves


def _offer(picker: Picker, counts: Counts, asked: str) -> str:
    """Offer the names there are with their counts; return which stays chosen, « » for all."""
    kept = among(asked, dict(counts))
    options = [("", _("All")), *((name, f"{name} ({count})") for name, count in counts)]
    picker.set_options(options, kept)
    picker.setVisible(len(counts) > 1)
    return kept
