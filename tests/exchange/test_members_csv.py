"""People named by a file: a scores file, a table, or one name a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.members_csv import parse_members, read_members


def test_a_table_is_read_by_its_headings() -> None:
    text = "Domaine;Nom;Collège;ignoré\nEau;A. Essai;experts;x\n;;;\n;B. Essai;;\n"
    first, second = parse_members("m.csv", text)
    assert (first.row, first.name, first.college, first.expertise) == (
        2,
        "A. Essai",
        "experts",
        "Eau",
    )
    assert (second.row, second.name, second.college) == (4, "B. Essai", "")


def test_a_list_has_one_name_a_line() -> None:
    found = parse_members("m.csv", "A. Essai;Eau\n\n B. Essai \n")
    assert [(row.row, row.name, row.expertise) for row in found] == [
        (1, "A. Essai", "Eau"),
        (3, "B. Essai", ""),
    ]
    assert parse_members("m.csv", "") == ()


def test_what_can_t_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="could not be read"):
        read_members(tmp_path / "absent.csv")
    with pytest.raises(Failure, match="not a well-formed csv"):
        parse_members("m.csv", 'a;"b')
    (tmp_path / "m.csv").write_text("A. Essai", encoding="utf-8")
    assert read_members(tmp_path / "m.csv")[0].name == "A. Essai"
