"""The opinions of a committee, recomputed from its score sheets, ballots and rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from euralens_desk.domain.aggregation import (
    Aggregate,
    CommitteeOpinions,
    CriterionStatistics,
    committee_figures,
)
from euralens_desk.domain.disagreement import debate_flags
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Ballot, NotApplicable, Score, ScoreSheet
from euralens_desk.domain.tally import Tally, insufficient
from euralens_desk.usecases.lookup import (
    committee_with_code,
    dossiers_by_number,
    grid_in_force,
    the_campaign,
)
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.visibility import (
    Visibility,
    untold_dossiers,
    visible_sheets,
    voting_members,
)

Means = dict[int, list[Fraction]]


def committee_opinions(
    campaign: CampaignReader, committee: Committee, *, members: bool = False
) -> CommitteeOpinions | None:
    """Return what may be told of the opinions of a committee on the dossiers still in the running.

    None without a grid. What may not be told (``usecases.visibility``) is not there at all: it has
    no figure and takes part in no ranking. ``members`` also works out the mean of each sheet, which
    the figures between members need.
    """
    untold = untold_dossiers(campaign, committee)
    dossiers = [d.id for d in dossiers_by_number(campaign) if d.id not in untold]
    return _figures(campaign, committee, dossiers, members=members)


def _figures(
    campaign: CampaignReader, committee: Committee, dossiers: Sequence[int], *, members: bool
) -> CommitteeOpinions | None:
    grid = grid_in_force(campaign, committee.id)
    if grid is None:
        return None
    if committee.kind is CommitteeKind.STUDENT:
        tallies, means = _ballot_tallies(campaign, committee, grid, dossiers)
    else:
        tallies = _sheet_tallies(campaign, committee, grid, dossiers)
        means = _sheet_means(campaign, committee, grid) if members else {}
    rows = {dossier: tallies[dossier] for dossier in dossiers}
    return committee_figures(grid, the_campaign(campaign).rules.weighting, rows, means)


def debates_by_dossier(campaign: CampaignReader, committee: Committee) -> dict[int, int]:
    """Return, by dossier, how many criteria are worth a debate: what the agenda may be ordered by.

    It tells how much members disagree on a dossier, never what anyone answered, so it reads masked
    scores too.
    """
    dossiers = [dossier.id for dossier in dossiers_by_number(campaign)]
    found = _figures(campaign, committee, dossiers, members=False)
    thresholds = the_campaign(campaign).rules.thresholds
    return {
        dossier: sum(
            bool(debate_flags(figure.tally, thresholds)) for figure in opinion.criteria.values()
        )
        for dossier, opinion in (found.dossiers if found else {}).items()
    }


def _ballot_tallies(
    campaign: CampaignReader, committee: Committee, grid: CriteriaGrid, dossiers: Sequence[int]
) -> tuple[dict[int, list[Tally]], Means]:
    """Count ballots: whoever put a ballot in the box was expected to answer."""
    levels = len(grid.scale.levels)
    ballots: dict[int, list[Ballot]] = defaultdict(list)
    for ballot in campaign.find(Ballot, committee_id=committee.id):
        ballots[ballot.dossier_id].append(ballot)
    width = range(len(grid.criteria))
    tallies = {
        dossier: [Tally.of((b.marks[place] for b in ballots[dossier]), levels) for place in width]
        for dossier in dossiers
    }
    means: Means = {}
    for dossier in dossiers:
        given = [[m.level for m in b.marks if m.level is not None] for b in ballots[dossier]]
        means[dossier] = [_mean(grid, levels_of) for levels_of in given if levels_of]
    return tallies, means


def _mean(grid: CriteriaGrid, levels: Sequence[int]) -> Fraction:
    values = grid.scale.values
    return sum((values[level] for level in levels), Fraction(0)) / len(levels)


def _sheet_tallies(
    campaign: CampaignReader, committee: Committee, grid: CriteriaGrid, dossiers: Sequence[int]
) -> dict[int, list[Tally]]:
    """Count sheets: every voting member was expected, recused, blank or scored."""
    members = voting_members(campaign, committee)
    recused = Counter(r.dossier_id for r in campaign.find(Recusal) if r.member_id in members)
    left_out = {
        (n.dossier_id, n.criterion) for n in campaign.find(NotApplicable, committee_id=committee.id)
    }
    stored = campaign.sheet_tallies(committee.id)
    hidden = _hidden_tallies(campaign, committee, grid)
    empty = Tally.empty(len(grid.scale.levels))
    return {
        dossier: [
            _completed(
                _without(stored.get((dossier, place), empty), hidden.get((dossier, place))),
                len(members) - recused[dossier],
                recused[dossier],
                is_left_out=(dossier, place) in left_out,
            )
            for place in range(len(grid.criteria))
        ]
        for dossier in dossiers
    }


def _completed(tally: Tally, eligible: int, recused: int, *, is_left_out: bool) -> Tally:
    """Return stored scores with those who gave none: blank, or not applicable for everyone."""
    if is_left_out:
        return Tally((0,) * len(tally.counts), not_applicable=eligible, recused=recused)
    blank = max(0, eligible - tally.n - tally.no_opinion)
    return Tally(tally.counts, tally.no_opinion, 0, blank, recused)


def _hidden_tallies(
    campaign: CampaignReader, committee: Committee, grid: CriteriaGrid
) -> dict[tuple[int, int], Tally]:
    """Count the scores that stay in the file and count no more: see ``usecases.visibility``."""
    empty = Tally.empty(len(grid.scale.levels))
    hidden: dict[tuple[int, int], Tally] = {}
    for sheet in _uncounted_sheets(campaign, committee):
        for score in campaign.find(Score, sheet_id=sheet.id):
            place = (sheet.dossier_id, score.criterion)
            hidden[place] = hidden.get(place, empty).plus(score.mark)
    return hidden


def _uncounted_sheets(campaign: CampaignReader, committee: Committee) -> set[ScoreSheet]:
    """Return the few sheets that do not count, without reading all the others."""
    members = campaign.find(Member, committee_id=committee.id)
    found: set[ScoreSheet] = set()
    for member in members:
        if not member.is_voting:
            found.update(campaign.find(ScoreSheet, member_id=member.id))
    ids = {member.id for member in members}
    for recusal in campaign.find(Recusal):
        if recusal.member_id in ids:
            sheets = campaign.find(
                ScoreSheet, member_id=recusal.member_id, dossier_id=recusal.dossier_id
            )
            found.update(sheets)
    return found


def _without(tally: Tally, hidden: Tally | None) -> Tally:
    if hidden is None:
        return tally
    counts = tuple(a - b for a, b in zip(tally.counts, hidden.counts, strict=True))
    return Tally(counts, tally.no_opinion - hidden.no_opinion)


def _sheet_means(campaign: CampaignReader, committee: Committee, grid: CriteriaGrid) -> Means:
    """Return, by dossier, the mean of each member's scores; a sheet without score has none."""
    means: Means = defaultdict(list)
    for (_member, dossier), levels in sorted(sheet_levels(campaign, committee).items()):
        means[dossier].append(_mean(grid, levels))
    return means


def sheet_levels(
    campaign: CampaignReader, committee: Committee
) -> dict[tuple[int, int], list[int]]:
    """Return, by (member, dossier), the levels given on the sheets that may be told."""
    owner = {
        sheet.id: (sheet.member_id, sheet.dossier_id)
        for sheet in visible_sheets(campaign, committee).sheets.values()
    }
    levels: dict[tuple[int, int], list[int]] = defaultdict(list)
    for score in campaign.find(Score):
        if score.level is not None and score.sheet_id in owner:
            levels[owner[score.sheet_id]].append(score.level)
    return levels


SCORING_KINDS = (CommitteeKind.EXPERT, CommitteeKind.STUDENT)
"""The bodies that score on a grid of their own."""

# The JSON of the command line -------------------------------------------------------------------


def opinions_as_json(campaign: CampaignReader, code: str | None = None) -> dict[str, Any]:
    """Return the opinions of one committee, or of all that score, as DESIGN 7 fixes them."""
    committees = (
        [committee_with_code(campaign, code)]
        if code
        else [c for c in campaign.find(Committee) if c.kind in SCORING_KINDS]
    )
    return {"committees": dict(_committees_json(campaign, committees))}


def _committees_json(
    campaign: CampaignReader, committees: Sequence[Committee]
) -> Iterator[tuple[str, dict[str, Any]]]:
    numbers = {dossier.id: dossier.number for dossier in dossiers_by_number(campaign)}
    for committee in committees:
        found = committee_opinions(campaign, committee, members=True)
        if found is None:
            continue
        minimum = the_campaign(campaign).rules.minimum_share
        told: dict[str, Any] = {
            "dossiers": {
                numbers[dossier]: _dossier_json(found, dossier, minimum)
                for dossier in found.dossiers
            }
        }
        withheld = _withheld_json(visible_sheets(campaign, committee), numbers)
        if withheld:
            told["withheld"] = withheld
        if committee.kind is not CommitteeKind.STUDENT:
            seen = {dossier: numbers[dossier] for dossier in found.dossiers}
            told["members"] = _members_json(campaign, committee, found.grid, seen)
        yield committee.code, told


def _withheld_json(seen: Visibility, numbers: Mapping[int, str]) -> dict[str, dict[str, int]]:
    """Return how many sheets are masked, or ballots too few, on the dossiers that are not told."""
    kinds = (("masked_sheets", seen.masked), ("ballots", seen.few))
    return {
        numbers[dossier]: {name: count}
        for name, counts in kinds
        for dossier, count in counts.items()
        if dossier in numbers
    }


def _dossier_json(found: CommitteeOpinions, dossier: int, minimum: Fraction) -> dict[str, Any]:
    opinion, codes = found.dossiers[dossier], [level.code for level in found.grid.scale.levels]
    ranks = {method: ranking[dossier] for method, ranking in found.rankings.items()}
    overall = _aggregate_json(opinion.overall, codes, minimum)
    overall |= _exact("mean_of_axes", opinion.overall.mean_of_axes)
    overall |= _exact("mean_of_members", opinion.overall.mean_of_members)
    overall["std_between_members"] = _rounded(opinion.overall.std_between_members)
    overall["rank"] = ranks.pop("rule")
    overall["majority_rank"] = ranks.pop("majority")
    overall["ranks"] = ranks
    return {
        "criteria": {
            code: statistics_json(figure, codes, minimum)
            for code, figure in opinion.criteria.items()
        },
        "axes": {
            code: _aggregate_json(axis, codes, minimum) for code, axis in opinion.axes.items()
        },
        "overall": overall,
    }


def _aggregate_json(figure: Aggregate, codes: Sequence[str], minimum: Fraction) -> dict[str, Any]:
    told = statistics_json(figure, codes, minimum)
    return told | _exact("mean_of_criteria", figure.mean_of_criteria)


def statistics_json(
    figure: CriterionStatistics, codes: Sequence[str], minimum: Fraction
) -> dict[str, Any]:
    """Return the figures of one tally: floats of ten decimals beside exact fractions."""
    tally, majority = figure.tally, figure.majority
    return {
        "n": tally.n,
        "no_opinion": tally.no_opinion,
        "not_applicable": tally.not_applicable,
        "blank": tally.blank,
        "recused": tally.recused,
        "expected": tally.expected,
        "counts": dict(zip(codes, tally.counts, strict=True)),
        **_exact("mean", figure.mean),
        **_exact("q1", figure.q1),
        **_exact("median", figure.median),
        **_exact("q3", figure.q3),
        "variance_exact": _fraction(figure.variance),
        "std": _rounded(figure.std),
        "majority_grade": codes[majority.level] if majority else None,
        "share_above": _fraction(majority.share_above) if majority else None,
        "share_below": _fraction(majority.share_below) if majority else None,
        "gauge": f"{codes[majority.level]}{majority.sign}" if majority else None,
        "is_insufficient": insufficient(tally, minimum),
    }


def _exact(name: str, value: Fraction | None) -> dict[str, Any]:
    number = None if value is None else float(value)
    return {name: _rounded(number), f"{name}_exact": _fraction(value)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 10)


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def _members_json(
    campaign: CampaignReader,
    committee: Committee,
    grid: CriteriaGrid,
    numbers: Mapping[int, str],
) -> dict[str, Any]:
    """Return how each member answered over all dossiers, and how far from the others he scores."""
    levels = sheet_levels(campaign, committee)
    recused = {(r.member_id, r.dossier_id) for r in campaign.find(Recusal)}
    silent = _no_opinions(campaign, committee)
    gaps = _gaps(campaign, committee, grid)
    told = {}
    members = [m for m in campaign.find(Member, committee_id=committee.id) if m.is_voting]
    for member in sorted(members, key=lambda m: m.code):
        given = [level for (owner, _), row in levels.items() if owner == member.id for level in row]
        left = [number for d, number in numbers.items() if (member.id, d) in recused]
        expected = len(grid.criteria) * (len(numbers) - len(left))
        told[member.code] = {
            "n": len(given),
            "no_opinion": silent[member.id],
            "blank": expected - len(given) - silent[member.id],
            "recused": sorted(left),
            **_exact("mean", _mean(grid, given) if given else None),
            "mean_gap_to_others": _rounded(gaps.get(member.id)),
        }
    return told


def _no_opinions(campaign: CampaignReader, committee: Committee) -> Counter[int]:
    owner = {id_: s.member_id for id_, s in visible_sheets(campaign, committee).sheets.items()}
    return Counter(
        owner[score.sheet_id]
        for score in campaign.find(Score)
        if score.level is None and score.sheet_id in owner
    )


def _gaps(campaign: CampaignReader, committee: Committee, grid: CriteriaGrid) -> dict[int, float]:
    """Return, by member, the mean of his scores less those of the others on the same cells."""
    values, cells = grid.scale.values, defaultdict(list)
    sheets = visible_sheets(campaign, committee).sheets
    for score in campaign.find(Score):
        sheet = sheets.get(score.sheet_id)
        if sheet is None or score.level is None:
            continue
        cell = (sheet.dossier_id, score.criterion)
        cells[cell].append((sheet.member_id, values[score.level]))
    found: dict[int, list[Fraction]] = defaultdict(list)
    for given in cells.values():
        total = sum((value for _, value in given), Fraction(0))
        for member, value in given:
            if len(given) > 1:
                found[member].append(value - (total - value) / (len(given) - 1))
    return {m: float(sum(gaps, Fraction(0)) / len(gaps)) for m, gaps in found.items()}
