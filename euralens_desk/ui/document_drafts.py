"""The documents as they would be written now: what they are drawn from, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from euralens_desk.domain.analysis import AnalysisSnapshot
from euralens_desk.domain.messages import message
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.papers import Paper, PapersSnapshot, paper_name
from euralens_desk.i18n import _, tell
from euralens_desk.ui.sections import Section
from euralens_desk.ui.services import Progress, Services
from euralens_desk.ui.state.meetings import Spot
from euralens_desk.usecases.analysis import analysis_snapshot
from euralens_desk.usecases.completeness import Lack, missing_from_minutes
from euralens_desk.usecases.lookup import the_meeting
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.papers import Step, papers_snapshot, readiness
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.proceedings import proceedings


@dataclass(frozen=True, slots=True)
class Draft:
    """The minutes of one meeting as they would be written now, and what they lack."""

    snapshot: MinutesSnapshot
    lacks: tuple[Lack, ...]

    @property
    def key(self) -> int:
        """Which document of the list it is."""
        return self.snapshot.meeting.id

    @property
    def name(self) -> str:
        """Its title, and the name proposed for its files."""
        return _("Minutes {code}").format(code=self.snapshot.meeting.code)

    @property
    def edition(self) -> tuple[object, ...]:
        """What two drafts that read the same have in common: the document, the journal's head."""
        return self.key, self.snapshot.journal_head

    @property
    def has_workbook(self) -> bool:
        """Whether the same may be saved as a workbook."""
        return True

    def pdf(self, services: Services, progress: Progress) -> bytes:
        """Return its pages."""
        return services.minutes_pdf(self.snapshot, progress)

    def workbook(self, services: Services) -> bytes:
        """Return the same as a workbook."""
        return services.minutes_workbook(self.snapshot)

    def way_to(self, dossier_id: int) -> tuple[Section, object]:
        """Return where something it lacks is put right."""
        return Section.MEETINGS, Spot(self.snapshot.meeting.id, dossier_id or None)


ANALYSIS = 0
"""The analysis report of the candidatures in the list: no meeting has this id."""


@dataclass(frozen=True, slots=True)
class AnalysisDraft:
    """The analysis report of the candidatures as it would be written now."""

    snapshot: AnalysisSnapshot
    lacks: tuple[Lack, ...]
    key: int = ANALYSIS

    @property
    def name(self) -> str:
        """Its title, and the name proposed for its files."""
        return _("Analysis report of the candidatures")

    @property
    def edition(self) -> tuple[object, ...]:
        """What two drafts that read the same have in common."""
        return self.key, self.snapshot.journal_head

    @property
    def has_workbook(self) -> bool:
        """Whether the same may be saved as a workbook."""
        return True

    def pdf(self, services: Services, progress: Progress) -> bytes:
        """Return its pages."""
        return services.analysis_pdf(self.snapshot, progress)

    def workbook(self, services: Services) -> bytes:
        """Return the list for the partners."""
        return services.analysis_workbook(self.snapshot)

    def way_to(self, dossier_id: int) -> tuple[Section, object]:
        """Return where something it lacks is put right."""
        return Section.PRESELECTION, dossier_id or None


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper that prepares a meeting, as it would be written now."""

    snapshot: PapersSnapshot
    paper: Paper
    lacks: tuple[Lack, ...]

    @property
    def key(self) -> int:
        """Which meeting of the list it belongs to."""
        return self.snapshot.minutes.meeting.id

    @property
    def name(self) -> str:
        """Its title, and the name proposed for its file."""
        return f"{tell(paper_name(self.paper))} {self.snapshot.minutes.meeting.code}"

    @property
    def edition(self) -> tuple[object, ...]:
        """What two drafts that read the same have in common."""
        return self.key, self.paper, self.snapshot.minutes.journal_head

    @property
    def has_workbook(self) -> bool:
        """Whether the same may be saved as a workbook: papers are printed."""
        return False

    def pdf(self, services: Services, progress: Progress) -> bytes:
        """Return its pages."""
        return services.paper_pdf(self.snapshot, self.paper, progress)

    def way_to(self, dossier_id: int) -> tuple[Section, object]:
        """Return where something it lacks is put right."""
        return Section.MEETINGS, Spot(self.key, dossier_id or None)


Document = Draft | AnalysisDraft | PaperDraft


def read_draft(file: CampaignFile, key: int, paper: Paper | None, today: date) -> Document:
    """Return a document of the list: the analysis, or the minutes or a paper of a meeting."""
    if key == ANALYSIS:
        return _analysis(file)
    return _minutes(file, key) if paper is None else _paper(file, key, paper, today)


def _paper(file: CampaignFile, meeting_id: int, paper: Paper, today: date) -> PaperDraft:
    checks = readiness(file, meeting_id, today).checks
    lacks = tuple(
        Lack(check.title)
        for check in checks
        if not check.is_done and check.step is not Step.CONVOCATION
    )
    return PaperDraft(papers_snapshot(file, meeting_id), paper, lacks)


def _minutes(file: CampaignFile, meeting_id: int) -> Draft:
    meeting = the_meeting(file, meeting_id)
    return Draft(
        minutes_snapshot(file, meeting), missing_from_minutes(proceedings(file, meeting_id))
    )


def _analysis(file: CampaignFile) -> AnalysisDraft:
    found = analysis_snapshot(file)
    lacks = tuple(
        Lack(
            message("{number}: to decide on", number=one.dossier.number),
            one.dossier.id,
        )
        for one in found.candidatures
        if one.is_undecided
    )
    return AnalysisDraft(found, lacks)
