"""The synthesis as a plain table: the twin of the matrix for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from euralens_desk.i18n import _
from euralens_desk.ui.models.text_table import TextTableModel
from euralens_desk.ui.state.journal import inert
from euralens_desk.ui.widgets import MatrixPicture, MatrixRow

FIXED = 2
"""Columns before those of the matrix: number and title."""


class SynthesisModel(TextTableModel[MatrixRow]):
    """One row a dossier, in words; the columns are those of the matrix, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), _cells, parent)

    def show_picture(self, picture: MatrixPicture) -> None:
        """Show other figures."""
        self._headings = (_("Number"), _("Title"), *(column.tip for column in picture.columns))
        self.show_lines(picture.rows)

    def heard(self, row: int, column: int) -> str:
        """Return what a screen reader says of a cell: the dossier, the column, the words."""
        texts = self.texts(row)
        return f"{texts[1]}, {self._headings[column]}, {texts[column]}"

    def as_tabs(self, cells: Iterable[tuple[int, int]]) -> str:
        """Return cells for the clipboard, tabs between columns, with the headings they need.

        One cell alone comes without a heading. Cells that are not among those asked for stay empty.
        """
        wanted = set(cells)
        rows = sorted({row for row, _column in wanted})
        columns = sorted({column for _row, column in wanted})
        lines = [[self._headings[column] for column in columns]] if len(wanted) > 1 else []
        for row in rows:
            texts = self.texts(row)
            lines.append([texts[c] if (row, c) in wanted else "" for c in columns])
        return "\n".join("\t".join(_flat(text) for text in line) for line in lines)


def _cells(row: MatrixRow) -> tuple[str, ...]:
    return (row.number, row.title, *row.words)


def _flat(text: str) -> str:
    """Keep a text in its cell, and a spreadsheet from running it."""
    return inert(" ".join(text.split()))
