"""The members of a committee as a table."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.text_table import Index, TextTableModel
from euralens_desk.ui.state.people import MemberLine
from euralens_desk.ui.theme import Appearance

NAME, ROLE, FIELD = 1, 2, 3
"""Columns the page knows by name."""


def _is_strong(line: MemberLine, column: int) -> bool:
    return column == NAME or (column == ROLE and line.is_chair)


class MembersModel(TextTableModel):
    """One row for each member, by code; the chair stands out."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[MemberLine, ...] = ()
        self._columns = (
            _("Code"),
            _("Name"),
            _("Role"),
            _("Field of expertise"),
            _("Vote"),
            _("Recusals"),
        )

    def show_lines(self, lines: tuple[MemberLine, ...]) -> None:
        """Show other members."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> MemberLine:
        """Return the member of a row."""
        return self._lines[row]

    def headings(self) -> tuple[str, ...]:
        """Code, name, role, field, vote, recusals."""
        return self._columns

    def count(self) -> int:
        """One row for each member."""
        return len(self._lines)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the cells of a member."""
        return self._lines[row].cells()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or the font of one that stands out."""
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            strong = _is_strong(self._lines[index.row()], index.column())
            return self._look.font(Role.TITLE3) if strong else None
        return super().data(index, role)
