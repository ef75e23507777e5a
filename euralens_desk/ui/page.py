"""What every page is, and what it may use.

A page is made at its first visit and lives until another campaign is opened. It reads the file with
``context.desk.ask``, changes it with ``context.desk.do``, speaks through ``context.notifier`` and
asks for another page with ``go_to``. Its commands exist only while it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from euralens_desk.i18n import _, tell
from euralens_desk.settings import Settings
from euralens_desk.ui.desk import Desk
from euralens_desk.ui.notifier import Notifier, Offer
from euralens_desk.ui.projector.controller import Projector
from euralens_desk.ui.sections import Section
from euralens_desk.ui.services import Services
from euralens_desk.ui.theme import Appearance
from euralens_desk.usecases.changes import ChangeSet


@dataclass(frozen=True, slots=True)
class PageContext:
    """All that a page may use; nothing else is reachable from a page."""

    look: Appearance
    desk: Desk
    services: Services
    notifier: Notifier
    settings: Settings
    projector: Projector

    def offer_undo(self, text: str) -> None:
        """Say what was done, and offer to undo it."""
        self.notifier.toast(text, Offer(_("Undo"), self.desk.undo))

    def tell_change(self, changes: ChangeSet) -> None:
        """Say a change by its name, and offer to undo it."""
        action = tell(changes.action)
        self.offer_undo(f"{action[:1].upper()}{action[1:]}")


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A shortcut told in the status bar: « Ctrl », « I » does « importer ».

    The words are already translated; one key per cap.
    """

    caps: tuple[str, ...]
    does: str


class Page(QWidget):
    """Base of all pages.

    Override what the page has: the defaults are those of a page without keys, search or panels.
    """

    wanted = Signal(object, object)
    """(Section, target): the page asks for another one; the target is what that page shows."""
    hints_changed = Signal()
    """The key hints or the fact are no longer the same."""
    command_wanted = Signal(object)
    """(Act): the page offers a command of the window by a button of its own."""
    file_wanted = Signal(object)
    """(Path): open this campaign."""
    meeting_wanted = Signal(object)
    """(Path): open this campaign at the meeting that is held."""
    language_changed = Signal()
    """The settings hold another language."""

    wants_collapsed_rail = False

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.page_actions: list[QAction] = []

    def activate(self, target: object = None) -> None:
        """The page is shown. ``target`` is what was asked for: the id of a dossier, for example.

        Called at every visit: read the file here, and put the keyboard where work begins.
        """

    def deactivate(self) -> None:
        """Another page is shown, or the campaign closes: finish what is being typed."""

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """The campaign changed while the page was shown: read again what ``changes`` touches.

        A page that is hidden is not told: it reads everything at its next ``activate``. Changes
        this page made come with the ``initiator`` it gave to ``do``.
        """

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return four or five shortcuts for the status bar."""
        return ()

    def fact(self) -> str:
        """Return one fact for the right of the status bar."""
        return ""

    def focus_search(self) -> bool:
        """Put the keyboard in the search field; False when the page has none."""
        return False

    def panels(self) -> tuple[QWidget, ...]:
        """Return the panels F7 goes through, in order; each receives the keyboard."""
        return ()

    def go_to(self, section: Section, target: object = None) -> None:
        """Show another page."""
        self.wanted.emit(section, target)

    def add_command(
        self,
        text: str,
        do: Callable[[], None],
        keys: str = "",
        icon: str = "",
        *,
        changes: bool = False,
        follows: bool = False,
    ) -> QAction:
        """Add a command of this page: it stands in the page's menu, in Ctrl+K and on the F1 sheet.

        ``text`` is translated; ``keys`` as « Ctrl+I ». One that ``changes`` the campaign is
        disabled while the file is read-only or the campaign closed; one that ``follows`` it only
        while the file is read-only. The action may also be given to a button.
        """
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            action.setProperty("iconName", icon)
            action.setIcon(self.context.look.icon(icon))
        action.triggered.connect(lambda _checked=False: do())
        desk = self.context.desk
        action.setEnabled((desk.can_change or not changes) and (desk.can_follow or not follows))
        self.page_actions.append(action)
        return action
