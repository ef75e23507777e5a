"""Paper ballots of the lycéens: enter, re-read, correct, close the box of a dossier.

A ballot carries no name and no time. While the box is open each entry has its line in the journal,
so that it can be undone, and its batch and number let a second person re-read the pile. Closing the
box forgets all three: what remains are the ballots, in an order drawn at random (TRUST 3d).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import SystemRandom

from euralens_desk.domain.ballots import ballot_tallies, in_order, next_number
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import Mark, MarkState
from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.domain.tally import Tally
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import (
    committee_of_kind,
    dossiers_by_number,
    grid_in_force,
    the_candidate,
    the_dossier,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work

Shuffle = Callable[[MutableSequence[tuple[Mark, ...]]], None]
drawn_at_random: Shuffle = SystemRandom().shuffle
"""The order drawn by the computer's own source of chance, which no seed repeats."""

GIVEN = (MarkState.SCORED, MarkState.NO_OPINION, MarkState.BLANK)
"""What a lycéen may answer."""


@dataclass(frozen=True, slots=True)
class BoxSummary:
    """One dossier in the list: ballots entered, ballots counted at the box, day of its closing."""

    dossier: Dossier
    entered: int
    counted: int | None = None
    closed_on: date | None = None

    @property
    def is_closed(self) -> bool:
        """Whether its ballots are frozen."""
        return self.closed_on is not None

    @property
    def left(self) -> int | None:
        """How many ballots are still to be entered; None when they were not counted."""
        return None if self.counted is None else self.counted - self.entered


@dataclass(frozen=True, slots=True)
class BallotBoxes:
    """The boxes of the lycéens' committee, and the meeting their ballots come from."""

    committee: Committee
    grid: CriteriaGrid
    boxes: tuple[BoxSummary, ...]
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class BoxContent:
    """One box: its ballots as they were entered, and their counts by sub-criterion."""

    box: BoxSummary
    ballots: tuple[Ballot, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class BoxClosed:
    """What closing did; ``uncleaned`` are the backups in which the order could not be erased."""

    changes: ChangeSet
    uncleaned: tuple[Path, ...] = ()


def ballot_boxes(campaign: CampaignReader) -> BallotBoxes:
    """Return the boxes of all dossiers still in the running; Failure without committee or grid."""
    committee, grid = _committee_and_grid(campaign)
    boxes = tuple(_summary(campaign, committee, d) for d in dossiers_by_number(campaign))
    meetings = campaign.find(Meeting, committee_id=committee.id)
    latest = max(meetings, key=lambda meeting: (meeting.held_on, meeting.id), default=None)
    return BallotBoxes(committee, grid, boxes, latest)


def box_content(campaign: CampaignReader, dossier_id: int) -> BoxContent:
    """Return the ballots of one dossier."""
    committee, grid = _committee_and_grid(campaign)
    box = _summary(campaign, committee, the_dossier(campaign, dossier_id))
    ballots = in_order(_ballots(campaign, committee, dossier_id))
    tallies = ballot_tallies(ballots, len(grid.criteria), len(grid.scale.levels))
    return BoxContent(box, ballots, tallies)


def count_box(campaign: CampaignFile, dossier_id: int, counted: int | None) -> ChangeSet:
    """Record how many ballots were counted when the box was opened; None for not counted."""
    committee, _grid = _committee_and_grid(campaign)
    dossier, box = _open_box(campaign, committee, dossier_id)
    if counted is not None and counted < 0:
        raise Failure(message("A number of ballots can't be negative. Nothing was changed."))
    with campaign.change(
        message("ballots counted at the box, {title}", title=dossier.title)
    ) as work:
        work.put(replace(box, counted=counted))
    return campaign.last_change


def enter_ballot(
    campaign: CampaignFile, dossier_id: int, marks: Sequence[Mark], batch: str = ""
) -> ChangeSet:
    """Enter one ballot, numbered after the last one of the dossier.

    Failure when the box is closed or the answers do not follow the grid.
    """
    committee, grid = _committee_and_grid(campaign)
    dossier, _box = _open_box(campaign, committee, dossier_id)
    given = _checked(grid, marks)
    number = next_number(_ballots(campaign, committee, dossier_id))
    action = message("ballot {number}, {title}", number=str(number), title=dossier.title)
    with campaign.change(action) as work:
        identity = work.new_id(Ballot)
        work.put(Ballot(identity, committee.id, dossier_id, given, batch.strip(), number))
    return campaign.last_change


def enter_ballots(
    campaign: CampaignFile,
    by_dossier: Mapping[int, Sequence[Sequence[Mark]]],
    action: Message,
    batch: str,
    also: Callable[[Work], None],
    shuffle: Shuffle = drawn_at_random,
) -> ChangeSet:
    """Enter many ballots in one change, those of each dossier in an order drawn at random.

    Each dossier has an order of its own: nothing tells which ballots come from one person. ``also``
    writes what goes with them. Failure when a box is closed or a ballot does not follow the grid.
    """
    committee, grid = _committee_and_grid(campaign)
    drawn = {}
    for dossier_id, given in by_dossier.items():
        _open_box(campaign, committee, dossier_id)
        drawn[dossier_id] = [_checked(grid, marks) for marks in given]
        shuffle(drawn[dossier_id])
    with campaign.change(action) as work:
        for dossier_id, ballots in drawn.items():
            first = next_number(_ballots(work, committee, dossier_id))
            work.put_all(
                Ballot(work.new_id(Ballot), committee.id, dossier_id, marks, batch, number)
                for number, marks in enumerate(ballots, start=first)
            )
        also(work)
    return campaign.last_change


def correct_ballot(campaign: CampaignFile, ballot_id: int, marks: Sequence[Mark]) -> ChangeSet:
    """Correct one ballot after re-reading the paper; its number stays."""
    committee, grid = _committee_and_grid(campaign)
    ballot, dossier = _open_ballot(campaign, committee, ballot_id)
    given = _checked(grid, marks)
    action = message(
        "ballot {number} corrected, {title}", number=_number(ballot), title=dossier.title
    )
    with campaign.change(action) as work:
        work.put(replace(ballot, marks=given))
    return campaign.last_change


def take_back(campaign: CampaignFile, ballot_id: int) -> ChangeSet:
    """Take one ballot out of the file: it was entered twice, or for another dossier."""
    committee, _grid = _committee_and_grid(campaign)
    ballot, dossier = _open_ballot(campaign, committee, ballot_id)
    action = message(
        "ballot {number} taken back, {title}", number=_number(ballot), title=dossier.title
    )
    with campaign.change(action) as work:
        work.remove(ballot)
    return campaign.last_change


def close_box(
    campaign: CampaignFile, dossier_id: int, today: date, shuffle: Shuffle = drawn_at_random
) -> BoxClosed:
    """Freeze the ballots of a dossier and forget the order in which they were entered.

    One transaction, which can't be undone: the ballots come back under new ids drawn at random,
    without batch or number, and the journal loses what it held of them. The dated backups receive
    the same ballots first, so that no difference between two of them tells who came early.
    """
    committee, _grid = _committee_and_grid(campaign)
    dossier, box = _open_box(campaign, committee, dossier_id)
    drawn = [ballot.marks for ballot in _ballots(campaign, committee, dossier_id)]
    shuffle(drawn)
    uncleaned = campaign.amend_backups(lambda work: _replace_in_backup(work, box, drawn))
    action = plural_message(
        "box closed on {count} ballot, {title}",
        "box closed on {count} ballots, {title}",
        len(drawn),
        title=dossier.title,
    )
    with campaign.change(action, undoable=False) as work:
        _replace_ballots(work, box, drawn)
        work.put(replace(box, closed_on=today))
    return BoxClosed(campaign.last_change, uncleaned)


def reopen_box(campaign: CampaignFile, dossier_id: int, reason: str) -> ChangeSet:
    """Open a closed box again: the journal keeps the reason. Its ballots stay mixed."""
    committee, _grid = _committee_and_grid(campaign)
    dossier = the_dossier(campaign, dossier_id)
    box = _box(campaign, committee, dossier_id)
    if box.closed_on is None:
        raise Failure(message("The box of this dossier is open already. Nothing was changed."))
    if not reason.strip():
        raise Failure(message("Give the reason: the journal keeps it. Nothing was changed."))
    action = message("box reopened, {title}: {reason}", title=dossier.title, reason=reason.strip())
    with campaign.change(action, undoable=False) as work:
        work.put(replace(box, closed_on=None))
    return campaign.last_change


# What these have in common


def _committee_and_grid(campaign: CampaignReader) -> tuple[Committee, CriteriaGrid]:
    committee = committee_of_kind(campaign, CommitteeKind.STUDENT)
    grid = grid_in_force(campaign, committee.id)
    if grid is None:
        raise Failure(message("This committee has no grid to score on. Choose one first."))
    return committee, grid


def _ballots(campaign: CampaignReader, committee: Committee, dossier_id: int) -> tuple[Ballot, ...]:
    return campaign.find(Ballot, committee_id=committee.id, dossier_id=dossier_id)


def _box(campaign: CampaignReader, committee: Committee, dossier_id: int) -> BallotBox:
    found = campaign.get(BallotBox, committee.id, dossier_id)
    return found if found is not None else BallotBox(committee.id, dossier_id)


def _summary(campaign: CampaignReader, committee: Committee, dossier: Dossier) -> BoxSummary:
    box = _box(campaign, committee, dossier.id)
    entered = len(_ballots(campaign, committee, dossier.id))
    return BoxSummary(dossier, entered, box.counted, box.closed_on)


def _open_box(
    campaign: CampaignReader, committee: Committee, dossier_id: int
) -> tuple[Dossier, BallotBox]:
    dossier, box = the_candidate(campaign, dossier_id), _box(campaign, committee, dossier_id)
    if box.closed_on is not None:
        raise Failure(
            message(
                "The box of {title} is closed: its ballots are frozen. Nothing was changed.",
                title=dossier.title,
            )
        )
    return dossier, box


def _open_ballot(
    campaign: CampaignReader, committee: Committee, ballot_id: int
) -> tuple[Ballot, Dossier]:
    ballot = campaign.get(Ballot, ballot_id)
    if ballot is None or ballot.committee_id != committee.id:
        raise Failure(message("This ballot is no longer in the file. Nothing was changed."))
    dossier, _box = _open_box(campaign, committee, ballot.dossier_id)
    return ballot, dossier


def _number(ballot: Ballot) -> str:
    return "–" if ballot.number is None else str(ballot.number)


def _checked(grid: CriteriaGrid, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the answers of a ballot; Failure when they do not follow the grid."""
    levels = len(grid.scale.levels)
    fits = all(
        mark.state in GIVEN and (mark.level is None or mark.level < levels) for mark in marks
    )
    if len(marks) != len(grid.criteria) or not fits:
        raise Failure(message("This ballot does not follow the grid. Nothing was changed."))
    return tuple(marks)


def _replace_ballots(work: Work, box: BallotBox, drawn: Sequence[tuple[Mark, ...]]) -> None:
    """Put ballots in an order drawn at random in the place of all those of the box."""
    place = {"committee_id": box.committee_id, "dossier_id": box.dossier_id}
    work.forget_history(Ballot, **place)
    for old in work.find(Ballot, **place):
        work.remove(old)
    work.put_all(
        Ballot(work.new_id(Ballot), box.committee_id, box.dossier_id, marks) for marks in drawn
    )


def _replace_in_backup(work: Work, box: BallotBox, drawn: Sequence[tuple[Mark, ...]]) -> None:
    """Do the same in a backup that holds some of them; its box stays open."""
    place = {"committee_id": box.committee_id, "dossier_id": box.dossier_id}
    if work.find(Ballot, **place):
        _replace_ballots(work, box, drawn)
    else:
        work.forget_history(Ballot, **place)
