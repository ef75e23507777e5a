"""Damaged files are read or refused, and nothing else: no crash, no hang, no other exception."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutations import OUTCOMES, Damage, ManyReader, inside, raw

DATA = Path(__file__).parents[1] / "data"
KINDS: dict[str, tuple[str, Damage]] = {
    "xlsx": ("candidatures-2022.xlsx", raw),
    "xls": ("ancien-2022.xls", raw),
    "ods": ("demarches-simplifiees-2022.ods", raw),
    "csv": ("demarches-simplifiees-2022.csv", raw),
    "the XML of an xlsx": ("demarches-simplifiees-2022.xlsx", inside),
    "the XML of an ods": ("demarches-simplifiees-2022.ods", inside),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[ManyReader]:
    opened = ManyReader()
    yield opened
    opened.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [170, pytest.param(3_400, marks=pytest.mark.slow)])
@pytest.mark.timeout(3_600)
def test_damaged_files_are_read_or_refused(kind: str, count: int, reader: ManyReader) -> None:
    name, damage = KINDS[kind]
    whole = (DATA / name).read_bytes()
    assert reader.outcome(whole, name) == "read"
    seen: Counter[str] = Counter()
    for seed in range(count):
        chance = random.Random(f"{kind} {seed}")
        outcome = reader.outcome(damage(whole, chance), name)
        assert outcome in OUTCOMES, f"{kind}, seed {seed}: {outcome}"
        seen[outcome] += 1
    assert seen["refused"] > 0
    assert seen["read"] > 0 or kind in ("xlsx", "ods")  # an archive tells every changed byte
