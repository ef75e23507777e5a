"""The one table of pages: which class shows which section, imported at its first visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.sections import Section

PageMaker = Callable[[PageContext], Page]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """How a section gets its page."""

    make: PageMaker


def _home(context: PageContext) -> Page:
    from euralens_desk.ui.pages.home import HomePage

    return HomePage(context)


def _dossiers(context: PageContext) -> Page:
    from euralens_desk.ui.pages.dossiers import DossiersPage

    return DossiersPage(context)


def _scoring(context: PageContext) -> Page:
    from euralens_desk.ui.pages.scoring import ScoringPage

    return ScoringPage(context)


def _documents(context: PageContext) -> Page:
    from euralens_desk.ui.pages.documents import DocumentsPage

    return DocumentsPage(context)


PAGES: Mapping[Section, PageEntry] = MappingProxyType(
    {
        Section.HOME: PageEntry(_home),
        Section.DOSSIERS: PageEntry(_dossiers),
        Section.SCORING: PageEntry(_scoring),
        Section.DOCUMENTS: PageEntry(_documents),
    }
)
"""Add a line here to put a page in the rail; a section without a line is not shown."""
