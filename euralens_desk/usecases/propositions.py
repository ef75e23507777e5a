"""The proposition belongs to the meeting where it was voted: which one was, and what forbids one.

One proposition stands for each dossier (``Act``); the ones voted before it are past
(``PastProposal``), so that the page and the minutes of each meeting say what was voted there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Meeting,
    PastProposal,
)
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.usecases.held_meetings import held_meetings
from euralens_desk.usecases.lookup import the_dossier
from euralens_desk.usecases.ports import CampaignReader, Work


def proposition_at(campaign: CampaignReader, item: AgendaItem) -> Act | None:
    """Return the proposition voted at an item, standing or past; None when none was."""
    standing = standing_proposition(campaign, item.dossier_id)
    if standing is not None and standing.item_id == item.id:
        return standing
    past = campaign.get(PastProposal, item.id)
    return past.as_act if past else None


def standing_proposition(campaign: CampaignReader, dossier_id: int | None) -> Act | None:
    """Return the proposition that stands on a dossier."""
    return campaign.get(Act, dossier_id, ActKind.PROPOSAL) if dossier_id is not None else None


def acts_at(campaign: CampaignReader, item: AgendaItem) -> Mapping[ActKind, Act]:
    """Return the proposition voted at an item, and the acts that rest on it."""
    found = {act.kind: act for act in campaign.find(Act, dossier_id=item.dossier_id)}
    standing, held = found.get(ActKind.PROPOSAL), proposition_at(campaign, item)
    if held is None:
        return {}
    return found if held == standing else {ActKind.PROPOSAL: held}


def earlier_propositions(campaign: CampaignReader, item: AgendaItem) -> tuple[Act, ...]:
    """Return what was proposed on the dossier of an item before its meeting, the last one last."""
    place = _place(campaign, item.id)
    found = (act for act in _all(campaign, item.dossier_id) if act.item_id != item.id)
    earlier = [act for act in found if _rank(campaign, act) < place]
    return tuple(sorted(earlier, key=lambda act: _rank(campaign, act)))


def _all(campaign: CampaignReader, dossier_id: int | None) -> list[Act]:
    """Return every proposition of a dossier: those that are past, and the one that stands."""
    standing = standing_proposition(campaign, dossier_id)
    past = [one.as_act for one in campaign.find(PastProposal, dossier_id=dossier_id)]
    return past + ([standing] if standing else [])


def hindrance(campaign: CampaignReader, item: AgendaItem) -> Message | None:
    """Return why no proposition may be recorded at an item, None when one may.

    A later one stands, or a later act rests on the one voted elsewhere.
    """
    standing = standing_proposition(campaign, item.dossier_id)
    if standing is None or standing.item_id == item.id:
        return None
    if _place(campaign, item.id) < _rank(campaign, standing):
        return _later(standing)
    found = (campaign.get(Act, item.dossier_id, k) for k in (ActKind.DECISION, ActKind.APPROVAL))
    resting = next((act for act in found if act is not None), None)
    return _resting(resting, standing) if resting else None


def _later(standing: Act) -> Message:
    if standing.item_id is None:
        return message(
            "A later proposition on this dossier, dated {day}, was voted at no meeting of this "
            "file: this one stays as it was. Correct the other one, or take it back, in « Acts ».",
            day=standing.dated,
        )
    return message(
        "A later meeting voted another proposition on this dossier, dated {day}: this one "
        "stays as it was. Correct it there, or take it back in « Acts ».",
        day=standing.dated,
    )


def _resting(resting: Act, standing: Act) -> Message:
    if resting.kind is ActKind.DECISION:
        return message(
            "The decision of {day} rests on the proposition of {voted}: take it back first in "
            "« Acts » to record another one.",
            day=resting.dated,
            voted=standing.dated,
        )
    return message(
        "The approval of {day} rests on the proposition of {voted}: take it back first in "
        "« Acts » to record another one.",
        day=resting.dated,
        voted=standing.dated,
    )


def item_of_act(campaign: CampaignReader, act: Act) -> int | None:
    """Return the item at which a proposition was voted, for one that does not say.

    That of the proposition it corrects, when one stands, whatever its day. Otherwise the last item
    of the experts on the dossier, at a meeting that was held by its day; None without any.
    """
    if act.kind is not ActKind.PROPOSAL or act.item_id is not None:
        return act.item_id
    standing = standing_proposition(campaign, act.dossier_id)
    return standing.item_id if standing else _last_item(campaign, act)


def _last_item(campaign: CampaignReader, act: Act) -> int | None:
    """Return the last item of the experts on the dossier of an act, held by its day."""
    held = held_meetings(campaign)
    experts = {c.id for c in campaign.find(Committee) if c.kind is CommitteeKind.EXPERT}
    items = campaign.find(AgendaItem, dossier_id=act.dossier_id)
    found = []
    for item in items:
        meeting = campaign.get(Meeting, item.meeting_id)
        if (
            meeting
            and meeting.id in held
            and meeting.committee_id in experts
            and meeting.held_on <= act.dated
        ):
            found.append((_order(meeting), item.id))
    return max(found)[1] if found else None


def keep_past(work: Work, held: Act | None, act: Act) -> None:
    """Keep what the proposition held says of its meeting when another meeting votes one.

    What was past at the item of the new one is replaced by it.
    """
    for past in work.find(PastProposal, item_id=act.item_id) if act.item_id is not None else ():
        work.remove(past)
    if held is not None and held.item_id is not None and held.item_id != act.item_id:
        work.put(
            PastProposal(
                held.item_id,
                held.dossier_id,
                held.outcome,
                held.dated,
                held.reasons,
                held.reservations,
            )
        )


def bring_back(campaign: CampaignReader, work: Work, dossier_id: int) -> None:
    """Let the latest past proposition of a dossier stand again."""
    past = work.find(PastProposal, dossier_id=dossier_id)
    if past:
        last = max(past, key=lambda one: _rank(campaign, one.as_act))
        work.remove(last)
        work.put(last.as_act)


def forget_item(work: Work, item: AgendaItem) -> None:
    """Let the proposition voted at an item that goes stand without it."""
    for act in work.find(Act, item_id=item.id):
        work.put(act.without_item)


def refuse_loss(campaign: CampaignReader, item: AgendaItem) -> None:
    """Refuse that an item goes to which a past proposition belongs: it is kept nowhere else."""
    past = campaign.get(PastProposal, item.id)
    if past is not None:
        raise Failure(
            message(
                "What was proposed here on « {title} » was followed by another proposition: it is "
                "kept with this item only, which stays on the agenda. Nothing was changed.",
                title=the_dossier(campaign, past.dossier_id).title,
            )
        )


def refuse_reordering(campaign: CampaignReader, after: Meeting) -> None:
    """Refuse a day that makes another proposition the last one: the one that stands stays so."""
    for item in campaign.find(AgendaItem, meeting_id=after.id):
        said = _all(campaign, item.dossier_id)
        ranks = [_rank(campaign, act) for act in said]
        moved = [
            _order(after) if act.item_id == item.id else rank
            for act, rank in zip(said, ranks, strict=True)
        ]
        if said and ranks.index(max(ranks)) != moved.index(max(moved)):
            raise Failure(
                message(
                    "Two propositions were voted on « {title} », and on this day the meeting would "
                    "change places with the other one: take the later proposition back first in "
                    "« Acts ». Nothing was changed.",
                    title=the_dossier(campaign, said[0].dossier_id).title,
                )
            )


Rank = tuple[date, str, int]
"""The place of a meeting among all: its day, its code, its identifier."""


def _order(meeting: Meeting) -> Rank:
    return meeting.held_on, meeting.code, meeting.id


def _place(campaign: CampaignReader, item_id: int) -> Rank:
    item = campaign.get(AgendaItem, item_id)
    meeting = campaign.get(Meeting, item.meeting_id) if item else None
    return _order(meeting) if meeting else (date.min, "", 0)


def _rank(campaign: CampaignReader, act: Act) -> Rank:
    """Return the place of a proposition: that of its meeting, or its day when it has none."""
    return (act.dated, "", 0) if act.item_id is None else _place(campaign, act.item_id)
