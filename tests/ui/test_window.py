"""The frame: home, opening and creating a campaign, menus, undo, banners, themes, language."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.messages import message
from euralens_desk.ui.actions import Act
from euralens_desk.ui.dialogs.create_campaign import CreateCampaignDialog, file_stem
from euralens_desk.ui.dialogs.go_to import GoToDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.pages.home import HomePage
from euralens_desk.ui.pages.journal import line_of
from euralens_desk.ui.pages.promotion_words import action_words
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import RecentRow, Text
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile


def test_home_offers_the_sample_and_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.stack.section is Section.HOME
    click(qtbot, window, "Essayer avec la Promotion 2022")
    assert window.stack.section is not Section.HOME
    assert "Promotion 2022" in window.windowTitle()


def test_enter_at_the_first_start_opens_the_sample(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(window), Qt.Key.Key_Return)
    assert "Promotion 2022" in window.windowTitle()


def test_a_campaign_is_created_where_asked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    click(qtbot, window, "Créer un registre")
    dialog = window.findChild(CreateCampaignDialog)
    assert dialog is not None
    named(dialog, QSpinBox, "Année").setValue(2022)
    place = tmp_path / "Promotion 2022.euralens"
    named(dialog, QLineEdit, "Fichier").setText(str(place))
    click(qtbot, dialog, "Créer")
    assert place.exists()
    assert window.context.desk.state is not None
    assert window.context.desk.state.campaign.title == "Promotion 2022"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/", "Indiquez où placer le fichier"),
        ("/absent/x", "Le dossier absent n’existe pas"),
        ("a" * 300, "Aucun fichier ne peut porter ce nom"),
        (" ", "Indiquez où placer le fichier"),
    ],
)
def test_a_place_is_judged_while_it_is_typed(
    window: MainWindow, qtbot: QtBot, typed: str, told: str
) -> None:
    click(qtbot, window, "Créer un registre")
    dialog = window.findChild(CreateCampaignDialog)
    assert dialog is not None
    named(dialog, QLineEdit, "Fichier").setText(typed)
    assert told in dialog.problem.accessibleName()


def test_another_year_leaves_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "Créer un registre")
    dialog = window.findChild(CreateCampaignDialog)
    assert dialog is not None
    dialog.title.setText("Label 2023")
    dialog.year.setValue(2031)
    assert dialog.title.text() == "Label 2023"
    assert Path(dialog.place.text()).name == "Label 2023.euralens"
    dialog.place.setText("ailleurs")
    dialog.title.setText("Label 2024")
    assert dialog.place.text() == "ailleurs"


def test_a_new_campaign_goes_to_a_free_file_named_after_its_title(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("Essai frais", "Essai frais 2"):
        (tmp_path / f"{name}.euralens").write_bytes(b"")
    dialog = CreateCampaignDialog(window.context.look, tmp_path, date(2022, 5, 1), window)
    qtbot.addWidget(dialog)
    dialog.open()
    assert Path(dialog.place.text()) == tmp_path / "Promotion 2022.euralens"
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, "Essai frais")
    assert Path(dialog.place.text()) == tmp_path / "Essai frais 3.euralens"
    assert named(dialog, QAbstractButton, "Créer").isEnabled()
    dialog.title.setText("?")
    assert Path(dialog.place.text()) == tmp_path / "Promotion 2022.euralens"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Label : été/hiver", "Label _ été_hiver"),
        (" Suite… et fin. ", "Suite… et fin"),
        ("../x", "_x"),
        (" Un\n  titre ", "Un titre"),
        ("con", "_con"),
        ("<?>", ""),
        ("e\u0301te\u0301", "été"),
        ("a" * 120, "a" * 60),
    ],
)
def test_a_title_becomes_the_name_of_a_file(title: str, stem: str) -> None:
    assert file_stem(title) == stem


def test_an_offer_to_undo_goes_when_something_else_was_changed(
    empty: MainWindow, qtbot: QtBot
) -> None:
    context, toast = empty.context, empty.messages.toast

    def put(number: int) -> None:
        def change(file: CampaignFile) -> ChangeSet:
            with file.change(message("dossier {number}", number=number)) as work:
                work.put(Dossier(number, f"d{number}", f"2023-{number:02d}", "Projet"))
            return file.last_change

        context.desk.do(change, lambda _changes: context.offer_undo(f"Dossier {number} créé."))

    put(1)
    put(2)
    assert toast.isVisible()
    assert toast.words.text() == "Dossier 2 créé."
    qtbot.keyClick(focused(empty), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert toast.words.text() == "Annulé\u00a0: dossier 2"
    assert not toast.action.isVisible()
    assert stored(empty, lambda file: len(file.find(Dossier))) == 1
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(focused(empty), Qt.Key.Key_Z, both)
    assert toast.words.text() == "Rétabli\u00a0: dossier 2"
    put(3)
    assert toast.action.isVisible()
    context.desk.do(lambda file: _named(file, "Autre"))
    assert not toast.isVisible()
    assert stored(empty, lambda file: len(file.find(Dossier))) == 3


def _named(file: CampaignFile, title: str) -> ChangeSet:
    with file.change(message("title")) as work:
        work.put(replace(file.find(Dossier)[0], title=title))
    return file.last_change


def test_a_wrong_file_is_told_in_a_banner(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "x.euralens"
    wrong.write_text("bonjour", encoding="utf-8")
    window.campaigns.open(wrong)
    assert window.stack.section is Section.HOME
    assert "failure" in window.messages.banners


HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.opening import open_campaign
path = Path(sys.argv[1])
clock = lambda: datetime.now().astimezone()
held = open_campaign(path, Station("Mme Martin", "poste", clock, path.parent / "b"))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_campaign_open_elsewhere_may_be_consulted(
    window: MainWindow, sample_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path))
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        window.campaigns.open(path)
        dialog = window.findChild(QDialog)
        assert dialog is not None
        click(qtbot, dialog, "Consulter")
        assert window.context.desk.state is not None
        assert window.context.desk.state.is_read_only
        assert "read-only" in window.messages.banners


def test_recent_files_are_listed_and_taken_off(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.context.settings.remember(tmp_path / "absent.euralens", window.context.services.now())
    home = page(window, Section.HOME, HomePage)
    row = named(home, RecentRow, "absent.euralens")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    left = window.context.settings.values.recent
    assert left == ()
    click(qtbot, window, "Annuler")
    (kept,) = window.context.settings.values.recent
    assert Path(kept.path).name == "absent.euralens"


def test_go_to_finds_a_dossier_without_its_accents(sample: MainWindow, qtbot: QtBot) -> None:
    sample.menus.action(Act.GO_TO).trigger()
    dialog = sample.findChild(GoToDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.field, "ecocite")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert sample.stack.section is Section.DOSSIERS


def test_themes_and_text_size_change_at_once(sample: MainWindow) -> None:
    look = sample.context.look
    sample.menus.action(Act.DARK).trigger()
    sample.menus.action(Act.LARGER).trigger()
    assert look.tokens.dark
    assert look.text_percent == 115
    assert sample.context.settings.values.theme == "dark"


def test_the_language_changes_without_a_restart(sample: MainWindow, qtbot: QtBot) -> None:
    page(sample, Section.SETTINGS)
    click(qtbot, sample, "English")
    assert sample.context.settings.values.language == "en"
    assert sample.menus.action(Act.QUIT).text() == "Quit"
    assert sample.stack.section is Section.SETTINGS


@pytest.mark.parametrize("section", PAGES)
def test_every_control_has_an_accessible_name(sample: MainWindow, section: Section) -> None:
    for widget in page(sample, section).findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            is_inner = widget.objectName().startswith("qt_") or not widget.parent()
            text = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert text or is_inner or "QScroll" in type(widget).__name__, widget


def test_the_tour_walks_through_the_sample_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.action(Act.TOUR).trigger()
    assert "Promotion 2022" in window.windowTitle()
    seen = []
    while window.tour.isVisible():
        seen.append(window.stack.section)
        qtbot.keyClick(focused(window), Qt.Key.Key_Return)
    assert len(seen) == 5
    assert seen[-1] is Section.DOCUMENTS


def test_escape_leaves_the_tour_where_it_is(sample: MainWindow, qtbot: QtBot) -> None:
    sample.menus.action(Act.TOUR).trigger()
    qtbot.keyClick(focused(sample), Qt.Key.Key_Return)
    qtbot.keyClick(focused(sample), Qt.Key.Key_Escape)
    assert not sample.tour.isVisible()
    assert sample.stack.section is Section.DOSSIERS


def test_the_import_is_reached_from_the_dossiers_and_not_in_the_rail(
    sample: MainWindow, qtbot: QtBot
) -> None:
    dossiers = page(sample, Section.DOSSIERS)
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    qtbot.keyClick(dossiers, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert sample.stack.section is Section.IMPORT
    assert sample.rail.button(Section.DOSSIERS).isChecked()
    with pytest.raises(KeyError):
        sample.rail.button(Section.IMPORT)


def test_opening_the_campaign_on_the_desk_again_changes_nothing(
    sample: MainWindow, tmp_path: Path
) -> None:
    state = sample.context.desk.state
    assert state is not None
    link = tmp_path / "lien.euralens"
    link.symlink_to(state.path)
    sample.go(Section.JOURNAL)
    for name in (state.path, link):
        sample.campaigns.open(name)
        assert sample.context.desk.state is state
        assert sample.stack.section not in (Section.HOME, Section.JOURNAL)
        assert "failure" not in sample.messages.banners
    sample.context.desk.do(lambda file: file.undo())
    assert sample.context.desk.last_saved is not None
    intruder = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('DELETE FROM score')"
    )
    found = subprocess.run(
        [sys.executable, "-c", intruder, str(state.path)], capture_output=True, text=True
    )
    assert "database is locked" in found.stderr


def test_a_campaign_consulted_may_then_be_opened_to_work(
    sample: MainWindow, tmp_path: Path
) -> None:
    state = sample.context.desk.state
    assert state is not None
    sample.campaigns.close()
    sample.campaigns.open(state.path, read_only=True)
    assert not sample.context.desk.can_change
    sample.campaigns.open(state.path)
    assert sample.context.desk.can_change


def test_a_folded_rail_shows_icons_alone_whatever_is_said_of_the_campaign(
    sample: MainWindow, qtbot: QtBot
) -> None:
    page(sample, Section.SCORING)
    qtbot.keyClick(focused(sample), "3")
    shown = [text.text() for text in sample.rail.findChildren(Text) if text.isVisible()]
    assert shown == []
    sample.menus.action(Act.COLLAPSE).trigger()
    shown = [text.text() for text in sample.rail.findChildren(Text) if text.isVisible()]
    assert shown == ["Euralens Desk", "Promotion 2022"]


@pytest.mark.parametrize("also", [Qt.KeyboardModifier.ShiftModifier, None])
def test_the_journal_tells_an_undo_from_a_redo(
    sample: MainWindow, qtbot: QtBot, also: Qt.KeyboardModifier | None
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(sample, Qt.Key.Key_Z, control)
    if also is None:
        qtbot.keyClick(sample, Qt.Key.Key_Y, control)
    else:
        qtbot.keyClick(sample, Qt.Key.Key_Z, control | also)
    redone, undone, first = stored(sample, lambda file: file.journal(3))
    assert line_of(redone).remark == f"rétablit la ligne {first.number}"
    assert line_of(undone).remark == f"annule la ligne {first.number}"
    assert line_of(first).remark == ""
    assert action_words(redone).startswith("Rétabli")
    assert action_words(undone).startswith("Annulé")


def cut(sample_file: Path, folder: Path) -> Path:
    """Return a campaign that looks as if the program had been stopped in the middle of a change."""
    path = Path(shutil.copy(sample_file, folder / "coupure.euralens"))
    path.with_name(f"{path.name}-journal").touch()
    return path


def test_what_is_said_of_a_stop_leaves_with_the_page(
    window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    window.campaigns.open(cut(sample_file, tmp_path))
    assert "recovered" in window.messages.banners
    window.go(Section.DOSSIERS)
    window.go(Section.PROMOTION)
    assert "recovered" not in window.messages.banners
    window.context.settings.change(language="en")
    window.change_language()
    assert "recovered" not in window.messages.banners


def test_what_is_said_of_a_stop_leaves_after_a_change_once_the_mouse_rests(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.campaigns.open(cut(sample_file, tmp_path))
    qtbot.mousePress(window.stack, Qt.MouseButton.LeftButton)
    window.context.desk.do(lambda file: file.undo())
    assert "recovered" in window.messages.banners
    qtbot.mouseRelease(window.stack, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "recovered" not in window.messages.banners)


def test_escape_closes_what_is_said_of_a_stop(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.campaigns.open(cut(sample_file, tmp_path))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert "recovered" not in window.messages.banners


def test_a_campaign_that_never_was_is_not_found(window: MainWindow, tmp_path: Path) -> None:
    window.campaigns.open(tmp_path / "jamais.euralens")
    told = window.messages.banners["failure"].accessibleName()
    assert told == "jamais.euralens n’a pas été trouvé. Rien n’a changé."


def test_a_copy_of_the_sample_leaves_no_trace_when_nothing_was_changed(window: MainWindow) -> None:
    window.campaigns.try_sample()
    state = window.context.desk.state
    assert state is not None and state.path.parent.is_dir()
    window.campaigns.try_sample()
    assert not state.path.parent.exists()
    other = window.context.desk.state
    assert other is not None and other.path.is_file()
    window.close()
    assert not other.path.parent.exists()
    assert str(other.path) not in [one.path for one in window.context.settings.values.recent]


def test_a_kept_copy_of_the_sample_is_not_removed_when_it_is_opened_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.campaigns.try_sample()
    desk = window.context.desk
    assert desk.state is not None
    path = desk.state.path
    desk.do(lambda file: file.undo())
    window.campaigns.close()
    for _turn in range(2):
        window.campaigns.open(path)
        assert desk.state is not None and desk.state.path == path
        window.campaigns.close()
        assert path.is_file()
    window.campaigns.open(path)
    window.close()
    assert path.is_file()
    assert str(path) in [one.path for one in window.context.settings.values.recent]


def test_a_copy_of_the_sample_that_was_changed_is_kept(window: MainWindow) -> None:
    window.campaigns.try_sample()
    state = window.context.desk.state
    assert state is not None
    window.context.desk.do(lambda file: file.undo())
    window.campaigns.close()
    assert state.path.is_file()
