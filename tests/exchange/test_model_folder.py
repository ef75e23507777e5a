"""Correspondences kept on this computer, and recognised by the headings of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import FIELD_KINDS
from euralens_desk.domain.import_models import ImportModel, recognise_model
from euralens_desk.domain.import_plan import IGNORE, OTHER, ImportChoices
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.exchange.mapping_file import mapping_bytes, read_mapping, read_model
from euralens_desk.exchange.model_folder import ModelFolder

COLUMNS = {"Intitulé": "title", "Porteur": "project_leaders", "Nom": IGNORE, "Vu": OTHER}
CHOICES = ImportChoices(targets_by_header=COLUMNS)


@pytest.fixture
def folder(tmp_path: Path) -> ModelFolder:
    return ModelFolder(tmp_path / "correspondances")


def names(folder: ModelFolder) -> list[str]:
    return [model.name for model in folder.list()]


def test_models_are_kept_listed_by_name_and_replaced(folder: ModelFolder) -> None:
    assert folder.list() == ()
    folder.save("Démarches simplifiées", CHOICES)
    folder.save("  Agglo\u00a0/ 2022 ", ImportChoices(sheet="F", header_row=3))
    assert names(folder) == ["Agglo / 2022", "Démarches simplifiées"]
    assert folder.list()[1].choices == CHOICES
    assert folder.list()[0].choices == ImportChoices(sheet="F", header_row=3)
    folder.save("Démarches simplifiées", ImportChoices())
    assert folder.list()[1].choices == ImportChoices()


def test_two_names_of_the_same_letters_are_two_models(folder: ModelFolder) -> None:
    folder.save("A-B", CHOICES)
    folder.save("a b", ImportChoices())
    folder.save("???", ImportChoices())
    assert sorted(names(folder)) == ["???", "A-B", "a b"]
    folder.delete("a b")
    folder.delete("a b")
    assert folder.list()[1].choices == CHOICES


def test_a_model_is_renamed_unless_the_name_is_taken(folder: ModelFolder) -> None:
    folder.save("Un", CHOICES)
    folder.save("Deux", ImportChoices())
    with pytest.raises(Failure, match="already called"):
        folder.rename("Un", "Deux")
    folder.rename("Un", "Un")
    assert folder.rename("Un", "Trois") == ImportModel("Trois", CHOICES)
    assert names(folder) == ["Deux", "Trois"]
    with pytest.raises(Failure, match="no longer there"):
        folder.rename("Un", "Quatre")
    with pytest.raises(Failure, match="needs a name"):
        folder.rename("Trois", " \u202f ")


def test_what_is_no_model_is_left_alone(folder: ModelFolder, tmp_path: Path) -> None:
    folder.save("Un", CHOICES)
    stray = tmp_path / "correspondances" / "x.toml"
    stray.write_text("not toml =", encoding="utf-8")
    assert names(folder) == ["Un"]
    assert stray.exists()


def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Failure, match="could not be kept"):
        ModelFolder(tmp_path / "file" / "x").save("Un", CHOICES)


def test_a_file_without_a_name_has_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Bureau.toml"
    path.write_bytes(mapping_bytes(CHOICES))
    assert read_model(path) == ImportModel("Bureau", CHOICES)
    path.write_bytes(mapping_bytes(CHOICES, "L’« Agglo »\n2022"))
    assert read_model(path).name == "L’« Agglo » 2022"
    assert read_mapping(path) == CHOICES


TEXTS = st.text(min_size=1, max_size=20).filter(lambda text: max(text) < "\ud800")


@given(st.dictionaries(TEXTS, st.sampled_from((*FIELD_KINDS, OTHER, IGNORE))), TEXTS)
def test_a_model_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, str], name: str
) -> None:
    path = tmp_path_factory.mktemp("m") / "m.toml"
    choices = ImportChoices(targets_by_header=columns)
    path.write_bytes(mapping_bytes(choices, name))
    assert read_mapping(path) == choices


# Recognised -------------------------------------------------------------------------------------


def source(*rows: tuple[str, ...], first: tuple[str, ...] = ()) -> SourceFile:
    cells = tuple(
        tuple(SourceCell(column, row, text, text) for column, text in enumerate(texts))
        for row, texts in enumerate(rows, 1)
    )
    tables = [SourceTable("F", cells)]
    if first:
        heads = tuple(SourceCell(column, 1, text, text) for column, text in enumerate(first))
        tables.insert(0, SourceTable("Lisez-moi", (heads,)))
    return SourceFile("x.xlsx", "xlsx", "0", tuple(tables))


MODEL = ImportModel("Bureau", CHOICES)


@pytest.mark.parametrize(
    "heads",
    [
        ("Intitulé", "Porteur", "Nom", "Vu"),
        ("INTITULE", "porteur ", "Nom", "vu"),
        ("Vu", "Nom", "Intitulé", "Porteur", "Nouveau"),
        ("Intitulé", "Porteur", "Vu"),
    ],
)
def test_a_file_of_the_same_shape_is_recognised(heads: tuple[str, ...]) -> None:
    found = recognise_model(source(("Titre au-dessus",), heads, first=("Aide",)), [MODEL])
    assert found is not None
    assert (found.sheet, found.row) == ("F", 2)
    choices = found.choices(source(("Titre au-dessus",), heads, first=("Aide",)))
    assert (choices.sheet, choices.header_row) == ("F", 0)
    assert set(choices.targets_by_header) <= {" ".join(head.split()) for head in heads}
    assert list(choices.targets_by_header.values()).count("title") == 1


def test_another_shape_is_not_recognised_and_the_nearest_model_wins() -> None:
    assert recognise_model(source(("Intitulé", "Lieu", "Budget")), [MODEL]) is None
    assert recognise_model(source(), [MODEL]) is None
    assert recognise_model(source(("",)), [ImportModel("Vide", ImportChoices())]) is None
    near = ImportModel("Autre", ImportChoices(targets_by_header={**COLUMNS, "Lieu": OTHER}))
    found = recognise_model(source((*COLUMNS, "Lieu")), [MODEL, near])
    assert found is not None
    assert found.model is near


def test_a_row_that_was_chosen_by_hand_is_imposed_where_it_is_found() -> None:
    model = ImportModel("Main", ImportChoices(header_row=1, targets_by_header=COLUMNS))
    file = source(("x",), tuple(COLUMNS))
    found = recognise_model(file, [model])
    assert found is not None
    assert (found.choices(file).sheet, found.choices(file).header_row) == ("", 2)
