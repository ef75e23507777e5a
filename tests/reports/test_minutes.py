"""The minutes read back: every word of the content is on a page, figures are exact."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from snapshots import snapshot

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.follow_up import Commitment, CommitmentKind, Side, SupportPlan
from euralens_desk.domain.funding import FundingLead
from euralens_desk.domain.meeting import ActKind, ActVote
from euralens_desk.domain.minutes import Beside, MinutesSnapshot
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.domain.tally import Tally
from euralens_desk.reports.dossier_content import score_table
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.reports.pdf import minutes_pdf
from euralens_desk.reports.workbook import minutes_workbook


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def words(text: str) -> list[str]:
    """Return the words of a text, hyphenation undone."""
    return re.findall(r"\w+", re.sub(r"[\ufffe\x02]|-[\r\n]+", "", text))


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in strings(getattr(value, field.name))]
    return []


def test_every_word_of_the_content_is_printed() -> None:
    content = minutes_content(snapshot())
    shown = set(words(" ".join(pages(minutes_pdf(content)))))
    bare = replace(content, language="", page_of="", title="")
    keys = {page.key for page in content.dossiers}
    wanted = {w for text in strings(bare) if text not in keys for w in words(text)}
    assert wanted - shown == set()


def test_pages_are_numbered_and_found_from_the_first_one() -> None:
    found = pages(minutes_pdf(minutes_content(snapshot(8))))
    assert all(f"Page {n} sur {len(found)}" in words_joined(p) for n, p in enumerate(found, 1))
    for place in range(1, 9):
        page = next(
            n for n, text in enumerate(found, 1) if f"Point {place} de" in words_joined(text)
        )
        assert re.search(
            rf"2022.0{place}.*?Attribution {page}\b", words_joined(" ".join(found[:2]))
        )


def words_joined(text: str) -> str:
    return " ".join(re.sub(r"[\s\u00a0\u202f\ufffe-]+", " ", text).split())


def test_the_outline_and_the_language_are_set() -> None:
    data = minutes_pdf(minutes_content(snapshot(2)))
    document = pypdfium2.PdfDocument(data)
    titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[:3] == ["Procès-verbal", "Dossiers", "Projet 1 & <compagnie>"]
    assert b"/Lang (fr-FR)" in data
    assert document.get_metadata_dict()["Title"].startswith("Comité d’expertise")


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    content = minutes_content(snapshot())
    assert minutes_pdf(content) == minutes_pdf(minutes_content(snapshot()))
    assert minutes_workbook(snapshot()) == minutes_workbook(snapshot())


def test_the_fingerprint_follows_the_words_and_the_journal() -> None:
    first = minutes_content(snapshot())
    other = minutes_content(replace(snapshot(), journal_head="cd" * 32))
    assert re.fullmatch(r"Empreinte [0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}", first.fingerprint)
    assert first.fingerprint != other.fingerprint


@pytest.mark.parametrize("members", [0, 1, 70])
def test_any_number_of_members_and_no_act(members: int) -> None:
    bare = replace(snapshot(2, members), acts=(), events=(), recusals=())
    content = minutes_content(bare)
    assert content.cover.proposals[0].proposal == "non votée"
    assert content.dossiers[0].frame is None
    assert "date à fixer" in words_joined(" ".join(pages(minutes_pdf(content))))


def test_an_empty_agenda_still_makes_minutes() -> None:
    content = minutes_content(replace(snapshot(), agenda=()))
    assert content.cover.agenda == "L’ordre du jour est vide."
    assert len(pages(minutes_pdf(content))) >= 2


def test_too_few_opinions_are_said_and_give_no_median() -> None:
    base = snapshot(1)
    assert base.committee.opinions is not None
    opinion = base.committee.opinions.dossiers[1]
    few = replace(opinion.criteria["A1"], tally=Tally((0, 1, 1, 0, 0), blank=10))
    changed = replace(opinion, criteria={**opinion.criteria, "A1": few})
    opinions = replace(base.committee.opinions, dossiers={1: changed})
    table = score_table(
        replace(base, committee=replace(base.committee, opinions=opinions)), base.dossiers[1]
    )
    assert table is not None
    row = table.axes[0][1][0]
    assert (row.median, row.observation) == ("–", "avis insuffisants (2 sur 12)")


def test_individual_scores_and_means_are_not_printed() -> None:
    text = " ".join(pages(minutes_pdf(minutes_content(snapshot()))))
    assert "HYPERLINK" not in text
    assert not re.search(r"\d,\d\d\b", text)


def test_the_workbook_holds_values_tables_and_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(minutes_workbook(snapshot())))
    assert book.sheetnames == [
        "Décisions",
        "Déroulé",
        "Comité d’expertise",
        "Comité lycéen",
        "Avis techniques",
        "Notes",
        "Méthode",
    ]
    for sheet in book:
        (table,) = sheet.tables.values()
        heads = [cell.value for cell in sheet[1]]
        assert [column.name for column in table.tableColumns] == heads
        assert len(set(heads)) == len(heads)
        assert table.ref == sheet.dimensions
        assert sheet.freeze_panes
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def beside() -> Beside:
    lead = FundingLead(1, "Agence de l’eau", "Nature en ville", deadline=date(2023, 3, 31))
    return Beside(
        findings=(Finding(3, 1, "A1", "Plan absent.", 0), Finding(3, 1, "ZZ", "Autre grille.")),
        missing=(MissingElement(1, 1, "Plan"), MissingElement(2, 1, "Reçu", date(2022, 10, 1))),
        leads={1: ((lead, "Noues."), (FundingLead(2, "Agence de l’eau", "Eau"), ""))},
        commitments=(
            Commitment(
                1, 1, CommitmentKind.COMMITMENT, Side.LEADER, "Rendre compte", "Ville", "Pôle"
            ),
        ),
        plans=(SupportPlan(1, "Équipe", date(2023, 2, 1), "", "Montage"),),
    )


def test_funders_and_missing_elements_stand_with_the_earlier_opinion() -> None:
    text = " ".join(pages(minutes_pdf(minutes_content(replace(snapshot(), beside=beside())))))
    said = " ".join(text.replace("\u00a0", " ").split())
    assert "Plan à préciser. Éléments attendus : Plan. Piste : Agence de l’eau." in said


def test_the_workbook_tells_the_technical_opinions_and_the_follow_up() -> None:
    whole = replace(snapshot(), beside=beside())
    book = openpyxl.load_workbook(BytesIO(minutes_workbook(whole)))
    technical = [str(cell.value).replace("\u00a0", " ") for cell in book["Avis techniques"][2]]
    assert technical[2] == "réservé"
    assert technical[5].startswith("1.1 : Plan absent. (")
    assert technical[5].endswith("ZZ : Autre grille.")
    assert technical[6] == "Plan"
    first, second = technical[7].split("\n")
    assert first == "Agence de l’eau – Nature en ville, 31/03/2023, Noues."
    assert second == "Agence de l’eau – Eau"
    lines = [[cell.value for cell in row] for row in book["Suivi"].iter_rows(min_row=2)]
    assert [line[2:7] for line in lines] == [
        ["Accompagnement", None, "Montage", "Équipe", None],
        ["Engagement", "Porteur", "Rendre compte", "Ville", "Pôle"],
    ]


def test_a_comment_that_looks_like_a_formula_stays_text() -> None:
    sheet = openpyxl.load_workbook(BytesIO(minutes_workbook(snapshot())))["Notes"]
    cell = sheet["I2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("x")', "s", True)
    assert sheet["H2"].value == 3
    assert sheet["H3"].value == "NSP"


def test_figures_of_the_workbook_are_the_opinions() -> None:
    base = snapshot(1)
    sheet = openpyxl.load_workbook(BytesIO(minutes_workbook(base)))["Comité d’expertise"]
    assert base.committee.opinions is not None
    figure = base.committee.opinions.dossiers[1].criteria["A1"]
    row = [cell.value for cell in sheet[2]]
    assert tuple(row[4:9]) == figure.tally.counts
    assert figure.mean is not None
    assert row[17] == pytest.approx(float(figure.mean))


def test_three_acts_are_dated_in_the_decisions() -> None:
    base = snapshot(1)
    acts = tuple(
        replace(base.acts[0], kind=kind, reference="2022-41", vote="Unanimité") for kind in ActKind
    )
    item = replace(base.agenda[0], label_votes=3, miscount_reason="Un départ.")
    told = replace(base, acts=acts, agenda=(item,))
    sheet = openpyxl.load_workbook(BytesIO(minutes_workbook(told)))["Décisions"]
    heads = [cell.value for cell in sheet[1]]
    line = dict(zip(heads, sheet[2], strict=True))
    for head in ("Proposé le", "Approuvé le", "Décidé le"):
        assert line[head].number_format == "dd/mm/yyyy"
        assert isinstance(line[head].value, datetime)
    said = [line[h].value for h in ("Vote sur l’approbation", "Vote sur la décision", "Référence")]
    assert said == ["Unanimité", "Unanimité", "2022-41"]
    assert line["Forme du vote"].value == "Vote à main levée"
    assert line["Motif de l’écart de voix"].value == "Un départ."


def test_the_vote_of_each_body_and_a_missing_voice_are_told() -> None:
    base = snapshot(1)
    approval = replace(
        base.acts[0], kind=ActKind.APPROVAL, reasons="", vote="À main levée, unanimité"
    )
    item = replace(base.agenda[0], label_votes=3, miscount_reason="Un membre est parti.")
    content = minutes_content(replace(base, acts=(*base.acts, approval), agenda=(item,)))
    (page,) = content.dossiers
    assert "".join(span.text for span in page.vote).endswith(". Un membre est parti.")
    assert page.acts[-1].endswith(". À main levée, unanimité.")


def test_the_counted_vote_of_an_approval_is_told_with_its_form_and_result() -> None:
    base = snapshot(1)
    voted = ActVote(VoteForm.HANDS, 120, 3, 2, is_list=True)
    approval = replace(base.acts[0], kind=ActKind.APPROVAL, reasons="", voted=voted)
    (page,) = minutes_content(replace(base, acts=(*base.acts, approval))).dossiers
    assert page.acts[-1].replace("\u00a0", " ") == (
        "Approbation du 8 décembre 2022 : attribution. Vote à main levée sur toute la liste, 120 "
        "pour, 3 contre, 2 abstentions, adopté."
    )


def of_technical_committee(base: MinutesSnapshot) -> MinutesSnapshot:
    """Return the same meeting as held by the technical committee, whose opinions are recorded."""
    record = next(r for r in base.others if r.committee.kind is CommitteeKind.TECHNICAL)
    others = tuple(r for r in (base.committee, *base.others) if r is not record)
    return replace(base, committee=record, others=others)


def test_the_technical_committee_gives_its_opinion_and_proposes_nothing() -> None:
    base = of_technical_committee(snapshot())
    content = minutes_content(base)
    assert (content.cover.proposals, content.cover.acts) == ((), ())
    first = content.dossiers[0]
    assert (first.vote, first.acts) == ((), ())
    assert first.frame is not None and first.frame.headline == "Avis réservé."
    assert all("Comité technique" not in rich[0].text for rich in first.earlier)
    assert (content.headings["discussion"], content.headings["vote"]) == (
        "Teneur des échanges",
        "Avis du comité",
    )
    told = words_joined(" ".join(pages(minutes_pdf(content))))
    assert "propose" not in told and "Les signatures figurent en page" in told


def test_a_committee_without_opinion_only_tells_the_discussion() -> None:
    content = minutes_content(replace(of_technical_committee(snapshot(1)), technical_opinions=()))
    assert content.dossiers[0].frame is None
    assert "Avis du comité" not in words_joined(" ".join(pages(minutes_pdf(content))))


def test_rows_are_as_high_as_their_wrapped_texts() -> None:
    base = snapshot(1)
    long = replace(base.acts[0], reasons="Des motifs tenus. " * 12)
    sheet = openpyxl.load_workbook(BytesIO(minutes_workbook(replace(base, acts=(long,)))))
    rows = sheet["Décisions"].row_dimensions
    assert rows[2].height >= 15 * len(long.reasons) / 44
    endless = replace(long, reasons="Des motifs. " * 2_000)
    sheet = openpyxl.load_workbook(BytesIO(minutes_workbook(replace(base, acts=(endless,)))))
    assert sheet["Décisions"].row_dimensions[2].height < 409


def test_laying_out_can_be_interrupted() -> None:
    class Stop(Exception):
        pass

    def progress(page: int, _total: int) -> None:
        if page == 2:
            raise Stop

    with pytest.raises(Stop):
        minutes_pdf(minutes_content(snapshot()), progress)
