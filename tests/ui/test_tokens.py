"""Every colour is readable, in every theme and on every scale."""

from __future__ import annotations

from itertools import pairwise

import pytest

from euralens_desk.ui.tokens import (
    CONTROL_PAIRS,
    READABLE,
    TEXT_PAIRS,
    THEMES,
    ThemeName,
    contrast,
    luminance,
    ramp,
)

LEVELS = range(2, 12)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_texts_are_readable(theme: ThemeName, pair: tuple[str, str]) -> None:
    text, ground = (THEMES[theme].colour(token) for token in pair)
    assert contrast(text, ground) >= READABLE


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("pair", CONTROL_PAIRS, ids="-on-".join)
def test_borders_and_rings_are_seen(theme: ThemeName, pair: tuple[str, str]) -> None:
    line, ground = (THEMES[theme].colour(token) for token in pair)
    assert contrast(line, ground) >= 3


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("levels", LEVELS)
def test_levels_are_readable_and_told_apart_in_grey(theme: ThemeName, levels: int) -> None:
    tints = ramp(THEMES[theme], levels)
    assert len(tints) == levels
    assert all(contrast(tint.text, tint.fill) >= READABLE for tint in tints)
    grey = [luminance(tint.fill) for tint in tints]
    steps = [after - before for before, after in pairwise(grey)]
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps)


def test_five_levels_take_the_stops_of_the_guide() -> None:
    assert [tint.fill for tint in ramp(THEMES[ThemeName.LIGHT], 5)] == [
        "#F2E8D7",
        "#D8DFBE",
        "#A5C69D",
        "#3A7C5E",
        "#0B4733",
    ]
