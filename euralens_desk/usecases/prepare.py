"""Prepare a campaign: its committees, their grids and its rules, until scoring opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.bodies import PRESETS, BodyRules, Preset
from euralens_desk.domain.campaign import Campaign, GridVersion, Rules
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Ballot, Comment, NotApplicable, Revision, Score, ScoreSheet
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import (
    committee_of_kind,
    grid_in_force,
    the_campaign,
    the_committee,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.replay import refuse_rules

COMMITTEES = (
    ("experts", "Comité d’expertise", CommitteeKind.EXPERT),
    ("lyceens", "Comité lycéen", CommitteeKind.STUDENT),
    ("technique", "Comité technique des partenaires", CommitteeKind.TECHNICAL),
    ("forum", "Grand forum", CommitteeKind.FORUM),
    ("pma", "Pôle métropolitain de l’Artois", CommitteeKind.METROPOLITAN),
)
"""The bodies of a campaign: code, official name, kind (DESIGN 7, DOMAIN 1.1)."""
RULES = {CommitteeKind.METROPOLITAN: PRESETS[Preset.DELIBERATIVE]}
"""The rules a body starts from when they are not those of a consultative one."""


def set_up_committees(campaign: CampaignFile, grids: Sequence[CriteriaGrid]) -> ChangeSet:
    """Add the five bodies, and give the experts and the lycéens their grids from a grids file.

    The lycéens take the first grid whose evaluators, code or title names them; the experts the
    first other.
    """
    students = next((grid for grid in grids if _is_for_students(grid)), None)
    experts = next((grid for grid in grids if grid is not students), None)
    with campaign.change(message("committees and grids"), undoable=False) as work:
        for code, name, kind in COMMITTEES:
            identity = work.new_id(Committee)
            rules = RULES.get(kind, BodyRules())
            work.put(Committee(identity, work.new_uuid(), code, name, kind, rules))
            grid = {CommitteeKind.EXPERT: experts, CommitteeKind.STUDENT: students}.get(kind)
            if grid is not None:
                work.put(GridVersion(identity, 1, grid))
    return campaign.last_change


def _is_for_students(grid: CriteriaGrid) -> bool:
    words = f"{grid.evaluators} {grid.code} {grid.title}".casefold()
    return "lycé" in words or "lyce" in words or "jeunes" in words


@dataclass(frozen=True, slots=True)
class GridEffect:
    """What a new grid does to the scores there are."""

    kept: int
    lost: int
    new_criteria: int


def grid_effect(campaign: CampaignReader, committee_id: int, grid: CriteriaGrid) -> GridEffect:
    """Return how many scores a new grid would keep or lose, and how many criteria it adds."""
    old = grid_in_force(campaign, committee_id)
    if old is None:
        return GridEffect(0, 0, len(grid.criteria))
    moved = _moved(old, grid)
    levels = _levels(old, grid)
    kept = lost = 0
    for sheet in campaign.find(ScoreSheet, committee_id=committee_id):
        for score in campaign.find(Score, sheet_id=sheet.id):
            stays = score.criterion in moved and (score.level is None or score.level in levels)
            kept, lost = kept + stays, lost + (not stays)
    return GridEffect(kept, lost, len(grid.criteria) - len(moved))


def _moved(old: CriteriaGrid, new: CriteriaGrid) -> dict[int, int]:
    """Return where each sub-criterion of the old grid stands in the new one, by code."""
    places = {criterion.code: place for place, criterion in enumerate(new.criteria)}
    return {
        place: places[criterion.code]
        for place, criterion in enumerate(old.criteria)
        if criterion.code in places
    }


def _levels(old: CriteriaGrid, new: CriteriaGrid) -> dict[int, int]:
    """Return which level of the new scale each level of the old one is, by code."""
    found = {place: new.scale.index(level.code) for place, level in enumerate(old.scale.levels)}
    return {place: index for place, index in found.items() if index is not None}


@dataclass(frozen=True, slots=True)
class CommitteeGrid:
    """The grid a committee scores on; ``version`` 0 and no grid while none is chosen."""

    committee: Committee
    version: int
    grid: CriteriaGrid | None
    answers: int
    """Scores and ballots given on it."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """All that is chosen before scoring opens; ``grids`` are those of the bodies that score."""

    campaign: Campaign
    grids: tuple[CommitteeGrid, ...]
    bodies: tuple[Committee, ...]


def read_preparation(campaign: CampaignReader) -> Preparation:
    """Return the settings, the rules and the grid of each committee."""
    bodies = campaign.find(Committee)
    return Preparation(
        the_campaign(campaign),
        tuple(_committee_grid(campaign, body) for body in bodies if body.gives_opinion),
        bodies,
    )


def _committee_grid(campaign: CampaignReader, committee: Committee) -> CommitteeGrid:
    versions = campaign.find(GridVersion, committee_id=committee.id)
    newest = max(versions, key=lambda version: version.version, default=None)
    sheets = campaign.find(ScoreSheet, committee_id=committee.id)
    answers = sum(len(campaign.find(Score, sheet_id=sheet.id)) for sheet in sheets)
    answers += len(campaign.find(Ballot, committee_id=committee.id))
    if newest is None:
        return CommitteeGrid(committee, 0, None, answers)
    return CommitteeGrid(committee, newest.version, newest.grid, answers)


GridEdit = Callable[[CriteriaGrid], CriteriaGrid]


def edit_grid(
    campaign: CampaignFile, committee_id: int, edit: GridEdit, action: Message
) -> ChangeSet:
    """Change the grid of a committee in place, before scoring opens.

    Scores already there follow their sub-criterion and their level; those of what is removed are
    lost, and undo gives them back. Failure once scoring is open, or when ballots would not fit.
    """
    if the_campaign(campaign).is_frozen:
        raise Failure(
            message("Scoring is open: the grid is frozen. Prepare a new version to change it.")
        )
    before = _committee_grid(campaign, the_committee(campaign, committee_id))
    if before.grid is None:
        raise Failure(message("This committee has no grid to score on. Choose one first."))
    after = edit(before.grid)
    fits = _is_same_shape(before.grid, after)
    if not fits:
        refuse_ballots(campaign, committee_id)
    with campaign.change(action) as work:
        if not fits:
            _move_scores(work, committee_id, before.grid, after)
        work.put(GridVersion(committee_id, before.version, after))
    return campaign.last_change


def _is_same_shape(old: CriteriaGrid, new: CriteriaGrid) -> bool:
    """Whether every answer keeps its place: same criteria in the same order, as many levels."""
    codes = [[criterion.code for criterion in grid.criteria] for grid in (old, new)]
    return codes[0] == codes[1] and len(old.scale.levels) == len(new.scale.levels)


def refuse_ballots(campaign: CampaignReader, committee_id: int) -> None:
    """Raise when ballots are there: they keep no criterion by code and could not follow."""
    if campaign.find(Ballot, committee_id=committee_id):
        raise Failure(
            message("Ballots are already entered on this grid. It can't be replaced any more.")
        )


def replace_grid(campaign: CampaignFile, committee: Committee, grid: CriteriaGrid) -> ChangeSet:
    """Give a committee another grid. Once scoring is open this makes a new version.

    Scores follow their sub-criterion and level by code; the others are lost, and undo gives them
    back. Ballots already entered keep a grid of the same criteria from being replaced by another.
    """
    refuse_ballots(campaign, committee.id)
    versions = campaign.find(GridVersion, committee_id=committee.id)
    is_frozen = the_campaign(campaign).is_frozen
    number = len(versions) + 1 if is_frozen or not versions else len(versions)
    with campaign.change(message("grid {title}", title=grid.title)) as work:
        old = grid_in_force(work, committee.id)
        if old is not None:
            _move_scores(work, committee.id, old, grid)
        work.put(GridVersion(committee.id, number, grid))
    return campaign.last_change


def _move_scores(work: Work, committee_id: int, old: CriteriaGrid, new: CriteriaGrid) -> None:
    places, levels = _moved(old, new), _levels(old, new)
    scores: list[Score] = []
    comments: list[Comment] = []
    for sheet in work.find(ScoreSheet, committee_id=committee_id):
        for score in work.find(Score, sheet_id=sheet.id):
            work.remove(score)
            level = None if score.level is None else levels.get(score.level)
            if score.criterion in places and (level is not None or score.level is None):
                scores.append(replace(score, criterion=places[score.criterion], level=level))
        _move_revisions(work, sheet.id, places, levels)
        for comment in work.find(Comment, sheet_id=sheet.id):
            if comment.criterion >= 0:
                work.remove(comment)
                if comment.criterion in places:
                    comments.append(replace(comment, criterion=places[comment.criterion]))
    aside = work.find(NotApplicable, committee_id=committee_id)
    for mark in aside:
        work.remove(mark)
    work.put_all(
        replace(mark, criterion=places[mark.criterion])
        for mark in aside
        if mark.criterion in places
    )
    work.put_all(scores)
    work.put_all(comments)


def _move_revisions(
    work: Work, sheet_id: int, places: Mapping[int, int], levels: Mapping[int, int]
) -> None:
    """Let the revisions of a sheet follow the scores; those the new grid can't tell go."""
    for held in work.find(Revision, sheet_id=sheet_id):
        work.remove(held)
        before, after = (
            None if level is None else levels.get(level, -1)
            for level in (held.before_level, held.after_level)
        )
        if held.criterion in places and -1 not in (before, after):
            place = places[held.criterion]
            work.put(replace(held, criterion=place, before_level=before, after_level=after))


def edit_campaign(campaign: CampaignFile, edited: Campaign) -> ChangeSet:
    """Change the title, year, dates and capacity; rules are changed by ``edit_rules``."""
    before = the_campaign(campaign)
    if not edited.title.strip():
        raise Failure(message("A campaign needs a title. Nothing was changed."))
    opens, closes = edited.call_opens_on, edited.call_closes_on
    if opens is not None and closes is not None and opens > closes:
        raise Failure(message("The call can't close before it opens. Nothing was changed."))
    kept = replace(
        edited,
        id=1,
        rules=before.rules,
        scoring_opened_on=before.scoring_opened_on,
        closed_on=before.closed_on,
    )
    with campaign.change(message("settings of the campaign")) as work:
        work.put(kept)
    return campaign.last_change


def edit_rules(campaign: CampaignFile, rules: Rules) -> ChangeSet:
    """Change weighting, minimum and thresholds; Failure once scoring is open."""
    before = the_campaign(campaign)
    if before.is_frozen:
        raise Failure(message("Scoring is open: the rules are frozen. Nothing was changed."))
    _refuse_rules(rules)
    with campaign.change(message("rules of the campaign")) as work:
        work.put(replace(before, rules=rules))
    return campaign.last_change


def edit_body_rules(campaign: CampaignFile, committee_id: int, rules: BodyRules) -> ChangeSet:
    """Change how a body meets: quorum, mandates, votes; Failure once scoring is open.

    Failure too when mandates that were given would no longer be allowed.
    """
    if the_campaign(campaign).is_frozen:
        raise Failure(message("Scoring is open: the rules are frozen. Nothing was changed."))
    committee = the_committee(campaign, committee_id)
    if rules.proxies < 0 or rules.second_after_days < 0:
        raise Failure(message("A number of mandates or of days can't be below zero."))
    kept = replace(rules, quorum=replace(rules.quorum, college=rules.quorum.college.strip()))
    after = replace(committee, rules=kept)
    refuse_rules(campaign, after)
    with campaign.change(message("rules of the meetings, {name}", name=committee.name)) as work:
        work.put(after)
    return campaign.last_change


def _refuse_rules(rules: Rules) -> None:
    limits = rules.thresholds
    shares = (limits.low_share, limits.high_share, limits.silent)
    if not 0 <= rules.minimum_share <= 1 or not all(0 < share <= 1 for share in shares):
        raise Failure(message("A share goes from 0 to 100 %. Nothing was changed."))
    if limits.spread <= 0:
        raise Failure(message("The spread of a debate is above zero. Nothing was changed."))


def open_scoring(campaign: CampaignFile, day: date) -> ChangeSet:
    """Open scoring: grids and rules no longer change silently. Done once.

    Failure while the experts have no grid.
    """
    before = the_campaign(campaign)
    if grid_in_force(campaign, committee_of_kind(campaign, CommitteeKind.EXPERT).id) is None:
        raise Failure(message("The experts have no grid yet: choose one before scoring opens."))
    with campaign.change(message("scoring opened"), undoable=False) as work:
        if not before.is_frozen:
            work.put(replace(before, scoring_opened_on=day))
    return campaign.last_change
