"""Where a meeting that is held was left, so that the page comes back there after a stop."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A campaign file, one of its meetings, the item shown and the pane beside it, if any."""

    file: str
    meeting: int
    item: int = 0
    aside: str = ""

    def written(self) -> str:
        """Return the place as the settings keep it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_place(written: str) -> Place | None:
    """Return a place that was written; None for anything else."""
    try:
        told = json.loads(written)
        place = Place(**told)
    except (ValueError, TypeError):
        return None
    kinds = (str, int, int, str)
    values = (place.file, place.meeting, place.item, place.aside)
    is_sound = all(type(value) is kind for value, kind in zip(values, kinds, strict=True))
    return place if is_sound else None


def place_to_resume(written: str, file: str, live: Sequence[int]) -> Place | None:
    """Return where to come back: where one was left, or the meeting that is held; None for none."""
    left = read_place(written)
    if left is not None and left.file == file and left.meeting in live:
        return left
    return Place(file, live[-1]) if live else None
