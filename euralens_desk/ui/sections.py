"""The sections: those of the rail, in order, and those reached from one of them."""

from __future__ import annotations

from enum import Enum

from euralens_desk.i18n import _

KEYED = 10
"""How many sections have a key; those of the rail after them stand at its foot."""


class Section(Enum):
    """A place of the window. The first ten answer to Ctrl+1 … Ctrl+9, Ctrl+0, in this order.

    The last ones are not in the rail: each is reached from the section it stands ``within``.
    """

    HOME = "home"
    PROMOTION = "promotion"
    DOSSIERS = "dossiers"
    PEOPLE = "people"
    SCORING = "scoring"
    MEETINGS = "meetings"
    STUDENTS = "students"
    SYNTHESIS = "synthesis"
    DOCUMENTS = "documents"
    FOLLOW_UP = "follow_up"
    PREPARATION = "preparation"
    JOURNAL = "journal"
    SETTINGS = "settings"
    IMPORT = "import"
    PRESELECTION = "preselection"

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return _ICONS[self]

    @property
    def within(self) -> Section:
        """The section of the rail that is marked while this one is shown: itself, mostly."""
        return _WITHIN.get(self, self)

    @property
    def is_in_rail(self) -> bool:
        """Whether it stands in the rail and in the menu of sections."""
        return self.within is self

    @property
    def keys(self) -> str:
        """Its shortcut, empty for those at the foot of the rail."""
        place = list(Section).index(self) + 1
        return f"Ctrl+{place % 10}" if place <= KEYED else ""

    @property
    def is_at_foot(self) -> bool:
        """Whether it stands at the foot of the rail."""
        return not self.keys

    @property
    def needs_campaign(self) -> bool:
        """Whether it has something to show only while a campaign is open."""
        return self not in (Section.HOME, Section.SETTINGS)

    def title(self) -> str:
        """Return its name for the reader."""
        return {
            Section.HOME: _("Home"),
            Section.PROMOTION: _("Promotion"),
            Section.DOSSIERS: _("Dossiers"),
            Section.PEOPLE: _("Committees"),
            Section.SCORING: _("Scoring"),
            Section.MEETINGS: _("Meetings"),
            Section.STUDENTS: _("Lycéens"),
            Section.SYNTHESIS: _("Synthesis"),
            Section.DOCUMENTS: _("Documents"),
            Section.FOLLOW_UP: _("Follow-up"),
            Section.PREPARATION: _("Grids and rules"),
            Section.JOURNAL: _("Journal"),
            Section.SETTINGS: _("Settings"),
            Section.IMPORT: _("Import candidatures"),
            Section.PRESELECTION: _("Preselection"),
        }[self]


_ICONS = {
    Section.HOME: "house",
    Section.PROMOTION: "layout-dashboard",
    Section.DOSSIERS: "folder-open",
    Section.PEOPLE: "users",
    Section.SCORING: "pencil",
    Section.MEETINGS: "gavel",
    Section.STUDENTS: "graduation-cap",
    Section.SYNTHESIS: "grid-3x3",
    Section.DOCUMENTS: "file-text",
    Section.FOLLOW_UP: "sprout",
    Section.PREPARATION: "scale",
    Section.JOURNAL: "shield-check",
    Section.SETTINGS: "settings",
    Section.IMPORT: "file-input",
    Section.PRESELECTION: "list-checks",
}

_WITHIN = {Section.IMPORT: Section.DOSSIERS, Section.PRESELECTION: Section.DOSSIERS}
