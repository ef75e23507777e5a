"""What the room may see: counts once revealed, never a name, and nothing from a few ballots."""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from enum import Enum
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import NO_OPINION, MarkState, scored
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    EventKind,
    Meeting,
    MeetingEvent,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.room import MeetingStage
from euralens_desk.domain.sheet import Ballot, NotApplicable, Score, ScoreSheet
from euralens_desk.usecases.projection import (
    ProjectedFigure,
    ProjectedPoint,
    ProjectedSheets,
    ProjectedStrip,
    Projection,
    projection,
)

DAY = date(2022, 12, 8)
WORDS = ("Insuffisant", "Faible", "Passable", "Bon", "Excellent")
SCALE = Scale(tuple(Level(str(n), word, Fraction(n)) for n, word in enumerate(WORDS)))
GRID = CriteriaGrid(
    "g",
    "Grille",
    SCALE,
    (
        Axis("1", "1", "Transition", (SubCriterion("1.1", "1.1", "Ressources"),)),
        Axis("2", "2", "Faisabilité", (SubCriterion("2.1", "2.1", "Financement"),)),
    ),
)
LYCEENS = CriteriaGrid(
    "l", "Lycéens", SCALE, (Axis("L", "L", "Avis", (SubCriterion("L1", "L1", "Intérêt"),)),)
)
REVEALED = MeetingEvent(100, 1, 100, EventKind.REVEALED, item_id=1)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    """Ten experts at an open meeting, one of them recused; nine sheets, opposed on 2.1."""
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c1", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
        Committee(2, "c2", "lyceens", "Comité lycéen", CommitteeKind.STUDENT),
        Committee(3, "c3", "technique", "Comité technique", CommitteeKind.TECHNICAL),
        GridVersion(1, 1, GRID),
        GridVersion(2, 1, LYCEENS),
        *(Member(i, f"m{i}", 1, f"E{i:02d}", f"Membre {i}") for i in range(1, 11)),
        Dossier(
            1,
            "d1",
            "2022-07",
            "L’Écocité du 8",
            project_leaders=("Ville de Loison", "EPF"),
            location="Cité 8",
            key_figures=("10 ha",),
        ),
        Meeting(1, 1, "2022-12-08", DAY, time(13, 30), None, "Lens", "Mme A", "M. B"),
        AgendaItem(1, 1, 1, 1, planned_minutes=20),
        AgendaItem(2, 1, 2, title="Questions diverses"),
        *(MeetingEvent(i, 1, i, EventKind.ARRIVED, member_id=i) for i in range(1, 11)),
        MeetingEvent(11, 1, 11, EventKind.OPENED),
        MeetingEvent(12, 1, 12, EventKind.ITEM_STARTED, item_id=1),
        Recusal(10, 1, DAY),
        *(ScoreSheet(i, 1, 1, i) for i in range(1, 10)),
        *(Score(i, 0, MarkState.SCORED, 3) for i in range(1, 9)),
        Score(9, 0, MarkState.NO_OPINION),
        *(Score(i, 1, MarkState.SCORED, 0 if i < 5 else 4) for i in range(1, 9)),
    )
    return file


def point(campaign: FakeCampaignFile, item: int = 1) -> ProjectedPoint:
    found = projection(campaign, 1, item).point
    assert found is not None
    return found


def test_a_person_who_leads_a_project_is_not_projected(campaign: FakeCampaignFile) -> None:
    found = campaign.get(Dossier, 1)
    assert found is not None and "Ville de Loison, EPF" in repr(point(campaign))
    campaign.seed(replace(found, project_leaders=("Anémone Tilleul",), leader_type="Particulier"))
    assert "Tilleul" not in repr(point(campaign))


def revealed(campaign: FakeCampaignFile) -> ProjectedSheets:
    campaign.seed(REVEALED)
    found = point(campaign).sheets
    assert found is not None
    return found


def test_the_meeting_is_known_without_an_item(campaign: FakeCampaignFile) -> None:
    found = projection(campaign, 1)
    assert found == Projection(
        "Label Euralens",
        "Promotion 2022",
        "Comité d’expertise",
        DAY,
        time(13, 30),
        "Lens",
        MeetingStage.OPEN,
        1,
        None,
    )
    assert projection(campaign, 1, 99) == found


def test_an_item_shows_its_dossier(campaign: FakeCampaignFile) -> None:
    found = point(campaign)
    assert (found.place, found.title, found.holder) == (1, "L’Écocité du 8", "Ville de Loison, EPF")
    assert found.planned_minutes == 20
    assert (found.location, found.key_figures) == ("Cité 8", ("10 ha",))


def test_an_item_without_a_dossier_shows_its_own_title(campaign: FakeCampaignFile) -> None:
    found = point(campaign, 2)
    assert (found.place, found.title) == (None, "Questions diverses")
    assert found.sheets is None and found.vote.withdrawn == 0


def test_before_the_reveal_there_are_only_sheets_received(campaign: FakeCampaignFile) -> None:
    found = point(campaign)
    assert found.received == 9 and found.sheets is None


def test_the_reveal_of_another_item_shows_nothing(campaign: FakeCampaignFile) -> None:
    campaign.seed(
        MeetingEvent(98, 1, 98, EventKind.ITEM_ENDED, item_id=1),
        MeetingEvent(99, 1, 99, EventKind.ITEM_STARTED, item_id=2),
        replace(REVEALED, item_id=2),
    )
    assert point(campaign).sheets is None


def test_once_revealed_each_criterion_has_its_counts_and_its_flag(
    campaign: FakeCampaignFile,
) -> None:
    found = revealed(campaign)
    assert found.sheets == 9
    assert [level.label for level in found.levels] == list(WORDS)
    first, second = (axis.strips[0] for axis in found.axes)
    assert first == ProjectedStrip("1.1", "Ressources", (0, 0, 0, 8, 0), 1, 1, 9, None, False)
    assert second.counts == (4, 0, 0, 0, 4)
    assert (second.flag, second.silent, second.no_opinion) == (DebateFlag.OPPOSED, 1, 0)


def test_what_does_not_apply_is_never_to_debate(campaign: FakeCampaignFile) -> None:
    campaign.seed(NotApplicable(1, 1, 1))
    strip = revealed(campaign).axes[1].strips[0]
    assert strip.is_left_out and strip.flag is None


def test_without_a_grid_or_for_a_withdrawn_dossier_there_is_no_sheet(
    campaign: FakeCampaignFile,
) -> None:
    campaign.seed(REVEALED, replace(campaign.find(Dossier)[0], withdrawn_on=DAY))
    assert point(campaign).sheets is None
    with campaign.change(typing.cast(typing.Any, "x")) as work:
        work.remove(campaign.find(GridVersion, committee_id=1)[0])
    assert point(campaign).sheets is None


@pytest.mark.parametrize(("ballots", "is_told"), [(0, False), (4, False), (5, True)])
def test_a_few_ballots_tell_nothing(
    campaign: FakeCampaignFile, ballots: int, is_told: bool
) -> None:
    marks = [scored(3)] * (ballots - 1) + [NO_OPINION]
    for number in range(ballots):
        campaign.seed(Ballot(number + 1, 2, 1, (marks[number],), "", number + 1))
    found = point(campaign).ballots
    assert (found is not None) is is_told
    if found is not None:
        assert found.ballots == 5
        assert found.figures == (ProjectedFigure("Intérêt", (0, 0, 0, 4, 0), 3),)


def test_the_stance_of_the_technical_committee_comes_without_its_text(
    campaign: FakeCampaignFile,
) -> None:
    campaign.seed(TechnicalOpinion(3, 1, Stance.RESERVED, DAY, "Demander à M. Canari."))
    assert point(campaign).stance is Stance.RESERVED
    assert "Canari" not in repr(point(campaign))


def test_the_voices_and_who_withdrew_are_counted(campaign: FakeCampaignFile) -> None:
    vote = point(campaign).vote
    assert (vote.voices, vote.withdrawn, vote.form) == (9, 1, VoteForm.HANDS)
    assert vote.counts is None and vote.proposal is None


def test_a_recorded_vote_and_the_proposition(campaign: FakeCampaignFile) -> None:
    campaign.seed(
        AgendaItem(
            1,
            1,
            1,
            1,
            label_votes=5,
            nominated_votes=2,
            abstentions=1,
            blank_votes=1,
            form=VoteForm.SECRET,
        ),
        Act(1, ActKind.PROPOSAL, Outcome.LABEL, DAY, "Exemplaire.", item_id=1),
    )
    vote = point(campaign).vote
    assert vote.counts == {Outcome.LABEL: 5, Outcome.NOMINATED: 2, Outcome.DEFERRED: 0}
    assert (vote.abstentions, vote.blank, vote.null) == (1, 1, 0)
    assert vote.proposal is Outcome.LABEL


def test_a_meeting_that_is_gone_is_told_calmly(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure):
        projection(campaign, 7, 1)


TEXTS = {
    "Projection.label",
    "Projection.campaign",
    "Projection.body",
    "Projection.location",
    "ProjectedPoint.title",
    "ProjectedPoint.holder",
    "ProjectedPoint.location",
    "ProjectedPoint.key_figures",
    "ProjectedAxis.number",
    "ProjectedAxis.label",
    "ProjectedStrip.number",
    "ProjectedStrip.label",
    "ProjectedLevel.code",
    "ProjectedLevel.label",
    "ProjectedFigure.label",
}
"""Every text the projector may hold: titles of dossiers, words of grids, names of bodies."""


def leaves(kind: object, where: str) -> typing.Iterator[tuple[str, object]]:
    """Yield each field that a value of this kind holds in the end, with its type."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        for held in fields(kind):
            yield from leaves(hints[held.name], f"{kind.__name__}.{held.name}")
    elif isinstance(kind, types.UnionType) or typing.get_args(kind):
        for part in typing.get_args(kind):
            yield from leaves(part, where)
    elif kind not in (types.NoneType, Ellipsis):
        yield where, kind


def test_the_value_has_no_place_for_a_name() -> None:
    found = list(leaves(Projection, "Projection"))
    assert {where for where, kind in found if kind is str} == TEXTS
    plain = (bool, int, str, date, time)
    for where, kind in found:
        assert kind in plain or (isinstance(kind, type) and issubclass(kind, Enum)), where
    held = {where.partition(".")[2] for where, _kind in found}
    assert not held & {"member", "median", "comment", "reasons", "contact", "chair"}
    assert all(dataclasses.is_dataclass(kind) for kind in (Projection, ProjectedPoint))
