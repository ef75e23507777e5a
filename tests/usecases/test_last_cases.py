"""Rare cases of reading, letters, models and reports, each one told exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.field_reading import read_field
from euralens_desk.domain.import_models import ImportModel, recognise_model
from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.precedent import PastOutcome, Precedent
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.domain.written_amounts import written_amount
from euralens_desk.usecases.analysis import analysis_snapshot
from euralens_desk.usecases.changes import ChangeSet, Verification
from euralens_desk.usecases.letters import due_letters
from euralens_desk.usecases.prepare import edit_body_rules

DAY = date(2022, 12, 8)


def table(name: str, *rows: tuple[str, ...], is_hidden: bool = False) -> SourceTable:
    cells = tuple(
        tuple(SourceCell(y, x, text, None) for x, text in enumerate(row))
        for y, row in enumerate(rows, start=1)
    )
    return SourceTable(name, cells, is_hidden=is_hidden)


COLUMNS = {"Intitulé": "title", "Porteur": "project_leaders", "Lieu": "location"}
MODEL = ImportModel("Agglo", ImportChoices(header_row=2, targets_by_header=COLUMNS))


def test_a_model_is_recognised_whatever_the_sheet_and_the_accents() -> None:
    heads = ("INTITULE", " Porteur ", "Lieu", "Autre")
    source = SourceFile(
        "a.xlsx", "xlsx", "0", (table("Notes", ("x",)), table("F", ("Titre",), heads))
    )
    other = ImportModel("Autre", ImportChoices(targets_by_header={"Nom": "title"}))
    found = recognise_model(source, [other, MODEL])
    assert found is not None and (found.sheet, found.row) == ("F", 2)
    choices = found.choices(source)
    assert (choices.sheet, choices.header_row) == ("F", 2)
    assert choices.targets_by_header == {
        "INTITULE": "title",
        "Porteur": "project_leaders",
        "Lieu": "location",
    }
    alone = SourceFile("b.xlsx", "xlsx", "0", (table("F", heads),))
    again = recognise_model(alone, [MODEL])
    assert again is not None and again.choices(alone).sheet == ""
    assert (
        recognise_model(
            SourceFile("c.xlsx", "xlsx", "0", (table("F", heads, is_hidden=True),)), [MODEL]
        )
        is None
    )


def test_an_amount_whose_marks_disagree_is_none() -> None:
    assert written_amount("1,25.300,4 €") is None
    assert written_amount("1.250.000,50 €") is not None


def test_a_telephone_without_its_first_nought_gets_it_back() -> None:
    assert (
        read_field("contact_phone", SourceCell(0, 0, "33321670000", None)).value == "03 21 67 00 00"
    )


def test_a_change_says_what_it_touched_and_a_sound_file_says_so() -> None:
    found = ChangeSet(message("x"), frozenset({Dossier}), datetime(2022, 12, 8, tzinfo=UTC))
    assert found.touches(Campaign, Dossier) and not found.touches(Campaign)
    assert Verification(1, "h", ()).is_sound
    assert not Verification(1, "h", (message("damaged"),)).is_sound


@pytest.fixture
def file() -> FakeCampaignFile:
    found = FakeCampaignFile()
    found.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c1", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
    )
    return found


def test_no_letter_is_due_to_a_withdrawn_project(file: FakeCampaignFile) -> None:
    file.seed(
        Dossier(1, "d1", "2022-01", "Retiré", withdrawn_on=DAY),
        Dossier(2, "d2", "2022-02", "Écarté"),
        *(Preselection(n, Stage.NOT_SHORTLISTED, DAY, needs="n") for n in (1, 2)),
    )
    assert [due.dossier.id for due in due_letters(file)] == [2]


def test_the_analysis_takes_the_candidatures_and_their_past_newest_first(
    file: FakeCampaignFile,
) -> None:
    with pytest.raises(Failure, match="no candidature yet"):
        analysis_snapshot(file)
    file.seed(
        Dossier(1, "d1", "2022-01", "Forêt"),
        Dossier(2, "d2", "2022-02", "Retiré", withdrawn_on=DAY),
        Precedent(1, "u1", "Promotion 2019", 2019, "x", "1", PastOutcome.LABEL),
        Precedent(1, "u2", "Promotion 2021", 2021, "x", "1", PastOutcome.LABEL),
    )
    found = analysis_snapshot(file)
    assert [one.dossier.id for one in found.candidatures] == [1]
    assert [one.id for one in found.withdrawn] == [2]
    assert [past.year for past in found.precedents[1]] == [2021, 2019]


def test_the_rules_of_a_body_change_until_scoring_opens(file: FakeCampaignFile) -> None:
    rules = BodyRules(QuorumRule(college=" Élus "), proxies=2)
    edit_body_rules(file, 1, rules)
    held = file.get(Committee, 1)
    assert held is not None and (held.rules.quorum.college, held.rules.proxies) == ("Élus", 2)
    for wrong in (BodyRules(proxies=-1), BodyRules(second_after_days=-1)):
        with pytest.raises(Failure, match="below zero"):
            edit_body_rules(file, 1, wrong)
    file.seed(Campaign("Promotion 2022", 2022, scoring_opened_on=DAY))
    with pytest.raises(Failure, match="rules are frozen"):
        edit_body_rules(file, 1, rules)
