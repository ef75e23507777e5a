"""Import of a file of scores from the menu: what it holds is shown, then written whole or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import click, page, stored
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.people import Member
from euralens_desk.domain.sheet import Ballot, Score
from euralens_desk.ui.actions import Act
from euralens_desk.ui.dialogs.wrong_rows import WrongRowsDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.ports import CampaignFile

HEAD = "college;evaluateur_id;evaluateur;dossier_id;critere;valeur"


def counts(window: MainWindow) -> tuple[int, int, int]:
    def counted(file: CampaignFile) -> tuple[int, int, int]:
        return len(file.find(Member)), len(file.find(Score)), len(file.find(Ballot))

    return stored(window, counted)


@pytest.fixture
def with_a_dossier(empty: MainWindow) -> MainWindow:
    """A campaign of one dossier and no member."""

    def add(file: CampaignFile) -> None:
        from euralens_desk.domain.messages import message

        with file.change(message("a dossier")) as work:
            work.put(Dossier(work.new_id(Dossier), work.new_uuid(), "2023-01", "Une halle"))

    stored(empty, add)
    return empty


def scores(folder: Path, *rows: str) -> Path:
    path = folder / "notes.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return path


def test_scores_are_shown_written_and_undone(
    with_a_dossier: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = with_a_dossier
    rows = ["experts;E01;Alix Aubépin;2023-01;A1;3", "experts;E01;Alix Aubépin;2023-01;A2;NSP"]
    ballots = [f"lyceens;L{n};;2023-01;L1;{n}" for n in range(3)]
    window.scores.take(scores(tmp_path, *rows, *ballots))
    dialog = window.findChild(QDialog)
    assert dialog is not None
    assert "2 réponses" in (dialog.accessibleDescription())
    assert counts(window) == (0, 0, 0)
    click(qtbot, dialog, "Importer")
    assert counts(window) == (1, 2, 3)
    click(qtbot, window, "Annuler")
    assert counts(window) == (0, 0, 0)


def test_wrong_rows_are_listed_and_nothing_is_written(
    with_a_dossier: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = with_a_dossier
    wrong = [
        "experts;E01;A;2023-01;A1;9",
        "experts;E01;A;2023-77;A1;3",
        "experts;E02;B;2023-01;A1;3",
    ]
    window.scores.take(scores(tmp_path, *wrong))
    dialog = window.findChild(WrongRowsDialog)
    assert dialog is not None
    assert dialog.table.rowCount() == 2
    click(qtbot, dialog, "Copier la liste")
    assert QGuiApplication.clipboard().text().startswith("2\tvaleur\t")
    assert counts(window) == (0, 0, 0)


def test_a_file_that_is_no_scores_file_is_told(with_a_dossier: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2", encoding="utf-8")
    with_a_dossier.scores.take(path)
    (note,) = with_a_dossier.messages.banners.values()
    assert "autre.csv" in note.accessibleName()


def test_a_file_without_scores_is_told(with_a_dossier: MainWindow, tmp_path: Path) -> None:
    with_a_dossier.scores.take(scores(tmp_path))
    assert "aucune note" in with_a_dossier.messages.toast.words.text()


def test_the_command_needs_a_campaign_that_may_change(window: MainWindow) -> None:
    assert not window.menus.action(Act.IMPORT_SCORES).isEnabled()
    window.campaigns.try_sample()
    page(window, Section.SCORING)
    assert window.menus.action(Act.IMPORT_SCORES).isEnabled()
