"""The papers of a meeting read back: every word is on a page, nothing masked is told."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace

import pypdfium2
import pytest
from snapshots import snapshot

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.papers import Paper, PapersSnapshot
from euralens_desk.domain.people import Role
from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.reports.papers import Grid, PaperContent
from euralens_desk.reports.papers_content import paper_content
from euralens_desk.reports.papers_pdf import paper_pdf


def papers(found: MinutesSnapshot | None = None) -> PapersSnapshot:
    known = found or snapshot()
    first = known.points[0].dossier_id or 0
    pieces = (Attachment(1, first, "plan.pdf", sha256="0" * 64), Attachment(2, first, "devis.pdf"))
    return PapersSnapshot(known, pieces)


def printed(content: PaperContent) -> list[str]:
    document = pypdfium2.PdfDocument(paper_pdf(content))
    return [page.get_textpage().get_text_bounded() for page in document]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"[\ufffe\x02]|-[\r\n]+", "", text)))


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    if is_dataclass(value):
        return [
            text for f in fields(value) if f.name not in HIDDEN for text in strings_of(value, f)
        ]
    return []


HIDDEN = ("key", "look", "language", "page_of")


def strings_of(value: object, field: object) -> list[str]:
    return strings(getattr(value, field.name))  # type: ignore[attr-defined]


def told(content: PaperContent) -> str:
    return " ".join(strings(content.leaves)).translate({0xA0: " ", 0x202F: " "})


@pytest.mark.parametrize("paper", Paper)
def test_every_word_is_printed_and_the_same_bytes_come_twice(paper: Paper) -> None:
    content = paper_content(papers(), paper)
    pages = printed(content)
    bare = replace(content, title="")
    assert words(" ".join(strings(bare))) - words(" ".join(pages)) == set()
    assert all("Document d’essai" in page for page in pages) is content.footer_left[0].startswith(
        "Document"
    )
    assert paper_pdf(content) == paper_pdf(paper_content(papers(), paper))


def test_the_convocation_holds_the_agenda_the_rule_and_the_pieces() -> None:
    found = papers()
    text = told(paper_content(found, Paper.CONVOCATION))
    for item in found.minutes.points:
        assert found.minutes.dossiers[item.dossier_id or 0].title in text
    assert (
        "Quorum : « moitié au moins ». Les pouvoirs sont comptés, 1 au plus par personne." in text
    )
    assert "un pouvoir écrit peut être donné" in text
    (grid,) = [
        part
        for part in paper_content(found, Paper.CONVOCATION).leaves[0].parts
        if isinstance(part, Grid)
    ]
    assert grid.rows[0][-1][0].text == "1"


def test_without_mandates_the_convocation_offers_none() -> None:
    known = snapshot()
    body = replace(known.body, rules=BodyRules(QuorumRule(), proxies=0), is_waived=True)
    text = told(paper_content(papers(replace(known, body=body)), Paper.CONVOCATION))
    assert "un pouvoir écrit" not in text and "Aucun pouvoir ne peut être donné." in text
    assert "restée sans quorum" in text


def test_each_member_has_a_convocation_of_his_own() -> None:
    found = papers()
    content = paper_content(found, Paper.LETTERS)
    names = [member.name for member in found.minutes.body.members.values()]
    assert len(content.leaves) == len(names)
    assert all(
        name in " ".join(strings(leaf)) for name, leaf in zip(names, content.leaves, strict=True)
    )


def test_the_attendance_sheet_has_one_row_a_member_and_guests_apart() -> None:
    found = papers()
    (leaf,) = paper_content(found, Paper.ATTENDANCE).leaves
    members, guests = (part for part in leaf.parts if isinstance(part, Grid))
    assert [row[0][0].text for row in members.rows] == [
        member.name for member in found.minutes.body.members.values()
    ]
    assert len(guests.rows) == len(found.minutes.points) + 3
    noted = {seat.member_id: seat.presence for seat in found.minutes.attendance}
    crossed = sum(cell[0].text == "×" for row in members.rows for cell in row[2:6])
    assert crossed == sum(presence.value != "proxy" for presence in noted.values())


def test_an_alternate_is_named_with_the_member_it_sits_for() -> None:
    known = snapshot()
    first, second, *_rest = known.body.members.values()
    members = dict(known.body.members)
    members[second.id] = replace(second, role=Role.ALTERNATE, alternate_of=first.id)
    members[first.id] = replace(first, is_voting=False)
    body = replace(known.body, members=members)
    text = told(paper_content(papers(replace(known, body=body, events=())), Paper.ATTENDANCE))
    assert f"supplée {first.name}" in text and "sans voix" in text


def test_the_sheets_of_the_chair_hold_on_a_page_each() -> None:
    found = papers(snapshot(8))
    content = paper_content(found, Paper.PRESIDENCY)
    assert len(content.leaves) == len(printed(content)) == 8
    text = told(content)
    assert "Comité technique" in text and "Il en faut" in text


def test_the_chair_ticks_the_form_of_the_vote_and_counts_blank_and_null_votes() -> None:
    (leaf,) = paper_content(papers(snapshot(1)), Paper.PRESIDENCY).leaves
    heads = [part.heads for part in leaf.parts if isinstance(part, Grid)]
    assert heads[-3:] == [
        ("Vote à main levée", "Vote au scrutin secret", "Vote par appel nominal"),
        ("Attribution", "Nomination", "En attente", "Abstentions", "Blancs", "Nuls"),
        ("Motifs et réserves",),
    ]
    text = told(paper_content(papers(snapshot(1)), Paper.PRESIDENCY))
    assert "Les bulletins blancs et nuls n’existent qu’au scrutin secret." in text


def test_only_who_has_an_alternate_is_asked_to_tell_it() -> None:
    known = snapshot(1)
    first, second, *_rest = known.body.members.values()
    members = {
        **known.body.members,
        second.id: replace(second, role=Role.ALTERNATE, alternate_of=first.id),
    }
    seconded = replace(known, body=replace(known.body, members=members), events=())
    asked = "merci de transmettre cette convocation à votre suppléante ou suppléant."
    leaves = paper_content(papers(seconded), Paper.LETTERS).leaves
    assert [asked in " ".join(strings(leaf)) for leaf in leaves] == [True, *[False] * 11]
    assert asked in told(paper_content(papers(seconded), Paper.CONVOCATION))
    assert asked not in told(paper_content(papers(known), Paper.CONVOCATION))


def test_flags_are_told_only_once_the_scores_are_revealed() -> None:
    known = snapshot()
    shown = told(paper_content(papers(known), Paper.PRESIDENCY))
    every = {item.dossier_id or 0: 3 for item in known.points}
    hidden = told(
        paper_content(
            papers(replace(known, committee=replace(known.committee, masked=every))),
            Paper.PRESIDENCY,
        )
    )
    assert "avis opposés" in shown or "Aucun critère" in shown or "avis partagés" in shown
    assert hidden.count("Les notes ne sont pas encore révélées") == len(known.points)
    for flag in ("avis opposés", "avis partagés", "peu d’avis", "Aucun critère"):
        assert flag not in hidden


def test_a_body_without_members_is_told_so_to_its_chair() -> None:
    known = snapshot()
    bare = replace(known, body=replace(known.body, members={}), events=())
    text = told(paper_content(papers(bare), Paper.PRESIDENCY))
    assert text.count("Personne n’a voix ce jour-là.") == len(known.points)
    assert "aucun membre ce jour-là" in told(paper_content(papers(bare), Paper.ATTENDANCE))


def test_an_empty_agenda_still_gives_papers() -> None:
    known = replace(snapshot(), agenda=())
    for paper in Paper:
        assert len(printed(paper_content(papers_of(known), paper))) >= 1


def papers_of(known: MinutesSnapshot) -> PapersSnapshot:
    return PapersSnapshot(known, ())


def test_a_title_of_120_characters_and_40_members_stay_whole() -> None:
    known = snapshot(8)
    long = {
        key: replace(dossier, title="Réhabilitation participative " * 4 + "fin")
        for key, dossier in known.dossiers.items()
    }
    base = next(iter(known.body.members.values()))
    members = {
        n: replace(base, id=n, name=f"Alix Aubépin {n}", code=f"E{n:02d}") for n in range(40)
    }
    body = replace(known.body, members=members)
    found = papers(replace(known, dossiers=long, body=body, events=()))
    pages = printed(paper_content(found, Paper.ATTENDANCE))
    assert all(any(f"Aubépin {n}" in page for page in pages) for n in range(40))
    assert len(printed(paper_content(found, Paper.PRESIDENCY))) == 8
