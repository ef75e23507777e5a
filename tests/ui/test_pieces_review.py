"""Pieces dropped in numbers: reviewed by keyboard, attached at once, taken back at once."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.dossiers.page import DossiersPage
from euralens_desk.ui.pieces.review import PieceReview
from euralens_desk.ui.sections import Section

PDF = b"%%PDF-1.7\n%s\n%%%%EOF\n"


@pytest.fixture
def dossiers(sample: MainWindow, qtbot: QtBot) -> DossiersPage:
    QApplication.processEvents()
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    shown = page(sample, Section.DOSSIERS, DossiersPage)
    assert isinstance(shown, DossiersPage)
    return shown


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """An archive: one by its folder, one by its words, one for nobody, one that leads outside."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/dossier-2022-01/plan-01-06-2022-09-30-7.pdf", PDF % b"1")
        archive.writestr("export/garage solidaire budget.pdf", PDF % b"2")
        archive.writestr("export/divers.pdf", PDF % b"3")
        archive.writestr("../dehors.pdf", PDF % b"4")
    return path


def drop(shown: DossiersPage, *paths: Path) -> bool:
    """Drop files on the page; return whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copying, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copying, data, left, none)
    QApplication.sendEvent(shown, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(shown, QDropEvent(QPointF(5, 5), copying, data, left, none))
    return True


def review(shown: DossiersPage) -> PieceReview:
    (found,) = [one for one in shown.findChildren(PieceReview) if one.isVisible()]
    return found


def rows(shown: PieceReview) -> list[tuple[str, str, str]]:
    table = shown.table
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(3)]
        texts = [item.text() if item else "" for item in items]
        found.append((texts[0], texts[1].split("  ")[0], texts[2].split(" · ")[0]))
    return found


def names(window: MainWindow, number: str) -> list[str]:
    (dossier,) = stored(window, lambda file: file.find(Dossier, number=number))
    pieces = stored(window, lambda file: file.find(Attachment, dossier_id=dossier.id))
    return [piece.name for piece in pieces if piece.is_present]


def test_an_archive_is_reviewed_attached_and_taken_back(
    sample: MainWindow, dossiers: DossiersPage, packed: Path, qtbot: QtBot
) -> None:
    before = stored(sample, lambda file: file.find(Attachment))
    assert drop(dossiers, packed)
    shown = review(dossiers)
    assert rows(shown)[:4] == [
        ("divers.pdf", "–", "Quel dossier\u202f?"),
        ("garage solidaire budget.pdf", "2022-08", "Sera jointe, à confirmer"),
        ("plan-01-06-2022-09-30-7.pdf", "2022-01", "Sera jointe"),
        ("dehors.pdf", "–", "Refusée"),
    ]
    assert rows(shown)[4][1:] == ("2022-02", "Annoncée, pas reçue")
    assert shown.told.text().startswith(
        "2 pièces seront jointes, 2 ne le seront pas, 4 restent attendues."
    )
    assert stored(sample, lambda file: file.find(Attachment)) == before
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    assert focused(shown) is shown.places
    qtbot.keyClick(shown.places, Qt.Key.Key_Down)
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    assert [row[1:] for row in rows(shown)[:2]] == [
        ("2022-01", "Sera jointe"),
        ("–", "Laissée de côté"),
    ]
    qtbot.keyClick(shown.table, Qt.Key.Key_Up)
    click(qtbot, shown, "Joindre les 2 pièces")
    added = ["divers.pdf", "plan-01-06-2022-09-30-7.pdf"]
    assert sorted(names(sample, "2022-01"))[-2:] == added
    click(qtbot, sample, "Annuler")
    assert stored(sample, lambda file: file.find(Attachment)) == before


def test_a_name_with_other_bytes_waits_for_an_answer(
    sample: MainWindow, dossiers: DossiersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "a" / "2022-02 plan.pdf", tmp_path / "b" / "2022-02 plan.pdf"
    for path, text in ((first, b"1"), (second, b"2")):
        path.parent.mkdir()
        path.write_bytes(PDF % text)
    drop(dossiers, first)
    click(qtbot, review(dossiers), "Joindre la pièce")
    QApplication.processEvents()
    drop(dossiers, second)
    shown = review(dossiers)
    assert rows(shown)[0][2] == "Nouvelle version, ou les deux\u202f?"
    verb = named(shown, QAbstractButton, "Joindre")
    assert not verb.isEnabled()
    click(qtbot, shown, "Garder les deux")
    assert verb.isEnabled()
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    assert names(sample, "2022-02")[-2:] == ["2022-02 plan.pdf", "2022-02 plan (2).pdf"]
    QApplication.processEvents()
    drop(dossiers, tmp_path / "a")
    assert rows(review(dossiers))[0][2] == "Rien à faire"
    qtbot.keyClick(review(dossiers), Qt.Key.Key_Escape)


def test_what_asks_nothing_goes_straight_to_its_dossier(
    sample: MainWindow, dossiers: DossiersPage, tmp_path: Path
) -> None:
    good, bad = tmp_path / "annexe.pdf", tmp_path / "coupe.pdf"
    good.write_bytes(PDF % b"1")
    bad.write_bytes(b"%PDF-1.7 et rien")
    actions = dossiers.sheet.piece_actions
    actions.add([good])
    assert "annexe.pdf" in names(sample, "2022-01")
    actions.add([good])
    assert "contenu identique" in sample.messages.toast.accessibleName()
    actions.add([bad])
    assert "le PDF est tronqué" in sample.messages.banners["failure"].accessibleName()
    assert "coupe.pdf" not in names(sample, "2022-01")


def test_a_table_dropped_alone_is_left_to_the_window(
    sample: MainWindow, dossiers: DossiersPage, tmp_path: Path
) -> None:
    drop(dossiers, tmp_path / "candidatures.csv")
    assert not dossiers.isVisible()
    assert not dossiers.findChildren(PieceReview)
    assert sample.page(Section.IMPORT).isVisible()


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("keys", "mode"),
    [(CTRL, QFileDialog.FileMode.ExistingFiles), (CTRL | SHIFT, QFileDialog.FileMode.Directory)],
)
def test_pieces_and_folders_are_chosen_by_the_keyboard(
    dossiers: DossiersPage,
    tmp_path: Path,
    qtbot: QtBot,
    keys: Qt.KeyboardModifier,
    mode: QFileDialog.FileMode,
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    (folder / "2022-03.pdf").write_bytes(PDF % b"1")
    dossiers.window().activateWindow()
    qtbot.waitUntil(dossiers.window().isActiveWindow)
    qtbot.keyClick(dossiers, Qt.Key.Key_J, keys)
    (dialog,) = dossiers.findChildren(QFileDialog)
    assert dialog.fileMode() == mode
    if mode == QFileDialog.FileMode.Directory:
        dialog.fileSelected.emit(str(folder))
    else:
        dialog.filesSelected.emit([str(folder / "2022-03.pdf")])
    dialog.close()
    assert rows(review(dossiers))[0][1] == "2022-03"


def test_an_empty_place_changes_nothing(
    sample: MainWindow, dossiers: DossiersPage, tmp_path: Path
) -> None:
    before = stored(sample, lambda file: file.journal_head)
    drop(dossiers, Path(tempfile.mkdtemp(dir=tmp_path)))
    assert not dossiers.findChildren(PieceReview)
    assert stored(sample, lambda file: file.journal_head) == before


def test_an_archive_that_is_there_already_is_told_so(
    sample: MainWindow, dossiers: DossiersPage, tmp_path: Path
) -> None:
    path = tmp_path / "deux.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2022-01/un.pdf", PDF % b"1")
        archive.writestr("2022-01/deux.pdf", PDF % b"2")
    drop(dossiers, path)
    review(dossiers).verb.click()
    QApplication.processEvents()
    drop(dossiers, path)
    told = review(dossiers).told.text()
    assert "Rien à joindre\u00a0: toutes sont déjà là." in told
    assert not review(dossiers).verb.isEnabled()
    outcomes = [row[2] for row in rows(review(dossiers))][:2]
    assert all(outcome.startswith("Rien à faire") for outcome in outcomes)
