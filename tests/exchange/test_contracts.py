"""The two public formats: grids and scores."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import GridVersion
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.exchange.scores_csv import parse_scores, read_scores
from euralens_desk.resources import resource
from euralens_desk.usecases.prepare import set_up_committees

AXES = [{"code": "A", "libelle": "Axe", "criteres": [{"code": "A1", "libelle": "Un", "poids": 2}]}]


def grids(path: Path, *found: Any) -> Path:
    told = {"format": "euralens-grilles/1", "grilles": list(found)}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_the_grids_of_the_sample() -> None:
    label, students, old = read_grids(resource("samples", "grids.json"))
    assert [len(g.criteria) for g in (label, students, old)] == [13, 3, 7]
    assert old.scale.levels[0].label == "Insuffisant"
    assert label.criteria[9].number == "2.3"


@pytest.mark.parametrize(
    ("scale", "codes", "values"),
    [
        ({"min": 0, "max": 5, "pas": 1}, "012345", [0, 1, 2, 3, 4, 5]),
        ({"niveaux": ["E", "D", "C", "B", "A"]}, "EDCBA", [0, 1, 2, 3, 4]),
        (
            {"niveaux": [{"code": "-", "valeur": -1}, {"code": "+", "libelle": "Oui"}]},
            "-+",
            [-1, 1],
        ),
        ({"libelles": {"N": "Non", "O": "Oui"}}, "NO", [0, 1]),
        ({"niveaux": ["A", "B", "C"]}, "CBA", [0, 1, 2]),
        ({"libelles": {"A": "Excellent", "B": "Bon", "C": "Insuffisant"}}, "CBA", [0, 1, 2]),
        ({"libelles": {"A": "Insuffisant", "B": "Bon", "C": "Excellent"}}, "ABC", [0, 1, 2]),
        ({"min": "E", "max": "A", "libelles": {"A": "Excellent"}}, "EDCBA", [0, 1, 2, 3, 4]),
        ({"min": "A", "max": "C"}, "ABC", [0, 1, 2]),
        (
            {"niveaux": [{"code": "A", "valeur": 10}, {"code": "B", "valeur": 5}]},
            "BA",
            [5, 10],
        ),
    ],
)
def test_any_scale(tmp_path: Path, scale: Any, codes: str, values: list[int]) -> None:
    (grid,) = read_grids(grids(tmp_path / "g.json", {"id": "g", "axes": AXES, "echelle": scale}))
    assert [level.code for level in grid.scale.levels] == list(codes)
    assert list(grid.scale.values) == [Fraction(v) for v in values]
    assert (grid.axes[0].number, grid.criteria[0].weight) == ("1", Fraction(2))


def test_half_steps_have_their_own_codes(tmp_path: Path) -> None:
    scale = {"min": 0, "max": 1, "pas": 0.5}
    (grid,) = read_grids(grids(tmp_path / "g.json", {"id": "g", "axes": AXES, "echelle": scale}))
    assert [level.code for level in grid.scale.levels] == ["0", "0.5", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "pas du json",
        "{}",
        '{"format": "euralens-grilles/1"}',
        '{"format": "euralens-grilles/1", "grilles": []}',
        '{"format": "euralens-grilles/1", "grilles": [{"id": "g", "axes": 3}]}',
        '{"format": "euralens-grilles/1", "grilles": [{"id": "g", "axes": [{"criteres": []}]}]}',
    ],
)
def test_what_is_no_grids_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "g.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failure):
        read_grids(path)


@pytest.mark.parametrize(
    "scale", [{"min": 0, "max": 4, "pas": 0}, {"min": 0, "max": 4, "pas": 3}, {"min": 0, "max": 99}]
)
def test_a_scale_that_makes_no_sense(tmp_path: Path, scale: Any) -> None:
    path = grids(tmp_path / "g.json", {"id": "g", "axes": AXES, "echelle": scale})
    with pytest.raises(Failure, match="the grid g is incomplete"):
        read_grids(path)
    bad = [{**AXES[0], "poids": -1}]
    with pytest.raises(Failure, match="incomplete"):
        read_grids(grids(path, {"id": "g", "axes": bad}))


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="can't be opened"):
        read_grids(tmp_path / "absent.json")
    with pytest.raises(Failure, match="could not be read"):
        read_scores(tmp_path / "absent.csv")


HEAD = "valeur;critere;dossier_id;evaluateur_id;college;commentaire"


def test_columns_are_found_by_name_and_comments_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    text = (
        f'{HEAD}\r\n3;A1;2022-01;E01;experts;"a ; ""b""\r\nc"\r\n\r\n4;A2;2022-01;E01;experts\r\n'
    )
    for encoding in ("utf-8-sig", "cp1252"):
        path.write_bytes(text.encode(encoding))
        first, second = read_scores(path)
        assert (first.row, first.answer, first.comment) == (2, "3", 'a ; "b"\r\nc')
        assert (second.answer, second.comment, second.evaluator) == ("4", "", "")


@pytest.mark.parametrize("separator", [",", "\t"])
def test_other_separators(separator: str) -> None:
    text = f"{HEAD}\n3;A1;2022-01;E01;experts;x".replace(";", separator)
    (row,) = parse_scores("n.csv", text)
    assert (row.college, row.criterion) == ("experts", "A1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "column college is missing"),
        (b"college;critere\n", "column evaluateur_id is missing"),
        (b"a\0b", "not a text file"),
        (b"a\x81b", "not a text file"),
        (b'college;"x\n', "not a well-formed csv"),
    ],
)
def test_what_is_no_scores_file(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "n.csv"
    path.write_bytes(data)
    with pytest.raises(Failure, match=said):
        read_scores(path)


def test_the_evaluators_tell_whose_grid_it_is(tmp_path: Path) -> None:
    told = {"id": "g2", "titre": "Trois questions", "evaluateurs": "Comité lycéen", "axes": AXES}
    first, second = read_grids(grids(tmp_path / "g.json", {"id": "g", "axes": AXES}, told))
    file = FakeCampaignFile()
    set_up_committees(file, (second, first))
    committees = {committee.id: committee.kind for committee in file.find(Committee)}
    found = {committees[v.committee_id]: v.grid.code for v in file.find(GridVersion)}
    assert found == {CommitteeKind.STUDENT: "g2", CommitteeKind.EXPERT: "g"}


@pytest.mark.parametrize("number", ["1e999999999", "9" * 200, "1/0", 0, -1])
def test_a_weight_that_can_not_be_is_refused_at_once(tmp_path: Path, number: object) -> None:
    path = tmp_path / "grilles.json"
    criteria = [{"code": "A1", "libelle": "Eau", "poids": number}]
    axes = [{"code": "A", "libelle": "Axe", "criteres": criteria}]
    grid = {"id": "g", "titre": "Grille", "axes": axes}
    path.write_text(json.dumps({"format": "euralens-grilles/1", "grilles": [grid]}))
    with pytest.raises(Failure, match="incomplete"):
        read_grids(path)
