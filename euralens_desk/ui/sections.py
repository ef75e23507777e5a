"""The sections of the rail: their order, their names, their icons and their keys."""

from __future__ import annotations

from enum import Enum

from euralens_desk.i18n import _


class Section(Enum):
    """A place of the window. They answer to Ctrl+1, Ctrl+2, … in this order."""

    HOME = "home"
    DOSSIERS = "dossiers"
    SCORING = "scoring"
    DOCUMENTS = "documents"

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return _ICONS[self]

    @property
    def keys(self) -> str:
        """Its shortcut."""
        place = list(Section).index(self) + 1
        return f"Ctrl+{place}"

    @property
    def needs_campaign(self) -> bool:
        """Whether it has something to show only while a campaign is open."""
        return self is not Section.HOME

    def title(self) -> str:
        """Return its name for the reader."""
        return {
            Section.HOME: _("Home"),
            Section.DOSSIERS: _("Dossiers"),
            Section.SCORING: _("Scoring"),
            Section.DOCUMENTS: _("Documents"),
        }[self]


_ICONS = {
    Section.HOME: "house",
    Section.DOSSIERS: "folder-open",
    Section.SCORING: "pencil",
    Section.DOCUMENTS: "file-text",
}
