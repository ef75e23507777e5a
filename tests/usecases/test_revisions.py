"""A score revised by its author after the reveal keeps both values, and the new one counts."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark, scored
from euralens_desk.domain.meeting import AgendaItem, Meeting
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.score_rows import ScoreRow
from euralens_desk.domain.sheet import Revision, Score, ScoreSheet
from euralens_desk.reports.method_content import method_sections
from euralens_desk.usecases import meetings, people, prepare, room
from euralens_desk.usecases.import_scores import apply_scores, plan_scores
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.revisions import revised_scores
from euralens_desk.usecases.scoring import record_score
from euralens_desk.usecases.synthesis import cell_voices

DAY = date(2022, 12, 8)
AT = datetime(2022, 12, 8, 15, 20, 31, 5)
EXPERTS = Committee(1, "c1", "experts", "Comité d’expertise", CommitteeKind.EXPERT)
SCALE = Scale(tuple(Level(str(n), f"niveau {n}", Fraction(n)) for n in range(1, 5)))


def grid(*codes: str, levels: int = 4) -> CriteriaGrid:
    criteria = tuple(SubCriterion(code, code, code) for code in codes)
    return CriteriaGrid(
        "g", "Grille", Scale(SCALE.levels[:levels]), (Axis("A", "1", "Axe", criteria),)
    )


@pytest.fixture
def file() -> FakeCampaignFile:
    """One dossier scored by three members on two criteria, its scores revealed."""
    found = FakeCampaignFile()
    found.seed(
        Campaign("Promotion 2022", 2022),
        EXPERTS,
        Committee(2, "c2", "lyceens", "Comité lycéen", CommitteeKind.STUDENT),
        GridVersion(1, 1, grid("A1", "A2")),
        Dossier(1, "d1", "2022-01", "Forêt"),
        Dossier(2, "d2", "2022-02", "Tech3E"),
        *(Member(n, f"m{n}", 1, f"E{n}", f"Membre {n}") for n in (1, 2, 3)),
    )
    for member in (1, 2, 3):
        record_score(found, member, 1, 0, scored(member))
    meetings.prepare_meeting(found, 1, MeetingDetails(DAY))
    room.open_meeting(found, 1, None)
    record_score(found, 1, 1, 0, scored(0), AT)
    item = found.find(AgendaItem, dossier_id=1)[0].id
    room.start_item(found, item, None)
    room.reveal(found, item, None)
    return found


def kept(file: FakeCampaignFile) -> list[tuple[Mark, Mark, datetime | None]]:
    return [(one.before, one.after, one.at) for one in file.find(Revision)]


def test_before_the_reveal_nothing_is_kept(file: FakeCampaignFile) -> None:
    assert kept(file) == []
    record_score(file, 1, 2, 0, scored(1), AT)
    record_score(file, 1, 2, 0, scored(2), AT)
    assert kept(file) == []


def test_both_values_are_kept_and_the_new_one_counts(file: FakeCampaignFile) -> None:
    record_score(file, 1, 1, 0, scored(3), AT)
    assert kept(file) == [(scored(0), scored(3), AT.replace(microsecond=0))]
    opinions = committee_opinions(file, EXPERTS)
    assert opinions is not None
    assert opinions.dossiers[1].criteria["A1"].tally.counts == (0, 0, 1, 2)
    (voices,) = [cell_voices(file, 1, (0,))]
    assert [one.before for one in voices.revised] == [scored(0)]
    assert cell_voices(file, 1, (1,)).revised == ()
    file.undo()
    assert kept(file) == [] and opinions != committee_opinions(file, EXPERTS)


def test_the_same_answer_or_a_first_one_revises_nothing(file: FakeCampaignFile) -> None:
    record_score(file, 1, 1, 0, scored(0), AT)
    record_score(file, 1, 1, 1, scored(2), AT)
    record_score(file, 1, 1, 1, BLANK)
    record_score(file, 1, 1, 1, NO_OPINION)
    assert kept(file) == [(scored(2), BLANK, None), (BLANK, NO_OPINION, None)]


def test_a_recused_author_s_revisions_are_told_no_more(file: FakeCampaignFile) -> None:
    record_score(file, 1, 1, 0, scored(3), AT)
    assert [one.member_id for one in revised_scores(file, EXPERTS)] == [1]
    file.seed(Recusal(1, 1, DAY))
    assert revised_scores(file, EXPERTS) == () and cell_voices(file, 1, (0,)).revised == ()


def test_an_import_after_the_reveal_keeps_what_it_replaces(file: FakeCampaignFile) -> None:
    rows = [ScoreRow(2, "experts", "E1", "", "", "2022-01", "A1", "4", "")]
    plan = plan_scores(file, "notes.csv", rows)
    apply_scores(file, plan, DAY)
    assert kept(file) == [(scored(0), scored(3), None)]
    apply_scores(file, plan, DAY)
    assert len(kept(file)) == 1


def test_the_annex_tells_both_values_without_a_name(file: FakeCampaignFile) -> None:
    record_score(file, 1, 1, 0, scored(3), AT)
    record_score(file, 2, 1, 0, NO_OPINION)
    record_score(file, 2, 1, 0, BLANK)
    snapshot = minutes_snapshot(file, file.find(Meeting)[0])
    section = method_sections(snapshot)[-1]
    told = "".join(span.text for rich in section.paragraphs for span in rich)
    assert "2022-01 Forêt" in told and "15" in told and "Membre" not in told
    assert told.count("A1") == 3


def test_revisions_follow_their_criterion_to_another_grid(file: FakeCampaignFile) -> None:
    record_score(file, 1, 1, 0, scored(3), AT)
    record_score(file, 1, 1, 0, NO_OPINION, AT)
    record_score(file, 1, 1, 0, scored(1), AT)
    prepare.replace_grid(file, EXPERTS, grid("A2", "A1", levels=3))
    held = [(one.criterion, one.before, one.after) for one in file.find(Revision)]
    assert held == [(1, NO_OPINION, scored(1))]
    prepare.replace_grid(file, EXPERTS, grid("A2", levels=3))
    assert kept(file) == []


def test_a_member_whose_scores_were_revised_stays(file: FakeCampaignFile) -> None:
    record_score(file, 1, 1, 0, BLANK, AT)
    assert not [s for s in file.find(Score) if file.get(ScoreSheet, s.sheet_id).member_id == 1]  # type: ignore[union-attr]  # every score has its sheet
    with pytest.raises(Failure, match="gave scores"):
        people.remove_member(file, 1)
