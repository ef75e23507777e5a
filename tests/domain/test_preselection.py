"""Whether a candidature is complete, where it stands, and who stays in the running."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.preselection import (
    BoardColumn,
    Candidature,
    Lacking,
    Preselection,
    Requirements,
    Stage,
    is_late,
    lacking,
    running,
)

NEEDED = Requirements(fields=("title", "summary"), pieces=("Dossier de candidature",))
BARE = Dossier(1, "d1", "2023-01", "Halle")
WHOLE = replace(BARE, summary="Une halle.")
FILED = Attachment(1, 1, "halle.pdf", "Dossier de candidature", sha256="ab")


def candidature(
    dossier: Dossier = WHOLE, stage: Stage | None = None, **more: object
) -> Candidature:
    kept = Preselection(1, stage)
    return Candidature(dossier, (FILED,), kept, Lacking(), False, **more)  # type: ignore[arg-type]


def test_empty_fields_and_pieces_are_lacking() -> None:
    assert lacking(BARE, (), NEEDED) == Lacking(("summary",), ("Dossier de candidature",))
    assert lacking(WHOLE, (FILED,), NEEDED) == Lacking()
    assert lacking(BARE, (), NEEDED).count == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "DOSSIER  de candidature"),
        ("Dossier-de-candidature_Halle.pdf", ""),
        ("a.pdf", "Dossier de candidature signé"),
    ],
)
def test_a_piece_is_known_by_its_kind_or_its_name(name: str, kind: str) -> None:
    assert lacking(WHOLE, (Attachment(1, 1, name, kind, sha256="ab"),), NEEDED) == Lacking()


def test_a_piece_announced_is_lacking_once_under_its_own_name() -> None:
    awaited = Attachment(1, 1, "halle.pdf", "Dossier de candidature", note="papier")
    assert lacking(WHOLE, (awaited,), NEEDED) == Lacking((), ("halle.pdf",))
    other = Attachment(2, 1, "statuts.pdf")
    assert lacking(WHOLE, (FILED, other), NEEDED) == Lacking((), ("statuts.pdf",))


def test_a_campaign_may_require_nothing() -> None:
    assert lacking(BARE, (), Requirements((), ())) == Lacking()


@pytest.mark.parametrize(
    ("received", "closes", "late"),
    [
        (date(2023, 6, 11), date(2023, 6, 10), True),
        (date(2023, 6, 10), date(2023, 6, 10), False),
        (None, date(2023, 6, 10), False),
        (date(2023, 6, 11), None, False),
    ],
)
def test_late_is_after_the_closing_day(
    received: date | None, closes: date | None, *, late: bool
) -> None:
    assert is_late(replace(WHOLE, received_on=received), closes) is late


@pytest.mark.parametrize(
    ("stage", "column"),
    [
        (None, BoardColumn.ADMISSIBLE),
        (Stage.ADMISSIBLE, BoardColumn.ADMISSIBLE),
        (Stage.CANDIDATE, BoardColumn.CANDIDATE),
        (Stage.NOT_SHORTLISTED, BoardColumn.NOT_SHORTLISTED),
        (Stage.INADMISSIBLE, BoardColumn.TO_COMPLETE),
    ],
)
def test_a_decision_puts_a_candidature_in_its_column(
    stage: Stage | None, column: BoardColumn
) -> None:
    assert candidature(stage=stage).column is column


def test_what_is_lacking_or_late_waits_until_a_person_admits_it() -> None:
    short = replace(candidature(), lacking=Lacking(("summary",)))
    late = replace(candidature(), is_late=True)
    assert {short.column, late.column} == {BoardColumn.TO_COMPLETE}
    admitted = replace(short, preselection=Preselection(1, Stage.ADMISSIBLE))
    assert admitted.column is BoardColumn.ADMISSIBLE


def test_a_dossier_that_committees_work_on_is_a_candidate() -> None:
    assert candidature(is_used=True).column is BoardColumn.CANDIDATE
    assert not candidature(is_used=True).is_undecided
    assert candidature().is_undecided
    assert candidature(stage=Stage.ADMISSIBLE).is_undecided
    assert not candidature(stage=Stage.INADMISSIBLE).is_undecided


def test_it_is_to_be_chased_after_its_deadline_while_something_lacks() -> None:
    due = date(2023, 6, 20)
    short = replace(
        candidature(), lacking=Lacking(("summary",)), preselection=Preselection(1, due_on=due)
    )
    assert short.is_to_chase(date(2023, 6, 21))
    assert not short.is_to_chase(due)
    assert not replace(short, lacking=Lacking()).is_to_chase(date(2023, 6, 21))
    refused = replace(short, preselection=Preselection(1, Stage.INADMISSIBLE, due_on=due))
    assert not refused.is_to_chase(date(2023, 6, 21))
    assert not candidature().is_to_chase(date(2023, 6, 21))


def test_a_record_that_says_nothing_is_blank() -> None:
    assert Preselection(7).is_blank
    assert not Preselection(7, needs="un local").is_blank


def dossiers(*ids: int) -> list[Dossier]:
    return [Dossier(n, f"d{n}", f"{n}", f"Projet {n}") for n in ids]


def kept(stages: dict[int, Stage | None]) -> list[int]:
    return [dossier.id for dossier in running(dossiers(1, 2, 3), stages)]


def test_without_a_candidate_all_run_but_those_set_aside() -> None:
    assert kept({}) == [1, 2, 3]
    assert kept({1: Stage.NOT_SHORTLISTED, 2: Stage.INADMISSIBLE}) == [3]
    assert kept({1: Stage.ADMISSIBLE, 2: None}) == [1, 2, 3]


def test_once_a_candidate_is_named_candidates_alone_run() -> None:
    assert kept({2: Stage.CANDIDATE, 1: Stage.ADMISSIBLE}) == [2]
    assert kept({9: Stage.CANDIDATE}) == []


@given(st.dictionaries(st.integers(1, 3), st.sampled_from([None, *Stage])))
def test_nothing_set_aside_ever_runs(stages: dict[int, Stage | None]) -> None:
    for number in kept(stages):
        assert stages.get(number) not in (Stage.NOT_SHORTLISTED, Stage.INADMISSIBLE)
        if Stage.CANDIDATE in stages.values():
            assert stages[number] is Stage.CANDIDATE
