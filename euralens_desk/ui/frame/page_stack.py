"""The pages, made at their first visit, and the way back through those that were shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from euralens_desk.ui.navigation import PageEntry
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.changes import ChangeSet

LONGEST_WAY_BACK = 50


class PageStack(QStackedWidget):
    """Shows one page at a time. Emits ``made(page)`` once and ``shown(section)`` at each visit."""

    made = Signal(object)
    shown = Signal(object)

    def __init__(self, context: PageContext, entries: Mapping[Section, PageEntry]) -> None:
        super().__init__()
        self._context = context
        self._entries = entries
        self._pages: dict[Section, Page] = {}
        self._way: list[Section] = []
        self._section = Section.HOME

    @property
    def section(self) -> Section:
        """The section shown."""
        return self._section

    @property
    def current(self) -> Page | None:
        """The page shown; None before the first visit."""
        return self._pages.get(self._section)

    def page(self, section: Section) -> Page:
        """Return the page of a section, made at its first visit."""
        if section not in self._pages:
            page = self._entries[section].make(self._context)
            page.wanted.connect(self.go)
            self._pages[section] = page
            self.addWidget(page)
            self.made.emit(page)
        return self._pages[section]

    def go(self, section: Section, target: object = None) -> None:
        """Show a page; one that cannot be shown leads home."""
        if self.current is not None and section is not self._section:
            self._way = [*self._way, self._section][-LONGEST_WAY_BACK:]
        self._visit(section, target)

    def back(self) -> None:
        """Show the page that was there before."""
        if self._way:
            self._visit(self._way.pop(), None)

    def _visit(self, section: Section, target: object) -> None:
        has_campaign = self._context.desk.state is not None
        if section not in self._entries or (section.needs_campaign and not has_campaign):
            section = Section.HOME
        if self.current is not None:
            self.current.deactivate()
        page = self.page(section)
        self._section = section
        self.setCurrentWidget(page)
        self.shown.emit(section)
        page.activate(target)

    def drop(self, *, all_of_them: bool = False) -> None:
        """Forget the pages of the campaign that was open, or every page."""
        for section, page in list(self._pages.items()):
            if section.needs_campaign or all_of_them:
                del self._pages[section]
                self.removeWidget(page)
                page.deleteLater()
        self._way.clear()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Tell the page shown what changed."""
        if self.current is not None:
            self.current.refresh(changes, initiator)
