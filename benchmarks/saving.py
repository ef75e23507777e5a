"""Row 3: one score, durable and journaled, against writing and syncing 100 bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks import wave
from benchmarks.measure import Figure, alternate
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import message
from euralens_desk.domain.sheet import Score

ROW = "3"


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the middle case and the worst one in a hundred."""
    campaign = wave.campaign(folder)
    descriptor = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY)
    sync = getattr(os, "fdatasync", os.fsync)
    turns = iter(range(10_000))

    def floor() -> None:
        os.write(descriptor, b"x" * 100)
        sync(descriptor)

    def ours() -> None:
        turn = next(turns)
        with campaign.change(message("score {turn}", turn=turn)) as work:
            work.put(Score(1, turn % wave.CRITERIA, MarkState.SCORED, turn // wave.CRITERIA % 5))

    floors, found = alternate(floor, ours, 400)
    os.close(descriptor)
    campaign.close()
    what, peer = "one score, durable and journaled", "write + fdatasync"
    yield Figure(ROW, what, peer, floors, found, 4)
    yield Figure(ROW, f"{what}, 1 in 100", peer, floors, found, 3, share=0.99)
