"""The synthesis: every dossier against every criterion, the three bodies side by side, no total."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import TechnicalOpinion
from euralens_desk.domain.name_groups import among
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.sheet import Ballot, Comment, NotApplicable, Score, ScoreSheet
from euralens_desk.i18n import _, format_percent, ngettext, sort_key
from euralens_desk.ui.dialogs.cell_detail import CellDetail, CellDetailDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.synthesis import FIXED, SynthesisModel
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.pages import synthesis_words as words
from euralens_desk.ui.pages.synthesis_parts import CellStrip, Legend
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.synthesis import (
    Filters,
    Matrix,
    Show,
    SortBy,
    choices,
    has_opinions,
    matrix,
)
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    EmptyState,
    FlowLayout,
    LevelFace,
    MatrixPicture,
    MatrixView,
    Note,
    NoteKind,
    SegmentedChoice,
    Text,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.synthesis import CellVoices, Synthesis, cell_voices, synthesis

SHOWN = (
    *(Score, ScoreSheet, Comment, NotApplicable, Ballot, Recusal, Member),
    *(TechnicalOpinion, Dossier, Campaign, GridVersion),
)
"""The kinds of record the page shows."""


class SynthesisPage(Page):
    """The matrix or its twin in words, the chosen cell, the legend."""

    wants_collapsed_rail = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._loaded: Synthesis | None = None
        self._filters = Filters()
        self._show = Show.MEDIAN
        self._matrix = Matrix((), (), ())
        self._voices: CellVoices | None = None
        self._add_commands()
        self._make_tools()
        self._make_bodies()
        self._lay_out()

    # Building

    def _add_commands(self) -> None:
        self._in_words = self.add_command(
            _("Accessible table"), self._switch_body, "Ctrl+T", "table-2"
        )
        self._in_words.setCheckable(True)
        self._copy = self.add_command(_("Copy the table"), self.copy, "Ctrl+Shift+C", "copy")
        self._detail = self.add_command(_("Detail of the cell"), self.open_detail, "", "eye")

    def _make_tools(self) -> None:
        """Make the choices above the matrix."""
        look = self.context.look
        shows = ((Show.MEDIAN, _("Median")), (Show.DISTRIBUTION, _("Distribution")))
        self.show_choice = SegmentedChoice(
            look, _("What a cell shows"), (*shows, (Show.SPREAD, _("Spread"))), selected=self._show
        )
        self.show_choice.chosen.connect(self._choose_show)
        self.grain = SegmentedChoice(
            look,
            _("Columns"),
            ((False, _("Criteria")), (True, _("Axes"))),
            selected=self._filters.by_axis,
        )
        self.grain.chosen.connect(self._choose_grain)
        self.agglomeration, self.theme, self.order = QComboBox(), QComboBox(), QComboBox()
        for box, name in (
            (self.agglomeration, _("Agglomeration")),
            (self.theme, _("Theme")),
            (self.order, _("Sort")),
        ):
            box.setAccessibleName(name)
            fixed = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(fixed)
            box.setMinimumContentsLength(13)
            box.activated.connect(self._choose_filters)
        self.debated = QCheckBox(_("To debate"))
        self.debated.setAccessibleName(_("To debate"))
        self.debated.setMinimumHeight(look.control_height)
        self.debated.toggled.connect(self._choose_filters)
        self._tools = QWidget()
        flow = FlowLayout(self._tools, look.px(8), look.px(8))
        for tool in (
            *(self.show_choice, self.grain, self.agglomeration, self.theme),
            *(self.order, self.debated),
        ):
            flow.addWidget(tool)

    def _make_bodies(self) -> None:
        """Make the matrix, its twin, the states without figures, the strip and the legend."""
        look = self.context.look
        self.view = MatrixView(look, _("Synthesis of the opinions"))
        self.view.moved.connect(self._moved)
        self.view.opened.connect(self.open_detail)
        self.view.heading_pressed.connect(self._sort_by)
        self.model = SynthesisModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Accessible table"))
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.activated.connect(self.open_detail)
        self.table.selectionModel().currentChanged.connect(self._table_moved)
        copy = QAction(_("Copy"), self.table)
        copy.setShortcut("Ctrl+C")
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy_selected)
        self.table.addAction(copy)
        clear = Button(look, _("Remove the filters"))
        clear.clicked.connect(self._clear_filters)
        self._no_match = EmptyState(look, _("No dossier answers."), "", (clear,), icon="search-x")
        self._go = Button(look, "", ButtonKind.PRIMARY)
        self._go.clicked.connect(self._leave)
        self._nothing = EmptyState(look, " ", " ", (self._go,))
        self.strip = CellStrip(look)
        self.strip.wanted.connect(self.open_detail)
        self.legend = Legend(look)

    def _lay_out(self) -> None:
        look = self.context.look
        self._subtitle = Text("", Role.DENSE, "ink2")
        self._switch = Button(look, _("Accessible table"), icon="table-2", tip="Ctrl+T")
        self._switch.setCheckable(True)
        self._switch.clicked.connect(self._in_words.trigger)
        copy = Button(
            look, _("Copy"), icon="copy", tip="Ctrl+Maj+C", accessible=_("Copy the table")
        )
        copy.clicked.connect(self._copy.trigger)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(Text(_("Synthesis of the opinions"), Role.TITLE1))
        titles.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addLayout(titles, 1)
        head.addWidget(self._switch)
        head.addWidget(copy)
        self._body = QStackedLayout()
        for widget in (self.view, self.table, self._no_match):
            self._body.addWidget(widget)
        holder = QWidget()
        holder.setLayout(self._body)
        card = Card(look, flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(holder, 1)
        help_words = _("The committee votes its proposition; no figure proposes one.")
        title = _("A help for discussion, not a ranking.")
        note = Note(look, NoteKind.WARNING, title, help_words, icon="")
        foot = QHBoxLayout()
        foot.setSpacing(look.px(24))
        foot.addWidget(self.legend, 3)
        foot.addWidget(note, 2)
        self._figures = QWidget()
        figures = QVBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(look.px(8))
        figures.addWidget(self._tools)
        figures.addWidget(card, 1)
        figures.addWidget(self.strip)
        figures.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(8), look.px(24), look.px(8))
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(self._figures, 1)
        column.addWidget(self._nothing, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.debated.setMinimumHeight(self.context.look.control_height)

    # Reading

    def activate(self, target: object = None) -> None:
        """Read the opinions again."""
        self._read()
        self._focus_body()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again when anything shown changed."""
        if changes.touches(*SHOWN):
            self._read()

    def _read(self) -> None:
        self.context.desk.ask(synthesis, self._take, topic=(self, "synthesis"))

    def _take(self, loaded: Synthesis) -> None:
        self._loaded = loaded
        grid = loaded.experts.grid if loaded.experts else None
        has_figures = bool(loaded.dossiers) and grid is not None and has_opinions(loaded)
        self._figures.setVisible(has_figures)
        self._nothing.setVisible(not has_figures)
        self._switch.setEnabled(has_figures)
        if not has_figures:
            self._tell_nothing(loaded)
            return
        codes = [level.code for level in words.levels_of(loaded.experts)]
        self.legend.show_scale(codes, format_percent(loaded.campaign.rules.minimum_share))
        self._fill_tools(loaded)
        self._draw()

    def _tell_nothing(self, loaded: Synthesis) -> None:
        """Say what is missing before there is anything to compare, and where it comes from."""
        if not loaded.dossiers:
            self._nothing.set_words(
                _("No dossier yet"), _("The synthesis compares dossiers. Import them first.")
            )
            self._go.setText(_("Open the dossiers"))
        else:
            self._nothing.set_words(
                _("No score yet"),
                _(
                    "The synthesis fills in as the score sheets, the ballots and the opinions of "
                    "the technical committee are recorded."
                ),
            )
            self._go.setText(_("Open scoring"))
        self._subtitle.setText("")

    def _leave(self) -> None:
        has_dossiers = self._loaded is not None and bool(self._loaded.dossiers)
        self.go_to(Section.SCORING if has_dossiers else Section.DOSSIERS)

    # Choices

    def _fill_tools(self, loaded: Synthesis) -> None:
        """Offer what there is to filter and to sort by, keeping what was chosen."""
        agglomerations, themes = choices(loaded, sort_key)
        everywhere = _("Agglomeration: all")
        _fill(self.agglomeration, everywhere, agglomerations, self._filters.agglomeration)
        _fill(self.theme, _("Theme: all"), themes, self._filters.theme)
        self.agglomeration.setVisible(bool(agglomerations))
        self.theme.setVisible(bool(themes))
        grid = loaded.experts.grid if loaded.experts else None
        if grid is not None:
            criteria, axes = len(grid.criteria), len(grid.axes)
            fine = ngettext("{count} criterion", "{count} criteria", criteria)
            coarse = ngettext("{count} axis", "{count} axes", axes)
            self.grain.name_option(False, fine.format(count=criteria))
            self.grain.name_option(True, coarse.format(count=axes))
        self._filters = replace(
            self._filters,
            agglomeration=self.agglomeration.currentData(),
            theme=self.theme.currentData(),
        )

    def _fill_orders(self) -> None:
        """Offer the orders; the criterion is that of the column sorted by, or of the chosen one."""
        column = self._filters.sort_column
        known = self._matrix.columns
        number = known[min(column, len(known) - 1)].number if known else ""
        by_column = _("Sort: {number}").format(number=number)
        by_column = by_column if self._filters.sort_by is SortBy.CRITERION else _("Sort: criterion")
        orders = (
            (SortBy.NUMBER, _("Sort: number")),
            (SortBy.TITLE, _("Sort: title")),
            (SortBy.CRITERION, by_column),
            (SortBy.DISAGREEMENT, _("Sort: disagreement")),
        )
        self.order.clear()
        for order, text in orders:
            self.order.addItem(text, order)
        self.order.setCurrentIndex([order for order, _text in orders].index(self._filters.sort_by))

    def _choose_show(self, show: object) -> None:
        self._show = Show(show)
        self._draw()

    def _choose_grain(self, by_axis: object) -> None:
        self._filters = replace(self._filters, by_axis=bool(by_axis), sort_column=0)
        self._draw()

    def _choose_filters(self, _chosen: object = None) -> None:
        """Take what the fields above the matrix say."""
        order = self.order.currentData() or SortBy.NUMBER
        column = min(self.view.current[1], max(0, len(self._matrix.columns) - 1))
        self._filters = replace(
            self._filters,
            sort_by=order,
            sort_column=column if order is SortBy.CRITERION else self._filters.sort_column,
            agglomeration=self.agglomeration.currentData() or "",
            theme=self.theme.currentData() or "",
            debated_only=self.debated.isChecked(),
        )
        self._draw()

    def _sort_by(self, column: int) -> None:
        """Sort by the criterion whose heading was pressed."""
        if column < len(self._matrix.columns):
            self._filters = replace(self._filters, sort_by=SortBy.CRITERION, sort_column=column)
            self._draw()

    def _clear_filters(self) -> None:
        self._filters = replace(self._filters, agglomeration="", theme="", debated_only=False)
        self.agglomeration.setCurrentIndex(0)
        self.theme.setCurrentIndex(0)
        self.debated.setChecked(False)
        self._draw()
        self._focus_body()

    # Drawing

    def _draw(self) -> None:
        """Show the matrix for the present choices, and keep the chosen dossier chosen."""
        if self._loaded is None:
            return
        held = self._chosen_dossier()
        self._matrix = matrix(self._loaded, self._filters, sort_key)
        picture = words.picture(self._loaded, self._matrix, self._show)
        self.view.show_picture(picture)
        self.model.show_picture(picture)
        self._set_table_widths(picture)
        ids = [row.dossier.id for row in self._matrix.rows]
        self.view.move_to(ids.index(held) if held in ids else 0, self.view.current[1])
        debated = _("To debate ({count})").format(count=self._matrix.to_debate)
        self.debated.setText(debated)
        self.debated.setAccessibleName(debated)
        self._fill_orders()
        self._show_body()
        self._tell_count()
        self._show_cell()
        self.hints_changed.emit()

    def _set_table_widths(self, picture: MatrixPicture) -> None:
        look = self.context.look
        for column in range(len(picture.columns) + FIXED):
            width = (90, 220)[column] if column < FIXED else 240
            self.table.setColumnWidth(column, look.px(width))

    def _tell_count(self) -> None:
        loaded = self._loaded
        if loaded is None or loaded.experts is None:
            return
        number = len(self._matrix.rows)
        told = ngettext("{count} dossier", "{count} dossiers", number).format(count=number)
        sheets = {opinion.overall.tally.expected for opinion in loaded.experts.dossiers.values()}
        each = max(sheets, default=0) // max(1, len(loaded.experts.grid.criteria))
        experts = ngettext("{count} expert", "{count} experts", each).format(count=each)
        self._subtitle.setText(f"{told} · {experts}")

    def _show_body(self) -> None:
        """Show the matrix, its twin, or that no dossier answers."""
        in_words = self._in_words.isChecked()
        self._switch.setChecked(in_words)
        if in_words and self._matrix.rows:
            row, column = self.view.current
            self.table.setCurrentIndex(self.model.index(row, column + FIXED))
            self.table.resizeRowsToContents()
        shown = self.table if in_words else self.view
        self._body.setCurrentWidget(shown if self._matrix.rows else self._no_match)
        self.strip.setVisible(bool(self._matrix.rows))

    def _switch_body(self) -> None:
        self._show_body()
        self._focus_body()

    def _focus_body(self) -> None:
        if not self._figures.isVisible():
            self._go.setFocus()
            return
        if self._body.currentWidget() is self.table:
            self.table.setFocus()
        elif self._matrix.rows:
            self.view.setFocus()

    # The chosen cell

    def _moved(self, _row: int, _column: int) -> None:
        self._show_cell()

    def _table_moved(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self._in_words.isChecked():
            self.view.move_to(index.row(), max(0, index.column() - FIXED))

    def _chosen_dossier(self) -> int | None:
        row = self.view.current[0]
        return self._matrix.rows[row].dossier.id if row < len(self._matrix.rows) else None

    def _chosen(self) -> words.Chosen | None:
        if self._loaded is None or not self._matrix.rows:
            return None
        return words.chosen(self._loaded, self._matrix, *self.view.current)

    def _show_cell(self) -> None:
        """Show the chosen cell in the strip; comments follow when the file answers."""
        chosen = self._chosen()
        self._voices = None
        if chosen is None:
            return
        cell, levels = chosen.cell, chosen.levels
        codes = [level.code for level in levels]
        if cell is None:
            self.strip.show_cell(chosen.dossier.title, chosen.title, chosen.facts, "", "")
            self.strip.show_levels((), None, "")
            return
        facts = words.figures(cell, levels)
        silent = " · ".join(part for part in (words.unfolded(cell), *words.silent(cell)) if part)
        flag = ", ".join(words.flags(cell))
        if cell.is_not_applicable or not cell.tally.eligible:
            facts, silent, flag = [words.cell_words(cell, levels)], "", ""
        self.strip.show_cell(chosen.dossier.title, chosen.title, facts, silent, flag)
        described = f"{chosen.title}, {words.cell_words(cell, levels)}"
        self.strip.show_levels(codes, words.spread_of(cell), described)
        if chosen.positions:
            dossier, positions = chosen.dossier.id, chosen.positions
            self.context.desk.ask(
                lambda file: cell_voices(file, dossier, positions),
                self._take_voices,
                topic=(self, "voices"),
            )

    def _take_voices(self, found: CellVoices) -> None:
        self._voices = found
        self.strip.show_comments([words.quoted(text) for text in found.comments])

    def open_detail(self, *_place: object) -> None:
        """Open all that stands behind the chosen cell."""
        chosen = self._chosen()
        if chosen is None:
            return
        held = self.focusWidget() or self.view
        dialog = CellDetailDialog(self.context.look, self._detail_of(chosen), self)
        dialog.finished.connect(lambda _result: held.setFocus())
        dialog.open()

    def _detail_of(self, chosen: words.Chosen) -> CellDetail:
        dossier = f"{chosen.dossier.number} {chosen.dossier.title}"
        cell, found = chosen.cell, self._voices
        if cell is None:
            return CellDetail(chosen.title, dossier, chosen.facts, chosen.sections)
        facts = [", ".join(words.figures(cell, chosen.levels)), ", ".join(words.silent(cell))]
        facts += [", ".join(words.flags(cell)), words.unfolded(cell), words.terms(cell)]
        if cell.is_not_applicable or not cell.tally.eligible:
            facts = [words.cell_words(cell, chosen.levels)]
        return CellDetail(
            title=chosen.title,
            dossier=dossier,
            facts=[fact[:1].upper() + fact[1:] for fact in facts if fact],
            sections=words.who(found, self._loaded) if found else [],
            comments=[words.quoted(text) for text in found.comments] if found else (),
            levels=[LevelFace(level.code, level.label) for level in chosen.levels],
            counts=cell.tally.counts,
            token="pri" if chosen.positions else "plm",
        )

    # The clipboard

    def copy(self) -> None:
        """Copy the whole table, for a spreadsheet or a message."""
        rows, columns = range(self.model.rowCount()), range(self.model.columnCount())
        self._put([(row, column) for row in rows for column in columns])
        self.context.notifier.toast(_("The table is copied."))

    def _copy_selected(self) -> None:
        self._put([(i.row(), i.column()) for i in self.table.selectedIndexes()])

    def _put(self, cells: list[tuple[int, int]]) -> None:
        if cells:
            QGuiApplication.clipboard().setText(self.model.as_tabs(cells))

    # What the window asks

    def panels(self) -> tuple[QWidget, ...]:
        """The choices, the figures, the chosen cell."""
        return (self._tools, self.view, self.table, self.strip)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint(("←", "↑", "→", "↓"), _("cell")),
            KeyHint((_("Enter"),), _("detail")),
            KeyHint(("Ctrl", "T"), _("in words")),
        )

    def fact(self) -> str:
        """Say what the page never does."""
        return _("Opinions of lycéens and experts: never added")


def _fill(box: QComboBox, everything: str, values: tuple[str, ...], kept: str) -> None:
    """Offer everything, then each value; ``kept`` stays chosen while it is there."""
    box.clear()
    box.addItem(everything, "")
    for value in values:
        box.addItem(value, value)
    box.setCurrentIndex(max(0, box.findData(among(kept, values))))
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 2 * box.height())
