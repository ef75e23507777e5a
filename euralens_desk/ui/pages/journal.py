"""The journal: who did what, when; filter, export, verification of the whole chain."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.file_names import safe_name
from euralens_desk.i18n import _, format_clock, format_date, ngettext, plain, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.journal import NEWEST_FIRST, JournalModel, columns
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.state.journal import JournalLine, answering, as_csv
from euralens_desk.ui.tasks import Task
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    Card,
    EmptyState,
    Note,
    NoteKind,
    SearchField,
    Text,
    dress_rows,
)
from euralens_desk.ui.widgets.text_cells import TextDelegate
from euralens_desk.usecases.changes import ChangeSet, JournalEntry, Verification
from euralens_desk.usecases.ports import CampaignFile

WIDTHS = (70, 170, 150, 470)
"""Columns in pixels at 100 %; the last one takes the rest."""


class JournalPage(Page):
    """The lines of the journal, newest first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._lines: tuple[JournalLine, ...] = ()
        self._shown: tuple[JournalLine, ...] = ()
        self.search = SearchField(look, _("Filter: person, dossier, act…"))
        self.search.textChanged.connect(self._filter)
        self.model = JournalModel(self)
        self.table = QTableView()
        self.verdict = Note(look, NoteKind.INFORMATION, " ", closable=True)
        self.verdict.closed.connect(self.verdict.hide)
        self.verdict.hide()
        self._none = EmptyState(look, _("No line answers."), icon="search-x")
        self._verify = self.add_command(_("Verify the journal"), self.verify, "", "shield-check")
        self._export = self.add_command(_("Export…"), self._choose_place, "Ctrl+E", "download")
        self.add_command(_("Sort by this column"), self._sort, "Ctrl+T", "arrow-down")
        self._set_up_table()
        self._lay_out()

    def _set_up_table(self) -> None:
        look, table = self.context.look, self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Journal"))
        dress_table(look, table, self.model.text)
        header = table.horizontalHeader()
        header.setSortIndicator(*NEWEST_FIRST)
        table.setSortingEnabled(True)

    def _lay_out(self) -> None:
        look = self.context.look
        verify = Button(look, _("Verify"), icon="shield-check")
        export = Button(look, _("Export…"), icon="download")
        verify.clicked.connect(self._verify.trigger)
        export.clicked.connect(self._export.trigger)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Text(_("Journal"), Role.TITLE1))
        head.addStretch(1)
        head.addWidget(verify)
        head.addWidget(export)
        self._body = QStackedLayout()
        self._body.addWidget(self.table)
        self._body.addWidget(self._none)
        holder = QWidget()
        holder.setLayout(self._body)
        card = Card(look, flush=True)
        card.body.addWidget(holder, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(12))
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.verdict)
        column.addWidget(card, 1)

    def activate(self, target: object = None) -> None:
        """Read the journal again."""
        self._read()
        self.table.setFocus()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Every change has its line."""
        self._read()

    def _read(self) -> None:
        """Read the journal; its words are made on the thread of the file, as it may be long."""
        self.context.desk.ask(
            lambda file: tuple(map(line_of, file.journal())), self._show, topic=(self, "journal")
        )

    def _show(self, lines: tuple[JournalLine, ...]) -> None:
        self._lines = lines
        self._filter()

    def _sort(self) -> None:
        """Sort by the column that is held; once more turns the order round."""
        header, column = self.table.horizontalHeader(), self.table.currentIndex().column()
        downwards = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        is_same = header.sortIndicatorSection() == column
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        turned = ascending if downwards or not is_same else descending
        header.setSortIndicator(max(0, column), turned)

    def _filter(self, _text: str = "") -> None:
        self._shown = answering(self._lines, plain(self.search.text()))
        self.model.show_lines(self._shown)
        self._body.setCurrentIndex(0 if self._shown else 1)
        self.hints_changed.emit()

    # Verification and export

    def verify(self) -> None:
        """Check the file, its references and the whole chain."""

        def work(file: CampaignFile, task: Task) -> Verification:
            task.check()
            return file.verify()

        self.context.desk.run_long_on_file(_("Verifying the journal"), work, self._tell)

    def _tell(self, found: Verification) -> None:
        self.verdict.hide()
        if found.is_sound:
            told = ngettext(
                "{count} line, chained without a gap. The file is sound.",
                "{count} lines, chained without a gap. The file is sound.",
                found.entries,
            ).format(count=found.entries)
            head = _("Hash of the newest line: {head}").format(head=found.head[:16])
            self.verdict.set_words(told, head)
        else:
            title = _("The file does not hold. Open its last backup.")
            self.verdict.set_words(title, "\n".join(tell(problem) for problem in found.problems))
        self.verdict.show()

    def _choose_place(self) -> None:
        state = self.context.desk.state
        if state is None:
            return
        name = _("Journal {title}").format(title=state.campaign.title)
        proposed = self.context.services.default_folder() / safe_name(f"{name}.csv")
        dialog = FileDialog(self, _("Export the journal"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Write the lines shown to a file for spreadsheets."""
        lines, write = self._shown, self.context.services.write_file

        def work(task: Task) -> Path:
            task.check()
            write(path, as_csv(columns(), lines))
            return path

        self.context.desk.run_long(_("Exporting the journal"), work, self._exported)

    def _exported(self, path: Path) -> None:
        self.context.notifier.toast(_("{file} is written.").format(file=path.name))

    # What the window asks

    def focus_search(self) -> bool:
        """Put the keyboard in the filter."""
        self.search.setFocus()
        return True

    def panels(self) -> tuple[QWidget, ...]:
        """The filter, then the table."""
        return (self.search, self.table)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint(("Ctrl", "F"), _("filter")),
            KeyHint(("Ctrl", "T"), _("sort by this column")),
            KeyHint(("Ctrl", "E"), _("export")),
        )

    def fact(self) -> str:
        """Say how many lines are shown."""
        number = len(self._shown)
        return ngettext("{count} line", "{count} lines", number).format(count=number)


def dress_table(
    look: Appearance, table: QTableView, text_of: Callable[[int, int], str] | None = None
) -> None:
    """Give a long table its rows and columns; with ``text_of`` a delegate draws the texts."""
    dress_rows(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(look.px(34))
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    for place, width in enumerate(WIDTHS):
        table.setColumnWidth(place, look.px(width))
    if text_of is not None:
        table.setItemDelegate(TextDelegate(look, text_of, table))


def line_of(entry: JournalEntry) -> JournalLine:
    """Return a line of the journal in words."""
    when = f"{format_date(entry.at.date(), 'short')} {format_clock(entry.at)}"
    who = f"{entry.actor} · {entry.device}" if entry.device else entry.actor
    what = tell(entry.action) if entry.action else _("(detail erased)")
    remark = ""
    if entry.is_redo:
        remark = _("does line {number} again").format(number=entry.undoes)
    elif entry.undoes is not None:
        remark = _("takes back line {number}").format(number=entry.undoes)
    elif entry.is_undone:
        remark = _("taken back")
    what = what[:1].upper() + what[1:]
    ordered = (_plain(who), plain(what), _plain(remark))
    folded = " ".join((str(entry.number), when, *ordered))
    return JournalLine(entry.number, when, who, what, remark, folded, ordered)


_plain = lru_cache(maxsize=1024)(plain)
"""The same few people and remarks come back in every line."""
