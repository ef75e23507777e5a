"""Cells are named as a spreadsheet names them."""

from __future__ import annotations

import pytest

from euralens_desk.domain.source import SourceCell, column_letters


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_cell_has_an_address() -> None:
    assert SourceCell(2, 14, "x", "x").address == "C14"
