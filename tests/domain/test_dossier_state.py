"""Where a dossier stands, and what its source leaves to look at."""

from __future__ import annotations

from datetime import date

import pytest

from euralens_desk.domain.dossier import Attachment, Dossier, Origin
from euralens_desk.domain.dossier_state import DossierState, remarks, states
from euralens_desk.domain.meeting import Act, ActKind, Outcome, Stance

GARAGE = Dossier(1, "d1", "2022-08", "Garage")
RECEIVED = Attachment(1, 1, "dossier.pdf", sha256="ab")
AWAITED = Attachment(2, 1, "statuts.pdf")


def act(kind: ActKind, outcome: Outcome = Outcome.LABEL) -> dict[ActKind, Act]:
    return {kind: Act(1, kind, outcome, date(2022, 12, 8), "motifs")}


def test_a_dossier_nobody_has_to_touch_is_complete() -> None:
    assert states(GARAGE, (RECEIVED,), Stance.FAVOURABLE, {}) == (DossierState.COMPLETE,)
    assert states(GARAGE, (), None, {}) == (DossierState.COMPLETE,)


def test_only_the_decision_is_told() -> None:
    for kind in (ActKind.PROPOSAL, ActKind.APPROVAL):
        assert states(GARAGE, (), None, act(kind)) == (DossierState.COMPLETE,)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.LABEL, DossierState.LABELLED),
        (Outcome.NOMINATED, DossierState.NOMINATED),
        (Outcome.DEFERRED, DossierState.DEFERRED),
    ],
)
def test_a_decision_comes_first(outcome: Outcome, state: DossierState) -> None:
    found = states(GARAGE, (AWAITED,), Stance.RESERVED, act(ActKind.DECISION, outcome))
    assert found == (state, DossierState.RESERVED, DossierState.TO_COMPLETE)


def test_several_states_hold_the_most_pressing_first() -> None:
    noted = Dossier(
        1,
        "d1",
        "2022-08",
        "Garage",
        other={"À vérifier": "le nom", "N°": "8"},
        withdrawn_on=date(2022, 9, 1),
    )
    assert states(noted, (), Stance.UNFAVOURABLE, {}) == (
        DossierState.WITHDRAWN,
        DossierState.TO_CHECK,
        DossierState.UNFAVOURABLE,
    )


def test_columns_of_observations_are_to_be_looked_at() -> None:
    noted = Dossier(
        1, "d1", "1", "t", other={"Observations / à faire": "Relancer.", "Remarque": "", "N°": "8"}
    )
    (remark,) = remarks(noted)
    assert (remark.key, remark.text, remark.field) == (
        "Observations / à faire",
        "Relancer.",
        "",
    )


def test_a_field_read_with_a_warning_is_to_be_looked_at_until_it_changes() -> None:
    origins = {"website": Origin("Feuille!S2", "sur demande"), "gone": Origin("A1", "x")}
    read = Dossier(1, "d1", "1", "t", website="sur demande", origins=origins)
    (remark,) = remarks(read)
    assert (remark.field, remark.cell) == ("website", "Feuille!S2")
    assert str(remark.told) == "free text, not an address"
    edited = Dossier(1, "d1", "1", "t", website="garage.fr", origins=origins)
    assert remarks(edited) == ()


def test_what_reading_only_tells_is_no_remark() -> None:
    origins = {"title": Origin("A1", "Gara\u200bge")}
    assert remarks(Dossier(1, "d1", "1", "Garage", origins=origins)) == ()
