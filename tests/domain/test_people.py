"""Initials stand for a member on small marks."""

from __future__ import annotations

import pytest

from euralens_desk.domain.people import Member


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Alix Aubépin", "AA"), ("Gontran Houx-Dubois", "GD"), ("Inès", "I"), ("", ""), ("3 X", "X")],
)
def test_initials_are_first_and_last(name: str, initials: str) -> None:
    assert Member(1, "u", 1, "E01", name).initials == initials
