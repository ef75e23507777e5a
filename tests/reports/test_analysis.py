"""The analysis report read back: every candidature is there, counts add up, text stays text."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.analysis import AnalysisSnapshot
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.precedent import PastOutcome, Precedent
from euralens_desk.domain.preselection import (
    BoardColumn,
    Candidature,
    Lacking,
    Preselection,
    Stage,
)
from euralens_desk.reports.analysis_content import analysis_content
from euralens_desk.reports.analysis_pdf import analysis_pdf
from euralens_desk.reports.analysis_workbook import analysis_workbook

DAY = date(2023, 7, 5)
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
STAGES = (Stage.CANDIDATE, Stage.NOT_SHORTLISTED, Stage.INADMISSIBLE, Stage.ADMISSIBLE, None)


def candidature(number: int, stage: Stage | None, **more: object) -> Candidature:
    dossier = Dossier(
        number,
        f"d{number}",
        f"2023-{number:02d}",
        f"Projet numéro {number}",
        project_leaders=(f"Ville {number}",),
        themes=("énergie", "Emploi" if number % 2 else "emploi"),
        agglomeration="CALL" if number % 2 else "",
        summary="Un lieu ouvert.",
        budget_amount=Decimal("389000.50"),
        received_on=date(2023, 6, 12),
        contact_email="personne@example.org",
    )
    kept = Preselection(number, stage, DAY if stage else None)
    if stage is Stage.NOT_SHORTLISTED:
        kept = replace(kept, needs="Un local sec", alternatives="Le fonds des tiers-lieux")
    if stage is Stage.INADMISSIBLE:
        kept = replace(kept, reason="Hors du périmètre")
    return replace(Candidature(dossier, (), kept, Lacking(), False), **more)  # type: ignore[arg-type]


def snapshot(*candidatures: Candidature, **more: object) -> AnalysisSnapshot:
    campaign = Campaign("Promotion 2023", 2023, call_closes_on=date(2023, 6, 10))
    found = candidatures or tuple(candidature(n, stage) for n, stage in enumerate(STAGES, 1))
    return AnalysisSnapshot(campaign, found, journal_head="ab", **more)  # type: ignore[arg-type]


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded().translate(SPACES) for page in document]


def words(text: str) -> list[str]:
    """Return the words of a text, hyphenation undone."""
    return re.findall(r"\w+", re.sub(r"[\ufffe\x02]|-[\r\n]+", "", text))


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    if is_dataclass(value):
        return [
            text
            for field in fields(value)
            if field.name != "key"
            for text in strings(getattr(value, field.name))
        ]
    return []


def test_every_word_of_the_content_is_printed() -> None:
    content = analysis_content(snapshot())
    shown = set(words(" ".join(pages(analysis_pdf(content)))))
    bare = replace(content, language="", page_of="", title="")
    wanted = {w for text in strings(bare) for w in words(text.translate(SPACES))}
    assert wanted - shown == set()


def test_no_contact_is_handed_out() -> None:
    found = snapshot()
    assert "personne" not in "".join(pages(analysis_pdf(analysis_content(found))))
    book = openpyxl.load_workbook(BytesIO(analysis_workbook(found)))
    values = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert not [value for value in values if "example.org" in value]


def test_the_counts_of_the_cover_add_up() -> None:
    rows = analysis_content(snapshot(withdrawn=(Dossier(9, "d9", "2023-09", "Parti"),))).standings
    counts = [int(row.counts[0]) for row in rows]
    assert counts[0] == sum(counts[1:]) == 6
    assert counts[1:] == [0, 2, 1, 1, 1, 1]


@given(st.lists(st.sampled_from(STAGES), min_size=1, max_size=12))
def test_every_candidature_is_counted_once(stages: list[Stage | None]) -> None:
    found = snapshot(*(candidature(n, stage) for n, stage in enumerate(stages, 1)))
    content = analysis_content(found)
    counts = [int(row.counts[0]) for row in content.standings]
    assert counts[0] == sum(counts[1:]) == len(stages)
    assert sum(int(row.counts[0]) for row in content.places) == len(stages)
    assert len(content.answers) == stages.count(Stage.NOT_SHORTLISTED)


def test_spellings_of_a_theme_are_counted_as_one_and_many_are_gathered() -> None:
    content = analysis_content(snapshot())
    assert [(row.name, row.counts) for row in content.themes] == [
        ("Emploi", ("5", "1")),
        ("énergie", ("5", "1")),
    ]
    many = tuple(f"thème {n:02d}" for n in range(20))
    one = candidature(1, Stage.CANDIDATE)
    wide = analysis_content(snapshot(replace(one, dossier=replace(one.dossier, themes=many))))
    assert len(wide.themes) == 12
    assert wide.themes[-1].name.translate(SPACES).startswith("Autres : thème 11, thème 12")
    assert wide.themes[-1].counts == ("1", "1")


def located(number: int, place: str, *themes: str, stage: Stage | None = None) -> Candidature:
    one = candidature(number, stage)
    return replace(one, dossier=replace(one.dossier, agglomeration=place, themes=themes))


def test_a_mention_accents_and_case_part_no_agglomeration_nor_theme() -> None:
    found = analysis_content(
        snapshot(
            located(1, "CALL", "Énergie"),
            located(2, "CALL (à ce stade)", "ENERGIE", stage=Stage.CANDIDATE),
            located(3, "Hénin-Carvin (CAHC)", "énergie"),
        )
    )
    assert [(row.name, row.counts) for row in found.places] == [
        ("CALL", ("2", "1")),
        ("Hénin-Carvin (CAHC)", ("1", "–")),
    ]
    assert [(row.name, row.counts) for row in found.themes] == [("Énergie", ("3", "1"))]


def test_the_other_names_count_each_candidature_once() -> None:
    names = [f"lieu {n:02d}" for n in range(13)]
    many = [located(n, name, name, "zone") for n, name in enumerate(names, 1)]
    one = located(20, "lieu 11", "zone a", "zone b", stage=Stage.CANDIDATE)
    found = analysis_content(snapshot(*many, one))
    assert sum(int(row.counts[0]) for row in found.places) == 14
    assert found.places[-1].counts == ("2", "–")
    assert found.themes[-1].counts == ("4", "1")


def test_sections_are_numbered_without_a_gap() -> None:
    without = analysis_content(snapshot(candidature(1, Stage.CANDIDATE)))
    assert without.headings["sheets"].startswith("3. ")
    told = analysis_content(snapshot(candidature(1, Stage.NOT_SHORTLISTED)))
    assert (told.headings["answers"][:3], told.headings["sheets"][:3]) == ("3. ", "4. ")


def test_the_table_tells_the_page_of_each_candidature() -> None:
    found = snapshot(*(candidature(n, Stage.CANDIDATE) for n in range(1, 27)))
    shown = pages(analysis_pdf(analysis_content(found)))
    for number in (1, 13, 26):
        (line,) = [
            line
            for page in shown
            for line in page.splitlines()
            if line.startswith(f"2023-{number:02d}") and "·" not in line
        ]
        start = next(
            n for n, text in enumerate(shown, 1) if f"2023-{number:02d} · Candidat" in text
        )
        following = "\n".join(shown).split(line)[1].splitlines()[:3]
        assert any(part.strip().endswith(f" {start}") for part in (line, *following))


def test_a_sheet_higher_than_a_page_is_parted_and_nothing_lost() -> None:
    one = candidature(1, Stage.CANDIDATE)
    long = replace(one.dossier, timeline=tuple(f"étape numéro {n}" for n in range(120)))
    shown = pages(analysis_pdf(analysis_content(snapshot(replace(one, dossier=long)))))
    assert len(shown) >= 3
    assert "étape numéro 119" in " ".join(shown)


def test_what_lacks_what_came_late_and_what_was_asked_is_told() -> None:
    kept = Preselection(1, requested_on=date(2023, 6, 12), due_on=date(2023, 6, 27))
    one = candidature(1, None, lacking=Lacking(("summary",), ("statuts",)), is_late=True)
    content = analysis_content(snapshot(replace(one, preselection=kept)))
    told = dict(content.sheets[0].lines)["Recevabilité"].translate(SPACES)
    assert told == (
        "Manque : Résumé, statuts. Arrivée après la clôture, le 12 juin 2023. "
        "Compléments demandés le 12 juin 2023, à rendre pour le 27 juin 2023."
    )
    assert one.column is BoardColumn.TO_COMPLETE
    assert "arrivée après la clôture" in content.standings[1].name


def test_an_earlier_campaign_is_told_with_what_changed() -> None:
    before = Precedent(
        1,
        "c",
        "Promotion 2022",
        2022,
        "d",
        "2022-04",
        PastOutcome.DEFERRED,
        date(2022, 12, 8),
        reasons="Préciser le portage.",
        fields={"title": "Projet", "themes": "énergie\nEmploi"},
    )
    content = analysis_content(snapshot(candidature(1, None), precedents={1: (before,)}))
    told = dict(content.sheets[0].lines)["Campagne antérieure"].translate(SPACES)
    first, reasons, changed = told.split("\n")
    assert first == "Promotion 2022, 2022-04 : en attente, le 8 décembre 2022"
    assert reasons == "Préciser le portage."
    assert changed.startswith("Changé depuis : Titre, Porteur")
    assert "Thématiques" not in changed


def test_the_list_is_a_real_table_and_its_text_is_text() -> None:
    one = candidature(1, Stage.CANDIDATE)
    risky = replace(one, dossier=replace(one.dossier, title='=HYPERLINK("x")'))
    book = openpyxl.load_workbook(BytesIO(analysis_workbook(snapshot(risky))))
    sheet = book["Candidatures"]
    assert sheet.freeze_panes == "C2"
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert sheet["B2"].value == '=HYPERLINK("x")'
    assert sheet["B2"].data_type == "s"
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, [cell.value for cell in sheet[2]], strict=True))
    assert row["Situation"] == "Candidat"
    assert row["Budget"] == 389000.5
    assert row["Reçu le"] == datetime(2023, 6, 12)


def test_the_same_file_gives_the_same_bytes_and_another_head_another_mark() -> None:
    found = snapshot()
    assert analysis_pdf(analysis_content(found)) == analysis_pdf(analysis_content(found))
    assert analysis_workbook(found) == analysis_workbook(found)
    other = analysis_content(replace(found, journal_head="cd"))
    assert other.fingerprint != analysis_content(found).fingerprint


def test_progress_may_interrupt() -> None:
    def stop(page: int, pages: int) -> None:
        assert pages >= 2
        if page == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analysis_pdf(analysis_content(snapshot()), stop)
