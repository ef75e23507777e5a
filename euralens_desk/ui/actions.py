"""The commands of the window, declared once: the menus, Ctrl+K and the F1 sheet are made of them.

Commands of a page are declared by the page (``Page.add_command``) and exist while it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from euralens_desk.i18n import _


class Act(Enum):
    """What the window can do, whatever the page."""

    CREATE = auto()
    OPEN = auto()
    SAMPLE = auto()
    COPY = auto()
    BACKUP = auto()
    IMPORT_SCORES = auto()
    SAVED = auto()
    CLOSE = auto()
    REOPEN = auto()
    QUIT = auto()
    UNDO = auto()
    REDO = auto()
    SEARCH = auto()
    GO_TO = auto()
    BACK = auto()
    COLLAPSE = auto()
    NEXT_PANEL = auto()
    PREVIOUS_PANEL = auto()
    LARGER = auto()
    SMALLER = auto()
    LIGHT = auto()
    DARK = auto()
    SUNLIGHT = auto()
    SYSTEM = auto()
    TOUR = auto()
    SHORTCUTS = auto()
    ABOUT = auto()


class MenuName(Enum):
    """The menus, left to right; the sections and the page's own commands come on top of these."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its keys, its icon, and whether it needs an open campaign.

    ``also`` are other keys that hands know from elsewhere; only ``keys`` are shown.
    ``ends_group`` draws a line after it; ``checkable`` ones exclude each other; those that
    ``changes`` it need a campaign that may be written.
    """

    act: Act
    menu: MenuName
    text: str
    keys: str = ""
    icon: str = ""
    needs_campaign: bool = False
    ends_group: bool = False
    checkable: bool = False
    changes: bool = False
    also: str = ""


def commands() -> tuple[Command, ...]:
    """Return all commands in the reader's language, in the order of the menus."""
    return (*_file(), *_edit(), *_view(), *_help())


def _file() -> tuple[Command, ...]:
    menu = MenuName.FILE
    return (
        Command(Act.CREATE, menu, _("Create a campaign…"), "Ctrl+N", "file-plus"),
        Command(Act.OPEN, menu, _("Open a campaign…"), "Ctrl+O", "folder-open"),
        Command(Act.SAMPLE, menu, _("Try with Promotion 2022"), "", "flask-conical", False, True),
        Command(
            Act.IMPORT_SCORES,
            menu,
            _("Import scores…"),
            "",
            "file-input",
            changes=True,
            ends_group=True,
        ),
        Command(Act.SAVED, menu, _("Time of the last save"), "Ctrl+S", "save", True),
        Command(Act.COPY, menu, _("Save a copy…"), "Ctrl+Shift+S", "copy", True),
        Command(Act.BACKUP, menu, _("Back up now"), "", "hard-drive", True, True),
        Command(Act.REOPEN, menu, _("Open the closed campaign again"), "", "lock-open", True),
        Command(Act.CLOSE, menu, _("Close the campaign"), "Ctrl+W", "", True),
        Command(Act.QUIT, menu, _("Quit"), "Ctrl+Q"),
    )


def _edit() -> tuple[Command, ...]:
    menu = MenuName.EDIT
    return (
        Command(Act.UNDO, menu, _("Undo"), "Ctrl+Z", "undo-2", True),
        Command(Act.REDO, menu, _("Redo"), "Ctrl+Shift+Z", "redo-2", True, True, also="Ctrl+Y"),
        Command(Act.SEARCH, menu, _("Search"), "Ctrl+F", "search"),
        Command(Act.GO_TO, menu, _("Go to…"), "Ctrl+K", "compass"),
    )


def _view() -> tuple[Command, ...]:
    menu = MenuName.VIEW
    return (
        Command(Act.BACK, menu, _("Previous page"), "Alt+Left", "arrow-left"),
        Command(Act.COLLAPSE, menu, _("Fold the sections"), "Ctrl+B", "panel-left"),
        Command(Act.NEXT_PANEL, menu, _("Next panel"), "F7"),
        Command(Act.PREVIOUS_PANEL, menu, _("Previous panel"), "Shift+F7", "", False, True),
        Command(Act.LARGER, menu, _("Larger text"), "Ctrl++", "zoom-in"),
        Command(Act.SMALLER, menu, _("Smaller text"), "Ctrl+-", "zoom-out", False, True),
        Command(Act.LIGHT, menu, _("Light theme"), checkable=True),
        Command(Act.DARK, menu, _("Dark theme"), checkable=True),
        Command(Act.SUNLIGHT, menu, _("Full sun"), checkable=True),
        Command(Act.SYSTEM, menu, _("Theme of the computer"), checkable=True),
    )


def _help() -> tuple[Command, ...]:
    menu = MenuName.HELP
    return (
        Command(Act.TOUR, menu, _("Guided tour"), "", "compass"),
        Command(Act.SHORTCUTS, menu, _("Keyboard shortcuts"), "F1", "keyboard"),
        Command(Act.ABOUT, menu, _("About Euralens Desk"), "", "info"),
    )
