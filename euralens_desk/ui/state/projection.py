"""The projector on the secretary's side, without Qt: which page, black, frozen, the debate clock.

The rule of all of it: nothing is shown until a person asks, and nothing changes by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil

from euralens_desk.domain.room import MeetingStage
from euralens_desk.usecases.projection import Projection


class View(Enum):
    """The pages of the projector, in the order the arrows go through them; a break stands apart."""

    WAITING = "waiting"
    DOSSIER = "dossier"
    SHEETS = "sheets"
    VOTE = "vote"
    RESULT = "result"
    BREAK = "break"


COURSE = (View.WAITING, View.DOSSIER, View.SHEETS, View.VOTE, View.RESULT)
"""What the arrows go through."""
ON_POINT = (View.DOSSIER, View.SHEETS, View.VOTE, View.RESULT)
"""The pages that speak of one item of the agenda."""


@dataclass(frozen=True, slots=True)
class ProjectorState:
    """What the secretary asked of the projector.

    ``sheet`` counts from 0 the parts of a grid that is too long for one page.
    """

    is_shown: bool = False
    view: View = View.WAITING
    sheet: int = 0
    is_black: bool = False
    is_frozen: bool = False

    def turned_on(self, found: Projection | None) -> ProjectorState:
        """Return the state when the window is first shown: on the page of the moment."""
        return ProjectorState(is_shown=True, view=first_view(found))

    def turned_off(self) -> ProjectorState:
        """Return the state when the window is hidden: nothing stays frozen or black behind it."""
        return replace(self, is_shown=False, is_black=False, is_frozen=False)

    def on(self, view: View) -> ProjectorState:
        """Return the state with another page chosen: its first sheet, and no longer black."""
        return replace(self, view=view, sheet=0, is_black=False)

    def stepped(self, step: int, sheets: int) -> ProjectorState:
        """Return the next (+1) or previous (-1) sheet of the grid, or else page; stays at an end.

        A break is left for the page that follows it on the way: the dossier, or the waiting page.
        """
        if self.view is View.SHEETS and 0 <= self.sheet + step < sheets:
            return replace(self, sheet=self.sheet + step, is_black=False)
        if self.view is View.BREAK:
            return self.on(View.DOSSIER if step > 0 else View.WAITING)
        place = COURSE.index(self.view) + step
        if not 0 <= place < len(COURSE):
            return replace(self, is_black=False)
        return self.on(COURSE[place])

    def black(self) -> ProjectorState:
        """Return the state with the screen black, or lit again."""
        return replace(self, is_black=not self.is_black)

    def frozen(self) -> ProjectorState:
        """Return the state with the picture frozen, or following again."""
        return replace(self, is_frozen=not self.is_frozen)

    def on_another_point(self) -> ProjectorState:
        """Return the state when the session goes to another item: its scores are a new choice."""
        return replace(self, view=View.DOSSIER, sheet=0) if self.view in ON_POINT else self


def first_view(found: Projection | None) -> View:
    """Return what the window shows when it is turned on: the item only once the meeting is open."""
    if found is None or found.point is None:
        return View.WAITING
    is_before = found.stage in (MeetingStage.PREPARED, MeetingStage.CONVENED)
    return View.WAITING if is_before else View.DOSSIER


def shown_view(view: View, found: Projection | None) -> View:
    """Return the page that can be painted: without an item there is nothing but to wait.

    An item that is no dossier (opening, other business) has one page, its title.
    """
    if found is None or (view in ON_POINT and found.point is None):
        return View.WAITING
    is_title = view in ON_POINT and found.point is not None and found.point.place is None
    return View.DOSSIER if is_title else view


@dataclass(frozen=True, slots=True)
class DebateClock:
    """A countdown that only tells; times are seconds of a clock that never goes back.

    ``since`` is None while it stands still; ``spent`` is what was counted before that.
    """

    seconds: float = 0
    spent: float = 0
    since: float | None = None

    @property
    def is_set(self) -> bool:
        """Whether there is a debate to time."""
        return self.seconds > 0

    @property
    def is_running(self) -> bool:
        """Whether it counts."""
        return self.since is not None

    def started(self, seconds: float, now: float) -> DebateClock:
        """Return a clock that has so many seconds from now."""
        return DebateClock(seconds, 0, now)

    def paused(self, now: float) -> DebateClock:
        """Return the clock standing still."""
        return replace(self, spent=self._spent(now), since=None)

    def resumed(self, now: float) -> DebateClock:
        """Return the clock counting again; nothing happens to one that was never set."""
        return replace(self, since=now) if self.is_set and self.since is None else self

    def left(self, now: float) -> float:
        """Return the seconds left, below zero once the time is over."""
        return self.seconds - self._spent(now)

    def minutes_left(self, now: float) -> int | None:
        """Return the minutes left, begun ones counted whole; 0 or less when over, None unset."""
        return ceil(self.left(now) / 60) if self.is_set else None

    def _spent(self, now: float) -> float:
        return self.spent + (max(0.0, now - self.since) if self.since is not None else 0.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the window needs to paint: what may be shown, which page of it, the time left."""

    found: Projection | None = None
    view: View = View.WAITING
    sheet: int = 0
    minutes: int | None = None


def paginate(
    axes: Sequence[tuple[float, Sequence[float]]], room: float
) -> tuple[tuple[tuple[int, range], ...], ...]:
    """Return the sheets of a grid: on each, the axes (by place) with the range of their rows.

    An axis comes as the height of its heading with those of its rows. All stand on one sheet when
    they fit in ``room``; otherwise each sheet takes as many whole axes as it can, and only an axis
    that is too long by itself is cut. A row that is higher than the room has a sheet to itself.
    """
    sheets: list[list[tuple[int, range]]] = []
    left = 0.0
    for place, (heading, rows) in enumerate(axes):
        start = 0
        if heading + sum(rows) > left:
            left = _new_sheet(sheets, room)
        left -= heading
        for row, height in enumerate(rows):
            if height > left and row > start:
                sheets[-1].append((place, range(start, row)))
                left, start = _new_sheet(sheets, room) - heading, row
            left -= height
        sheets[-1].append((place, range(start, len(rows))))
    return tuple(tuple(sheet) for sheet in sheets)


def _new_sheet(sheets: list[list[tuple[int, range]]], room: float) -> float:
    sheets.append([])
    return room


@dataclass(frozen=True, slots=True)
class Display:
    """A screen of the computer: its name, as the system gives it, and what a person reads."""

    name: str
    width: int
    height: int


def displays_for(displays: Sequence[Display], window_on: str) -> tuple[Display, ...]:
    """Return the screens the projector may take: all but the one the secretary looks at."""
    return tuple(display for display in displays if display.name != window_on)


def chosen_display(displays: Sequence[Display], window_on: str, remembered: str) -> Display | None:
    """Return the screen to project on: the one remembered, or else the only other one.

    None when there is no other screen, or when a person has to choose between several.
    """
    others = displays_for(displays, window_on)
    known = next((display for display in others if display.name == remembered), None)
    return known or (others[0] if len(others) == 1 else None)
