"""What happened at the meeting, line by line, for the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from euralens_desk.domain.meeting import AgendaItem, EventKind, MeetingEvent
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.room import in_order
from euralens_desk.i18n import _
from euralens_desk.reports.columns import Column
from euralens_desk.reports.dossier_content import vote_told
from euralens_desk.reports.words import DASH, own
from euralens_desk.words import event_words

Line = list[datetime | str | None]


def course_columns() -> list[Column]:
    """Return the columns of the sheet."""
    return [
        Column(_("Hour"), 10, "hh:mm"),
        Column(_("What happened"), 110, wraps=True),
        Column(_("Item"), 64, wraps=True),
    ]


def course_rows(snapshot: MinutesSnapshot) -> Iterator[Line]:
    """Yield the events in the order noted; the notes and the vote of an item before its end."""
    items = {item.id: item for item in snapshot.agenda}
    events = in_order(snapshot.events)
    ends = {e.item_id: e.id for e in events if e.kind is EventKind.ITEM_ENDED}
    current: AgendaItem | None = None
    is_open = False
    for event in events:
        item = items.get(event.item_id or 0)
        if item is not None and ends.get(item.id) == event.id:
            yield from _said(snapshot, item)
        current = item if event.kind is EventKind.ITEM_STARTED else current
        is_open = is_open or event.kind is EventKind.OPENED
        sentence = _sentence(snapshot, event, is_open=is_open)
        yield [event.at, sentence, _title(snapshot, item or current)]
        current = None if event.kind is EventKind.ITEM_ENDED else current


def _said(snapshot: MinutesSnapshot, item: AgendaItem) -> Iterator[Line]:
    title = _title(snapshot, item)
    for note in snapshot.notes:
        if note.item_id == item.id:
            yield [note.at, note.text, title]
    if item.is_voted:
        yield [None, "".join(span.text for span in vote_told(snapshot, item)), title]


def _title(snapshot: MinutesSnapshot, item: AgendaItem | None) -> str:
    if item is None:
        return ""
    dossier = snapshot.dossiers.get(item.dossier_id or 0)
    return f"{dossier.number} {dossier.title}" if dossier else item.title


def _sentence(snapshot: MinutesSnapshot, event: MeetingEvent, *, is_open: bool) -> str:
    text = event_words(event.kind, is_open=is_open)
    items = {item.id: item for item in snapshot.agenda}
    return own(text).format(
        name=snapshot.body.name(event.member_id),
        other=snapshot.body.name(event.other_id),
        title=_title(snapshot, items.get(event.item_id or 0)) or DASH,
    )
