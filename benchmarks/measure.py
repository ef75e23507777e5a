"""Time two things in turns, so that what else the machine does weighs on both alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: seconds of the floor and of ours, round by round, and the goal.

    Without a floor the goal is in seconds; with one it is a ratio. ``share`` says which round
    counts: the middle one, or with 0.99 the slowest but one in a hundred. Nothing was measured
    where ``ours`` is empty; ``note`` says why.
    """

    number: str
    what: str
    floor_name: str
    floor: tuple[float, ...]
    ours: tuple[float, ...]
    goal: float
    note: str = ""
    share: float = 0.5

    @property
    def value(self) -> float:
        """The ratio of the rounds that count, or ours itself where there is no floor."""
        ours = percentile(self.ours, self.share)
        return ours / percentile(self.floor, self.share) if self.floor else ours

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal


def alternate(
    floor: Callable[[], object], ours: Callable[[], object], rounds: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the seconds of each round of the floor and of ours, one after the other."""
    pairs = [(timed(floor), timed(ours)) for _ in range(rounds)]
    return tuple(first for first, _ in pairs), tuple(second for _, second in pairs)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds a function takes."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value under which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| # | what | floor or peer | its time | ours (spread) | ratio | goal | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += ["| " + " | ".join(_cells(figure)) + " |" for figure in figures]
    return "\n".join(lines)


def _cells(figure: Figure) -> list[str]:
    first = [figure.number, figure.what, figure.floor_name]
    if not figure.ours:
        return [*first, "–", "–", "–", "–", f"not measured: {figure.note}"]
    floor = _short(percentile(figure.floor, figure.share)) if figure.floor else "–"
    spread = f"{_short(min(figure.ours))}–{_short(max(figure.ours))}"
    ours = f"{_short(percentile(figure.ours, figure.share))} ({spread})"
    ratio = f"{figure.value:.2f}" if figure.floor else "–"
    goal = f"≤ {figure.goal:g}" if figure.floor else f"≤ {_short(figure.goal)}"
    verdict = "reached" if figure.is_reached else "**missed**"
    return [*first, floor, ours, ratio, goal, f"{verdict} {figure.note}".strip()]


def _short(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
