"""What changed in a project since an earlier campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.precedent import (
    FieldChange,
    PastOutcome,
    Precedent,
    field_changes,
    written,
)

NOW = Dossier(
    4,
    "d4",
    "2023-04",
    "Halle",
    project_leaders=("Ville A", "Ville B"),
    budget_amount=Decimal("1200"),
    received_on=date(2023, 6, 1),
)
THEN = Precedent(
    4, "c22", "Promotion 2022", 2022, "d9", "2022-09", PastOutcome.DEFERRED, fields=written(NOW)
)


def test_fields_are_written_as_one_reads_them_and_empty_ones_left_out() -> None:
    assert written(NOW) == {
        "number": "2023-04",
        "title": "Halle",
        "project_leaders": "Ville A\nVille B",
        "budget_amount": "1200",
        "received_on": "2023-06-01",
    }


def test_only_what_says_something_else_is_a_change() -> None:
    assert field_changes(THEN, NOW) == ()
    edited = replace(NOW, project_leaders=("Ville A",), summary="Une halle.", budget_amount=None)
    assert field_changes(THEN, edited) == (
        FieldChange("project_leaders", "Ville A\nVille B", "Ville A"),
        FieldChange("summary", "", "Une halle."),
        FieldChange("budget_amount", "1200", ""),
    )


def test_what_belongs_to_one_campaign_is_no_change() -> None:
    other = replace(NOW, number="2023-05", external_id="77", received_on=None)
    assert field_changes(THEN, other) == ()
