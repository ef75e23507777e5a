"""The candidature beside the board: what it lacks, what was decided, what is answered."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from euralens_desk.domain.preselection import BoardColumn, Candidature, Stage
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.dossiers.reading import block_text
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.preselection_words import (
    column_word,
    lacking_names,
    marks,
    request_state,
)
from euralens_desk.ui.state.dossier_sheet import BLOCKS
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    ChipTone,
    FlowLayout,
    Note,
    NoteKind,
    SavedText,
    SectionHeading,
    Text,
)

SHOWN = frozenset(
    ("project_leaders", "location", "agglomeration", "themes", "budget_amount", "summary", "needs")
)
COLUMN_TONES = {
    BoardColumn.TO_COMPLETE: (ChipTone.WARNING, "file-exclamation-point"),
    BoardColumn.ADMISSIBLE: (ChipTone.INFORMATION, "circle-dot"),
    BoardColumn.CANDIDATE: (ChipTone.GOOD, "check"),
    BoardColumn.NOT_SHORTLISTED: (ChipTone.NEUTRAL, "minus"),
}


class Detail(Scrolled):
    """Emits what the secretary wants of the candidature; the page does it.

    ``answered(dossier id, needs, alternatives)`` follows each text that is left; ``leave_wanted``
    and ``refuse_wanted`` decide with what is written; ``asked`` tells that Ctrl+Enter now decides.
    """

    answered = Signal(int, str, str)
    leave_wanted = Signal(int, str, str)
    refuse_wanted = Signal(int, str)
    request_wanted = Signal()
    request_taken_back = Signal()
    sheet_wanted = Signal()
    left = Signal()
    asked = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Candidature"))
        self._dossier_id: int | None = None
        self._asks: Stage | None = None
        """What is being asked in place: the answer of one left out, or why it is inadmissible."""
        self.needs = SavedText(look, _("Needs expressed in the dossier"), 3)
        self.alternatives = SavedText(look, _("Alternatives proposed"), 3)
        self.reason = SavedText(look, _("Why it is inadmissible"), 2)
        self._top, self._foot = _Part(look), _Part(look)
        tip = _("Ctrl+Enter")
        self._leave = Button(look, _("Do not shortlist"), icon="minus", small=True, tip=tip)
        self._refuse = Button(look, "", icon="circle-x", small=True, tip=tip)
        self._more = Button(look, _("Inadmissible…"), ButtonKind.LINK, small=True)
        self._answers = self._block(
            _("Needs and alternatives"), (self.needs, self.alternatives), self._leave
        )
        self._refusal = self._block(_("Inadmissible candidature"), (self.reason,), self._refuse)
        self.add(self._top, self._answers, self._refusal)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._foot)
        self.finish()
        self._listen()

    def _block(self, title: str, fields: tuple[SavedText, ...], button: Button) -> QWidget:
        """Return fields that stay in place while the rest is drawn anew around them."""
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.px(6))
        column.addWidget(SectionHeading(title))
        for field in fields:
            column.addWidget(Text(field.accessibleName(), Role.CAPTION, "ink2", wrap=True))
            column.addWidget(field)
            field.left.connect(self.left)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _listen(self) -> None:
        for field in (self.needs, self.alternatives):
            field.saved.connect(self._answer)
        self._leave.clicked.connect(self._leave_out)
        self._refuse.clicked.connect(
            lambda: self.refuse_wanted.emit(self._dossier(), self.reason.toPlainText())
        )
        self._more.clicked.connect(partial(self.ask, Stage.INADMISSIBLE))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.confirm)

    def _dossier(self) -> int:
        return self._dossier_id or 0

    # What is asked in place

    def ask(self, stage: Stage) -> None:
        """Ask in place what a decision needs, and put the keyboard there."""
        self._asks = stage
        field = self.needs if stage is Stage.NOT_SHORTLISTED else self.reason
        if field is self.needs and self.needs.toPlainText().strip():
            field = self.alternatives
        self._answers.setVisible(stage is Stage.NOT_SHORTLISTED)
        self._refusal.setVisible(stage is Stage.INADMISSIBLE)
        self.ensureWidgetVisible(field)
        field.setFocus()
        self.asked.emit()

    @property
    def can_confirm(self) -> bool:
        """Whether a decision is being asked for, which Ctrl+Enter takes."""
        return self._asks is not None

    def confirm(self) -> None:
        """Take the decision whose texts hold the keyboard; elsewhere, keep what is typed."""
        held = self.window().focusWidget()
        self.end()
        for block, button in ((self._answers, self._leave), (self._refusal, self._refuse)):
            if held is not None and block.isAncestorOf(held) and button.isVisible():
                button.click()
                return

    def _answer(self, _text: str) -> None:
        self.answered.emit(
            self._dossier(), self.needs.toPlainText(), self.alternatives.toPlainText()
        )

    def _leave_out(self) -> None:
        self.leave_wanted.emit(
            self._dossier(), self.needs.toPlainText(), self.alternatives.toPlainText()
        )

    def end(self) -> None:
        """Hand over what is being typed."""
        for field in (self.needs, self.alternatives):
            field.save()

    # What is shown

    def show_candidature(self, one: Candidature | None, today: date, *, can_change: bool) -> None:
        """Show another candidature, or the same one after a change."""
        number = one.dossier.id if one else None
        if number != self._dossier_id:
            self.end()
            self._asks = None
            self._dossier_id = number
            self.verticalScrollBar().setValue(0)
        self._top.renew()
        self._foot.renew()
        if one is None:
            for block in (self._answers, self._refusal, self._more):
                block.hide()
            self._top.add(Text(_("Choose a candidature."), tone="ink2", wrap=True))
            self._top.reveal()
            return
        self._add_head(one, today)
        self._add_lacking(one, today, can_change=can_change)
        self._show_answers(one, can_change=can_change)
        self._show_refusal(one, can_change=can_change)
        labels = field_labels()
        for shown in BLOCKS:
            text = block_text(one.dossier, shown) if shown.fields[0] in SHOWN else ""
            if text:
                self._foot.add(Text(labels[shown.fields[0]], Role.CAPTION, "ink2"))
                self._foot.add(Text(text, wrap=True, selectable=True))
        self._top.reveal()
        self._foot.reveal()

    def _add_head(self, one: Candidature, today: date) -> None:
        look, dossier = self.look, one.dossier
        parts = [dossier.number]
        if dossier.received_on is not None:
            parts.append(_("received on {day}").format(day=format_date(dossier.received_on)))
        self._top.add(Text(" · ".join(parts), Role.CAPTION, "ink2", wrap=True))
        self._top.add(Text(dossier.title, Role.TITLE2, wrap=True, selectable=True))
        holder = QWidget()
        flow = FlowLayout(holder, look.px(4), look.px(4))
        tone, icon = COLUMN_TONES[one.column]
        if one.stage is not Stage.INADMISSIBLE:
            flow.addWidget(Chip(look, column_word(one.column), tone, icon=icon))
        for text, mark, picture in marks(one, today):
            flow.addWidget(Chip(look, text, mark, icon=picture))
        self._top.add(holder)
        kept = one.preselection
        if kept.decided_on is not None:
            told = _("Decided on {day}.").format(day=format_date(kept.decided_on))
            self._top.add(Text(told, Role.CAPTION, "ink2", wrap=True))
        sheet = Button(look, _("Open the sheet"), ButtonKind.LINK, icon="folder-open", small=True)
        sheet.clicked.connect(self.sheet_wanted)
        self._top.add_line(sheet)

    def _add_lacking(self, one: Candidature, today: date, *, can_change: bool) -> None:
        names = lacking_names(one)
        told = request_state(one, today)
        if names:
            self._top.add(SectionHeading(_("What is lacking")))
            self._top.add(Text("\n".join(f"– {name}" for name in names), wrap=True))
        if told:
            kind = NoteKind.WARNING if one.is_to_chase(today) else NoteKind.INFORMATION
            self._top.add(Note(self.look, kind, told))
        if not can_change:
            return
        buttons = []
        if names and one.stage is not Stage.INADMISSIBLE:
            again = one.preselection.requested_on is not None
            text = _("Ask again…") if again else _("Ask for it…")
            ask = Button(self.look, text, icon="mail", small=True)
            ask.clicked.connect(self.request_wanted)
            buttons.append(ask)
        if one.preselection.requested_on is not None:
            forget = Button(self.look, _("It was not sent"), ButtonKind.LINK, small=True)
            forget.clicked.connect(self.request_taken_back)
            buttons.append(forget)
        if buttons:
            self._top.add_line(*buttons)

    def _show_answers(self, one: Candidature, *, can_change: bool) -> None:
        kept, is_out = one.preselection, one.stage is Stage.NOT_SHORTLISTED
        for field, text in ((self.needs, kept.needs), (self.alternatives, kept.alternatives)):
            field.show_value(text)
            if field.isReadOnly() == can_change:
                field.setReadOnly(not can_change)
        is_drafted = bool(kept.needs or kept.alternatives)
        self._leave.setVisible(can_change and not is_out)
        self._answers.setVisible(is_out or is_drafted or self._asks is Stage.NOT_SHORTLISTED)

    def _show_refusal(self, one: Candidature, *, can_change: bool) -> None:
        is_refused = one.stage is Stage.INADMISSIBLE
        self.reason.show_value(one.preselection.reason)
        if self.reason.isReadOnly() == can_change:
            self.reason.setReadOnly(not can_change)
        self._refuse.setText(_("Correct the reason") if is_refused else _("Declare inadmissible"))
        self._refuse.setVisible(can_change)
        is_asked = is_refused or self._asks is Stage.INADMISSIBLE
        self._refusal.setVisible(is_asked)
        is_open = one.is_undecided and not is_asked
        self._more.setVisible(can_change and is_open)


class _Part(QWidget):
    """A part of the panel that is drawn anew at each change."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._outer.addWidget(self._inner)

    def renew(self) -> None:
        """Take everything out."""
        old = self._inner
        old.hide()
        old.deleteLater()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._look.px(6))
        self._outer.addWidget(self._inner)

    def reveal(self) -> None:
        """Show what was added, so that it can take the keyboard at once."""
        self._inner.show()

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self._column.addWidget(widget)

    def add_line(self, *widgets: QWidget) -> None:
        """Add widgets that keep their own width, on as many lines as they need."""
        holder = QWidget()
        flow = FlowLayout(holder, self._look.px(6), self._look.px(6))
        for widget in widgets:
            flow.addWidget(widget)
        self.add(holder)
