"""The one table of pages: which class shows which section, imported at its first visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.ports import CampaignReader

PageMaker = Callable[[PageContext], Page]
BadgeReader = Callable[[CampaignReader], str]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """How a section gets its page, and the count shown beside its name (empty for none)."""

    make: PageMaker
    badge: BadgeReader | None = None


def _home(context: PageContext) -> Page:
    from euralens_desk.ui.pages.home import HomePage

    return HomePage(context)


def _promotion(context: PageContext) -> Page:
    from euralens_desk.ui.pages.promotion import PromotionPage

    return PromotionPage(context)


def _dossiers(context: PageContext) -> Page:
    from euralens_desk.ui.pages.dossiers.page import DossiersPage

    return DossiersPage(context)


def _count_dossiers(campaign: CampaignReader) -> str:
    from euralens_desk.usecases.lookup import dossiers_by_number

    return str(len(dossiers_by_number(campaign)) or "")


def _import(context: PageContext) -> Page:
    from euralens_desk.ui.pages.import_dossiers import ImportPage

    return ImportPage(context)


def _preselection(context: PageContext) -> Page:
    from euralens_desk.ui.pages.preselection.page import PreselectionPage

    return PreselectionPage(context)


def _people(context: PageContext) -> Page:
    from euralens_desk.ui.pages.people import PeoplePage

    return PeoplePage(context)


def _scoring(context: PageContext) -> Page:
    from euralens_desk.ui.pages.scoring.page import ScoringPage

    return ScoringPage(context)


def _meetings(context: PageContext) -> Page:
    from euralens_desk.ui.pages.meetings import MeetingsPage

    return MeetingsPage(context)


def _count_answers(campaign: CampaignReader) -> str:
    """Return how many experts answered everything, out of how many: « 9/12 »."""
    from euralens_desk.usecases.progress import completed_experts

    done, number = completed_experts(campaign)
    return f"{done}/{number}" if number else ""


def _synthesis(context: PageContext) -> Page:
    from euralens_desk.ui.pages.synthesis import SynthesisPage

    return SynthesisPage(context)


def _students(context: PageContext) -> Page:
    from euralens_desk.ui.pages.students import StudentsPage

    return StudentsPage(context)


def _documents(context: PageContext) -> Page:
    from euralens_desk.ui.pages.documents import DocumentsPage

    return DocumentsPage(context)


def _follow_up(context: PageContext) -> Page:
    from euralens_desk.ui.pages.follow_up import FollowUpPage

    return FollowUpPage(context)


def _count_letters(campaign: CampaignReader) -> str:
    """Return how many messages are due and not sent."""
    from euralens_desk.usecases.letters import due_letters

    return str(sum(not due.is_sent for due in due_letters(campaign)) or "")


def _preparation(context: PageContext) -> Page:
    from euralens_desk.ui.pages.preparation import PreparationPage

    return PreparationPage(context)


def _journal(context: PageContext) -> Page:
    from euralens_desk.ui.pages.journal import JournalPage

    return JournalPage(context)


def _settings(context: PageContext) -> Page:
    from euralens_desk.ui.pages.settings import SettingsPage

    return SettingsPage(context)


PAGES: Mapping[Section, PageEntry] = MappingProxyType(
    {
        Section.HOME: PageEntry(_home),
        Section.PROMOTION: PageEntry(_promotion),
        Section.DOSSIERS: PageEntry(_dossiers, _count_dossiers),
        Section.PEOPLE: PageEntry(_people),
        Section.SCORING: PageEntry(_scoring, _count_answers),
        Section.MEETINGS: PageEntry(_meetings),
        Section.STUDENTS: PageEntry(_students),
        Section.SYNTHESIS: PageEntry(_synthesis),
        Section.DOCUMENTS: PageEntry(_documents),
        Section.FOLLOW_UP: PageEntry(_follow_up, _count_letters),
        Section.PREPARATION: PageEntry(_preparation),
        Section.JOURNAL: PageEntry(_journal),
        Section.SETTINGS: PageEntry(_settings),
        Section.IMPORT: PageEntry(_import),
        Section.PRESELECTION: PageEntry(_preselection),
    }
)
"""Add a line here to show a page (in the rail if its section is); one without a line is not."""
