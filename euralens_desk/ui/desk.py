"""The open campaign, as every page uses it: questions, changes, undo, long works.

The file belongs to one thread. ``ask`` and ``do`` hand it a function and return at once; the answer
comes back on the thread of the window. A function given to the file never touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance
from shiboken6 import isValid

from euralens_desk import log
from euralens_desk.domain.messages import Failure, Message, NotSaved, message
from euralens_desk.i18n import _, tell
from euralens_desk.ui.notifier import Notifier
from euralens_desk.ui.tasks import Cancelled, Runner, Task
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

if TYPE_CHECKING:
    from euralens_desk.domain.campaign import Campaign

Answer = TypeVar("Answer")
Change = Callable[[CampaignFile], ChangeSet | None]
Refusal = Callable[[Failure], None]


@dataclass(frozen=True, slots=True)
class State:
    """What the window knows of the open file without asking it."""

    path: Path
    is_read_only: bool
    campaign: Campaign
    undo: Message | None = None
    redo: Message | None = None
    recovered: Message | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """A change to make: kept until the disk has it, so that it can be tried again."""

    change: Change
    then: Callable[[ChangeSet], None] | None
    failed: Refusal | None = None
    initiator: object = None
    is_kept: bool = True
    """Whether it waits for the disk: an undo does not, it would take back something else later."""


class Desk(QObject):
    """The campaign on the table, or none.

    ``settling`` comes with each commit, undo and redo, before the one who asked for it says so;
    ``changed(ChangeSet, initiator)`` follows; ``saving`` comes with each change handed
    over; ``saved(datetime)`` each commit; ``save_failed(Message)`` each change the disk
    refused, which stays in memory, with those that follow, until ``retry`` succeeds. ``leaving``
    comes before another campaign is asked for: the time to hand over what is being typed; ``left``
    when the file is no longer there.
    """

    leaving = Signal()
    left = Signal()
    opened = Signal()
    closed = Signal()
    settling = Signal()
    changed = Signal(object, object)
    state_changed = Signal()
    saving = Signal()
    saved = Signal(object)
    save_failed = Signal(object)
    task_started = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self,
        notifier: Notifier,
        file_runner: Runner,
        other_runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notifier = notifier
        self._runner = file_runner
        self._others = other_runner
        self._file: CampaignFile | None = None
        self._state: State | None = None
        self._session = 0
        self._file_session = 0
        """Which campaign the file is of; told and changed on the thread of the file only."""
        self._stopped: NotSaved | None = None
        """Why the disk refused a change: those that follow wait. On the thread of the file only."""
        self._latest: dict[object, int] = {}
        self._unsaved: list[_Order] = []
        self._pending = 0
        self._last_saved: datetime | None = None
        self._arrived.connect(self._come_home)

    # What is known without asking

    @property
    def state(self) -> State | None:
        """What is known of the open file; None when no campaign is open."""
        return self._state

    @property
    def can_change(self) -> bool:
        """Whether a campaign is open and may be changed: neither read only nor closed."""
        return self.can_follow and not self.is_campaign_closed

    @property
    def can_follow(self) -> bool:
        """Whether the follow-up may be written: it goes on once the campaign is closed."""
        return self._state is not None and not self._state.is_read_only

    @property
    def is_campaign_closed(self) -> bool:
        """Whether the campaign on the table was closed by a person."""
        return self._state is not None and self._state.campaign.is_closed

    @property
    def last_saved(self) -> datetime | None:
        """When the disk had the last change of this sitting."""
        return self._last_saved

    @property
    def pending(self) -> int:
        """How many changes the disk has not answered for yet."""
        return self._pending

    @property
    def unsaved(self) -> int:
        """How many changes the disk refused and that are kept in memory."""
        return len(self._unsaved)

    # Opening and closing

    def open(
        self,
        opener: Callable[[], CampaignFile],
        then: Callable[[], None] | None = None,
        failed: Refusal | None = None,
    ) -> None:
        """Put another campaign on the table; the one there is closed once the new one is open."""
        self.leaving.emit()

        def work() -> tuple[int, State]:
            file = opener()
            try:
                state = _read_state(file)
            except BaseException:
                file.close()
                raise
            self._close_file()
            self._file = file
            return self._file_session, state

        def home(result: tuple[int, State]) -> None:
            self._install(*result)
            if then is not None:
                then()

        self._submit(self._runner, work, home, failed or self._notifier.failure)

    def close(self, then: Callable[[], None] | None = None) -> None:
        """Take the campaign off the table."""

        self.leaving.emit()

        def work() -> int:
            self._close_file()
            return self._file_session

        def home(session: int) -> None:
            self.left.emit()
            self._forget(session)
            self.closed.emit()
            if then is not None:
                then()

        self._submit(self._runner, work, home, self._notifier.failure)

    def shut_down(self) -> None:
        """Finish what is queued, close the file and end the threads; the window waits."""
        self._runner.submit(self._close_file)
        self._runner.stop()
        self._others.stop()

    def _close_file(self) -> None:
        file, self._file = self._file, None
        self._file_session += 1
        self._stopped = None
        if file is not None:
            file.close()

    def _install(self, session: int, state: State) -> None:
        self.left.emit()
        self._forget(session)
        self._state = state
        self.opened.emit()
        self.state_changed.emit()

    def _forget(self, session: int) -> None:
        """Drop all that belonged to the campaign that was open."""
        self._session = session
        self._state = None
        self._latest.clear()
        self._unsaved.clear()
        self._last_saved = None
        self._pending = 0

    # Questions and changes

    def ask(
        self,
        query: Callable[[CampaignFile], Answer],
        then: Callable[[Answer], None],
        *,
        topic: object = None,
        failed: Refusal | None = None,
    ) -> None:
        """Ask the file a question.

        A later question on the same ``topic`` makes this answer stale, and it is dropped; so does
        another campaign, or the end of the widget whose method ``then`` is.
        """
        self._inquire(self._runner, lambda: query(self._opened()), then, topic, failed)

    def run_quietly(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], None],
        *,
        topic: object = None,
        failed: Refusal | None = None,
    ) -> None:
        """Run a short work that does not need the file, such as drawing a page of a piece.

        Nothing is shown of it; answers grow stale as those of ``ask`` do.
        """
        self._inquire(self._others, work, then, topic, failed)

    def _inquire(
        self,
        runner: Runner,
        question: Callable[[], Answer],
        then: Callable[[Answer], None],
        topic: object,
        failed: Refusal | None,
    ) -> None:
        """Find an answer on a thread, and hand it over if it is still wanted by then."""
        session, turn = self._session, self._next_turn(topic)

        def is_fresh() -> bool:
            newest = topic is None or self._latest.get(topic) == turn
            return session == self._session and newest and _is_alive(then)

        def work() -> Answer | None:
            return question() if is_fresh() else None

        def home(answer: Answer | None) -> None:
            if is_fresh():
                then(answer)  # type: ignore[arg-type]  # fresh now, so it was asked

        def refused(failure: Failure) -> None:
            if is_fresh():
                (failed or self._notifier.failure)(failure)

        self._submit(runner, work, home, refused)

    def do(
        self,
        change: Change,
        then: Callable[[ChangeSet], None] | None = None,
        *,
        initiator: object = None,
        failed: Refusal | None = None,
    ) -> None:
        """Make a change. ``then`` runs once the disk has it, before pages are told.

        The ``initiator`` is handed on to the pages, so that the one that already shows the change
        need not read it again. A failure goes to ``failed``, or to the notifier.
        """
        self._order(_Order(change, then, failed, initiator))

    def undo(self) -> None:
        """Take back the last change, and say which it was."""
        self._order(_Order(lambda file: file.undo(), self._tell_undone, is_kept=False))

    def redo(self) -> None:
        """Do again what was undone, and say what it is."""
        self._order(_Order(lambda file: file.redo(), self._tell_redone, is_kept=False))

    def _tell_undone(self, changes: ChangeSet) -> None:
        self._notifier.toast(_("Undone: {action}").format(action=tell(changes.action)))

    def _tell_redone(self, changes: ChangeSet) -> None:
        self._notifier.toast(_("Done again: {action}").format(action=tell(changes.action)))

    def retry(self) -> None:
        """Hand the changes the disk refused to it again, in their order."""
        orders, self._unsaved = self._unsaved, []
        self._runner.submit(self._start_again)
        for order in orders:
            self._hand_over(order)

    def _start_again(self) -> None:
        self._stopped = None

    def _order(self, order: _Order) -> None:
        """Hand a change to the file, after those that wait: a newer one never comes before them."""
        if self._unsaved:
            self.retry()
        self._hand_over(order)

    def _hand_over(self, order: _Order) -> None:
        session = self._session
        self._pending += 1
        self.saving.emit()

        def home(result: tuple[ChangeSet | None, State | None]) -> None:
            if session == self._session:
                self._settle(order, *result)

        def refused(failure: Failure) -> None:
            if session == self._session:
                self._refuse(order, failure)
            else:
                self._notifier.failure(failure)

        def broken() -> None:
            if session == self._session:
                self._pending -= 1
                self.saved.emit(self._last_saved)

        self._submit(self._runner, lambda: self._carry_out(order, session), home, refused, broken)

    def _carry_out(self, order: _Order, session: int) -> tuple[ChangeSet | None, State | None]:
        """Make a change, on the thread of the file."""
        if session != self._file_session:
            raise Failure(message("The campaign was closed before the last entry was saved."))
        if self._stopped is not None:
            raise NotSaved(self._stopped.told)
        file = self._opened()
        try:
            changes = order.change(file)
        except NotSaved as failure:
            if order.is_kept:
                self._stopped = failure
            raise
        try:
            return changes, _read_state(file)
        except Failure:
            # The disk has the change: that what undo is called can't be read now is no refusal.
            return changes, None

    def _settle(self, order: _Order, changes: ChangeSet | None, state: State | None) -> None:
        """Tell that the disk has a change."""
        self._pending -= 1
        self._state = state or self._state
        if changes is not None:
            self._last_saved = changes.saved_at
            if changes.kinds:
                self.settling.emit()
            if order.then is not None and _is_alive(order.then):
                order.then(changes)
            if changes.kinds:
                self.changed.emit(changes, order.initiator)
        self.state_changed.emit()
        self.saved.emit(self._last_saved)

    def _refuse(self, order: _Order, failure: Failure) -> None:
        """Tell that a change was not made, and keep it when only the disk stood in its way."""
        self._pending -= 1
        if isinstance(failure, NotSaved) and self.can_follow and order.is_kept:
            self._unsaved.append(order)
            self.save_failed.emit(failure.told)
            return
        is_heard = order.failed is not None and _is_alive(order.failed)
        (order.failed if order.failed and is_heard else self._notifier.failure)(failure)
        self.saved.emit(self._last_saved)

    # Long works

    def run_long(
        self,
        title: str,
        work: Callable[[Task], Answer],
        then: Callable[[Answer], None],
        failed: Refusal | None = None,
    ) -> Task:
        """Run a long work that does not need the file; the window shows it, with a way to stop."""
        return self._run_task(self._others, title, work, then, failed)

    def run_long_on_file(
        self,
        title: str,
        work: Callable[[CampaignFile, Task], Answer],
        then: Callable[[Answer], None],
        failed: Refusal | None = None,
    ) -> Task:
        """Run a long work on the file; if it changed it, pages learn it through its ChangeSet."""

        def on_file(task: Task) -> tuple[Answer, State]:
            file = self._opened()
            return work(file, task), _read_state(file)

        def home(result: tuple[Answer, State]) -> None:
            answer, self._state = result
            if isinstance(answer, ChangeSet) and answer.kinds:
                self.settling.emit()
            then(answer)
            if isinstance(answer, ChangeSet) and answer.kinds:
                self._last_saved = answer.saved_at
                self.changed.emit(answer, None)
                self.saved.emit(self._last_saved)
            self.state_changed.emit()

        return self._run_task(self._runner, title, on_file, home, failed, always=True)

    def _run_task(
        self,
        runner: Runner,
        title: str,
        work: Callable[[Task], Answer],
        then: Callable[[Answer], None],
        failed: Refusal | None,
        *,
        always: bool = False,
    ) -> Task:
        """Run a work. ``always``: tell its outcome even when it was interrupted too late."""
        task = Task(title, self)
        session = self._session
        self.task_started.emit(task)

        def end() -> None:
            task.finished.emit()
            task.deleteLater()

        def home(answer: Answer) -> None:
            end()
            is_wanted = always or not task.is_cancelled
            if session == self._session and is_wanted and _is_alive(then):
                then(answer)

        def refused(failure: Failure) -> None:
            end()
            if session == self._session:
                (failed or self._notifier.failure)(failure)

        self._submit(runner, lambda: work(task), home, refused, broken=end, interrupted=end)
        return task

    # The way out and home

    def _submit(
        self,
        runner: Runner,
        work: Callable[[], Answer],
        home: Callable[[Answer], None],
        refused: Refusal,
        broken: Callable[[], None] = lambda: None,
        interrupted: Callable[[], None] = lambda: None,
    ) -> None:
        """Run a work; one of the others follows on the window's thread, ``broken`` after a bug."""
        runner.submit(_Errand(work, home, refused, broken, interrupted, self._arrived).run)

    def _come_home(self, result: Callable[[], None]) -> None:
        """Finish an errand on the thread of the window."""
        result()

    def _opened(self) -> CampaignFile:
        if self._file is None:
            raise Failure(message("No campaign is open. Nothing was changed."))
        return self._file

    def _next_turn(self, topic: object) -> int:
        if topic is None:
            return 0
        self._latest[topic] = self._latest.get(topic, 0) + 1
        return self._latest[topic]


@dataclass(frozen=True, slots=True)
class _Errand:
    """A work and what becomes of its outcome."""

    work: Callable[[], Any]
    home: Callable[[Any], None]
    refused: Refusal
    broken: Callable[[], None]
    interrupted: Callable[[], None]
    arrived: SignalInstance

    def run(self) -> None:
        """Do the work on the thread it was given to, and send its outcome home."""
        self.arrived.emit(self._outcome())

    def _outcome(self) -> Callable[[], None]:
        try:
            answer = self.work()
        except Failure as failure:
            log.failure(failure)
            return lambda failure=failure: self.refused(failure)  # type: ignore[misc]
        except Cancelled:
            return self.interrupted
        except Exception as bug:
            return _raiser(bug, self.broken)
        return lambda: self.home(answer)


def _raiser(bug: Exception, broken: Callable[[], None]) -> Callable[[], None]:
    """Return a function that raises a bug where the window's crash report sees it."""

    def report() -> None:
        broken()
        raise bug

    return report


def _is_alive(slot: Callable[..., Any]) -> bool:
    """Whether the widget whose method ``slot`` is still exists."""
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _read_state(file: CampaignFile) -> State:
    from euralens_desk.domain.campaign import Campaign

    campaign = file.get(Campaign, 1)
    if campaign is None:
        raise Failure(message("This file holds no campaign. Nothing was changed."))
    return State(
        file.path,
        file.is_read_only,
        campaign,
        file.undo_action(),
        file.redo_action(),
        file.recovered,
    )
