"""The review of pieces before anything is written: each proposal confirmed, changed or left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.attachment_matching import last_name
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pieces.words import dossier_words, outcome, summary, why_not
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    ElidedText,
    SegmentedChoice,
    Text,
    dress_rows,
)
from euralens_desk.usecases.attach_pieces import (
    Decision,
    Fate,
    PiecesPlan,
    PlannedPiece,
    Version,
)

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHARES = (32, 28)
"""Hundredths of the width the first columns take."""
_FIRST = (Fate.OTHER_VERSION, Fate.UNMATCHED)
_ICONS = {
    Fate.NEW: ("paperclip", "pri"),
    Fate.AWAITED: ("paperclip", "pri"),
    Fate.KNOWN: ("check", "ink2"),
    Fate.OTHER_VERSION: ("circle-question-mark", "och"),
    Fate.UNMATCHED: ("circle-question-mark", "och"),
    Fate.LEFT_OUT: ("minus", "ink2"),
    Fate.REFUSED: ("x", "brk"),
}


class PieceTable(QTableWidget):
    """One row a file. Enter goes to its dossier, Suppr leaves it out."""

    entered = Signal()
    left_out = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its share of the room."""
        super().resizeEvent(event)
        for column, share in enumerate(SHARES):
            self.setColumnWidth(column, self.viewport().width() * share // 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current row."""
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)


class PieceReview(QDialog):
    """Show it with ``open()``. Emits ``decided(name, Decision)`` and, at the end, ``confirmed``."""

    decided = Signal(str, object)
    confirmed = Signal()

    def __init__(self, look: Appearance, plan: PiecesPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = look
        self._plan = plan
        self._order = _in_order(plan)
        self._decisions: dict[str, Decision] = {}
        title = _("Attach pieces")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.table = self._build_table()
        self.name = ElidedText("", Role.TITLE3)
        self.places = QComboBox()
        self.places.setAccessibleName(_("Dossier of the piece"))
        self.versions = SegmentedChoice(
            look,
            _("The dossier holds another version"),
            ((Version.REPLACE, _("New version")), (Version.BOTH, _("Keep both"))),
        )
        self.reason = Text("", tone="ink2", wrap=True)
        self.told = Text("", tone="ink2", wrap=True)
        self.verb = Button(look, " ", ButtonKind.PRIMARY, icon="paperclip")
        self._lay_out(title)
        self._listen()
        self.show_plan(plan)
        self.table.setCurrentCell(0, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_table(self) -> PieceTable:
        table = PieceTable(0, 3)
        table.setAccessibleName(_("Pieces and their dossiers"))
        table.setHorizontalHeaderLabels([_("Piece"), _("Dossier"), _("What is done")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress_rows(table)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        return table

    def _lay_out(self, title: str) -> None:
        look = self._look
        self._editor = QWidget()
        lines = QVBoxLayout(self._editor)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.px(4))
        line = QHBoxLayout()
        line.setSpacing(look.px(10))
        lines.addLayout(line)
        lines.addWidget(self.reason)
        line.addWidget(self.name, 2)
        line.addWidget(self.places, 2)
        line.addWidget(self.versions)
        self.safe = Button(look, _("Attach nothing"))
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        verbs.addWidget(self.told, 1)
        verbs.addWidget(self.safe)
        verbs.addWidget(self.verb)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(12))
        column.addWidget(Text(title, Role.TITLE2, wrap=True))
        told = _("Nothing is written yet. Each proposal can be changed or left out.")
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self._editor)
        column.addLayout(verbs)
        free = self.screen().availableGeometry()
        self.resize(min(look.px(960), free.width()), min(look.px(600), free.height()))

    def _listen(self) -> None:
        self.table.currentCellChanged.connect(lambda row, *_others: self._show_row(row))
        self.table.entered.connect(self.places.setFocus)
        self.table.left_out.connect(lambda: self._decide(dossier=""))
        self.places.activated.connect(lambda place: self._decide(self.places.itemData(place)))
        self.versions.chosen.connect(lambda version: self._decide(version=version))
        self.safe.clicked.connect(self.reject)
        self.verb.clicked.connect(self._confirm)
        self._look.changed.connect(self._redraw)

    # What is shown

    @property
    def current(self) -> PlannedPiece | None:
        """The file of the current row, when something can be decided of it."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._order):
            return None
        piece = next(p for p in self._plan.pieces if p.file.name == self._order[row])
        return None if piece.fate is Fate.REFUSED else piece

    def show_plan(self, plan: PiecesPlan) -> None:
        """Show what would be done now; the rows stay in their order."""
        self._plan = plan
        by_name = {piece.file.name: piece for piece in plan.pieces}
        self.table.setRowCount(len(self._order) + len(plan.awaited))
        for row, name in enumerate(self._order):
            piece = by_name[name]
            icon, tone = _ICONS[piece.fate]
            texts = (last_name(name), dossier_words(piece.dossier), outcome(piece))
            self._fill(row, texts, name, (icon, tone))
        for place, (dossier, awaited) in enumerate(plan.awaited, start=len(self._order)):
            texts = (awaited.name, dossier_words(dossier), _("Announced, not received"))
            self._fill(place, texts, awaited.name, ("clock", "och"))
        kept = len(plan.to_write)
        text = ngettext("Attach the {count} piece", "Attach the {count} pieces", kept)
        self.verb.setText(text.format(count=kept) if kept else _("Attach"))
        reason = why_not(plan)
        self.verb.setEnabled(not reason)
        self.told.setText(" ".join(part for part in (summary(plan), reason) if part))
        self._show_row(self.table.currentRow())

    def _redraw(self) -> None:
        """Draw the icons in the colours of now."""
        self.show_plan(self._plan)

    def _fill(
        self, row: int, texts: tuple[str, str, str], path: str, picture: tuple[str, str]
    ) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(path if column == 0 else text)
            if column == 2:
                item.setIcon(self._look.icon(*picture))
            self.table.setItem(row, column, item)

    def _show_row(self, _row: int) -> None:
        """Let the piece of the current row be decided."""
        piece = self.current
        self._editor.setEnabled(piece is not None)
        has_versions = piece is not None and piece.fate is Fate.OTHER_VERSION
        self.versions.setVisible(has_versions and piece is not None and piece.held is not None)
        self.places.clear()
        self.name.setText(last_name(piece.file.name) if piece else "")
        self.reason.setText(outcome(piece) if piece else "")
        if piece is None:
            return
        self.versions.select(piece.version)
        if piece.dossier is None and piece.fate is not Fate.LEFT_OUT:
            self.places.addItem(_("Choose a dossier…"), None)
        dossiers = sorted(self._plan.dossiers, key=lambda d: d.number not in piece.candidates)
        for dossier in dossiers:
            self.places.addItem(dossier_words(dossier), dossier.number)
        self.places.addItem(_("Leave it out"), "")
        here = piece.dossier.number if piece.dossier else None
        if piece.fate is Fate.LEFT_OUT:
            here = ""
        self.places.setCurrentIndex(max(0, self.places.findData(here)))

    # What is decided

    def _decide(self, dossier: str | None = None, version: Version | None = None) -> None:
        piece = self.current
        if piece is None or (dossier is None and version is None):
            return
        name = piece.file.name
        kept = self._decisions.get(name, Decision())
        made = Decision(kept.dossier if dossier is None else dossier, version)
        self._decisions[name] = made
        self.decided.emit(name, made)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def _in_order(plan: PiecesPlan) -> list[str]:
    """Return the names of the files, those that ask something first, the refused ones last."""

    def place(piece: PlannedPiece) -> int:
        if piece.fate in _FIRST:
            return 0
        if piece.fate is Fate.REFUSED:
            return 4
        if piece.fate is Fate.KNOWN:
            return 3
        return 2 if piece.is_sure else 1

    return [piece.file.name for piece in sorted(plan.pieces, key=place)]
