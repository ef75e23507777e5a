"""A corpus of hostile and odd files, each read by the real child within its own limits.

The child holds itself to 400 MB and 4 seconds of processor (``test_hostile_limits``); here each file
is read with the right rows, or refused with the right sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_files import Case, archives, bombs, broken, cells, controls, corpus

from euralens_desk.domain.messages import Failure
from euralens_desk.domain.source import SourceFile
from euralens_desk.exchange.source_files import as_source, read_source
from euralens_desk.exchange.table_child import read_plain
from euralens_desk.i18n import tell

CASES = corpus()


def test_the_corpus_is_large_enough_and_has_honest_files() -> None:
    assert len(CASES) >= 100
    assert len({case.title for case in CASES}) == len(CASES)
    assert sum(not case.refused for case in controls()) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_each_file_is_read_right_or_refused_with_the_reason(tmp_path: Path, case: Case) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.make())
    if case.refused:
        with pytest.raises(Failure) as refusal:
            read_source(path)
        assert any(words in str(refusal.value) for words in case.refused), str(refusal.value)
        assert f"« {case.name} »" in tell(refusal.value.told).replace("\u202f", " ")
    else:
        check_rows(read_source(path), case)
    assert [one.name for one in tmp_path.iterdir()] == [case.name]


def check_rows(source: SourceFile, case: Case) -> None:
    rows = source.tables[0].rows
    shown = [tuple(cell.text for cell in row) for row in rows]
    for found, expected in zip(shown, case.rows, strict=False):
        assert found[: len(expected)] == tuple(expected)
    assert len(rows) >= len(case.rows)
    assert source.is_cut == case.is_cut
    told = ", ".join(map(str, source.remarks))
    assert case.told in told
    assert bool(case.told) == bool(told)
    noted = [c for row in rows for c in row if c.problem]
    problems = (f"{c.address} {c.problem} {c.text if c.problem != 'long' else ''}" for c in noted)
    assert ", ".join(one.strip() for one in problems) == case.problems


LIGHT = frozenset(
    (
        "a flat bomb",
        "a declaration",
        "4 294 967 295 texts",
        "a cell at the far end",
        "the same sheet 3,000 times",
        "10,000 columns",
        "10,000 columns of nothing",
        "100,000 columns",
        "a csv over all measure",
    )
)
CHEAP = [
    case
    for case in (*controls(), *bombs(), *archives(), *broken(), *cells())
    if not (case.refused and case.name.endswith(".xls"))  # the library may end the process
    if case.title in LIGHT or case.title not in {bomb.title for bomb in bombs()}
]


@pytest.mark.parametrize("case", CHEAP, ids=lambda case: case.title)
def test_the_same_is_read_without_a_child(case: Case) -> None:
    data = case.make()
    if case.refused:
        with pytest.raises(Failure) as refusal:
            read_plain(data, case.name)
        assert any(words in str(refusal.value) for words in case.refused), str(refusal.value)
    else:
        check_rows(as_source(read_plain(data, case.name), case.name, "0", "a"), case)
