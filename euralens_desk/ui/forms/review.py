"""The review of a form's answers before anything is written: questions, words, dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.form_answers import NO_ANSWER, ColumnUse, Correspondence
from euralens_desk.i18n import _, format_number, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.forms.words import (
    counts,
    dropped,
    level_words,
    obstacles,
    origin,
    use_words,
)
from euralens_desk.ui.pieces.words import dossier_words
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, ElidedText, Text, dress_rows
from euralens_desk.usecases.form_answers import FormPlan

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Table(QTableWidget):
    """One row a question or a word; Enter goes to what can be chosen for it."""

    entered = Signal()

    def __init__(self, name: str, headings: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__(0, len(headings))
        self._shares = shares
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress_rows(self)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setStretchLastSection(True)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show the rows and keep the current one."""
        here = max(0, self.currentRow())
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, column, item)
        self.setCurrentCell(min(here, len(rows) - 1), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its share (hundredths) of the room."""
        super().resizeEvent(event)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, self.viewport().width() * share // 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the choice of the current row."""
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class FormReview(QDialog):
    """Show it with ``open()``. Emits ``decided(Correspondence)``, what a person chose so far.

    ``confirmed`` comes at the end; ``load_wanted`` and ``save_wanted`` ask for a file.
    """

    decided = Signal(object)
    confirmed = Signal()
    load_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, look: Appearance, plan: FormPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = look
        self.plan = plan
        self._chosen = Correspondence()
        title = _("Import form answers")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.questions = _Table(
            _("Questions of the form"), (_("Question"), _("Sub-criterion"), _("Dossier")), (50, 30)
        )
        self.words = _Table(
            _("Answers of the form"), (_("Answer given"), _("Times"), _("Level")), (45, 15)
        )
        self.use = _choice(_("Sub-criterion of the question"))
        self.place = _choice(_("Dossier of the question"))
        self.level = _choice(_("Level of the answer"))
        self.dossier = _choice(_("Dossier of the answers that name none"))
        self.counted = Text("", Role.TITLE3, wrap=True)
        self.left = Text("", tone="ink2", wrap=True)
        self.obstacles = Text("", tone="och", wrap=True)
        self.told = Text("", tone="ink2", wrap=True)
        self.safe = Button(look, _("Import no answer"))
        self.verb = Button(look, " ", ButtonKind.PRIMARY, icon="file-input")
        self.load = Button(look, _("Read a correspondence…"), small=True, icon="bookmark")
        self.save = Button(look, _("Keep this correspondence…"), small=True, icon="save")
        self._lay_out(title)
        self._listen()
        self.show_plan(plan)
        self.questions.setFocus(Qt.FocusReason.OtherFocusReason)

    # Layout

    def _lay_out(self, title: str) -> None:
        look = self._look
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2, wrap=True))
        self._origin = ElidedText("", tone="ink2")
        column.addWidget(self._origin)
        told = _("Nothing is written yet. No name, address or time of an answer is kept.")
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addLayout(self._tables(), 1)
        column.addLayout(self._row(Text(_("Answers that name no dossier are of:")), self.dossier))
        for text in (self.counted, self.left, self.obstacles, self.told):
            column.addWidget(text)
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        verbs.addWidget(self.load)
        verbs.addWidget(self.save)
        verbs.addStretch(1)
        verbs.addWidget(self.safe)
        verbs.addWidget(self.verb)
        column.addLayout(verbs)
        free = self.screen().availableGeometry()
        self.resize(min(look.px(1080), free.width()), min(look.px(660), free.height()))

    def _tables(self) -> QHBoxLayout:
        whole = QHBoxLayout()
        whole.setSpacing(self._look.px(16))
        for table, choices, share in (
            (self.questions, (self.use, self.place), 3),
            (self.words, (self.level,), 2),
        ):
            side = QVBoxLayout()
            side.setSpacing(self._look.px(6))
            side.addWidget(table, 1)
            side.addLayout(self._row(*choices))
            whole.addLayout(side, share)
        return whole

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(8))
        for widget in widgets:
            row.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
        return row

    def _listen(self) -> None:
        self.questions.currentCellChanged.connect(lambda *_cells: self._show_question())
        self.words.currentCellChanged.connect(lambda *_cells: self._show_word())
        self.questions.entered.connect(self.use.setFocus)
        self.words.entered.connect(self.level.setFocus)
        self.use.activated.connect(self._decide_use)
        self.place.activated.connect(self._decide_place)
        self.level.activated.connect(self._decide_level)
        self.dossier.activated.connect(self._decide_dossier)
        self.load.clicked.connect(self.load_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.safe.clicked.connect(self.reject)
        self.verb.clicked.connect(self._confirm)

    # What is shown

    def show_plan(self, plan: FormPlan) -> None:
        """Show what would be entered now."""
        self.plan = plan
        chosen, grid = plan.chosen, plan.grid
        named = {dossier.number: dossier_words(dossier) for dossier in plan.dossiers}
        self._origin.setText(origin(plan))
        uses = [(heading, chosen.columns[heading]) for heading in plan.form.headings]
        self.questions.show_rows(
            [
                (heading, use_words(use, grid), named.get(use.dossier, use.dossier))
                for heading, use in uses
            ]
        )
        self.words.show_rows(
            [
                (
                    word or _("(nothing)"),
                    format_number(plan.words[word]),
                    level_words(chosen.words.get(word), grid),
                )
                for word in self._shown_words()
            ]
        )
        held = [("", _("No dossier")), *named.items()]
        _offer(self.dossier, held, chosen.dossier)
        self.counted.setText(counts(plan))
        self.left.setText(dropped(plan))
        self.left.setVisible(bool(plan.form.dropped))
        self.obstacles.setText(obstacles(plan))
        self.obstacles.setVisible(bool(plan.problems or plan.warnings))
        text = ngettext("Import {count} ballot", "Import {count} ballots", plan.count)
        self.verb.setText(text.format(count=format_number(plan.count)))
        self.verb.setEnabled(bool(plan.count) and not plan.problems)
        self.show_told("")
        self._show_question()
        self._show_word()

    def show_told(self, text: str) -> None:
        """Say one more thing, such as why a file was not read."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _shown_words(self) -> list[str]:
        """Return the answers, unknown ones first, then the most frequent; the same at each turn."""
        known = self.plan.chosen.words
        proposed = {word for word in known if word not in self._chosen.words}
        words = self.plan.words
        return sorted(words, key=lambda word: (word in proposed, -words[word], word))

    @property
    def _heading(self) -> str | None:
        row, headings = self.questions.currentRow(), self.plan.form.headings
        return headings[row] if 0 <= row < len(headings) else None

    @property
    def _word(self) -> str | None:
        row, words = self.words.currentRow(), self._shown_words()
        return words[row] if 0 <= row < len(words) else None

    def _show_question(self) -> None:
        """Let the use of the current question be chosen."""
        heading = self._heading
        use = self.plan.chosen.columns[heading] if heading is not None else ColumnUse()
        self.use.setEnabled(heading is not None)
        self.place.setEnabled(bool(use.criterion))
        criteria = [ColumnUse(c.code) for c in self.plan.grid.criteria]
        uses = [ColumnUse(), *criteria, ColumnUse(is_dossier=True)]
        held = [(one, use_words(one, self.plan.grid)) for one in uses]
        _offer(self.use, held, replace(use, dossier=""))
        dossiers = [(d.number, dossier_words(d)) for d in self.plan.dossiers]
        held_places = [("", _("The dossier that the answer names")), *dossiers]
        _offer(self.place, held_places, use.dossier)

    def _show_word(self) -> None:
        """Let the level of the current answer be chosen."""
        word = self._word
        self.level.setEnabled(word is not None)
        codes = [level.code for level in reversed(self.plan.grid.scale.levels)]
        held = [(code, level_words(code, self.plan.grid)) for code in (*codes, NO_ANSWER, "")]
        code = self.plan.chosen.words.get(word) if word is not None else None
        if code is None:
            self.level.clear()
            self.level.addItem(_("Choose a level…"), None)
            for one, text in held:
                self.level.addItem(text, one)
        else:
            _offer(self.level, held, code)

    # What is decided

    def _decide_use(self, row: int) -> None:
        heading, use = self._heading, self.use.itemData(row)
        if heading is not None and isinstance(use, ColumnUse):
            place = self.plan.chosen.columns[heading].dossier if use.criterion else ""
            self._decide_column(heading, replace(use, dossier=place))

    def _decide_place(self, row: int) -> None:
        heading = self._heading
        if heading is not None:
            use = self.plan.chosen.columns[heading]
            self._decide_column(heading, replace(use, dossier=self.place.itemData(row)))

    def _decide_column(self, heading: str, use: ColumnUse) -> None:
        columns = {**self._chosen.columns, heading: use}
        self.take(replace(self._chosen, columns=columns))

    def _decide_level(self, row: int) -> None:
        word, code = self._word, self.level.itemData(row)
        if word is not None and isinstance(code, str):
            self.take(replace(self._chosen, words={**self._chosen.words, word: code}))

    def _decide_dossier(self, row: int) -> None:
        self.take(replace(self._chosen, dossier=self.dossier.itemData(row)))

    def take(self, chosen: Correspondence) -> None:
        """Follow a correspondence, such as that of a file."""
        self._chosen = chosen
        self.decided.emit(chosen)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _offer(box: QComboBox, held: Sequence[tuple[object, str]], here: object) -> None:
    """Offer values by their words; one that is held and not offered is told as it is."""
    box.clear()
    for value, words in held:
        box.addItem(words, value)
    values = [value for value, _words in held]
    if here not in values:
        box.addItem(str(getattr(here, "criterion", here)), here)
        values.append(here)
    box.setCurrentIndex(values.index(here))
