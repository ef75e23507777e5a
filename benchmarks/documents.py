"""The minutes that rows 6 and 8 draw: the sample's, made as large as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.minutes import MinutesSnapshot, ScoreLine
from euralens_desk.reports.content import DossierPage, MinutesContent
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.sample import build_sample
from euralens_desk.usecases.minutes import minutes_snapshot


def snapshot(folder: Path) -> MinutesSnapshot:
    """Return what the sample's meeting is told from."""
    campaign = build_sample(folder / "Promotion 2022.euralens")
    try:
        (meeting,) = campaign.find(Meeting)
        return minutes_snapshot(campaign, meeting)
    finally:
        campaign.close()


def many_dossiers(found: MinutesSnapshot, number: int) -> MinutesContent:
    """Return minutes of so many dossiers, each text turned so that no two are alike."""
    content = minutes_content(found)
    pages = tuple(islice(_turned(content.dossiers), number))
    rows = tuple(islice(cycle(content.cover.proposals), number))
    return replace(content, dossiers=pages, cover=replace(content.cover, proposals=rows))


def _turned(pages: tuple[DossierPage, ...]) -> Iterator[DossierPage]:
    for turn, page in enumerate(cycle(pages)):
        words = page.discussion.split(" ")
        text = " ".join((*words[turn % len(words) :], *words[: turn % len(words)]))
        yield replace(page, key=f"{page.key}-{turn}", title=f"{page.title} {turn}", discussion=text)


def many_scores(found: MinutesSnapshot, number: int) -> MinutesSnapshot:
    """Return the same minutes with so many lines of scores."""
    lines: Iterator[ScoreLine] = cycle(found.scores)
    return replace(found, scores=tuple(islice(lines, number)))
