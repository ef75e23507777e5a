"""What the disk refuses is kept in its order, never lost in silence, and never meets another file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import click, focused, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from euralens_desk.domain.mark import scored
from euralens_desk.domain.messages import NotSaved, message
from euralens_desk.domain.sheet import Comment, Score
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.scoring import record_score

Change = Callable[[CampaignFile], ChangeSet]
CANARY = "CANARI"


class Disk:
    """A disk that can be full."""

    is_full = False

    def score(self, level: int, position: int = 0) -> Change:
        """Return the change that scores a criterion of the first dossier, if the disk lets it."""

        def change(file: CampaignFile) -> ChangeSet:
            if self.is_full:
                raise NotSaved(message("The disk is full."))
            return record_score(file, 1, 1, position, scored(level))

        return change


@pytest.fixture
def disk() -> Disk:
    return Disk()


def level(window: MainWindow, position: int = 0) -> int | None:
    found = stored(window, lambda file: file.find(Score, sheet_id=1, criterion=position))
    return found[0].level if found else None


def test_a_newer_score_never_comes_before_an_older_one(sample: MainWindow, disk: Disk) -> None:
    desk = sample.context.desk
    disk.is_full = True
    desk.do(disk.score(1))
    desk.do(disk.score(0))
    assert desk.unsaved == 2
    disk.is_full = False
    desk.do(disk.score(4))
    assert desk.unsaved == 0
    assert level(sample) == 4


def test_what_was_refused_is_handed_over_in_its_order(sample: MainWindow, disk: Disk) -> None:
    desk = sample.context.desk
    disk.is_full = True
    for given in (1, 2, 3):
        desk.do(disk.score(given))
    desk.retry()
    assert desk.unsaved == 3
    disk.is_full = False
    desk.retry()
    assert (desk.unsaved, desk.pending, level(sample)) == (0, 0, 3)


def test_a_refused_undo_is_told_and_never_tried_again(
    sample: MainWindow, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sample.context.desk
    desk.do(disk.score(4))
    kind = stored(sample, type)

    def refuse(_file: CampaignFile) -> ChangeSet:
        raise NotSaved(message("The disk is full."))

    with monkeypatch.context() as patched:
        patched.setattr(kind, "undo", refuse)
        desk.undo()
    assert desk.unsaved == 0
    assert "failure" in sample.messages.banners
    desk.do(disk.score(3, position=1))
    desk.retry()
    assert (level(sample), level(sample, 1)) == (4, 3)


def test_a_bug_in_a_change_leaves_the_next_one_saved_and_said(
    sample: MainWindow, qtbot: QtBot, disk: Disk
) -> None:
    def bug(_file: CampaignFile) -> ChangeSet:
        raise KeyError("unexpected")

    desk = sample.context.desk
    with qtbot.captureExceptions() as caught:
        desk.do(bug)
    assert [kind for kind, _bug, _trace in caught] == [KeyError]
    assert desk.pending == 0
    desk.do(disk.score(4))
    assert "Enregistré" in sample.status.saved.words.text()


def test_quitting_asks_before_it_forgets_what_the_disk_refused(
    sample: MainWindow, qtbot: QtBot, disk: Disk
) -> None:
    disk.is_full = True
    sample.context.desk.do(disk.score(1))
    assert not sample.close()
    click(qtbot, sample.findChildren(QDialog)[-1], "Rester")
    assert sample.isVisible()
    assert sample.context.desk.unsaved == 1
    sample.close()
    click(qtbot, sample.findChildren(QDialog)[-1], "Quitter sans enregistrer")
    assert not sample.isVisible()


def test_closing_and_opening_ask_too(sample: MainWindow, qtbot: QtBot, disk: Disk) -> None:
    disk.is_full = True
    sample.context.desk.do(disk.score(1))
    for act in (Act.CLOSE, Act.SAMPLE):
        sample.menus.action(act).trigger()
        click(qtbot, sample.findChildren(QDialog)[-1], "Rester")
        assert sample.context.desk.unsaved == 1
    disk.is_full = False
    sample.context.desk.retry()
    sample.menus.action(Act.CLOSE).trigger()
    assert sample.context.desk.state is None


def type_a_comment(window: MainWindow, qtbot: QtBot) -> None:
    page(window, Section.SCORING)
    qtbot.keyClick(focused(window), Qt.Key.Key_C)
    held = focused(window)
    assert isinstance(held, QPlainTextEdit)
    qtbot.keyClicks(held, CANARY)


def comments(window: MainWindow) -> int:
    return stored(window, lambda file: sum(CANARY in c.text for c in file.find(Comment)))


@pytest.mark.parametrize("act", [Act.CLOSE, Act.SAMPLE])
def test_what_is_being_typed_goes_to_its_own_campaign(
    sample: MainWindow, qtbot: QtBot, act: Act
) -> None:
    state = sample.context.desk.state
    assert state is not None
    type_a_comment(sample, qtbot)
    sample.menus.action(act).trigger()
    if sample.context.desk.state is not None:
        assert comments(sample) == 0
    sample.campaigns.open(state.path)
    assert comments(sample) == 1


def test_another_file_never_receives_what_was_typed(
    sample: MainWindow, sample_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    other = Path(shutil.copy(sample_file, tmp_path / "autre.euralens"))
    type_a_comment(sample, qtbot)
    sample.campaigns.open(other)
    assert comments(sample) == 0
