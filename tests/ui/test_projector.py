"""The projector by keys: what the room sees, what it never sees, black, frozen, on one screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from driving import TEXTS, drawing, named, page, painted, stored
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    AgendaItem,
    DebateNote,
    Dissent,
    EventKind,
    Meeting,
    MeetingEvent,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.sheet import Comment, NotApplicable, ScoreSheet
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.projector.canvas import Face, Ink
from euralens_desk.ui.projector.window import ProjectorWindow
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import Spot
from euralens_desk.ui.state.projection import View
from euralens_desk.ui.tokens import LIGHT, ThemeName, contrast
from euralens_desk.usecases import acts, meetings
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.room import open_meeting, reveal, start_item

F6, B, RIGHT = Qt.Key.Key_F6, Qt.Key.Key_B, Qt.Key.Key_PageDown
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SIZES = ((1920, 1080), (1280, 720), (1024, 768), (3840, 2160))
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


NUMBER = "2022-07"
STAYS = (EventKind.ARRIVED, EventKind.CONNECTED, EventKind.PROXY_GIVEN, EventKind.EXCUSED)


def begin_again(file: CampaignFile, *, is_open: bool) -> ChangeSet:
    """Bring the meeting of the sample back to its start: who attends, and nothing else."""
    with file.change(message("x")) as work:
        for event in work.find(MeetingEvent):
            if event.kind not in STAYS:
                work.remove(event)
    return open_meeting(file, 1, None) if is_open else file.last_change


def held(window: MainWindow, *, is_open: bool = True) -> MeetingsPage:
    """Go into the meeting of the sample at its start, on its seventh dossier."""
    window.context.desk.do(lambda file: begin_again(file, is_open=is_open))
    (dossier,) = stored(window, lambda file: file.find(Dossier, number=NUMBER))
    found = page(window, Section.MEETINGS, MeetingsPage)
    window.go(Section.MEETINGS, Spot(1, dossier.id))
    assert isinstance(found, MeetingsPage)
    return found


def turn_on(qtbot: QtBot, window: MainWindow) -> None:
    """Show the projection by its key, then come back to the secretary's window."""
    qtbot.keyClick(window, F6)
    window.activateWindow()
    QApplication.processEvents()


def show_sheets(window: MainWindow) -> None:
    """Reveal the sheets of the seventh dossier."""

    def act(file: CampaignFile) -> ChangeSet:
        (dossier,) = file.find(Dossier, number=NUMBER)
        (item,) = file.find(AgendaItem, dossier_id=dossier.id)
        start_item(file, item.id, None)
        return reveal(file, item.id, None)

    window.context.desk.do(act)


def projected(window: MainWindow) -> ProjectorWindow:
    """Return the projection, in the shape of most projectors."""
    found = window.context.projector.window
    assert found is not None
    found.resize(1280, 720)
    return found


def told(window: QWidget) -> str:
    """Return every text of a window: painted, told to a screen reader, in a tooltip or a title."""
    said = [painted(window)]
    for found in (window, *window.findChildren(QObject)):
        said.append(found.objectName())
        if isinstance(found, QWidget):
            said += [
                found.windowTitle(),
                found.accessibleName(),
                found.accessibleDescription(),
                found.toolTip(),
                found.statusTip(),
                found.whatsThis(),
            ]
    return "\n".join(said).translate(SPACES)


# What is shown ------------------------------------------------------------------------------


def test_nothing_is_shown_until_f6(sample: MainWindow) -> None:
    held(sample)
    assert sample.context.projector.window is None


def test_f6_waits_before_the_opening_and_shows_the_item_after(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample, is_open=False)
    qtbot.keyClick(sample, F6)
    window = projected(sample)
    assert window.isVisible()
    assert "Mardi 8 novembre 2022, 13 h 30" in painted(window)
    assert "Écocité" not in told(window)
    qtbot.keyClick(sample, F6)
    assert not window.isVisible()
    sample.context.desk.do(lambda file: open_meeting(file, 1, None))
    qtbot.keyClick(sample, F6)
    assert window.isVisible()
    assert "L’Écocité du 8" in painted(window)
    assert "Ville de Loison-sous-Lens" in painted(window)


def test_the_pages_by_keys(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    show_sheets(sample)
    turn_on(qtbot, sample)
    window, seen = projected(sample), []
    for _press in range(4):
        seen.append(painted(window))
        qtbot.keyClick(sample, RIGHT, CONTROL)
    dossier, sheets, vote, result = seen
    assert "Chiffres-clés" in dossier
    assert "18 avis, sans nom" in sheets and "À débattre" in sheets
    assert "Attribution" in vote and "Attribution" in result
    assert "17 voix sur ce point" in vote
    assert not re.search(r"^9$", vote, re.M) and re.search(r"^9$", result, re.M)
    assert "Proposition du Comité : Attribution" in result
    assert "Résultat du vote" in sample.status.fact.text()


def test_before_the_reveal_the_room_is_told_that_sheets_are_masked(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    qtbot.keyClick(sample, RIGHT, CONTROL)
    window = projected(sample)
    assert "Les fiches ne sont pas révélées" in painted(window)
    assert "18 fiches reçues, masquées" in painted(window)
    assert "À débattre" not in told(window) and "Insuffisant" not in painted(window)
    show_sheets(sample)
    assert "À débattre" in painted(window)


def test_going_to_another_item_shows_its_dossier_and_not_its_scores(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    show_sheets(sample)
    qtbot.keyClick(sample, F6)
    qtbot.keyClick(sample, RIGHT, CONTROL)
    qtbot.keyClick(sample, Qt.Key.Key_Down, ALT)
    text = painted(projected(sample))
    assert "Le Garage solidaire de l’AFEJI" in text and "sans nom" not in text


def test_black_says_nothing_and_the_same_key_lights_again(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    turn_on(qtbot, sample)
    window = projected(sample)
    before = painted(window)
    qtbot.keyClick(sample, B)
    assert painted(window) == "" and window.accessibleDescription() == ""
    assert "Écran noir" in sample.status.fact.text()
    qtbot.keyClick(sample, B)
    assert painted(window) == before


def test_a_frozen_picture_stays_and_only_the_secretary_reads_so(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    turn_on(qtbot, sample)
    window = projected(sample)
    before = painted(window)
    qtbot.keyClick(sample, F6, SHIFT)
    qtbot.keyClick(sample, RIGHT, CONTROL)
    qtbot.keyClick(sample, Qt.Key.Key_Down, ALT)
    assert painted(window) == before
    assert "Image figée" in sample.status.fact.text()
    assert "figée" not in told(window)
    qtbot.keyClick(sample, F6, SHIFT)
    assert "Le Garage solidaire de l’AFEJI" in painted(window)


def test_the_keys_of_the_projection_itself(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    window, projector = projected(sample), sample.context.projector
    for key, view in (
        (Qt.Key.Key_Right, View.SHEETS),
        (Qt.Key.Key_Down, View.VOTE),
        (Qt.Key.Key_Left, View.SHEETS),
        (Qt.Key.Key_Up, View.DOSSIER),
    ):
        qtbot.keyClick(window, key)
        assert projector.state.view is view
    qtbot.keyClick(window, B)
    assert painted(window) == ""
    qtbot.keyClick(window, B)
    qtbot.keyClick(window, F6, SHIFT)
    assert projector.state.is_frozen
    qtbot.keyClick(window, F6)
    assert not window.isVisible() and not projector.state.is_frozen


def test_closing_the_projection_hides_it(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    projected(sample).close()
    assert not sample.context.projector.state.is_shown
    qtbot.keyClick(sample, F6)
    assert projected(sample).isVisible()


def test_the_time_left_is_shown_and_changes_nothing_by_itself(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    turn_on(qtbot, sample)
    projector, window = sample.context.projector, projected(sample)
    assert "Débat" not in painted(window)
    qtbot.keyClick(sample, Qt.Key.Key_T, CONTROL)
    assert "20 min restantes" in painted(window)
    assert "20 min restantes" in sample.status.fact.text().translate(SPACES)
    qtbot.keyClick(sample, Qt.Key.Key_T, CONTROL)
    assert not projector.clock.is_running and "20 min restantes" in painted(window)
    qtbot.keyClick(sample, Qt.Key.Key_T, CONTROL)
    assert projector.clock.is_running
    state = projector.state
    projector.start_clock(1e-9)
    assert "Temps écoulé" in painted(window) and projector.state == state
    projector.clear_clock()
    assert "Débat" not in painted(window)


def test_another_item_ends_the_debate_clock(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    qtbot.keyClick(sample, Qt.Key.Key_T, CONTROL)
    qtbot.keyClick(sample, Qt.Key.Key_Down, ALT)
    assert "Débat" not in painted(projected(sample))
    assert not sample.context.projector.clock.is_set


def test_an_item_without_a_dossier_shows_its_title_alone(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    for _press in range(2):
        qtbot.keyClick(sample, Qt.Key.Key_Down, ALT)
    window = projected(sample)
    assert "Synthèse, questions diverses" in painted(window)
    for _press in range(3):
        qtbot.keyClick(sample, RIGHT, CONTROL)
        assert "Synthèse, questions diverses" in painted(window)
        assert "Attribution" not in painted(window) and "révélées" not in painted(window)


def test_every_ink_is_read_from_the_back_of_the_room() -> None:
    for ink in Ink:
        text, ground = (LIGHT.colour(token) for token in ink.value)
        assert contrast(text, ground) >= 7, ink
    assert min(face.value[0] for face in Face) == 24
    assert Face.BODY.value[0] == 27
    assert all(46 <= face.value[0] <= 52 for face in (Face.TITLE, Face.TITLE_LOW))


def test_the_theme_and_the_text_size_of_the_secretary_change_nothing(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    show_sheets(sample)
    qtbot.keyClick(sample, F6)
    window = projected(sample)
    sample.context.projector.show_view(View.SHEETS)
    before = window.grab().toImage()
    sample.context.look.set_theme(ThemeName.DARK)
    sample.context.look.set_text_percent(150)
    assert window.grab().toImage() == before


def test_leaving_the_campaign_takes_it_off_the_wall(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    window = projected(sample)
    sample.campaigns.close()
    assert not window.isVisible() and painted(window) == ""


def test_a_meeting_that_is_removed_leaves_the_waiting_page(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)

    def remove(file: CampaignFile) -> ChangeSet:
        for kind in reversed(acts.ORDER):
            for act in file.find(Act):
                if act.kind is kind:
                    acts.withdraw_act(file, act)
        return meetings.remove_meeting(file, 1)

    sample.context.desk.do(remove)
    window = projected(sample)
    assert window.isVisible() and painted(window) == ""
    assert sample.context.projector.state.view is View.WAITING


def test_a_letter_in_a_field_is_a_letter(sample: MainWindow, qtbot: QtBot) -> None:
    room = held(sample).room
    qtbot.keyClick(sample, F6)
    notes = room.decision.notes.field
    notes.setFocus()
    qtbot.keyClick(notes, B, SHIFT)
    assert not sample.context.projector.state.is_black


# What is never shown ------------------------------------------------------------------------

CANARIES = 60


def canaries() -> Iterator[tuple[str, str]]:
    """Yield names nobody has, with their initials."""
    for number in range(CANARIES):
        yield f"Zoé Qanari{number:02d}", "ZQ"


def plant(file: CampaignFile) -> None:
    """Put a name nobody has in all that speaks of people, in turn."""
    names = iter([name for name, _initials in canaries()] * 100)
    with file.change(message("canaries")) as work:
        for member in work.find(Member):
            work.put(
                replace(member, name=next(names), code=f"ZQ{member.id}", expertise=next(names))
            )
        for dossier in work.find(Dossier):
            mail = f"{next(names).split()[1]}@example.org"
            work.put(
                replace(
                    dossier,
                    contact_role=next(names),
                    contact_email=mail,
                    contact_phone="0321Qanari",
                    site_address=next(names),
                    design_team=(next(names),),
                    needs=next(names),
                    other={"Contact": next(names)},
                )
            )
        for sheet in work.find(ScoreSheet):
            work.put(Comment(sheet.id, 0, f"Dit par {next(names)}"))
        for item in work.find(AgendaItem):
            work.put(
                replace(
                    item,
                    discussion=next(names),
                    miscount_reason=next(names),
                    drafted_reasons=next(names),
                    drafted_reservations=next(names),
                )
            )
            work.put(DebateNote(work.new_id(DebateNote), item.id, next(names)))
            work.put(Dissent(item.id, work.find(Member)[0].id, next(names)))
        for meeting in work.find(Meeting):
            work.put(replace(meeting, chair=next(names), meeting_secretary=next(names)))
        for opinion in work.find(TechnicalOpinion):
            work.put(replace(opinion, text=next(names)))
        for act in work.find(Act):
            work.put(replace(act, reasons=next(names), reservations=next(names), vote=next(names)))
        for member, dossier in zip(work.find(Member), work.find(Dossier), strict=False):
            day = work.find(Meeting)[0].held_on
            work.put(Recusal(member.id, dossier.id, day, next(names)))
        dossiers, body = work.find(Dossier), work.find(Meeting)[0].committee_id
        work.put(NotApplicable(body, dossiers[0].id, 0, next(names)))


@pytest.mark.parametrize("size", SIZES)
def test_sixty_canary_names_are_never_on_the_projection(
    sample: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    stored(sample, plant)
    planted = stored(sample, lambda file: repr([*file.find(Member), *file.find(Dossier)]))
    assert planted.count("Qanari") >= CANARIES
    room = held(sample).room
    show_sheets(sample)
    qtbot.keyClick(sample, F6)
    window, projector = projected(sample), sample.context.projector
    window.showNormal()
    window.resize(*size)
    projector.start_clock(8)
    points = room.held.points if room.held else ()
    assert len(points) == 8
    seen = []
    for point in points:
        projector.follow(1, point.item.id)
        for view in View:
            projector.show_view(view)
            for _sheet in range(3):
                seen.append(told(window))
                if projector.state.view is view:
                    projector.step(1)
    whole = "\n".join(seen)
    assert "L’Écocité du 8" in whole and "avis, sans nom" in whole
    assert "s’est retiré" in whole
    for name, initials in canaries():
        first, last = name.split()
        assert last not in whole
        assert not re.search(rf"\b({first}|{initials}\d*)\b", whole)
    assert "Qanari" not in whole


def test_nothing_is_written_smaller_than_a_room_can_read(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    show_sheets(sample)
    qtbot.keyClick(sample, F6)
    window, projector = projected(sample), sample.context.projector
    window.showNormal()
    for width, height in SIZES:
        window.resize(width, height)
        for view in View:
            projector.show_view(view)
            sizes = [float(size) for size, _text in TEXTS.findall(drawing(window))]
            # The drawing gives sizes before its scale, which is that of the height.
            assert sizes and min(sizes) >= 24
        assert f"matrix({height / 1080:g}" in drawing(window)


def test_thirteen_criteria_stand_on_one_page_of_every_screen(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    show_sheets(sample)
    qtbot.keyClick(sample, F6)
    window, projector = projected(sample), sample.context.projector
    window.showNormal()
    projector.show_view(View.SHEETS)
    for width, height in SIZES:
        window.resize(width, height)
        text = painted(window)
        assert all(re.search(rf"^{number}$", text, re.M) for number in ("1.1", "2.4", "3.2"))


# One screen ---------------------------------------------------------------------------------


def test_on_one_screen_the_projection_is_a_window_and_says_so(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    window = projected(sample)
    assert window.isVisible() and not window.isFullScreen()
    QApplication.processEvents()
    assert window.isActiveWindow()
    assert "F6 ou Échap la ferme" in window.windowTitle()
    banner = sample.messages.banners["projection"]
    assert "il n’y a pas de second écran" in banner.findChildren(QLabel)[-1].text()
    qtbot.mouseDClick(window, Qt.MouseButton.LeftButton)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_escape_leaves_the_full_screen_then_closes_the_window(
    sample: MainWindow, qtbot: QtBot
) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    window = projected(sample)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible() and not window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible() and not sample.context.projector.state.is_shown
    assert "projection" not in sample.messages.banners


def test_a_frozen_and_a_black_picture_are_told_in_the_room_and_on_every_page(
    sample: MainWindow, qtbot: QtBot
) -> None:
    room = held(sample).room
    qtbot.keyClick(sample, F6)
    projector = sample.context.projector
    projector.freeze()
    named(room, QAbstractButton, "Image figée")
    sample.go(Section.DOSSIERS)
    assert "Image figée" in sample.status.fact.text()
    projector.blank()
    assert "Écran noir" in sample.status.fact.text()
    sample.go(Section.MEETINGS)
    named(room, QAbstractButton, "Écran noir")
    projector.hide()
    assert "Image figée" not in sample.status.fact.text()
    named(room, QAbstractButton, "Projeter")


def test_the_projection_ends_with_the_main_window(sample: MainWindow, qtbot: QtBot) -> None:
    held(sample)
    qtbot.keyClick(sample, F6)
    window = projected(sample)
    sample.close()
    assert not window.isVisible() and sample.context.projector.window is None
