"""The list of dossiers as asked for, and the sheet cut into blocks."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier
from euralens_desk.domain.dossier_state import DossierState
from euralens_desk.i18n import plain, sort_key
from euralens_desk.ui.state.dossier_list import (
    Asked,
    Order,
    agglomerations,
    answering,
    counts,
    standing,
)
from euralens_desk.ui.state.dossier_sheet import EDITED, excerpt, is_tall, other_columns
from euralens_desk.usecases.dossier_file import DossierFile


def file(dossier: Dossier, *states: DossierState) -> DossierFile:
    return DossierFile(dossier, (), None, {}, (), states or (DossierState.COMPLETE,))


FILES = (
    file(
        Dossier(1, "a", "2022-01", "Forêt", agglomeration="CALL", received_on=date(2022, 6, 3)),
        DossierState.TO_CHECK,
        DossierState.RESERVED,
    ),
    file(
        Dossier(2, "b", "2022-02", "Écocité\u202fdu 8", project_leaders=("Zola",)),
        DossierState.RESERVED,
    ),
    file(
        Dossier(3, "c", "2022-03", "Avion-Sallaumines", agglomeration="CAHC", themes=("eau",)),
    ),
    file(
        Dossier(4, "d", "2022-04", "Retiré", withdrawn_on=date(2022, 9, 1)), DossierState.WITHDRAWN
    ),
)


def ids(asked: Asked) -> list[int]:
    return [found.dossier.id for found in answering(FILES, asked, plain, sort_key)]


def test_withdrawn_dossiers_stand_aside_until_asked_for() -> None:
    assert ids(Asked()) == [1, 2, 3]
    assert ids(Asked(with_aside=True)) == [1, 2, 3, 4]
    assert len(standing(FILES, Asked())) == 3


def test_every_word_has_to_be_found_whatever_the_spelling() -> None:
    assert ids(Asked(words="ecocite  DU 8")) == [2]
    assert ids(Asked(words="avion sallaumines")) == [3]
    assert ids(Asked(words="sallaumines eau")) == [3]
    assert ids(Asked(words="eau forêt")) == []


def test_a_dossier_answers_by_the_state_its_row_shows() -> None:
    assert ids(Asked(states=(DossierState.RESERVED,))) == [2]
    assert ids(Asked(states=(DossierState.TO_CHECK, DossierState.COMPLETE))) == [1, 3]
    assert ids(Asked(states=(DossierState.TO_CHECK,), agglomeration="CALL")) == [1]


def test_orders() -> None:
    assert ids(Asked(order=Order.TITLE)) == [3, 2, 1]
    assert ids(Asked(order=Order.LEADER))[-1] == 2
    assert ids(Asked(order=Order.RECEIVED))[0] == 1


def test_counts_add_up_to_the_dossiers_and_agglomerations_are_sorted() -> None:
    assert sum(counts(FILES).values()) == len(FILES)
    assert list(counts(FILES).items()) == [
        (DossierState.COMPLETE, 1),
        (DossierState.RESERVED, 1),
        (DossierState.TO_CHECK, 1),
        (DossierState.WITHDRAWN, 1),
    ]
    assert agglomerations(FILES, sort_key) == ("CAHC", "CALL")


def test_an_agglomeration_still_to_be_confirmed_is_filtered_with_the_others() -> None:
    stated = file(Dossier(5, "e", "2022-05", "Gare", agglomeration="CALL (à ce stade)"))
    files = (*FILES, stated)
    assert agglomerations(files, sort_key) == ("CAHC", "CALL")
    found = answering(files, Asked(agglomeration="CALL"), plain, sort_key)
    assert [one.dossier.id for one in found] == [1, 5]
    assert found[1].dossier.agglomeration == "CALL (à ce stade)"


def test_every_field_can_be_edited_once() -> None:
    assert sorted(EDITED) == sorted(FIELD_KINDS)
    assert is_tall("themes")
    assert is_tall("summary")
    assert not is_tall("title")


def test_observations_are_not_told_twice() -> None:
    other = {"Observations": "à voir", "N°": "8", "Vide": ""}
    assert other_columns(Dossier(1, "a", "1", "t", other=other)) == (("N°", "8"),)


@given(st.text(alphabet="abc .,é\n", max_size=200), st.integers(10, 60))
def test_an_excerpt_is_a_beginning_cut_between_words(text: str, most: int) -> None:
    shown, whole = excerpt(text, most), text.strip()
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    assert len(shown) <= most * 5 // 4 + 1
