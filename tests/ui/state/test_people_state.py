"""Members as lines: which answer to a search, and which one is shown."""

from __future__ import annotations

import pytest

from euralens_desk.ui.state.people import MemberLine, answering, row_to_show


def line(number: int, folded: str) -> MemberLine:
    code = f"E{number:02d}"
    return MemberLine(number, code, folded, "", "", "", "", False, f"{code} {folded}".casefold())


LINES = (line(1, "alix eau"), line(2, "basile eau"), line(3, "colette sol"))


def test_a_line_answers_to_every_word() -> None:
    assert answering(LINES, "eau e02") == (LINES[1],)
    assert answering(LINES, "") == LINES
    assert answering(LINES, "eau sol") == ()


@pytest.mark.parametrize(
    ("wanted", "last", "row"), [(3, 0, 2), (9, 1, 1), (9, 7, 2), (None, -1, 0)]
)
def test_a_member_who_left_gives_his_place_to_the_next(
    wanted: int | None, last: int, row: int
) -> None:
    assert row_to_show(LINES, wanted, last) == row


def test_nobody_is_shown_when_nobody_is_there() -> None:
    assert row_to_show((), 1, 0) == -1
