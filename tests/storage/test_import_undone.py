"""The undo of an import gives back the very rows of every table, not only the dossiers."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from storing import tables
from variants import Variant, variants

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.exchange.pieces_folder import Pieces
from euralens_desk.exchange.source_files import as_source, read_source
from euralens_desk.exchange.table_child import read_plain
from euralens_desk.storage.campaign_file import SqliteCampaignFile
from euralens_desk.usecases.import_dossiers import apply, propose

DATA = Path(__file__).parents[1] / "data"
DRAWN = list(variants(411, 16))


def take(file: SqliteCampaignFile, variant: Variant) -> None:
    plain = read_plain(variant.data, variant.file)
    source = as_source(plain, variant.file, "0", "Feuil1")
    asked = propose(file, source).open_questions
    choices = ImportChoices(answers={one.key: one.answers[-1].code for one in asked})
    apply(file, propose(file, source, choices), _nothing)


def _nothing(name: str) -> bytes:
    raise AssertionError(name)


@pytest.mark.parametrize("place", range(len(DRAWN)))
def test_any_table_imported_and_undone_leaves_all_as_it_was(
    file: SqliteCampaignFile, place: int
) -> None:
    before = tables(file)
    assert len(before["dossier"]) == 3
    take(file, DRAWN[place])
    after = tables(file)
    assert len(after["dossier"]) == 3 + len(DRAWN[place].truth)
    file.undo()
    assert tables(file) == before
    file.redo()
    assert tables(file) == after


def test_imports_on_top_of_each_other_are_undone_one_by_one(file: SqliteCampaignFile) -> None:
    known = [tables(file)]
    for variant in Random(7).sample(DRAWN, 5):
        take(file, variant)
        if tables(file) != known[-1]:  # what changes nothing is no entry of the journal
            known.append(tables(file))
    assert len(known) >= 3
    for wanted in reversed(known[:-1]):
        file.undo()
        assert tables(file) == wanted


def test_changed_dossiers_and_their_pieces_come_back_as_they_were(file: SqliteCampaignFile) -> None:
    found = Pieces([DATA / "pieces"])
    first, again = (DATA / f"candidatures-2022.{ending}" for ending in ("xls", "xlsx"))
    before = tables(file)
    apply(file, propose(file, read_source(first)), _nothing)
    (dossier, *_others) = file.find(Dossier)
    imported = tables(file)
    assert imported != before
    apply(file, propose(file, read_source(again), None, found.files), found.read)
    with_pieces = tables(file)
    assert with_pieces["attachment"] != imported["attachment"]
    file.undo()
    assert tables(file) == imported
    file.undo()
    assert tables(file) == before
    assert dossier in file.find(Dossier)
