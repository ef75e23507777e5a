"""Time two things in turns, so that what else the machine does weighs on both alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: seconds of the floor and of ours, round by round, and the goal.

    Without a floor the goal is in seconds; with one it is a ratio.
    """

    number: str
    what: str
    floor_name: str
    floor: tuple[float, ...]
    ours: tuple[float, ...]
    goal: float
    note: str = ""

    @property
    def value(self) -> float:
        """The ratio of the medians, or the median itself where there is no floor."""
        return median(self.ours) / median(self.floor) if self.floor else median(self.ours)

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
        "| # | what | floor | floor (median) | ours (median, spread) | ratio | goal | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for figure in figures:
        ours = (
            f"{_short(median(figure.ours))} ({_short(min(figure.ours))}–{_short(max(figure.ours))})"
        )
        floor = _short(median(figure.floor)) if figure.floor else "–"
        ratio = f"{figure.value:.2f}" if figure.floor else "–"
        goal = f"≤ {figure.goal:g}" if figure.floor else f"≤ {_short(figure.goal)}"
        verdict = "reached" if figure.is_reached else f"**missed** {figure.note}".strip()
        lines.append(
            f"| {figure.number} | {figure.what} | {figure.floor_name} | {floor} | {ours} "
            f"| {ratio} | {goal} | {verdict} |"
        )
    return "\n".join(lines)


def _short(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
