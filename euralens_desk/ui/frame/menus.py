"""The menu bar: the window's commands, the sections, the recent files, the page's own commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from euralens_desk.domain.messages import Message
from euralens_desk.i18n import _, tell
from euralens_desk.settings import Recent
from euralens_desk.ui.actions import Act, Command, MenuName, commands
from euralens_desk.ui.desk import Desk, State
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import Page
from euralens_desk.ui.sections import Section
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Text

Handlers = Mapping[Act, Callable[[], object]]


class Menus(QObject):
    """Fills a menu bar and keeps it true. Emits ``section_wanted`` and ``recent_wanted``."""

    section_wanted = Signal(object)
    recent_wanted = Signal(object)

    def __init__(
        self,
        bar: QMenuBar,
        look: Appearance,
        sections: tuple[Section, ...],
        handlers: Handlers,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._sections: dict[Section, QAction] = {}
        self._acts: dict[Act, QAction] = {}
        self._commands = {command.act: command for command in commands()}
        self._group = QActionGroup(self)
        self._page_menu = QMenu()
        bar.clear()
        self._bar = bar
        self._file = Text("", Role.CAPTION, "ink2")
        self._file.setContentsMargins(0, 0, look.px(14), 0)
        self._menus = {
            MenuName.FILE: bar.addMenu(_("File")),
            MenuName.EDIT: bar.addMenu(_("Edit")),
            MenuName.VIEW: bar.addMenu(_("View")),
        }
        self._page_menu = bar.addMenu("")
        self._menus[MenuName.HELP] = bar.addMenu(_("Help"))
        self._add_sections(sections)
        for command in self._commands.values():
            self._add(command, handlers[command.act])
        self._recent = QMenu(_("Recent"), self._menus[MenuName.FILE])
        self._menus[MenuName.FILE].insertMenu(self._acts[Act.SAMPLE], self._recent)

    def _add_sections(self, sections: tuple[Section, ...]) -> None:
        for section in sections:
            action = QAction(section.title(), self)
            action.setShortcut(QKeySequence(section.keys))
            action.setProperty("iconName", section.icon)
            action.triggered.connect(partial(self._want_section, section))
            self._menus[MenuName.VIEW].addAction(action)
            self._sections[section] = action
        self._menus[MenuName.VIEW].addSeparator()

    def _want_section(self, section: Section, _checked: bool = False) -> None:
        self.section_wanted.emit(section)

    def _add(self, command: Command, do: Callable[[], object]) -> None:
        action = QAction(command.text, self)
        action.setShortcuts(_keys_of(command))
        action.setProperty("iconName", command.icon)
        action.triggered.connect(lambda _checked=False: do())
        if command.checkable:
            action.setCheckable(True)
            self._group.addAction(action)
        self._menus[command.menu].addAction(action)
        if command.ends_group:
            self._menus[command.menu].addSeparator()
        self._acts[command.act] = action

    def action(self, act: Act) -> QAction:
        """Return the menu entry of a command."""
        return self._acts[act]

    def live_actions(self) -> tuple[QAction, ...]:
        """Return every command that may be given now: sections, window, page."""
        found = (*self._sections.values(), *self._acts.values(), *self._page_menu.actions())
        return tuple(action for action in found if action.isEnabled() and action.isVisible())

    def name_file(self, name: str) -> None:
        """Say at the right of the bar which file is open."""
        if name != self._file.text():
            self._file.setText(name)
            self._fit_name()

    def _fit_name(self) -> None:
        """Give the name its place: a menu bar does not ask its corner again."""
        self._file.ensurePolished()
        height = self._bar.fontMetrics().height() + self._look.px(8)
        self._file.setFixedSize(self._file.sizeHint().width(), height)
        self._bar.setCornerWidget(self._file, Qt.Corner.TopRightCorner)

    def follow_look(self) -> None:
        """Draw the icons in the colours of the theme, the name of the file in its size."""
        self._paint_icons()
        self._fit_name()

    def _paint_icons(self) -> None:
        found = (*self._sections.values(), *self._acts.values(), *self._page_menu.actions())
        for action in found:
            name = action.property("iconName")
            if name:
                action.setIcon(self._look.icon(name, "ink2"))

    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """List the recent files."""
        self._recent.clear()
        for one in recent[:9]:
            path = Path(one.path)
            entry = self._recent.addAction(path.name.replace("&", "&&"))
            entry.setToolTip(one.path)
            entry.triggered.connect(partial(self._want_recent, path))
        self._recent.menuAction().setVisible(bool(recent))

    def _want_recent(self, path: Path, _checked: bool = False) -> None:
        self.recent_wanted.emit(path)

    def show_page(self, page: Page, title: str) -> None:
        """Give the page its menu; its keys come before the same keys of the window."""
        self._page_menu.clear()
        self._page_menu.setTitle(title)
        self._page_menu.addActions(page.page_actions)
        self._page_menu.menuAction().setVisible(bool(page.page_actions))
        taken = {action.shortcut().toString() for action in page.page_actions}
        for act, action in self._acts.items():
            keys = _keys_of(self._commands[act])
            action.setShortcuts([key for key in keys if key.toString() not in taken])
        self._paint_icons()

    def show_desk(self, desk: Desk) -> None:
        """Enable what the open campaign allows and name what undo and redo would do."""
        for command in self._commands.values():
            has_what_it_needs = desk.state is not None or not command.needs_campaign
            may_change = desk.can_change or not command.changes
            self._acts[command.act].setEnabled(has_what_it_needs and may_change)
        self._acts[Act.REOPEN].setVisible(desk.is_campaign_closed)
        self._acts[Act.REOPEN].setEnabled(desk.can_follow)
        for section, action in self._sections.items():
            action.setEnabled(desk.state is not None or not section.needs_campaign)
        self._name_history(desk.state, desk.can_follow)

    def _name_history(self, state: State | None, can_change: bool) -> None:
        undo, redo = (state.undo, state.redo) if state else (None, None)
        names = {
            Act.UNDO: _named(_("Undo"), _("Undo: {action}"), undo),
            Act.REDO: _named(_("Redo"), _("Redo: {action}"), redo),
        }
        for act, told in ((Act.UNDO, undo), (Act.REDO, redo)):
            self._acts[act].setText(names[act])
            self._acts[act].setProperty("bareText", self._commands[act].text)
            self._acts[act].setEnabled(told is not None and can_change)


def _keys_of(command: Command) -> list[QKeySequence]:
    return [QKeySequence(keys) for keys in (command.keys, command.also) if keys]


def _named(bare: str, named: str, action: Message | None) -> str:
    return bare if action is None else named.format(action=tell(action)).replace("&", "&&")
