"""The main job in the window, by keys and clicks, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.app import build_window
from euralens_desk.domain.sheet import Comment, Score
from euralens_desk.resources import resource
from euralens_desk.settings import Settings
from euralens_desk.ui.dialogs.create_campaign import CreateCampaignDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.documents import DocumentsPage
from euralens_desk.ui.pages.dossiers import DossiersPage
from euralens_desk.ui.pages.home import HomePage
from euralens_desk.ui.pages.scoring import ScoringPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import InlineRunner
from euralens_desk.ui.theme import Appearance


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    made = build_window(qapp, Settings(tmp_path / "config"), InlineRunner(), InlineRunner())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def sample(window: MainWindow) -> MainWindow:
    window.try_sample()
    return window


def page(window: MainWindow, section: Section) -> QWidget:
    window.go(section)
    return window.page(section)


def test_home_offers_the_sample_and_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    home = window.stack.currentWidget()
    assert isinstance(home, HomePage)
    button = next(b for b in home.findChildren(QPushButton) if "2022" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(window.stack.currentWidget(), DossiersPage)
    assert "Promotion 2022" in window.windowTitle()


def test_a_campaign_is_created_imported_and_undone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.create_campaign()
    dialog = window.findChild(CreateCampaignDialog)
    assert dialog is not None
    dialog.findChildren(QSpinBox)[0].setValue(2022)
    place = tmp_path / "Promotion 2022.euralens"
    next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == "Fichier").setText(
        str(place)
    )
    create = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Créer")
    qtbot.mouseClick(create, Qt.MouseButton.LeftButton)
    assert place.exists()
    dossiers = window.stack.currentWidget()
    assert isinstance(dossiers, DossiersPage)
    assert dossiers.dossiers.count() == 0
    dossiers.import_file(resource("samples", "candidatures-2022.xlsx"))
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Importer 8 dossiers\u202f?"
    verb = next(b for b in box.buttons() if b.text() == "Importer")
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    assert dossiers.dossiers.count() == 8
    assert window.undo_action.text() == "Annuler\u00a0: import de 8 dossiers"
    window.undo_action.trigger()
    assert dossiers.dossiers.count() == 0
    window.redo_action.trigger()
    assert dossiers.dossiers.count() == 8


def test_search_ignores_accents_and_case(sample: MainWindow, qtbot: QtBot) -> None:
    dossiers = page(sample, Section.DOSSIERS)
    assert isinstance(dossiers, DossiersPage)
    assert dossiers.focus_search()
    qtbot.keyClicks(dossiers.search, "ecocite")
    assert dossiers.dossiers.count() == 1
    assert "2022-07" in dossiers.dossiers.item(0).text()
    qtbot.keyClicks(dossiers.search, "zz")
    assert dossiers.dossiers.count() == 0


def scoring(window: MainWindow) -> ScoringPage:
    found = page(window, Section.SCORING)
    assert isinstance(found, ScoringPage)
    return found


def focused(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    return widget


def test_thirteen_keystrokes_score_a_dossier(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    qtbot.keyClicks(found.dossiers, "")
    for key in "0123401234010":
        qtbot.keyClick(focused(sample), key)
    state = found._state
    assert state is not None
    assert [mark.level for mark in state.marks] == [int(key) for key in "0123401234010"]
    assert sample.undo_action.text().startswith("Annuler\u00a0: note 0 sur 3.2, Tech3E")
    assert "Enregistré" in sample.saved.text()


def test_no_opinion_clear_and_move(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    qtbot.keyClick(focused(sample), Qt.Key.Key_N)
    assert found._state is not None
    assert found._state.no_opinions == 1
    assert found._state.active == 1
    qtbot.keyClick(focused(sample), Qt.Key.Key_Backspace)
    assert found._state.active == 1
    assert found._state.answered == 12
    qtbot.keyClick(focused(sample), Qt.Key.Key_Down)
    assert found._state.active == 2
    first = found.dossiers.currentRow()
    qtbot.keyClick(sample, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert found.dossiers.currentRow() == first + 1


def test_a_comment_is_written_and_escape_comes_back(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    group = focused(sample)
    qtbot.keyClick(group, Qt.Key.Key_C)
    editor = focused(sample)
    qtbot.keyClicks(editor, "A encourager")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert focused(sample) is group
    kept: list[tuple[Comment, ...]] = []
    found.context.desk.ask(lambda file: file.find(Comment), kept.append)
    assert any(comment.text == "A encourager" for comment in kept[0])


def test_a_recused_dossier_is_passed_over(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    place = next(i for i in range(found.members.count()) if "Érable" in found.members.itemText(i))
    found.members.setCurrentIndex(place)
    assert "Déport" in found.dossiers.item(2).text()
    qtbot.keyClick(sample, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(sample, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert found.dossiers.currentRow() == 3


def test_what_the_screen_calls_saved_is_in_the_file(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    before: list[tuple[Score, ...]] = []
    found.context.desk.ask(lambda file: file.find(Score), before.append)
    qtbot.keyClick(focused(sample), Qt.Key.Key_4)
    after: list[tuple[Score, ...]] = []
    found.context.desk.ask(lambda file: file.find(Score), after.append)
    assert before[0] != after[0]


def test_both_documents_are_written(sample: MainWindow, tmp_path: Path) -> None:
    documents = page(sample, Section.DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    assert documents.meetings.count() == 1
    for name, head in (("pv.pdf", b"%PDF"), ("pv.xlsx", b"PK")):
        documents.write("2022-11-08", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(head)
    assert "pv.xlsx" in sample.toast.text()


def test_a_wrong_file_is_told_in_a_banner(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "x.euralens"
    wrong.write_text("bonjour", encoding="utf-8")
    window.open(wrong)
    assert isinstance(window.stack.currentWidget(), HomePage)
    assert "failure" in window._banners


def test_recent_files_are_listed_and_taken_off(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.context.settings.remember(tmp_path / "absent.euralens", window.context.services.now())
    home = page(window, Section.HOME)
    assert isinstance(home, HomePage)
    assert "absent" in home.recent.item(0).text()
    home.recent.setCurrentRow(0)
    home.recent.setFocus()
    qtbot.keyClick(home.recent, Qt.Key.Key_Delete)
    assert home.recent.count() == 0


def test_themes_and_text_size_change_at_once(sample: MainWindow) -> None:
    look: Appearance = sample.context.look
    for action in sample.menuBar().actions():
        menu = action.menu()
        if action.text() == "Affichage" and menu is not None:
            for entry in menu.actions():  # type: ignore[attr-defined]
                if entry.text() in ("Thème sombre", "Agrandir le texte"):
                    entry.trigger()
    assert look.tokens.dark
    assert look.text_percent == 115
    assert sample.context.settings.values.theme == "dark"


def test_every_control_has_an_accessible_name(sample: MainWindow) -> None:
    for section in (Section.HOME, Section.DOSSIERS, Section.SCORING, Section.DOCUMENTS):
        for widget in page(sample, section).findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                is_inner = widget.objectName().startswith("qt_") or not widget.parent()
                named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert named or is_inner or "QScroll" in type(widget).__name__, widget
