"""The ways to a campaign: create, open, consult, try, copy, back up, close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.notifier import Question
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.services import Busy
from euralens_desk.usecases.closing import reopen_campaign
from euralens_desk.usecases.ports import CampaignFile

if TYPE_CHECKING:
    from euralens_desk.ui.dialogs.create_campaign import NewCampaign

SUFFIX = ".euralens"


class Campaigns(QObject):
    """Asks which campaign, and puts it on the desk. Recent files are remembered here.

    ``already_open()`` answers the wish to open the campaign that is on the desk.
    """

    already_open = Signal()

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._trials: set[Path] = set()
        """The copies of the sample that were made and not left yet."""
        context.desk.left.connect(self.discard_trial)

    def open(
        self, path: Path, *, read_only: bool = False, then: Callable[[], None] | None = None
    ) -> None:
        """Open a campaign, ``then`` do something; one that is open elsewhere may be consulted.

        The one on the desk stays there: opening a file twice would cost it its lock.
        """
        services, state = self._context.services, self._context.desk.state
        if state is not None and not state.is_read_only and _is_same(path, state.path):
            self._context.notifier.toast(_("{file} is already open.").format(file=path.name))
            self.already_open.emit()
            if then is not None:
                then()
            return
        self._put_on_desk(
            lambda: services.open_campaign(path, read_only=read_only),
            partial(self._opened, then),
            partial(self._not_opened, path),
        )

    def _put_on_desk(
        self,
        opener: Callable[[], CampaignFile],
        then: Callable[[], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Open a campaign in place of the one that is there, once nothing of it would be lost."""
        self._when_saved(lambda: self._context.desk.open(opener, then, failed))

    def _when_saved(self, do: Callable[[], None]) -> None:
        """Do something that forgets what the disk refused; ask first when there is any."""
        if self._context.desk.unsaved:
            self.ask_to_forget(do)
        else:
            do()

    def ask_to_forget(self, do: Callable[[], None]) -> None:
        """Ask before the changes that the disk refused are lost."""
        number = self._context.desk.unsaved
        told = ngettext(
            "{count} entry is kept in memory only: the disk refused it. It would be lost.",
            "{count} entries are kept in memory only: the disk refused them. They would be lost.",
            number,
        )
        self._context.notifier.ask(
            Question(
                title=_("Leave without saving?"),
                consequence=told.format(count=number),
                verb=_("Leave without saving"),
                safe_verb=_("Stay"),
                do=do,
                icon="triangle-alert",
            )
        )

    def _not_opened(self, path: Path, failure: Failure) -> None:
        if not isinstance(failure, Busy):
            self._context.notifier.failure(failure)
            return
        self._context.notifier.ask(
            Question(
                title=_("Consult this campaign?"),
                consequence=tell(failure.told),
                verb=_("Consult (read only)"),
                safe_verb=_("Do not open"),
                do=lambda: self.open(path, read_only=True),
                icon="lock",
            )
        )

    def remember(self) -> None:
        """Put the open campaign first among the recent files, with its next meeting."""
        self._context.desk.ask(_meeting_days, self._remember, topic="recent")

    def _remember(self, days: tuple[date, ...]) -> None:
        state = self._context.desk.state
        if state is None:
            return
        now = self._context.services.now()
        coming = min((day for day in days if day >= now.date()), default=None)
        self._context.settings.remember(state.path, now, coming)

    def create(self) -> None:
        """Ask what a new campaign is, and create it."""
        from euralens_desk.ui.dialogs.create_campaign import CreateCampaignDialog

        context = self._context
        folder, today = context.services.default_folder(), context.services.now().date()
        dialog = CreateCampaignDialog(context.look, folder, today, self._window)
        dialog.wanted.connect(self._create)
        dialog.open()

    def _create(self, wanted: NewCampaign) -> None:
        make = self._context.services.create_campaign
        self._put_on_desk(lambda: make(wanted.path, wanted.campaign, wanted.grids), self.remember)

    def choose(self) -> None:
        """Ask which campaign to open."""
        dialog = FileDialog(self._window, _("Open a campaign"))
        dialog.setNameFilter(_("Campaigns (*.euralens)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    def try_sample(self, then: Callable[[], None] | None = None) -> None:
        """Open a fresh copy of the sample campaign; it is found again among the recent files."""
        self._put_on_desk(self._build_trial, partial(self._opened, then))

    def _opened(self, then: Callable[[], None] | None) -> None:
        """Remember the campaign at once: a stop of the computer must not lose its place."""
        self.remember()
        if then is not None:
            then()

    def _build_trial(self) -> CampaignFile:
        file = self._context.services.build_sample()
        self._trials.add(file.path)
        return file

    def discard_trial(self) -> None:
        """Remove the copy of the sample that was just closed, unless something was changed in it.

        One that was changed stays among the recent files, as one does after a stop: from then on it
        is a campaign like another, whatever is done or not when it is opened again.
        """
        desk = self._context.desk
        if desk.state is None or desk.state.path not in self._trials:
            return
        self._trials.discard(desk.state.path)
        if desk.last_saved is None and not desk.unsaved:
            self._context.services.discard_sample(desk.state.path)
            self._context.settings.forget(str(desk.state.path))

    def save_copy(self) -> None:
        """Ask where to write a whole, checked copy of the campaign."""
        dialog = FileDialog(self._window, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(lambda path: self.write_copy(Path(path)))
        dialog.open()

    def write_copy(self, path: Path) -> None:
        """Write a whole, checked copy of the campaign."""
        self._tell_file(lambda file: _copied(file, path), _("{file} is written."))

    def back_up(self) -> None:
        """Write a dated backup beside the program's data."""
        self._tell_file(lambda file: file.backup("asked"), _("The backup {file} is written."))

    def _tell_file(self, work: Callable[[CampaignFile], Path], done: str) -> None:
        toast = self._context.notifier.toast
        self._context.desk.ask(work, lambda path: toast(done.format(file=path.name)))

    def reopen(self) -> None:
        """Open again the campaign that was closed: its dossiers may change from then on."""
        self._context.desk.do(reopen_campaign, self._context.tell_change)

    def close(self) -> None:
        """Take the campaign off the desk."""
        self._when_saved(self._context.desk.close)


def _is_same(path: Path, other: Path) -> bool:
    """Whether two names are of one file; its bytes are not read."""
    return path.resolve() == other.resolve()


def _meeting_days(file: CampaignFile) -> tuple[date, ...]:
    from euralens_desk.domain.meeting import Meeting

    return tuple(meeting.held_on for meeting in file.find(Meeting))


def _copied(file: CampaignFile, path: Path) -> Path:
    file.save_copy(path)
    return path
