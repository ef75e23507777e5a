"""What documents seldom have to say, said in English so that the words tell themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from math import inf

import openpyxl
import pytest
from snapshots import snapshot

from euralens_desk.domain.analysis import AnalysisSnapshot
from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.course import Span as Hours
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import Act, ActKind, AgendaItem, Dissent, Outcome
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.papers import Paper, PapersSnapshot
from euralens_desk.domain.people import Role
from euralens_desk.domain.precedent import PastOutcome, Precedent
from euralens_desk.domain.preselection import (
    Candidature,
    Lacking,
    Preselection,
    Requirements,
    Stage,
)
from euralens_desk.domain.sheet import NotApplicable, RevisedScore, Revision
from euralens_desk.domain.tally import Tally
from euralens_desk.i18n import set_language
from euralens_desk.reports import analysis_content as analysis
from euralens_desk.reports.dossier_content import score_table
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.reports.papers_content import paper_content
from euralens_desk.reports.pdf_blocks import PAGE_HEIGHT, Bookmark, Boxed, Prose, prose
from euralens_desk.reports.pdf_pages import Group, fill
from euralens_desk.reports.pdf_text import (
    break_lines,
    line_width,
    look,
    plain,
    register_faces,
    strong,
)
from euralens_desk.reports.sentences import recusal_sentence
from euralens_desk.reports.words import figure, short_name
from euralens_desk.reports.workbook import minutes_workbook


@pytest.fixture(autouse=True)
def _in_english(_in_french: None) -> None:
    set_language("en")
    register_faces()


def text_of(value: object) -> str:
    """Return all that a document says, on one line, its spaces plain."""
    return repr(value).replace("\\xa0", " ").replace("\\u202f", " ")


# Candidatures -------------------------------------------------------------------------------------


def candidature(kept: Preselection, *, is_late: bool = False) -> Candidature:
    dossier = Dossier(1, "d", "2023-01", "Projet", received_on=date(2023, 6, 12))
    return Candidature(dossier, (), kept, Lacking(), is_late)


def test_a_whole_candidature_that_came_late_stands_as_late() -> None:
    one = candidature(Preselection(1), is_late=True)
    assert analysis.standing_word(one) == "Late"
    assert analysis.admissibility(one) == "Complete. Came after the closing, on 12 June 2023."


def test_a_request_without_a_deadline_tells_its_day_alone() -> None:
    one = candidature(Preselection(1, requested_on=date(2023, 6, 13)))
    assert analysis.admissibility(one) == "Complete. Completion asked for on 13 June 2023."


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (Preselection(1), ""),
        (Preselection(1, Stage.CANDIDATE), "Candidate"),
        (Preselection(1, Stage.INADMISSIBLE, reason="Elsewhere"), "Inadmissible: Elsewhere"),
        (Preselection(1, Stage.CANDIDATE, date(2023, 7, 5)), "Candidate, on 5 July 2023"),
    ],
)
def test_a_decision_tells_what_is_known_of_it(kept: Preselection, told: str) -> None:
    assert analysis.decision(candidature(kept)) == told


def test_a_campaign_that_requires_nothing_says_so_and_long_summaries_are_cut() -> None:
    one = candidature(Preselection(1))
    long = replace(one, dossier=replace(one.dossier, summary="word " * 400))
    campaign = Campaign("2023", 2023, requirements=Requirements((), ()))
    content = analysis.analysis_content(AnalysisSnapshot(campaign, (long,), journal_head="ab"))
    assert content.required == "This campaign requires nothing in particular."
    summary = dict(content.sheets[0].lines)["Summary"]
    assert summary.endswith(" word…")
    assert len(summary) <= analysis.LONGEST_SUMMARY + 1


def test_an_earlier_campaign_that_nothing_sets_apart_is_one_line() -> None:
    before = Precedent(
        1, "c", "2022", 2022, "d", "2022-04", PastOutcome.NOMINATED, fields={"title": "Projet"}
    )
    known = AnalysisSnapshot(
        Campaign("2023", 2023), (), precedents={1: (before,)}, journal_head="ab"
    )
    one = candidature(Preselection(1))
    assert list(analysis.precedents(known, one)) == ["2022, 2022-04: nominated"]


# Minutes ------------------------------------------------------------------------------------------


def test_figures_and_names_that_can_not_be_shortened() -> None:
    assert (figure(None), short_name("Collectif")) == ("–", "Collectif")


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ((Hours(None),), "X takes no part in the examination nor in the vote."),
        (
            (Hours(datetime(2022, 12, 8, 15, 57)),),
            "X leaves the room at 15:57 and takes no part in the examination nor in the vote.",
        ),
    ],
)
def test_hours_of_a_recusal_are_told_as_far_as_they_were_noted(
    spans: tuple[Hours, ...], told: str
) -> None:
    assert recusal_sentence("X", spans).replace("15 h 57", "15:57") == told


def test_a_disagreement_without_words_is_recorded_alone() -> None:
    known = replace(snapshot(1), dissents=(Dissent(1, 2),))
    said = "".join(span.text for span in minutes_content(known).dossiers[0].vote)
    assert said.endswith("Prénom Nom-Composé 2 asks for a disagreement to be recorded.")


def test_what_does_not_apply_to_a_dossier_stands_under_its_table() -> None:
    left_out = (
        NotApplicable(1, 1, 0, "No building."),
        NotApplicable(1, 1, 12),
        NotApplicable(1, 1, 13, "No such criterion"),
        NotApplicable(1, 2, 0, "Another dossier"),
        NotApplicable(2, 1, 0, "Another committee"),
    )
    known = replace(snapshot(2), not_applicable=left_out)
    table = score_table(known, known.dossiers[1])
    assert table is not None
    assert table.notes[0].startswith("Blank answers, not counted: 1.1 (1), 1.2 (1)")
    assert table.notes[1:] == (
        "1.1: not applicable to this dossier. No building.",
        "3.2: not applicable to this dossier.",
    )


def test_a_criterion_that_applies_to_nobody_says_so_in_its_row() -> None:
    base = snapshot(1)
    assert base.committee.opinions is not None
    opinion = base.committee.opinions.dossiers[1]
    figure_of = replace(opinion.criteria["A1"], tally=Tally((0,) * 5, not_applicable=12))
    changed = replace(opinion, criteria={**opinion.criteria, "A1": figure_of})
    opinions = replace(base.committee.opinions, dossiers={1: changed})
    table = score_table(
        replace(base, committee=replace(base.committee, opinions=opinions)), base.dossiers[1]
    )
    assert table is not None
    row = table.axes[0][1][0]
    assert (row.median, row.observation) == ("–", "not applicable")


def test_an_act_that_leaves_a_dossier_waiting_recalls_what_was_proposed() -> None:
    act = Act(
        1,
        ActKind.DECISION,
        Outcome.DEFERRED,
        date(2022, 12, 20),
        "Look again",
        recalled_outcome=Outcome.LABEL,
        recalled_reasons="Exemplary",
    )
    base = snapshot(1)
    said = text_of(minutes_content(replace(base, acts=(*base.acts, act))).dossiers[0])
    assert "Look again. What was proposed: " in said
    assert ". Exemplary." in said


def test_another_committee_without_opinion_on_a_dossier_is_not_told() -> None:
    base = snapshot(1)
    young, technical = base.others
    assert young.opinions is not None
    bare = replace(young, opinions=replace(young.opinions, dossiers={}))
    told = text_of(minutes_content(base).dossiers[0].earlier)
    untold = text_of(minutes_content(replace(base, others=(bare, technical))).dossiers[0].earlier)
    assert ("Comité lycéen" in told, "Comité lycéen" in untold) == (True, False)


def test_votes_of_both_forms_send_to_the_page_of_each_dossier() -> None:
    base = snapshot(2)
    first, second = base.agenda
    mixed = replace(base, agenda=(replace(first, form=VoteForm.SECRET), second))
    assert "The form of each vote is on the page of its dossier." in text_of(
        minutes_content(mixed).cover
    )


def test_a_meeting_whose_end_is_not_planned_tells_its_beginning() -> None:
    base = snapshot(1)
    open_ended = replace(base, meeting=replace(base.meeting, ends_at=None))
    said = text_of(minutes_content(open_ended).cover)
    assert "at 1" in said
    assert "16 h 55" not in said and "16:55" not in said and "4:55" not in said


# Papers -------------------------------------------------------------------------------------------


def paper(known: MinutesSnapshot, kind: Paper) -> str:
    return text_of(paper_content(PapersSnapshot(known, ()), kind))


def test_a_second_meeting_needs_no_quorum() -> None:
    known = snapshot(2)
    waived = replace(known, body=replace(known.body, is_waived=True))
    said = paper(waived, Paper.PRESIDENCY)
    assert said.count("No quorum is required: second meeting on the same agenda.") == 2


def test_a_college_that_must_be_half_is_named_to_the_chair() -> None:
    known = snapshot(1)
    rules = known.body.rules
    rules = replace(rules, quorum=replace(rules.quorum, college="habitants"))
    said = paper(replace(known, body=replace(known.body, rules=rules)), Paper.PRESIDENCY)
    assert "are of the college « habitants »" in said


def test_an_item_that_is_no_dossier_and_a_day_of_sending_are_told() -> None:
    known = snapshot(1)
    opening = AgendaItem(9, 1, 9, None, title="Opening words")
    meeting = replace(known.meeting, convened_on=date(2022, 11, 20))
    said = paper(
        replace(known, meeting=meeting, agenda=(opening, *known.agenda)), Paper.CONVOCATION
    )
    assert "Opening words" in said
    assert "Sent out on 20 November 2022" in said


def test_alternates_are_told_of_their_paper_and_sit_for_nobody_named() -> None:
    known = snapshot(1)
    first, *_others = known.body.members.values()
    alone = replace(first, role=Role.ALTERNATE, alternate_of=None, expertise="")
    body = replace(known.body, members={**known.body.members, first.id: alone})
    changed = replace(known, body=body, events=())
    assert "alternate seat" in paper(changed, Paper.ATTENDANCE)
    assert "hand this convocation to your alternate" in paper(changed, Paper.CONVOCATION)
    assert "hand this convocation to your alternate" not in paper(known, Paper.CONVOCATION)


# Workbook -----------------------------------------------------------------------------------------


def test_committees_of_one_name_have_sheets_of_their_own_and_strangers_no_row() -> None:
    base = snapshot(2)
    young, technical = base.others
    twin = replace(young, committee=replace(young.committee, name=base.committee.committee.name))
    known = replace(
        base, others=(twin, technical), dossiers={1: base.dossiers[1]}, agenda=base.agenda[:1]
    )
    book = openpyxl.load_workbook(BytesIO(minutes_workbook(known)))
    names = [name for name in book.sheetnames if name.startswith("Comité d’expertise")]
    assert names == ["Comité d’expertise", "Comité d’expertise 2"]
    numbers = {row[0].value for row in book[names[0]].iter_rows(min_row=2)}
    assert "2022-02" not in numbers


def test_revised_scores_keep_both_values_and_only_of_known_dossiers() -> None:
    base = snapshot(1)
    revision = Revision(1, 1, 0, MarkState.SCORED, MarkState.NO_OPINION, 3, None)
    revised = (RevisedScore(1, 1, revision), RevisedScore(1, 77, revision))
    known = replace(base, committee=replace(base.committee, revised=revised))
    sheet = openpyxl.load_workbook(BytesIO(minutes_workbook(known)))["Revised scores"]
    (row,) = sheet.iter_rows(min_row=2, values_only=True)
    assert row[:4] == ("Comité d’expertise", "E01", "2022-01", "A1")
    assert str(row[4]) == "3"


# Pages --------------------------------------------------------------------------------------------


def test_a_word_longer_than_a_line_is_cut_where_the_line_ends() -> None:
    style = look("body")
    word = "x" * 300
    lines = break_lines((*plain(word), *strong(word)), style, 100.0)
    assert "".join(text for line in lines for _face, text in line) == word * 2
    assert len(lines) > 10
    (first, *_rest) = break_lines((*plain("x" * 5), *strong("y" * 300)), style, 100.0)
    assert [text[:1] for _face, text in first] == ["x", "y"]
    assert first[0][1] == "x" * 5
    assert all(line_width(line, style.size) <= 100.1 for line in lines)


def block(lines: int) -> Prose:
    return prose(plain("\n".join(["line"] * lines)), look("body"))


def lines_of(boxed: Boxed) -> int:
    return sum(len(part.lines) for part in boxed.parts)


def test_a_frame_higher_than_a_page_is_parted_and_loses_nothing() -> None:
    assert Boxed((block(4),)).split(20.0) is None
    high = Boxed((block(3), block(300)))
    halves = high.split(200.0)
    assert halves is not None
    assert halves[0].height <= 200.0 + high.parts[0].after
    assert lines_of(halves[0]) + lines_of(halves[1]) == 303
    assert len(halves[0].parts) == 2
    assert high.split(15.0) is None
    assert high.split(inf) is None


def test_a_frame_is_parted_between_two_texts_when_neither_can_be() -> None:
    high = Boxed(tuple(block(3) for _place in range(100)))
    assert high.height > PAGE_HEIGHT
    part = high.parts[0]
    halves = high.split(2 * high.padding + part.height * 2.5)
    assert halves is not None
    assert (len(halves[0].parts), len(halves[1].parts)) == (2, 98)


@dataclass(frozen=True)
class Picture:
    """A block that can't be parted."""

    height: float
    before: float = 0.0
    after: float = 0.0

    def split(self, _room: float) -> None:
        return None

    def draw(self, canvas: object, top: float) -> None:
        raise AssertionError("nothing is drawn here")


def test_what_holds_on_no_page_has_one_for_itself() -> None:
    tall, small = Picture(PAGE_HEIGHT * 2), Picture(20.0)
    for groups in ([[small], [tall]], [[small, tall]]):
        pages = fill(groups)
        assert [[placed.block for placed in page] for page in pages] == [[small], [tall]]
    assert [[placed.block for placed in page] for page in fill([[tall]])] == [[tall]]


def test_a_text_is_parted_over_as_many_pages_as_it_takes() -> None:
    groups: list[Group] = [[Bookmark("key", "title", 0), block(3)], [block(3), block(400)]]
    pages = fill(groups)
    shown = [placed.block for page in pages for placed in page]
    assert sum(len(one.lines) for one in shown if isinstance(one, Prose)) == 406
    assert len(pages) > 5
