"""Merged cells of an ods, which the spreadsheet library does not tell."""

from __future__ import annotations

import pytest

from euralens_desk.exchange.ods_notes import ods_notes
from euralens_desk.exchange.sheet_notes import MOST_MERGED, Place


def cell(text: str = "", *, down: int = 1, across: int = 1) -> str:
    spans = f'table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
    return f"<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>"


def merged(*rows: str, repeated: str = "") -> list[tuple[Place, Place]]:
    body = "".join(f"<table:table-row{repeated}>{row}</table:table-row>" for row in rows)
    content = f'<table:table table:name="Liste">{body}</table:table>'
    return ods_notes(content.encode())["Liste"].merged


COVERED = '<table:covered-table-cell table:number-columns-repeated="2"/>'
PLAIN = "<table:table-cell><text:p>x</text:p></table:table-cell>"


def test_ranges_are_noted_down_and_across() -> None:
    rows = (
        cell("title", across=4),
        cell("A", down=3) + cell("B", down=3) + PLAIN + cell("D", down=2, across=2),
        COVERED + PLAIN + COVERED,
        COVERED + PLAIN,
        cell("alone"),
    )
    assert merged(*rows) == [
        ((0, 0), (0, 3)),
        ((1, 0), (3, 0)),
        ((1, 1), (3, 1)),
        ((1, 3), (2, 4)),
    ]


def test_rows_repeated_before_a_range_are_counted() -> None:
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    first = f'<table:table-row table:number-rows-repeated="5">{blank}</table:table-row>'
    second = f"<table:table-row>{blank}{cell('A', down=2)}</table:table-row>"
    content = f'<table:table table:name="x">{first}{second}</table:table>'
    assert ods_notes(content.encode())["x"].merged == [((5, 3), (6, 3))]


@pytest.mark.parametrize("over", [cell("B", down=3, across=2), PLAIN + cell("B", down=9)])
def test_a_range_over_another_one_is_left_out(over: str) -> None:
    assert merged(PLAIN + cell("A", down=3), over) == [((0, 1), (2, 1))]


def test_abnormal_ranges_are_bounded() -> None:
    assert merged(cell("A", across=999_999_999)) == []
    assert merged(cell("A", down=0, across=0)) == []
    many = [cell("A", across=2)] * (MOST_MERGED + 5)
    assert len(merged(*many)) == MOST_MERGED
