"""Spellings of one agglomeration or theme brought together, the dossier's own text untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.name_groups import agglomeration_of, among, is_in, name_key, spellings

NAMES = st.text(alphabet="aAéÉe'’ -–\u00a0\u202f()./1", max_size=12)


def at(place: str, *themes: str) -> Dossier:
    return Dossier(1, "a", "2022-01", "Halle", agglomeration=place, themes=themes)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("CALL (à ce stade)", "CALL"),
        ("  CALL  ", "CALL"),
        ("Hénin-Carvin (CAHC)", "Hénin-Carvin (CAHC)"),
        ("", ""),
        ("   ", ""),
        ("(à ce stade)", "(à ce stade)"),
    ],
)
def test_a_mention_is_no_part_of_an_agglomeration(written: str, read: str) -> None:
    assert agglomeration_of(at(written)) == read


def test_names_are_told_once_as_they_were_first_written() -> None:
    written = ["Habitat", "habitat", " HABITAT ", "", "\u00a0", "Énergie", "energie", "—", "-"]
    assert list(spellings(written).values()) == ["Habitat", "Énergie", "—", "-"]
    assert among("habitat", written) == "Habitat"
    assert among("E\u0301nergie", written) == "Énergie"
    assert among("eau", written) == among("", written) == ""


def test_a_dossier_has_what_is_asked_for_whatever_the_spelling() -> None:
    dossier = at("CALL (à ce stade)", "Habitat", "Eau")
    assert is_in(dossier)
    assert is_in(dossier, agglomeration="call", theme="HABITAT")
    assert is_in(dossier, agglomeration="CALL")
    assert not is_in(dossier, agglomeration="CAHC", theme="Habitat")
    assert not is_in(dossier, agglomeration="CALL", theme="Emploi")
    assert not is_in(at(""), agglomeration="CALL")
    assert dossier.agglomeration == "CALL (à ce stade)"


@given(st.lists(NAMES, max_size=12))
def test_each_written_name_is_in_one_group_and_groups_differ(names: list[str]) -> None:
    found = spellings(names)
    assert set(found) == {name_key(name) for name in names if name.strip()}
    for name in names:
        shown = among(name, names)
        assert bool(shown) == bool(name.strip())
        assert not shown or (name_key(shown) == name_key(name) and shown in map(str.strip, names))


@given(NAMES, NAMES)
def test_a_filter_shows_every_dossier_of_its_group(one: str, other: str) -> None:
    dossiers = (at(one, other), at(other, one))
    places = spellings(map(agglomeration_of, dossiers)).values()
    themes = spellings((one, other)).values()
    for dossier in dossiers:
        place, theme = agglomeration_of(dossier), dossier.themes[0]
        assert sum(is_in(dossier, agglomeration=p) for p in places) == bool(place)
        assert sum(is_in(dossier, theme=t) for t in themes) == bool(theme.strip())
