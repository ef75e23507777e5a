"""The scoring page: dossiers to score, the grid under the keyboard, what the dossier says."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.mark import BLANK, Mark
from euralens_desk.domain.people import CommitteeKind, Member
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.state.scoring import SheetState, axis_rows
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.ui.widgets.levels import LevelFace, LevelGroup
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import committee_of_kind
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.scoring import (
    FilledSheet,
    MemberSheets,
    SheetProgress,
    filled_sheet,
    member_sheets,
    record_score,
    write_comment,
)

SHORT, LONG = 30, 80
"""Characters that fit on one line of a label, and of a wording."""


class CriterionRow(QFrame):
    """One sub-criterion: its label, its levels and, when active, its wording and comment."""

    entered = Signal(int)
    chosen = Signal(int, object)
    commented = Signal(int, str)
    left = Signal(int)

    def __init__(self, look: Appearance, position: int, state: SheetState) -> None:
        super().__init__()
        criterion = state.grid.criteria[position]
        self.position = position
        self._gap = look.px(4)
        self._wording = Text(criterion.wording, Role.DENSE, "ink2", wrap=True)
        self.comment = QPlainTextEdit()
        self.comment.setAccessibleName(_("Comment on {number}").format(number=criterion.number))
        self.comment.setPlaceholderText(_("Comment (C)"))
        self.comment.setFixedHeight(look.px(58))
        self.comment.setTabChangesFocus(True)
        self.comment.installEventFilter(self)
        faces = [LevelFace(level.code, level.label) for level in state.grid.scale.levels]
        self.group = LevelGroup(look, faces, f"{criterion.number} {criterion.label}")
        self.group.chosen.connect(partial(self.chosen.emit, position))
        self.group.installEventFilter(self)
        self._label = Text(criterion.label, wrap=True)
        line = look.metrics(Role.BODY).lineSpacing()
        self._label.setMinimumHeight(line * (2 if len(criterion.label) > SHORT else 1))
        self._wording.setMinimumHeight(line * (1 + len(criterion.wording) // LONG))
        self.group.setMinimumHeight(look.level_height)
        head = QHBoxLayout()
        head.addWidget(Text(criterion.number, Role.DENSE_STRONG, "ink3"))
        head.addWidget(self._label, 1)
        head.addWidget(self.group)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(5), look.px(16), look.px(5))
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addWidget(self._wording)
        column.addWidget(self.comment)
        self.setProperty("panel", "plain")

    def show_state(self, state: SheetState) -> None:
        """Show the mark, the comment and whether the row is unfolded."""
        is_active = state.active == self.position
        self.group.show_mark(state.marks[self.position])
        self.group.set_sealed(not state.may_mark(self.position))
        said = state.comments.get(self.position, "")
        if not self.comment.hasFocus() and self.comment.toPlainText() != said:
            self.comment.setPlainText(said)
        self._wording.setVisible(is_active and bool(self._wording.text()))
        self.comment.setVisible(is_active or bool(said))
        self._label.set_role(Role.TITLE3 if is_active else Role.BODY)
        self.setMinimumHeight(self._needed_height())

    def _needed_height(self) -> int:
        """Return the height of what is unfolded; the layout alone would squeeze wrapped texts."""
        head = max(self._label.minimumHeight(), self.group.minimumHeight())
        below = [part for part in (self._wording, self.comment) if not part.isHidden()]
        gaps = self._gap * (len(below) + 4)
        return head + sum(part.minimumHeight() for part in below) + gaps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for another row, or open the comment; before the scroll area takes the arrows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in steps:
            self.left.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_C:
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the row takes the keyboard, and when its comment is left."""
        if event.type() == QEvent.Type.FocusIn and watched is self.group:
            self.entered.emit(self.position)
        elif event.type() == QEvent.Type.FocusOut and watched is self.comment:
            self.commented.emit(self.position, self.comment.toPlainText())
        elif watched is self.comment and _is_escape(event):
            self.group.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)


class ScoringPage(Page):
    """One member scores one dossier; every answer is written as it is given."""

    wants_collapsed_rail = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._sheets: MemberSheets | None = None
        self._state: SheetState | None = None
        self._dossier_id: int | None = None
        self._rows: list[CriterionRow] = []
        look = context.look
        self.members = QComboBox()
        self.members.setAccessibleName(_("Member who scores"))
        self.members.currentIndexChanged.connect(self._member_chosen)
        self.dossiers = QListWidget()
        self.dossiers.setAccessibleName(_("Dossiers to score"))
        self.dossiers.setWordWrap(True)
        self.dossiers.currentRowChanged.connect(self._row_chosen)
        self._title = Text("", Role.TITLE1, wrap=True)
        self._progress = Text("", Role.DENSE_STRONG, "ink2")
        self._grid = QVBoxLayout()
        self._grid.setSpacing(1)
        self._excerpt = Text("", wrap=True)
        self._summary = Text("", Role.DENSE, "ink2", wrap=True)
        self._empty = Text(
            _("No expert yet. Import a file of scores to add its members."),
            wrap=True,
        )
        self._lay_out(look)
        self.add_command(_("Next dossier"), partial(self._step, 1), "Ctrl+Down", "chevron-down")
        self.add_command(_("Previous dossier"), partial(self._step, -1), "Ctrl+Up", "chevron-up")

    def _lay_out(self, look: Appearance) -> None:
        side = _column(look, self.members, self.dossiers)
        centre_body = QWidget()
        centre_body.setLayout(self._grid)
        centre = _column(look, self._title, self._progress, _scrolled(centre_body))
        heading = Text(_("What the dossier says"), Role.CAPTION_STRONG, "pri")
        told = _column(look, heading, self._excerpt, Text(_("Summary"), Role.TITLE3), self._summary)
        told_layout = told.layout()
        if isinstance(told_layout, QVBoxLayout):
            told_layout.addStretch(1)
        split = QSplitter()
        for part, width in ((side, 260), (centre, 700), (_scrolled(told), 380)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, width)
        split.setSizes([look.px(260), look.px(700), look.px(380)])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._empty)
        box.addWidget(split, 1)

    # Reading

    def activate(self, target: object = None) -> None:
        """Read the members and come back to the sheet that was shown."""
        self.context.desk.ask(_experts, self._show_members, topic="members")

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read the list again; the sheet too when somebody else changed it."""
        if initiator is not self:
            self.activate()

    def _show_members(self, members: tuple[Member, ...]) -> None:
        held = self.members.currentData()
        self.members.blockSignals(True)
        self.members.clear()
        for member in members:
            self.members.addItem(member.name, member.id)
        self.members.setCurrentIndex(max(0, self.members.findData(held)))
        self.members.blockSignals(False)
        self._empty.setVisible(not members)
        self._member_chosen()

    def _member_chosen(self, _index: int = 0) -> None:
        member = self.members.currentData()
        if member is not None:
            self.context.desk.ask(
                lambda file: member_sheets(file, member), self._show_sheets, topic="sheets"
            )

    def _show_sheets(self, sheets: MemberSheets) -> None:
        self._sheets = sheets
        held = self._dossier_id
        self.dossiers.blockSignals(True)
        self.dossiers.clear()
        for sheet in sheets.sheets:
            item = QListWidgetItem(_list_text(sheet))
            item.setData(Qt.ItemDataRole.UserRole, sheet.dossier.id)
            if sheet.is_recused:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.dossiers.addItem(item)
        ids = [sheet.dossier.id for sheet in sheets.sheets]
        open_ids = [sheet.dossier.id for sheet in sheets.sheets if not sheet.is_recused]
        wanted = held if held in open_ids else next(iter(open_ids), None)
        if wanted is not None:
            self.dossiers.setCurrentRow(ids.index(wanted))
        self.dossiers.blockSignals(False)
        if wanted is not None:
            self._open(wanted)

    def _row_chosen(self, row: int) -> None:
        item = self.dossiers.item(row)
        if item is not None:
            self._open(item.data(Qt.ItemDataRole.UserRole))

    def _open(self, dossier_id: int) -> None:
        member = self.members.currentData()
        self._dossier_id = dossier_id
        self.context.desk.ask(
            lambda file: filled_sheet(file, member, dossier_id), self._show_sheet, topic="sheet"
        )

    def _show_sheet(self, sheet: FilledSheet) -> None:
        if self._sheets is None:
            return
        locked = not self.context.desk.can_change
        state = SheetState(self._sheets.grid, sheet.marks, sheet.comments, is_locked=locked)
        self._state = state.entered()
        self._title.setText(sheet.dossier.title)
        self._summary.setText(sheet.dossier.summary or _("The dossier has no summary."))
        self._build_rows()
        self._show_state(focus=True)

    def _build_rows(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.blockSignals(True)  # a hidden row hands the keyboard on
                old.hide()
                old.deleteLater()
        self._rows = []
        if self._state is None:
            return
        for axis, positions in axis_rows(self._state.grid):
            self._grid.addWidget(Text(f"{axis.number}. {axis.label}", Role.TITLE3))
            for position in positions:
                row = CriterionRow(self.context.look, position, self._state)
                row.entered.connect(self._enter)
                row.chosen.connect(self._choose)
                row.commented.connect(self._comment)
                row.left.connect(self._move)
                self._rows.append(row)
                self._grid.addWidget(row)
        self._grid.addStretch(1)

    # Scoring

    def _enter(self, position: int) -> None:
        if self._state is not None and position != self._state.active:
            self._state = self._state.at(position)
            self._show_state()

    def _choose(self, position: int, mark: Mark) -> None:
        """Show the answer at once, hand it to the file, and move on; clearing stays."""
        if self._state is None or self._dossier_id is None:
            return
        state = self._state.at(position).with_mark(position, mark)
        self._state = state if mark == BLANK else state.after_marking()
        member, dossier = self.members.currentData(), self._dossier_id
        self.context.desk.do(
            lambda file: record_score(file, member, dossier, position, mark), initiator=self
        )
        self._show_state(focus=True)

    def _comment(self, position: int, text: str) -> None:
        if self._state is None or self._dossier_id is None:
            return
        if self._state.comments.get(position, "") == text.strip():
            return
        self._state = self._state.with_comment(position, text.strip())
        member, dossier = self.members.currentData(), self._dossier_id
        self.context.desk.do(
            lambda file: write_comment(file, member, dossier, position, text), initiator=self
        )

    def _show_state(self, *, focus: bool = False) -> None:
        state = self._state
        if state is None or self._sheets is None:
            return
        for row in self._rows:
            row.show_state(state)
        total = len(state.marks)
        answered = _("{answered} of {total} answers").format(answered=state.answered, total=total)
        silent = ngettext("{count} no opinion", "{count} no opinions", state.no_opinions).format(
            count=state.no_opinions
        )
        self._progress.setText(f"{answered}, {silent}" if state.no_opinions else answered)
        dossier = next(s.dossier for s in self._sheets.sheets if s.dossier.id == self._dossier_id)
        code = state.grid.criteria[state.active].code
        self._excerpt.setText(
            dossier.excerpts.get(code) or _("The dossier says nothing on this criterion.")
        )
        if focus:
            self._rows[state.active].group.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_progress(state)

    def _show_progress(self, state: SheetState) -> None:
        """Bring the list's line up to date without reading the file again."""
        item = self.dossiers.currentItem()
        if item is not None:
            title = item.text().split("\n")[0]
            item.setText(f"{title}\n{state.answered}/{len(state.marks)}")

    def _move(self, step: int) -> None:
        """Give the keyboard to the row above or below."""
        if self._state is not None:
            self._rows[self._state.at(self._state.active + step).active].group.setFocus()

    def _step(self, step: int) -> None:
        """Go to the next or previous dossier, over those the member stepped back from."""
        row = self.dossiers.currentRow() + step
        while 0 <= row < self.dossiers.count():
            if self.dossiers.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.dossiers.setCurrentRow(row)
                return
            row += step

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the grid."""
        return (
            KeyHint(("0", "4"), _("score and advance")),
            KeyHint(("N",), _("no opinion")),
            KeyHint(("C",), _("comment")),
            KeyHint((_("Backspace"),), _("clear")),
            KeyHint(("Ctrl", "↓"), _("next dossier")),
        )

    def fact(self) -> str:
        """Say where the data is."""
        return _("On this computer only")


def _is_escape(event: QEvent) -> bool:
    is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
    return is_key and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]


def _experts(file: CampaignFile) -> tuple[Member, ...]:
    committee = committee_of_kind(file, CommitteeKind.EXPERT)
    members = file.find(Member, committee_id=committee.id)
    return tuple(sorted((m for m in members if m.is_voting), key=lambda m: m.code))


def _list_text(sheet: SheetProgress) -> str:
    state = (
        _("Recused, dossier closed") if sheet.is_recused else f"{sheet.answered}/{sheet.expected}"
    )
    return f"{sheet.dossier.title}\n{state}"


def _column(look: Appearance, *widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("panel", "plain")
    box = QVBoxLayout(frame)
    box.setContentsMargins(look.px(14), look.px(14), look.px(14), look.px(14))
    box.setSpacing(look.px(8))
    for widget in widgets:
        box.addWidget(widget, 1 if isinstance(widget, QListWidget | QScrollArea) else 0)
    return frame


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(widget)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
