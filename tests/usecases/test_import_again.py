"""Importing again: what changed, what people corrected, what was scored, what is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeCampaignFile
from hypothesis import example, given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import (
    FoundFile,
    ImportChoices,
    ImportPlan,
    Level,
    RowStatus,
)
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Score, ScoreSheet
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.exchange.source_files import read_source
from euralens_desk.usecases.import_dossiers import apply, plan_as_json, propose

HEADS = ("N° dossier", "Titre", "Porteur", "Commune", "Résumé", "Vu")
DAY = date(2022, 6, 30)


def file_of(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> SourceFile:
    cells = tuple(
        tuple(SourceCell(column, row, text, text) for column, text in enumerate(texts))
        for row, texts in enumerate((heads, *rows), 1)
    )
    return SourceFile("x.xlsx", "xlsx", "0", (SourceTable("F", cells),))


def line(
    number: str = "",
    title: str = "Mine de Soleil",
    leader: str = "SAS Mine",
    town: str = "Lens",
    summary: str = "Des panneaux",
    seen: str = "",
) -> tuple[str, ...]:
    return (number, title, leader, town, summary, seen)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    return fresh()


def fresh() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    return file


def answers(**said: str) -> ImportChoices:
    return ImportChoices(answers={key.replace("_", ":"): code for key, code in said.items()})


def load(
    campaign: FakeCampaignFile, file: SourceFile, choices: ImportChoices | None = None
) -> tuple[Dossier, ...]:
    apply(campaign, propose(campaign, file, choices), on=DAY)
    return campaign.find(Dossier)


def statuses(plan: ImportPlan) -> list[str]:
    return [one.status.value for one in plan.dossiers]


# Which dossier ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "MINE DE SOLEIL",
        "Soleil de mine",
        "Mine de soleils",
        "Mine de Soleil : panneaux",
        "Mine Solei",
    ],
)
def test_a_near_title_under_another_number_is_asked_about(
    campaign: FakeCampaignFile, title: str
) -> None:
    load(campaign, file_of(line("2022-01")))
    again = file_of(line("D-9", title))
    (question,) = propose(campaign, again).open_questions
    assert question.key == "same:2"
    assert statuses(propose(campaign, again)) == ["new", "withdrawn"]
    same = propose(campaign, again, answers(same_2="same"))
    assert [one.number for one in same.dossiers] == ["2022-01"]
    apply(campaign, same)
    assert propose(campaign, again).open_questions == ()
    assert propose(campaign, again).changes_nothing


@pytest.mark.parametrize("title", ["Forêt urbaine", "Mine de Soleil 2", "Le bus numérique"])
def test_another_title_is_not_asked_about(campaign: FakeCampaignFile, title: str) -> None:
    load(campaign, file_of(line("2022-01")))
    assert propose(campaign, file_of(line("D-9", title))).open_questions == ()


def test_two_near_rows_of_one_file_are_asked_about_and_never_joined_alone(
    campaign: FakeCampaignFile,
) -> None:
    file = file_of(line("A", "Mine de Soleil"), line("B", "Soleil de la mine"))
    plan = propose(campaign, file)
    (question,) = plan.open_questions
    assert question.key == "near:3"
    assert statuses(plan) == ["new", "new"]
    assert statuses(propose(campaign, file, answers(near_3="leave"))) == ["new", "duplicate"]
    both = propose(campaign, file, answers(near_3="import"))
    assert (statuses(both), both.open_questions) == (["new", "new"], ())
    apply(campaign, both)
    assert propose(campaign, file).open_questions == ()


def test_two_near_titles_of_other_leaders_are_two_projects(campaign: FakeCampaignFile) -> None:
    file = file_of(line("A"), line("B", "Soleil de mine", "Ville de Grenay"))
    assert propose(campaign, file).open_questions == ()
    silent = file_of(line("A"), line("B", "Soleil de mine", ""))
    assert len(propose(campaign, silent).open_questions) == 1


def test_a_number_that_the_campaign_gave_to_another_project_is_asked_about(
    campaign: FakeCampaignFile,
) -> None:
    load(campaign, file_of(line("2022-01")))
    file = file_of(line("2022-01", "La forêt", "Ville de Lens"))
    (question,) = propose(campaign, file).open_questions
    assert "number 2022-01 is that of « Mine de Soleil »" in str(question.told)
    assert propose(campaign, file).changes_nothing
    other = propose(campaign, file, answers(same_2="other"))
    assert (other.dossiers[0].number, other.dossiers[0].status.value) == ("2022-02", "new")
    assert statuses(propose(campaign, file, answers(same_2="same"))) == ["changed"]


IDS = ("ID", "N° dossier", "Titre", "Porteur")


def test_the_outside_number_goes_first_then_the_number(campaign: FakeCampaignFile) -> None:
    load(campaign, file_of(("7", "2022-01", "Un", "A"), ("8", "2022-02", "Deux", "B"), heads=IDS))
    crossed = file_of(("8", "2022-01", "Deux bis", "B"), ("7", "", "Un", "A"), heads=IDS)
    plan = propose(campaign, crossed)
    assert [(d.number, d.status.value) for d in plan.dossiers] == [
        ("2022-02", "changed"),
        ("2022-01", "unchanged"),
    ]
    unknown = propose(campaign, file_of(("9", "2022-01", "Un", "A"), heads=IDS))
    assert len(unknown.open_questions) == 1
    assert unknown.dossiers[0].number == "2022-01"


def test_an_export_over_the_workbook_asks_and_takes_no_dossier_as_withdrawn(
    campaign: FakeCampaignFile,
) -> None:
    load(campaign, file_of(line("2022-01"), line("2022-02", "La forêt", "Ville de Lens")))
    heads = ("ID", "Intitulé du projet", "Structure porteuse", "Besoins")
    export = file_of(("9001", "Mine de soleil", "SAS Mine", "x"), heads=heads)
    plan = propose(campaign, export)
    assert statuses(plan) == ["new"]
    assert len(plan.open_questions) == 1
    taken = propose(campaign, export, answers(same_2="same"))
    apply(campaign, taken)
    assert campaign.find(Dossier)[0].external_id == "9001"
    assert len(campaign.find(Dossier)) == 2
    assert propose(campaign, export).changes_nothing


def test_a_missing_leader_is_marked(campaign: FakeCampaignFile) -> None:
    (remark,) = propose(campaign, file_of(line("1", leader=""))).dossiers[0].remarks
    assert (remark.level, remark.field) == (Level.WARNING, "project_leaders")


# What changes -----------------------------------------------------------------------------------


def scored(campaign: FakeCampaignFile, dossier: Dossier) -> None:
    committee = Committee(1, "u", "experts", "Experts", CommitteeKind.EXPERT)
    sheet = ScoreSheet(5, committee.id, 1, dossier.id)
    campaign.seed(committee, sheet, Score(5, 0, MarkState.SCORED, 1))


def test_a_scored_dossier_keeps_what_it_says_unless_a_person_chooses(
    campaign: FakeCampaignFile,
) -> None:
    (dossier,) = load(campaign, file_of(line("1")))
    scored(campaign, dossier)
    file = file_of(line("1", summary="Autre chose", town="Loos"))
    plan = propose(campaign, file)
    assert plan.dossiers[0].is_scored
    assert plan.changes_nothing
    assert [c.chosen for c in plan.dossiers[0].changes] == ["keep", "keep"]
    load(campaign, file)
    assert campaign.find(Dossier) == (dossier,)
    (one,) = load(campaign, file, answers(change_2_municipalities="take"))
    assert (one.municipalities, one.summary) == (("Loos",), "Des panneaux")
    (all_taken,) = load(campaign, file, answers(changes_2="take"))
    assert all_taken.summary == "Autre chose"


def test_a_decision_protects_a_dossier_too(campaign: FakeCampaignFile) -> None:
    (dossier,) = load(campaign, file_of(line("1")))
    campaign.seed(Act(dossier.id, ActKind.DECISION, Outcome.LABEL, DAY, "x"))
    assert propose(campaign, file_of(line("1", town="Loos"))).changes_nothing


def test_a_field_may_be_kept_while_the_others_are_taken(campaign: FakeCampaignFile) -> None:
    load(campaign, file_of(line("1")))
    file = file_of(line("1", summary="Autre", town="Loos", seen="oui"))
    choices = answers(change_2_summary="keep", change_2_other_Vu="keep")
    (dossier,) = load(campaign, file, choices)
    assert (dossier.summary, dossier.municipalities) == ("Des panneaux", ("Loos",))
    assert dossier.other == {}
    assert propose(campaign, file).count(RowStatus.UNCHANGED) == 1


def test_a_cell_emptied_on_purpose_is_told_even_of_a_corrected_field(
    campaign: FakeCampaignFile,
) -> None:
    (dossier,) = load(campaign, file_of(line("1")))
    campaign.seed(replace(dossier, summary="Corrigé"))
    empty = file_of(line("1", summary=""))
    (change,) = propose(campaign, empty).dossiers[0].changes
    assert (change.is_edited, change.chosen, change.after) == (True, "keep", "")
    (kept,) = load(campaign, empty, answers(changes_2="keep"))
    assert kept.summary == "Corrigé"
    assert propose(campaign, empty).count(RowStatus.UNCHANGED) == 1
    again = propose(campaign, file_of(line("1", summary="Neuf")), answers(changes_2="take"))
    apply(campaign, again)
    (kept,) = load(campaign, empty)
    assert kept.summary == "Neuf"
    (taken,) = load(campaign, empty, answers(changes_2="take"))
    assert taken.summary == ""
    assert propose(campaign, empty).changes_nothing


def test_a_field_typed_by_hand_where_the_file_said_nothing_is_kept(
    campaign: FakeCampaignFile,
) -> None:
    (dossier,) = load(campaign, file_of(line("1", summary="")))
    campaign.seed(replace(dossier, summary="Écrit ici"))
    assert propose(campaign, file_of(line("1", summary=""))).changes_nothing
    (change,) = propose(campaign, file_of(line("1", summary="Du fichier"))).dossiers[0].changes
    assert (change.is_edited, change.chosen, change.last) == (True, "keep", "")


@pytest.mark.parametrize(
    ("present", "is_edited", "chosen"),
    [("Des panneaux", False, "take"), ("Des panneaux et une ombrière", True, "keep")],
)
def test_where_only_the_cell_is_known_its_text_tells_what_was_corrected(
    campaign: FakeCampaignFile, present: str, *, is_edited: bool, chosen: str
) -> None:
    (dossier,) = load(campaign, file_of(line("1")))
    cell = replace(dossier.origins["summary"], text="  Des panneaux ", read=None)
    campaign.seed(replace(dossier, summary=present, origins={**dossier.origins, "summary": cell}))
    (change,) = propose(campaign, file_of(line("1", summary="Neuf"))).dossiers[0].changes
    assert (change.before, change.after, change.last) == (present, "Neuf", "Des panneaux")
    assert (change.is_edited, change.chosen) == (is_edited, chosen)


def test_leaders_that_were_joined_are_no_correction(campaign: FakeCampaignFile) -> None:
    file = file_of(line("1", "Un", "Desoutter"), line("2", "Deux", "Dessouter"))
    join = ImportChoices(answers={"leader:Dessouter / Desoutter": "join"})
    load(campaign, file, join)
    again = file_of(line("1", "Un", "Desoutter"), line("2", "Deux", "Dessoutter et fils"))
    (change,) = propose(campaign, again).dossiers[1].changes
    assert (change.field, change.is_edited, change.chosen) == ("project_leaders", False, "take")


# What is gone -----------------------------------------------------------------------------------


def test_a_dossier_that_left_the_file_is_withdrawn_only_on_choice(
    campaign: FakeCampaignFile,
) -> None:
    load(campaign, file_of(line("2022-01"), line("2022-02", "La forêt")))
    rest = file_of(line("2022-01"))
    plan = propose(campaign, rest)
    assert statuses(plan) == ["unchanged", "withdrawn"]
    assert plan.changes_nothing
    assert plan.dossiers[1].remarks[0].key == "gone:2022-02"
    gone = answers(gone_2022_02="withdraw")
    assert not propose(campaign, rest, gone).to_write
    chosen = ImportChoices(answers={"gone:2022-02": "withdraw"})
    assert load(campaign, rest, chosen)[1].withdrawn_on == DAY
    assert statuses(propose(campaign, rest)) == ["unchanged"]
    campaign.undo()
    assert campaign.find(Dossier)[1].withdrawn_on is None


def test_a_dossier_typed_by_hand_never_left_a_file(campaign: FakeCampaignFile) -> None:
    campaign.seed(Dossier(7, "u", "2022-07", "Écocité"))
    assert statuses(propose(campaign, file_of(line("2022-01")))) == ["new"]


def test_an_import_that_is_interrupted_leaves_nothing(campaign: FakeCampaignFile) -> None:
    class Interrupted(Exception):
        pass

    def read(name: str) -> bytes:
        raise Interrupted(name)

    load(campaign, file_of(line("2022-01")))
    before, head = campaign.find(Dossier), campaign.journal_head
    found = FoundFile("2022-01 dossier.pdf", 9, b"%PDF-1.7", b"%%EOF")
    file = file_of(line("2022-01", town="Loos"), line("2022-02", "La forêt"))
    plan = propose(campaign, file, None, (found,))
    assert [match.is_written for match in plan.attachments] == [True]
    with pytest.raises(Interrupted):
        apply(campaign, plan, read)
    assert (campaign.find(Dossier), campaign.journal_head) == (before, head)


# The report -------------------------------------------------------------------------------------


def test_the_report_carries_each_difference(campaign: FakeCampaignFile) -> None:
    load(campaign, file_of(line("1")))
    plan = propose(campaign, file_of(line("1", town="Loos / Lens")))
    (told,) = plan_as_json(plan, str, applied=False)["dossiers"]
    assert told["changes"] == [
        {
            "field": "municipalities",
            "before": ["Lens"],
            "after": ["Loos", "Lens"],
            "last": "Lens",
            "edited": False,
            "chosen": "take",
        }
    ]


# Properties -------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    (
        "",
        "Lens",
        "néant",
        " Loos ",
        "ÉCOCITÉ",
        "e\u0301cole",
        "a\u202f: b",
        "x / y",
        "l’eau\nvive",
        "-",
    )
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(("", "2022-01", "2022-02", "D-7")), WORDS, WORDS, WORDS, WORDS, WORDS
    ),
    max_size=5,
)
NUMBER_TAKEN = ([line("", "Lens", "")], [line("2022-01", "Loos", ""), line("", "Lens", "")])


@example(*NUMBER_TAKEN)
@example([line("", "Lens", "Lens")], [line("2022-01", "Lens", ""), line("", "Lens", "Lens")])
@given(ROWS, ROWS)
def test_the_same_file_applied_twice_writes_once(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    campaign = fresh()
    for rows in (first, second):
        file = file_of(*rows)
        load(campaign, file)
        held = campaign.find(Dossier)
        entries = len(campaign.journal())
        load(campaign, file)
        assert campaign.find(Dossier) == held
        assert len(campaign.journal()) == entries


@given(ROWS, ROWS)
def test_one_undo_takes_an_import_back_whole(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    campaign = fresh()
    load(campaign, file_of(*first))
    before = campaign.find(Dossier)
    entries = len(campaign.journal())
    load(campaign, file_of(*second))
    if len(campaign.journal()) > entries:
        campaign.undo()
    assert campaign.find(Dossier) == before


TITLES = ("Mine de Soleil", "La forêt urbaine", "Écocité du 8", "Le garage", "Cuisine centrale")


@given(st.permutations(TITLES), st.permutations(TITLES))
def test_the_order_of_the_rows_changes_no_match(first: list[str], second: list[str]) -> None:
    campaign = fresh()
    load(campaign, file_of(*(line("", title, f"Porteur {title}") for title in first)))
    plan = propose(
        campaign, file_of(*(line("", title.upper(), f"PORTEUR {title}") for title in second))
    )
    matched = {one.existing.title.upper(): one.title for one in plan.dossiers if one.existing}
    assert matched == {title.upper(): title.upper() for title in TITLES}


# The files of 2022 ------------------------------------------------------------------------------


def test_the_export_over_the_workbook_of_2022_asks_about_eight_and_adds_four(
    campaign: FakeCampaignFile,
) -> None:
    data = Path(__file__).parents[1] / "data"
    load(campaign, read_source(data / "candidatures-2022.xlsx"))
    export = read_source(data / "demarches-simplifiees-2022.xlsx")
    plan = propose(campaign, export)
    asked = [question.key for question in plan.open_questions]
    assert len(asked) == 8
    assert plan.count(RowStatus.WITHDRAWN) == 0
    same = ImportChoices(answers=dict.fromkeys(asked, "same"))
    plan = propose(campaign, export, same)
    assert (plan.count(RowStatus.CHANGED), plan.count(RowStatus.NEW)) == (8, 4)
    apply(campaign, plan)
    dossiers = campaign.find(Dossier)
    assert [d.number for d in dossiers] == [f"2022-{n:02d}" for n in range(1, 13)]
    assert all(dossier.external_id for dossier in dossiers)
    again = propose(campaign, export)
    assert again.open_questions == ()
    assert again.changes_nothing


# Columns left out, blank cells, other sources ----------------------------------------------------

OTHER_HEADS = ("ID", "FranceConnect ?", "Intitulé du projet", "Structure porteuse", "Ville", "Vu")


def whole() -> SourceFile:
    return file_of(line(title="Mine de Soleil", summary="Des panneaux"))


def test_a_column_left_out_or_absent_changes_nothing(campaign: FakeCampaignFile) -> None:
    load(campaign, whole())
    left = ImportChoices(targets={4: "ignore"})
    assert statuses(propose(campaign, file_of(line(summary="Neuf")), left)) == ["unchanged"]
    absent = file_of(line()[:4], heads=HEADS[:4])
    assert statuses(propose(campaign, absent)) == ["unchanged"]
    (dossier,) = load(campaign, absent)
    assert dossier.summary == "Des panneaux"


def test_a_blank_cell_is_offered_and_empties_nothing_by_itself(campaign: FakeCampaignFile) -> None:
    load(campaign, whole())
    (row,) = propose(campaign, file_of(line(summary=""))).dossiers
    assert [(c.field, c.after, c.chosen) for c in row.changes] == [("summary", "", "keep")]
    assert not row.is_written


def test_another_source_only_fills_what_was_empty(campaign: FakeCampaignFile) -> None:
    load(campaign, file_of(line(town="", summary="Des panneaux", seen="oui")))
    other = file_of(
        ("77", "false", "Mine de Soleil", "Région", "Liévin", "non"),
        heads=OTHER_HEADS,
    )
    other = replace(other, tables=(replace(other.tables[0], name="Dossiers"),))
    (asked,) = propose(campaign, other).open_questions
    choices = ImportChoices(answers={asked.key: "same"})
    (row,) = propose(campaign, other, choices).dossiers
    told = {c.key or c.field: (c.after, c.chosen) for c in row.changes}
    assert told == {
        "project_leaders": (("Région",), "keep"),
        "municipalities": (("Liévin",), "take"),
        "external_id": ("77", "take"),
        "Vu": ("non", "keep"),
    }
    load(campaign, other, choices)
    renamed = file_of(line(title="Mine du Soleil", town="", summary="Neuf", seen="oui"))
    (again,) = propose(campaign, renamed).open_questions
    (row,) = propose(campaign, renamed, ImportChoices(answers={again.key: "same"})).dossiers
    assert {c.field: c.chosen for c in row.changes} == {"title": "take", "summary": "take"}


# Rows that wait ----------------------------------------------------------------------------------


def test_a_row_in_doubt_waits_unwritten(campaign: FakeCampaignFile) -> None:
    load(campaign, whole())
    near = file_of(line(title="La Mine de Soleil", leader="Autre"), line(title="Halle", leader="V"))
    plan = propose(campaign, near)
    assert [row.read.row for row in plan.waiting] == [2]
    assert [d.title for d in load(campaign, near)] == ["Mine de Soleil", "Halle"]
    place = plan.open_questions[0].key
    settled = load(campaign, near, ImportChoices(answers={place: "other"}))
    assert [d.title for d in settled] == ["Mine de Soleil", "Halle", "La Mine de Soleil"]


def test_one_number_for_two_projects_is_asked(campaign: FakeCampaignFile) -> None:
    both = file_of(line("4"), line("4", title="Le verger partagé", leader="Asso"))
    plan = propose(campaign, both)
    (asked,) = plan.open_questions
    assert str(asked.told) == "same number as row 2, « Mine de Soleil ». Same dossier?"
    assert [row.read.row for row in plan.waiting] == [3]
    choices = ImportChoices(answers={asked.key: "import"})
    assert [d.title for d in load(campaign, both, choices)] == [
        "Mine de Soleil",
        "Le verger partagé",
    ]
    assert [row.status.value for row in propose(campaign, both, choices).dossiers] == [
        "unchanged",
        "unchanged",
    ]


def test_near_titles_are_not_looked_for_in_very_many_rows(campaign: FakeCampaignFile) -> None:
    rows = [line(title=f"Halle {n}", leader=f"Ville {n}", seen="") for n in range(1999)]
    rows.append(line(title="La Mine de Soleil"))
    asked = propose(campaign, file_of(line(), *rows[-1:]))
    assert len(asked.open_questions) == 1
    plan = propose(campaign, file_of(line(), *rows))
    assert not [r for r in plan.dossiers[-1].remarks if r.key.startswith("near")]
    assert plan.count(RowStatus.NEW) == 2001
    assert [str(i.reason) for i in plan.ignored] == [
        "more than 2000 rows: titles close to one another are not looked for"
    ]
