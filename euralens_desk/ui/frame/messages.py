"""Where the window speaks: banners above the page, a toast over it, questions, long works."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Banner, Gravity, Question, Toast
from euralens_desk.ui.tasks import Task
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ConfirmDialog,
    Note,
    NoteKind,
    Text,
    ToastBar,
    progress_bar,
)

TASK_SHOWN_AFTER = 300
"""Milliseconds of a long work before it is shown (UX 12)."""
POINTER_RESTS_AFTER = 1_000
"""Milliseconds without a press of the mouse before a banner that was read leaves its place."""
_PRESSES = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)

_KINDS = {
    Gravity.SEALED: NoteKind.SEALED,
    Gravity.WARNING: NoteKind.WARNING,
    Gravity.ERROR: NoteKind.ERROR,
}


class MessageArea(QWidget):
    """The place of banners and running works; toasts and questions stand over ``home``.

    It is the mouth of the notifier.
    """

    def __init__(self, look: Appearance, home: QWidget) -> None:
        super().__init__()
        self._look = look
        self._home = home
        self.banners: dict[str, Note] = {}
        self.toast = ToastBar(look, home)
        self._read: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=POINTER_RESTS_AFTER)
        self._rest.timeout.connect(self._hide_read)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_toast(self, toast: Toast) -> None:
        """Say something in passing."""
        offer = toast.offer
        is_undoing = offer is not None and offer.verb == _("Undo")
        keys = "Ctrl+Z" if is_undoing else offer.keys if offer else ""
        self.toast.say(toast.text, offer, keys)

    def withdraw_offer(self, do: Callable[[], None]) -> None:
        """Take the toast away when what it offers is ``do``: it would do something else now."""
        self.toast.withdraw(do)

    def show_banner(self, banner: Banner) -> None:
        """Put a banner above the page."""
        self.hide_banner(banner.key)
        first, rest = _first_sentence(banner.text)
        note = Note(
            self._look,
            _KINDS[banner.gravity],
            first,
            rest,
            banner.offers,
            banner=True,
            closable=banner.closable,
        )
        note.closed.connect(partial(self.hide_banner, banner.key))
        self.banners[banner.key] = note
        self._column.addWidget(note)
        if banner.gravity is Gravity.ERROR:
            event = QAccessibleAnnouncementEvent(note, banner.text)
            QAccessible.updateAccessibility(event)

    def hide_banner(self, key: str) -> None:
        """Take a banner away."""
        note = self.banners.pop(key, None)
        if note is not None:
            self._column.removeWidget(note)
            note.hide()
            note.deleteLater()

    def dismiss(self, key: str) -> None:
        """Take away a banner that was read, once the mouse rests: the page moves up under it."""
        if key in self.banners and key not in self._read:
            self._read.add(key)
            _application().installEventFilter(self)
            self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait again after each press of the mouse."""
        if event.type() in _PRESSES:
            self._rest.start()
        return False

    def _hide_read(self) -> None:
        if QGuiApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            self._rest.start()
            return
        _application().removeEventFilter(self)
        for key in self._read:
            self.hide_banner(key)
        self._read.clear()

    def ask(self, question: Question) -> None:
        """Ask before something; the keyboard starts on the safe answer."""
        dialog = ConfirmDialog(
            self._look,
            question.title,
            question.consequence,
            question.verb,
            question.safe_verb,
            icon=question.icon,
            parent=self._home.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(question.do)
        dialog.open()

    def show_task(self, task: Task) -> None:
        """Show a long work once it lasts, until it ends."""
        strip = TaskStrip(self._look, task)
        self._column.addWidget(strip)
        strip.hide()
        task.finished.connect(strip.deleteLater)
        QTimer.singleShot(TASK_SHOWN_AFTER, strip, strip.show)


class TaskStrip(QFrame):
    """A long work: what it does, how far it is, and the way to stop it."""

    def __init__(self, look: Appearance, task: Task) -> None:
        super().__init__()
        self.setProperty("panel", "bar")
        self._title = task.title
        self._words = Text(f"{task.title}…", Role.DENSE_STRONG)
        self._bar = progress_bar(task.title)
        self._bar.setRange(0, 0)
        self.stop = Button(look, _("Interrupt"), small=True)
        self.stop.clicked.connect(task.cancel)
        self.stop.clicked.connect(self._stopping)
        task.progressed.connect(self._show_progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(6), look.px(24), look.px(6))
        row.setSpacing(look.px(16))
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if total:
            said = _("{what}: {done} of {total}")
            self._words.setText(said.format(what=self._title, done=done, total=total))
        elif done:
            self._words.setText(_("{what}: {done}").format(what=self._title, done=done))

    def _stopping(self) -> None:
        self.stop.setEnabled(False)
        self._words.setText(_("Stopping…"))


def _application() -> QCoreApplication:
    """Return the application, which sees each press of the mouse first."""
    running = QCoreApplication.instance()
    assert running is not None
    return running


def _first_sentence(text: str) -> tuple[str, str]:
    """Split a text after its first sentence, which is said in bold."""
    first, point, rest = text.partition(". ")
    return (f"{first}.", rest) if point else (text, "")
