"""What is on screen, what the disk has, and what happens when the two differ."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from driving import click, focused, named
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scoring_driving import CONTROL, dossier_id, marks, member_id, press, scoring

from euralens_desk.app import build_window
from euralens_desk.domain.mark import Mark
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.sheet import NotApplicable
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.tasks import InlineRunner
from euralens_desk.ui.viewer.piece_window import PieceWindow
from euralens_desk.ui.widgets import EmptyState
from euralens_desk.ui.widgets.levels import LevelGroup
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

FIRST = "Alix"


class SlowDisk:
    """A runner that does the work at once until it is held; then jobs wait for ``let_go``."""

    def __init__(self) -> None:
        self.is_held = False
        self._waiting: deque[Callable[[], None]] = deque()

    def submit(self, job: Callable[[], None]) -> None:
        self._waiting.append(job)
        if not self.is_held:
            self.let_go()

    def let_go(self, count: int | None = None) -> None:
        """Do what waits, or the first ``count`` jobs of it."""
        while self._waiting and count != 0:
            self._waiting.popleft()()
            count = None if count is None else count - 1

    def stop(self) -> None:
        self.let_go()


@pytest.fixture
def disk() -> SlowDisk:
    return SlowDisk()


@pytest.fixture
def slow(
    qtbot: QtBot, qapp: QApplication, disk: SlowDisk, sample_copy: Path, tmp_path: Path
) -> MainWindow:
    """The window on a copy of the sample, on a disk the test can hold."""
    made = build_window(qapp, Settings(tmp_path / "config"), disk, InlineRunner())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.campaigns.open(sample_copy)
    return made


@pytest.fixture
def sample_copy(sample_file: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "Promotion 2022.euralens"
    copy.write_bytes(sample_file.read_bytes())
    return copy


def shown(window: MainWindow, criterion: str) -> Mark:
    """Return the answer on screen."""
    return named(window, LevelGroup, criterion).mark()


def test_a_score_is_shown_before_the_disk_has_it(
    slow: MainWindow, disk: SlowDisk, qtbot: QtBot
) -> None:
    scoring(slow, "2022-01")
    before = marks(slow, FIRST, "2022-01")
    wanted = "0" if before[0].level != 0 else "1"
    disk.is_held = True
    said = slow.status.saved.words.text()
    press(slow, qtbot, wanted)
    assert shown(slow, "1.1").level == int(wanted)
    assert focused(slow).accessibleName().startswith("1.2 ")
    assert slow.status.saved.words.text() == said
    assert slow.context.desk.pending == 1
    disk.let_go()
    assert slow.status.saved.words.text().startswith("Enregistré ")
    disk.is_held = False
    assert marks(slow, FIRST, "2022-01")[0].level == int(wanted)


def test_an_answer_given_while_the_sheet_is_read_again_stays(
    slow: MainWindow, disk: SlowDisk, qtbot: QtBot
) -> None:
    scoring(slow, "2022-01")
    before = marks(slow, FIRST, "2022-01")
    keys = ["0" if mark.level != 0 else "1" for mark in before[:2]]
    press(slow, qtbot, keys[0])
    disk.is_held = True
    press(slow, qtbot, "z", held=CONTROL)
    press(slow, qtbot, keys[1])
    while slow.context.desk.pending:
        assert shown(slow, "1.2").level == int(keys[1])
        disk.let_go(1)
    disk.let_go()
    disk.is_held = False
    assert shown(slow, "1.1") == before[0] == marks(slow, FIRST, "2022-01")[0]
    assert shown(slow, "1.2") == marks(slow, FIRST, "2022-01")[1]
    assert shown(slow, "1.2").level == int(keys[1])


def test_a_refused_answer_gives_way_to_what_the_file_holds(
    slow: MainWindow, disk: SlowDisk, qtbot: QtBot
) -> None:
    page = scoring(slow, "2022-01")
    kept = NotApplicable(experts(slow), dossier_id(slow, "2022-01"), 0, "Aucun rapport")
    slow.context.desk.do(lambda file: put(file, kept), initiator=page)
    press(slow, qtbot, "3")
    assert "failure" in slow.messages.banners
    assert named(slow, LevelGroup, "1.1").accessibleName().endswith("Sans objet")


def test_a_member_recused_while_scoring_finds_the_dossier_closed(
    slow: MainWindow, disk: SlowDisk, qtbot: QtBot
) -> None:
    scoring(slow, "2022-01")
    recusal = Recusal(
        member_id(slow, FIRST), dossier_id(slow, "2022-01"), declared_on=date(2022, 10, 3)
    )
    disk.is_held = True
    slow.context.desk.do(lambda file: put(file, recusal))
    press(slow, qtbot, "3")
    disk.let_go()
    disk.is_held = False
    assert "failure" in slow.messages.banners
    assert named(slow, EmptyState, "Déport de")


def experts(window: MainWindow) -> int:
    """Return the id of the committee of the members shown."""
    found: list[int] = []
    who = member_id(window, FIRST)

    def ask(file: CampaignFile) -> int:
        member = file.get(Member, who)
        assert member is not None
        return member.committee_id

    window.context.desk.ask(ask, found.append)
    return found[0]


def put(file: CampaignFile, record: object) -> ChangeSet:
    """Write one record past the use cases."""
    with file.change(message("test")) as work:
        work.put(record)
    return file.last_change


# Read only


def test_a_campaign_read_only_shows_locks_and_takes_no_key(
    slow: MainWindow, sample_copy: Path, qtbot: QtBot
) -> None:
    slow.campaigns.close()
    desk, services = slow.context.desk, slow.context.services
    desk.open(lambda: services.open_campaign(sample_copy, read_only=True))
    scoring(slow, "2022-01")
    before = marks(slow, FIRST, "2022-01")
    press(slow, qtbot, "0", "1", Qt.Key.Key_N, Qt.Key.Key_Delete)
    assert marks(slow, FIRST, "2022-01") == before
    assert named(slow, LevelGroup, "1.1").button(before[0]).isChecked()
    assert not named(slow, LevelGroup, "1.1").button(before[0]).isEnabled()
    press(slow, qtbot, Qt.Key.Key_Down)
    assert focused(slow).accessibleName().startswith("1.2 ")


# Pieces


def test_a_piece_opens_beside_and_escape_closes_it(slow: MainWindow, qtbot: QtBot) -> None:
    scoring(slow, "2022-02")
    QApplication.processEvents()
    click(qtbot, slow, "Ouvrir for")
    window = slow.findChild(PieceWindow)
    assert window is not None
    qtbot.waitUntil(lambda: window.view.page_count > 0, timeout=20_000)
    assert window.isVisible()
    assert window.windowTitle().endswith("urbaine LENS_dossier v2.pdf")
    qtbot.keyClick(window.view.area, Qt.Key.Key_Escape)
    assert not window.isVisible()
