"""Messages read as English sentences; failures carry them."""

from __future__ import annotations

from euralens_desk.domain.messages import Failure, message, plural_message


def test_a_message_fills_its_holes() -> None:
    inner = message("row {row}", row=14)
    assert str(message("{place}: off the scale", place=inner)) == "row 14: off the scale"


def test_a_plural_message_follows_its_count() -> None:
    one, many = (plural_message("{count} row", "{count} rows", n) for n in (1, 3))
    assert (str(one), str(many)) == ("1 row", "3 rows")


def test_a_failure_says_its_sentence() -> None:
    told = message("The file is not a spreadsheet.")
    failure = Failure(told)
    assert str(failure) == "The file is not a spreadsheet."
    assert failure.told is told
