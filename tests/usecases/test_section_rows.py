"""Title rows that carry the agglomeration of the dossiers under them: asked about, never assumed."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import ImportChoices, ImportPlan, Level, Remark
from euralens_desk.domain.section_rows import named_agglomeration
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.i18n import tell
from euralens_desk.usecases.import_dossiers import apply, propose

HEADS = ("N°", "Titre", "Porteur", "Commune", "Site internet")
WITH_COLUMN = (*HEADS, "Agglomération")
TAKEN = ImportChoices(answers={"section:call": "take"})
LEFT = ImportChoices(answers={"section:call": "keep"})


def source(*rows: tuple[str, ...]) -> SourceFile:
    cells = tuple(
        tuple(SourceCell(column, row, text, text) for column, text in enumerate(texts))
        for row, texts in enumerate(rows, 1)
    )
    return SourceFile("x.xlsx", "xlsx", "0", (SourceTable("F", cells),))


def one(title: str, *more: str) -> tuple[str, ...]:
    return ("", title, "Ville de Lens", "Lens", "", *more)


def titled(text: str) -> tuple[str, ...]:
    return (text, "", "", "", "")


GROUPED = source(HEADS, titled("CALL"), one("Mine"), one("Halle"), titled("CAHC"), one("Gare"))


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022, call_closes_on=date(2022, 5, 31)))
    return file


def places(plan: ImportPlan) -> list[str]:
    return [dossier.read.text("agglomeration") for dossier in plan.dossiers]


def about(plan: ImportPlan) -> list[Remark]:
    return [r for d in plan.dossiers for r in d.remarks if r.cell in ("F!A2", "F!A5")]


def kept(campaign: FakeCampaignFile) -> list[tuple[str, str]]:
    return [(dossier.title, dossier.agglomeration) for dossier in campaign.find(Dossier)]


def test_each_title_is_asked_about_once_and_gives_nothing_unasked(
    campaign: FakeCampaignFile,
) -> None:
    plan = propose(campaign, GROUPED)
    assert places(plan) == ["", "", ""]
    assert [(r.row, r.cell, r.level, r.field, r.key) for r in plan.open_questions] == [
        (3, "F!A2", Level.QUESTION, "agglomeration", "section:call"),
        (6, "F!A5", Level.QUESTION, "agglomeration", "section:cahc"),
    ]
    assert [row.row for row in plan.skipped_rows] == [2, 5]
    apply(campaign, plan)
    assert kept(campaign) == [("Mine", ""), ("Halle", ""), ("Gare", "")]


def test_the_answer_holds_for_every_dossier_under_the_title(campaign: FakeCampaignFile) -> None:
    plan = propose(campaign, GROUPED, TAKEN)
    assert places(plan) == ["CALL", "CALL", ""]
    assert [(r.row, r.level, r.chosen) for r in about(plan)] == [
        (3, Level.QUESTION, "take"),
        (4, Level.INFORMATION, ""),
        (6, Level.QUESTION, ""),
    ]
    apply(campaign, plan)
    origins = [dossier.origins.get("agglomeration") for dossier in campaign.find(Dossier)]
    assert [(o.cell, o.text) if o else None for o in origins] == [
        ("F!A2", "CALL"),
        ("F!A2", "CALL"),
        None,
    ]


def test_what_was_taken_is_not_asked_again_and_changes_nothing(
    campaign: FakeCampaignFile,
) -> None:
    apply(campaign, propose(campaign, GROUPED, TAKEN))
    again = propose(campaign, GROUPED)
    assert again.changes_nothing
    assert places(again) == ["CALL", "CALL", ""]
    assert [question.key for question in again.open_questions] == ["section:cahc"]
    assert places(propose(campaign, GROUPED, LEFT)) == ["", "", ""]


def test_no_is_kept_as_an_empty_field(campaign: FakeCampaignFile) -> None:
    plan = propose(campaign, GROUPED, LEFT)
    assert places(plan) == ["", "", ""]
    assert [question.key for question in plan.open_questions] == ["section:cahc"]


def test_the_column_of_a_dossier_is_stronger_than_the_title_above_it(
    campaign: FakeCampaignFile,
) -> None:
    rows = (WITH_COLUMN, titled("CALL"), one("Mine", "CAHC"), one("Halle", ""), one("Gare", "-"))
    asked = propose(campaign, source(*rows))
    assert [(r.row, r.key) for r in asked.open_questions] == [(4, "section:call")]
    assert places(propose(campaign, source(*rows), TAKEN)) == ["CAHC", "CALL", "CALL"]


def test_a_total_ends_what_stands_under_a_title(campaign: FakeCampaignFile) -> None:
    rows = (HEADS, titled("CALL"), one("Mine"), ("Total", "", "", "12", ""), one("Halle"))
    assert places(propose(campaign, source(*rows), TAKEN)) == ["CALL", ""]


def test_a_blank_row_and_a_note_end_nothing(campaign: FakeCampaignFile) -> None:
    note = titled("* à confirmer en séance")
    rows = (HEADS, titled("CALL"), one("Mine"), titled(""), note, titled("12"), one("Halle"))
    assert places(propose(campaign, source(*rows), TAKEN)) == ["CALL", "CALL"]


def test_another_title_is_told_once_and_ends_the_one_before(campaign: FakeCampaignFile) -> None:
    rows = (HEADS, titled("CALL"), one("Mine"), titled("Énergie"), one("Halle"), one("Gare"))
    plan = propose(campaign, source(*rows), TAKEN)
    assert places(plan) == ["CALL", "", ""]
    (remark,) = [r for d in plan.dossiers for r in d.remarks if r.cell == "F!A4"]
    assert (remark.row, remark.level, remark.answers) == (5, Level.WARNING, ())
    assert "Énergie" in tell(remark.told)


def test_a_name_the_campaign_or_the_file_has_is_an_agglomeration(
    campaign: FakeCampaignFile,
) -> None:
    rows = (WITH_COLUMN, one("Mine", "Val de Deûle"), titled("VAL DE DEULE"), one("Halle", ""))
    (question,) = propose(campaign, source(*rows)).open_questions
    assert question.key == "section:val de deule"
    campaign.seed(Dossier(9, "z", "2021-01", "Ancien", agglomeration="Pays noir (à ce stade)"))
    grouped = source(HEADS, titled("Pays noir"), one("Halle"))
    (question,) = propose(campaign, grouped).open_questions
    assert question.key == "section:pays noir"


def test_what_a_person_wrote_is_not_asked_about_when_the_title_says_the_same(
    campaign: FakeCampaignFile,
) -> None:
    campaign.seed(
        Dossier(7, "y", "2022-07", "Mine", project_leaders=("Ville de Lens",), agglomeration="Call")
    )
    campaign.seed(
        Dossier(
            8,
            "z",
            "2022-08",
            "Halle",
            project_leaders=("Ville de Lens",),
            agglomeration="CALL (à ce stade)",
        )
    )
    plan = propose(campaign, source(HEADS, titled("CALL"), one("Mine"), one("Halle")))
    assert plan.open_questions == ()
    changed = [change.field for dossier in plan.dossiers for change in dossier.changes]
    assert "agglomeration" not in changed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CALL", "CALL"),
        ("CALL (3 dossiers)", "CALL"),
        ("Agglomération : CAHC", "CAHC"),
        ("Agglomération Béthune-Bruay", "Agglomération Béthune-Bruay"),
        ("Communauté d’agglomération de Lens-Liévin", "Communauté d’agglomération de Lens-Liévin"),
        ("CC du Haut Pays", "CC du Haut Pays"),
        ("Artois Métropole", "Artois Métropole"),
        ("Métropole européenne de Lille", "Métropole européenne de Lille"),
        ("COMMUNAUTÉ DE COMMUNES DU HAUT PAYS", "COMMUNAUTÉ DE COMMUNES DU HAUT PAYS"),
        ("Communauté urbaine d’Arras", "Communauté urbaine d’Arras"),
        ("CA Béthune-Bruay", "CA Béthune-Bruay"),
        ("L'Artois métropole", "L'Artois métropole"),
        ("MEL", "MEL"),
        ("SMTAG", "SMTAG"),
        ("CC bio et local", ""),
        ("CA va bien se passer", ""),
        ("Ca va Bien", ""),
        ("Agglo durable", ""),
        ("Vers une métropole", ""),
        ("cc destiné", ""),
        ("Cahc", ""),
        ("ÉTÉ 2022", ""),
        ("Agglomération", ""),
        ("Hors agglomération", ""),
        ("Axe 1", ""),
        ("Énergie", ""),
        ("Lens", ""),
        ("Dossiers reçus au 31 mai", ""),
        ("CA 2022", ""),
        ("", ""),
        ("(à ce stade)", ""),
        ("Communauté de communes " + "x" * 90, ""),
    ],
)
def test_only_what_looks_like_an_agglomeration_is_one(text: str, name: str) -> None:
    assert named_agglomeration(text) == name


@given(
    st.lists(
        st.sampled_from([titled("CALL"), titled("Cahc"), titled("Axe 1"), titled("")])
        | st.integers(1, 99).map(lambda n: one(f"Projet {n} {'abcdefgh'[n % 8] * 9}")),
        max_size=12,
    )
)
def test_nothing_is_taken_without_an_answer_and_rows_stay_the_same(
    rows: list[tuple[str, ...]],
) -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    plan = propose(file, source(HEADS, one("Premier"), *rows))
    bare = propose(file, source(HEADS, one("Premier"), *(row for row in rows if row[1])))
    assert set(places(plan)) == {""}
    assert [d.read.fields for d in plan.dossiers] == [d.read.fields for d in bare.dossiers]
    assert [d.status for d in plan.dossiers] == [d.status for d in bare.dossiers]
    keys = [r.key for r in plan.open_questions if r.key.startswith("section:")]
    assert len(keys) == len(set(keys))
