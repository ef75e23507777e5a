"""The status bar: what the disk has (left), the page's keys (middle), one fact (right)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from euralens_desk.domain.messages import Message
from euralens_desk.i18n import _, format_clock, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint, Page
from euralens_desk.ui.projector.commands import projector_fact
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import KeyHintBar, SavedIndicator, Text


class StatusLine(QWidget):
    """The three parts of the status bar."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.saved = SavedIndicator(look)
        self.hints = KeyHintBar(look)
        self._hints: tuple[KeyHint, ...] = ()
        self.fact = Text("", Role.DENSE, "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(2), look.px(14), look.px(2))
        row.setSpacing(look.px(20))
        row.addWidget(self.saved)
        row.addWidget(self.hints, 1)
        row.addWidget(self.fact)

    def show_page(self, page: Page) -> None:
        """Show the keys and the fact of a page, or the keys of the window.

        What the room sees comes first, on every page.
        """
        hints = page.key_hints() or everywhere()
        if hints != self._hints:
            self._hints = hints
            self.hints.set_hints(hints)
        self.fact.setText(projector_fact(page) or page.fact())

    def show_saved(self, at: datetime | None) -> None:
        """Say since when all is on the disk; nothing as long as nothing was changed."""
        if at is None:
            self.saved.show_saved(_("Everything is saved"))
        else:
            self.saved.show_saved(_("Saved {time}").format(time=format_clock(at)))

    def show_unsaved(self, told: Message) -> None:
        """Say that a change is not on the disk."""
        self.saved.show_failure(_("Not saved"))
        self.saved.setAccessibleDescription(tell(told))


def everywhere() -> tuple[KeyHint, ...]:
    """Return the keys that work on every page."""
    return (
        KeyHint(("Ctrl", "K"), _("go to…")),
        KeyHint(("Ctrl", "1", "…", "9"), _("sections")),
        KeyHint(("F1",), _("keys")),
    )
