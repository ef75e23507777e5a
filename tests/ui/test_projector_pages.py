"""The pages of the projector painted from values: long grids, many sheets, other scales, titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from driving import painted
from pytestqt.qtbot import QtBot

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.meeting import Outcome
from euralens_desk.domain.room import MeetingStage
from euralens_desk.i18n import set_language
from euralens_desk.resources import resource
from euralens_desk.ui.fonts import load_fonts
from euralens_desk.ui.projector.window import ProjectorWindow
from euralens_desk.ui.state.projection import Picture, View
from euralens_desk.ui.theme import Appearance
from euralens_desk.usecases.projection import (
    ProjectedAxis,
    ProjectedLevel,
    ProjectedPoint,
    ProjectedSheets,
    ProjectedStrip,
    ProjectedVote,
    Projection,
)

WORDS = ("Insuffisant", "Faible", "Passable", "Bon", "Excellent")
LEVELS = tuple(ProjectedLevel(str(n), word) for n, word in enumerate(WORDS))
LONG = (
    "La requalification de l’ancien site minier et de ses abords en pôle de services, "
    "de culture et de logements participatifs"
)


@pytest.fixture
def wall(qtbot: QtBot) -> ProjectorWindow:
    """The projector's window, as large as most screens."""
    set_language("fr")
    look = Appearance(resource())
    window = ProjectorWindow(look)
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    return window


def strip(number: str, counts: tuple[int, ...] = (0, 1, 2, 3, 4)) -> ProjectedStrip:
    return ProjectedStrip(number, f"Critère {number}", counts, 0, 0, sum(counts), None, False)


def found(*lengths: int, levels: tuple[ProjectedLevel, ...] = LEVELS) -> Projection:
    """Return a point whose grid has axes of so many criteria."""
    counts = tuple(range(len(levels)))
    axes = tuple(
        ProjectedAxis(
            str(place),
            f"Axe {place}",
            tuple(strip(f"{place}.{row}", counts) for row in range(1, length + 1)),
        )
        for place, length in enumerate(lengths, start=1)
    )
    vote = ProjectedVote(10, 0, VoteForm.HANDS)
    sheets = ProjectedSheets(10, levels, axes)
    point = ProjectedPoint(1, 20, LONG, "", "", (), 0, sheets, None, None, vote)
    day = date(2022, 12, 8)
    return Projection(
        "Label", "Promotion", "Comité", day, None, "Lens", MeetingStage.OPEN, 1, point
    )


def with_point(held: Projection, **changes: object) -> Projection:
    assert held.point is not None
    return replace(held, point=replace(held.point, **changes))  # type: ignore[arg-type]


def with_first(held: Projection, first: ProjectedStrip) -> Projection:
    """Return a point whose first criterion is another one."""
    assert held.point is not None
    assert held.point.sheets is not None
    axis, *others = held.point.sheets.axes
    axes = (replace(axis, strips=(first, *axis.strips[1:])), *others)
    return with_point(held, sheets=replace(held.point.sheets, axes=axes))


def shown(window: ProjectorWindow, held: Projection, view: View, sheet: int = 0) -> str:
    window.show_picture(Picture(held, view, sheet), is_black=False)
    return painted(window)


@pytest.mark.parametrize("width", [1440, 1728, 1920])
def test_thirteen_criteria_with_a_long_title_stand_on_one_page(
    wall: ProjectorWindow, width: int
) -> None:
    wall.resize(width, 1080)
    text = shown(wall, found(7, 4, 2), View.SHEETS)
    assert "Critère 1.1" in text and "Critère 3.2" in text and "partie" not in text


@pytest.mark.parametrize("width", [1440, 1728, 1920])
@pytest.mark.parametrize("view", [View.DOSSIER, View.SHEETS, View.VOTE, View.RESULT])
def test_a_title_of_120_characters_is_whole_beside_the_time_left(
    wall: ProjectorWindow, width: int, view: View
) -> None:
    load_fonts(resource("fonts"))
    wall.resize(width, 1080)
    wall.show_picture(Picture(found(7, 4, 2), view, 0, 8), is_black=False)
    text = painted(wall)
    assert "8 min restantes" in text and "participatifs" in text
    assert "Le Comité vote ; les notes ne décident pas." in text


def test_twenty_criteria_are_paged_by_axis(wall: ProjectorWindow) -> None:
    held = found(8, 7, 5)
    first = shown(wall, held, View.SHEETS)
    second = shown(wall, held, View.SHEETS, 1)
    assert "partie 1 sur 2" in first and "partie 2 sur 2" in second
    assert "Critère 1.8" in first and "Critère 3.1" not in first
    assert "Critère 3.5" in second and "Critère 1.1" not in second
    assert wall.count_sheets(Picture(held, View.SHEETS)) == 2
    assert shown(wall, held, View.SHEETS, 9) == second


def test_an_axis_that_is_too_long_goes_on_with_its_name(wall: ProjectorWindow) -> None:
    assert "1. Axe 1 (suite)" in shown(wall, found(20), View.SHEETS, 1)


def test_above_twenty_four_sheets_dots_become_counts(wall: ProjectorWindow) -> None:
    many = with_first(found(2), strip("1.1", (3, 17, 0, 0, 11)))
    lines = shown(wall, many, View.SHEETS).splitlines()
    assert "17" in lines and "11" in lines
    few = with_first(found(2), strip("1.1", (3, 9, 0, 0, 11)))
    assert "11" not in shown(wall, few, View.SHEETS).splitlines()


def test_a_scale_of_many_words_is_headed_by_its_codes(wall: ProjectorWindow) -> None:
    levels = tuple(ProjectedLevel(f"N{n}", f"Très longuement qualifié {n}") for n in range(7))
    lines = shown(wall, found(3, levels=levels), View.SHEETS).splitlines()
    assert {"N0", "N6"} <= set(lines)
    assert not any("longuement" in line for line in lines)


def test_what_does_not_apply_says_so(wall: ProjectorWindow) -> None:
    left_out = replace(strip("1.1", (0, 0, 0, 0, 0)), is_left_out=True)
    assert "sans objet" in shown(wall, with_first(found(2), left_out), View.SHEETS)


@pytest.mark.parametrize(
    ("flag", "no_opinion", "silent", "words"),
    [
        (DebateFlag.OPPOSED, 0, 0, "Avis opposés"),
        (DebateFlag.SPLIT, 0, 0, "Avis partagés"),
        (DebateFlag.FEW_OPINIONS, 4, 4, "Peu d’avis : 4 NSP sur 10"),
        (DebateFlag.FEW_OPINIONS, 1, 4, "Peu d’avis : 4 sans avis sur 10"),
    ],
)
@pytest.mark.parametrize("width", [1440, 1920])
def test_why_to_debate_is_told_in_words_on_every_shape(
    wall: ProjectorWindow,
    flag: DebateFlag,
    no_opinion: int,
    silent: int,
    words: str,
    width: int,
) -> None:
    wall.resize(width, 1080)
    told = replace(strip("1.1"), flag=flag, no_opinion=no_opinion, silent=silent, expected=10)
    assert words in shown(wall, with_first(found(7, 4, 2), told), View.SHEETS)


def test_many_reasons_are_told_together(wall: ProjectorWindow) -> None:
    held = found(7, 4, 2)
    assert held.point is not None
    assert held.point.sheets is not None
    axes = tuple(
        replace(
            axis,
            strips=tuple(
                replace(one, flag=DebateFlag.OPPOSED if place else DebateFlag.SPLIT)
                for place, one in enumerate(axis.strips)
            ),
        )
        for axis in held.point.sheets.axes
    )
    text = shown(wall, with_point(held, sheets=replace(held.point.sheets, axes=axes)), View.SHEETS)
    assert "Avis partagés : 1.1, 2.1, 3.1" in text
    assert "Avis opposés : 1.2, 1.3, 1.4" in text


def test_the_page_of_the_dossier_says_the_whole_title(wall: ProjectorWindow) -> None:
    for width in (1440, 1920):
        wall.resize(width, 1080)
        text = " ".join(shown(wall, found(1), View.DOSSIER).split("\n"))
        assert LONG in text and "…" not in text


def test_figures_that_do_not_fit_are_left_out_whole(wall: ProjectorWindow) -> None:
    figures = tuple(f"Chiffre {n}" for n in range(40))
    lines = shown(wall, with_point(found(1), key_figures=figures), View.DOSSIER).splitlines()
    assert "Chiffre 0" in lines and "Chiffre 39" not in lines


def test_earlier_opinions_may_be_none(wall: ProjectorWindow) -> None:
    assert "Aucun enregistré" in shown(wall, found(1), View.SHEETS)


def test_a_result_without_a_vote_shows_the_options(wall: ProjectorWindow) -> None:
    options = shown(wall, found(1), View.VOTE)
    assert shown(wall, found(1), View.RESULT) == options


def test_a_secret_ballot_counts_blank_and_null_votes(wall: ProjectorWindow) -> None:
    counts = dict.fromkeys(Outcome, 2)
    vote = ProjectedVote(10, 2, VoteForm.SECRET, counts, 1, 2, 1)
    text = shown(wall, with_point(found(1), vote=vote), View.RESULT)
    assert "1 abstention, 2 votes blancs, 1 vote nul" in text
    assert "2 membres se sont retirés" in text and "secret" in text
    assert "Proposition" not in text


def test_a_title_of_two_code_units_is_cut_between_characters(wall: ProjectorWindow) -> None:
    title = "𝔏𝔢 𝔩𝔞𝔟𝔢𝔩 " * 12
    text = shown(wall, with_point(found(1), title=title.strip()), View.DOSSIER)
    assert "".join(text.split()).count("𝔏𝔢") == 12


def test_nothing_to_show_is_the_mark_alone(wall: ProjectorWindow) -> None:
    wall.show_picture(Picture(), is_black=False)
    assert painted(wall) == ""
