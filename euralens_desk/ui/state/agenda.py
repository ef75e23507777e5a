"""The agenda beside a meeting: planned hours, how long each item took, how late the meeting is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from euralens_desk.domain.course import running_delay
from euralens_desk.domain.meeting import ActKind
from euralens_desk.usecases.proceedings import Proceedings


class ItemStage(Enum):
    """Where an item stands."""

    TO_COME = "to_come"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item as the agenda shows it.

    ``hour`` is when it is planned; ``spent`` the minutes it took so far, None when no hour was
    noted; ``planned`` its planned minutes, 0 for none.
    """

    item_id: int
    title: str
    hour: time | None
    stage: ItemStage
    spent: int | None
    planned: int


def agenda_lines(held: Proceedings, now: datetime) -> tuple[AgendaLine, ...]:
    """Return the whole agenda, in its order."""
    points = {point.item.id: point for point in held.points}
    found = []
    for one in held.course:
        item, point = one.item, points.get(one.item.id)
        is_recorded = point is not None and ActKind.PROPOSAL in point.acts
        stage = ItemStage.DONE if one.is_done or is_recorded else ItemStage.TO_COME
        if one.is_current:
            stage = ItemStage.UNDER_WAY
        hour = one.planned_at.time() if one.planned_at and _has_hour(held, item.position) else None
        spent = minutes(one.spent(now)) if one.started_at is not None else None
        title = point.dossier.title if point else item.title
        found.append(AgendaLine(item.id, title, hour, stage, spent, item.planned_minutes))
    return tuple(found)


def _has_hour(held: Proceedings, position: int) -> bool:
    """Whether the planned hour of an item means something: each one before it has a length."""
    return all(item.planned_minutes for item in held.items if item.position < position)


def minutes(length: timedelta) -> int:
    """Return whole minutes."""
    return int(length.total_seconds() // 60)


def lateness(held: Proceedings, now: datetime) -> int:
    """Return how many minutes late the meeting is, 0 when it is not, or when nothing tells.

    An item that lasts longer than planned adds to the delay it started with.
    """
    delay = running_delay(held.course)
    current = next((one for one in held.course if one.is_current), None)
    if delay is None or not any(item.planned_minutes for item in held.items):
        return 0
    over = timedelta()
    if current is not None and current.item.planned_minutes:
        over = current.spent(now) - timedelta(minutes=current.item.planned_minutes)
    return max(0, minutes(delay + max(over, timedelta())))


def first_item(held: Proceedings) -> int | None:
    """Return the item a meeting is taken up at: the one under way, or the first not done."""
    if held.room.item is not None:
        return held.room.item
    recorded = {p.item.id for p in held.points if ActKind.PROPOSAL in p.acts}
    over = {one.item.id for one in held.course if one.is_done}
    waiting = (item.id for item in held.items if item.id not in recorded | over)
    return next(waiting, next((item.id for item in held.items), None))
