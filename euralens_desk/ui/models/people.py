"""The members of a committee as a table."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index
from euralens_desk.ui.models.text_table import TextTableModel
from euralens_desk.ui.state.people import MemberLine
from euralens_desk.ui.theme import Appearance

NAME, ROLE, FIELD = 1, 2, 3
"""Columns the page knows by name."""


def _is_strong(line: MemberLine, column: int) -> bool:
    return column == NAME or (column == ROLE and line.is_chair)


class MembersModel(TextTableModel[MemberLine]):
    """One row for each member, by code; the chair stands out."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        columns = (
            _("Code"),
            _("Name"),
            _("Role"),
            _("Field of expertise"),
            _("Vote"),
            _("Recusals"),
        )
        super().__init__(columns, MemberLine.cells, parent)
        self._look = look

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or the font of one that stands out."""
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            strong = _is_strong(self._lines[index.row()], index.column())
            return self._look.font(Role.TITLE3) if strong else None
        return super().data(index, role)
