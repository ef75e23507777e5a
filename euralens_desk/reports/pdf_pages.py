"""Fill pages with blocks: what stays together, what may be parted, what starts a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from euralens_desk.reports.pdf_blocks import PAGE_HEIGHT, PAGE_TOP, Block, Bookmark

Group = Sequence[Block]
"""Blocks that stay on one page; only the last one may be parted."""
SCALES = (1.0, 0.95, 0.9, 0.86)
"""How much the leading may shrink so that a dossier holds on one page."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the height of its top on the page."""

    block: Block
    top: float


@dataclass(slots=True)
class _Pages:
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0.0
    pending: float = 0.0
    """Space the last block asked for below itself."""

    def _is_top(self) -> bool:
        return not any(placed.block.height for placed in self.pages[-1])

    def _gap(self, block: Block) -> float:
        return 0.0 if self._is_top() else max(self.pending, block.before)

    def needed(self, group: Group) -> float:
        """Return the height a group takes at this place."""
        total, below = 0.0, None
        for block in group:
            if not isinstance(block, Bookmark):
                gap = self._gap(block) if below is None else max(below, block.before)
                total, below = total + gap + block.height, block.after
        return total

    def add(self, group: Group) -> None:
        left = PAGE_HEIGHT - self.used
        if self.needed(group) <= left:
            self._place(group)
            return
        *first, last = group
        before_last = self.needed(group) - last.height
        parts = last.split(left - before_last)
        if parts is not None:
            self._place([*first, parts[0]])
            self._turn()
            self.add([parts[1]])
        elif not self._is_top():
            self._turn()
            self.add(group)
        elif first:
            self.add(first)
            self.add([last])
        else:
            self._place(group)

    def _place(self, group: Group) -> None:
        for block in group:
            if isinstance(block, Bookmark):
                gap = 0.0 if self._is_top() else self.pending
                self.pages[-1].append(Placed(block, PAGE_TOP - self.used - gap))
                continue
            self.used += self._gap(block)
            self.pages[-1].append(Placed(block, PAGE_TOP - self.used))
            self.used += block.height
            self.pending = block.after

    def _turn(self) -> None:
        self.pages.append([])
        self.used = self.pending = 0.0


def fill(groups: Sequence[Group]) -> list[list[Placed]]:
    """Return the pages of a chapter."""
    pages = _Pages()
    for group in groups:
        pages.add(group)
    return pages.pages


def fill_closely(chapter: Callable[[float], Sequence[Group]]) -> list[list[Placed]]:
    """Return the pages of a chapter, tightened a little when that spares its second page."""
    wide = fill(chapter(SCALES[0]))
    if len(wide) == 2:
        for scale in SCALES[1:]:
            tight = fill(chapter(scale))
            if len(tight) == 1:
                return tight
    return wide
