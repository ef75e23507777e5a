"""What is pictured besides each page: a moment of the work, reached as a person reaches it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TypeVar

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, Meeting
from euralens_desk.domain.papers import Paper
from euralens_desk.domain.people import CommitteeKind, Member, Recusal
from euralens_desk.domain.preselection import BoardColumn
from euralens_desk.resources import resource
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.dossiers.page import DossiersPage
from euralens_desk.ui.pages.dossiers.sheet import Tab
from euralens_desk.ui.pages.follow_up import FollowUpPage
from euralens_desk.ui.pages.follow_up.closing import ClosingDialog
from euralens_desk.ui.pages.import_dossiers import ImportPage
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.attendance import AttendanceRow
from euralens_desk.ui.pages.meetings.dialogs import MeetingDialog
from euralens_desk.ui.pages.meetings.drawer import Aside
from euralens_desk.ui.pages.meetings.hub import View
from euralens_desk.ui.pages.preselection.page import PreselectionPage
from euralens_desk.ui.pages.scoring.page import ScoringPage
from euralens_desk.ui.pages.synthesis import SynthesisPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import Spot
from euralens_desk.ui.state.projection import Picture
from euralens_desk.ui.state.projection import View as ProjectedView
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.projection import (
    ProjectedAxis,
    ProjectedPoint,
    Projection,
    projection,
)

Answer = TypeVar("Answer")
Kind = TypeVar("Kind", bound=QWidget)
LAPTOP, SLATE, WALL = (1440, 900), (1280, 800), (1920, 1080)
LONG_TITLE = (
    "La requalification de l’ancien site minier et de ses abords en pôle de services, "
    "de culture et de logements participatifs"
)
"""A title of 120 characters."""


class On(Enum):
    """What is open when the scene begins."""

    NOTHING = 0
    EMPTY = 1
    SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name, what is open, how to come there, the size of the window."""

    name: str
    on: On
    play: Callable[[MainWindow], None]
    size: tuple[int, int] = LAPTOP
    of: Callable[[MainWindow], QWidget] = lambda window: window
    """The window that is pictured: the main one, or the projector."""


def _page(window: MainWindow, section: Section, kind: type[Kind], target: object = None) -> Kind:
    window.go(section, target)
    QApplication.processEvents()
    found: object = window.page(section)
    assert isinstance(found, kind)
    return found


def _read(window: MainWindow, query: Callable[[CampaignFile], Answer]) -> Answer:
    """Return what the open file answers; the runner of the screenshots answers at once."""
    found: list[Answer] = []
    window.context.desk.ask(query, found.append)
    return found[0]


def _type(window: MainWindow, keys: str) -> None:
    """Press keys one by one where the keyboard is; the window is in front, as under a hand."""
    window.activateWindow()
    for key in keys:
        QApplication.processEvents()
        QTest.keyClicks(_focused(window), key)


def _let_pass(window: MainWindow) -> None:
    """Let the word at the foot of the page pass, as it does after some seconds."""
    window.messages.toast.hide()


def _focused(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    return widget


def _import(window: MainWindow) -> None:
    page = _page(window, Section.IMPORT, ImportPage)
    page.course.read_file(resource("samples", "candidatures-2022.xlsx"))
    page.course.read_folder(resource("samples", "pieces"))
    QApplication.processEvents()
    _onward(window)


def _onward(window: MainWindow) -> None:
    """Go to the next step of the import by its command."""
    commands = window.page(Section.IMPORT).page_actions
    next(c for c in commands if c.shortcut() == QKeySequence("Ctrl+Return")).trigger()


def _hub(window: MainWindow, view: View) -> None:
    page = _page(window, Section.MEETINGS, MeetingsPage)
    page.leave_meeting()
    page.hub.show_view(view)


def _point(window: MainWindow) -> None:
    meeting = _read(window, lambda file: file.find(Meeting))[0]
    dossier = _read(window, lambda file: file.find(Dossier, number="2022-02"))[0]
    _page(window, Section.MEETINGS, MeetingsPage, Spot(meeting.id, dossier.id))


def _touch(window: MainWindow) -> None:
    window.context.settings.change(scoring_layout="touch")
    dossier = _read(window, lambda file: file.find(Dossier, number="2022-01"))[0]
    _page(window, Section.SCORING, ScoringPage, dossier.id)


def _recused(window: MainWindow) -> None:
    recusal = _read(window, lambda file: file.find(Recusal))[0]
    member = next(m for m in _read(window, lambda file: file.find(Member)) if _is(m, recusal))
    page = _page(window, Section.SCORING, ScoringPage)
    line = page.panes.dossiers.members.line
    line.setFocus()
    line.selectAll()
    line.insert(member.name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.go(Section.SCORING, recusal.dossier_id)


def _is(member: Member, recusal: Recusal) -> bool:
    return member.id == recusal.member_id


def _pieces(window: MainWindow) -> None:
    _page(window, Section.DOSSIERS, DossiersPage).sheet.tabs.setCurrentIndex(Tab.PIECES)


def _detail(window: MainWindow) -> None:
    _page(window, Section.SYNTHESIS, SynthesisPage).open_detail()


def _where(window: MainWindow) -> None:
    window.go(Section.DOSSIERS)
    window.ask_where()


def _keys(window: MainWindow) -> None:
    window.go(Section.SCORING)
    window.menus.action(Act.SHORTCUTS).trigger()


# The import of a file that has changed, and the preselection --------------------------------


@contextmanager
def _changed_table() -> Iterator[Path]:
    """Give the table of the sample sent again: three cells changed, a row less."""
    book = openpyxl.load_workbook(resource("samples", "candidatures-2022.xlsx"))
    sheet = book["Candidatures"]
    heads = {str(cell.value).replace("\n", " "): place for place, cell in enumerate(sheet[1], 1)}
    for row, head, text in (
        (2, "Courriel", "plateforme@example.org"),
        (3, "Commune(s)", "Lens / Sallaumines / Loison-sous-Lens"),
        (3, "Chiffres-clés", "4 hectares / 12 000 arbres plantés"),
    ):
        sheet.cell(row, heads[head]).value = text
    sheet.delete_rows(sheet.max_row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "candidatures-2022.xlsx")
        book.save(path)
        yield path


def _import_again(window: MainWindow) -> None:
    """Write what the import shows, then read the file its authors changed, up to its check."""
    _onward(window)
    page = _page(window, Section.IMPORT, ImportPage)
    page.start_again()
    with _changed_table() as path:
        page.course.read_file(path)
        QApplication.processEvents()
    _onward(window)
    _onward(window)
    _let_pass(window)


def _preselection(window: MainWindow) -> None:
    """Keep three admissible candidatures by their key; the next one is current."""
    page = _page(window, Section.PRESELECTION, PreselectionPage)
    view = page.columns[list(BoardColumn).index(BoardColumn.ADMISSIBLE)].view
    view.setFocus()
    view.setCurrentIndex(view.listed.index(0))
    for _time in range(3):
        QTest.keyClick(view, Qt.Key.Key_3)
    _let_pass(window)


# A meeting that is prepared, then held ------------------------------------------------------


def _plan(window: MainWindow, kind: CommitteeKind, day: date) -> MeetingsPage:
    """Prepare a meeting in its dialog; the list then shows what is left to do."""
    page = _page(window, Section.MEETINGS, MeetingsPage)
    page.leave_meeting()
    page.hub.ask_for_meeting()
    dialog = window.findChildren(MeetingDialog)[-1]
    committees = page.hub.found.committees if page.hub.found else ()
    (committee,) = (known for known in committees if known.kind is kind)
    dialog.committee.setCurrentIndex(dialog.committee.findData(committee.id))
    dialog.day.show_day(day)
    dialog.starts.setText("14:00")
    dialog.place.setText("Lens")
    dialog.verb.click()
    QApplication.processEvents()
    return page


def _preparation(window: MainWindow) -> None:
    _plan(window, CommitteeKind.METROPOLITAN, date(2022, 12, 16))


def _papers(window: MainWindow) -> None:
    meeting = _read(window, lambda file: file.find(Meeting))[-1]
    window.go(Section.DOCUMENTS, (meeting.id, Paper.CONVOCATION))


def _attendance(window: MainWindow) -> None:
    """Open a meeting of the experts and note who is there, each by a key."""
    page = _plan(window, CommitteeKind.EXPERT, date(2022, 12, 12))
    meeting = _read(window, lambda file: file.find(Meeting))[-1]
    page.enter_meeting(meeting.id)
    page.room.open_meeting()
    page.room.toggle(Aside.ATTENDANCE)
    rows = page.room.drawer.attendance.findChildren(AttendanceRow)
    for row, key in zip(rows, "AAVAEAAAAAAAA", strict=False):
        QTest.keyClicks(row.button, key)
    _let_pass(window)


def _in_room(window: MainWindow, number: str) -> MeetingsPage:
    """Put a dossier of the meeting that is open to discussion."""
    page = _page(window, Section.MEETINGS, MeetingsPage)
    (dossier,) = _read(window, lambda file: file.find(Dossier, number=number))
    page.enter_meeting(page.room.meeting_id, dossier.id)
    page.room.start_item()
    return page


def _recusals(window: MainWindow) -> None:
    recusal = _read(window, lambda file: file.find(Recusal))[0]
    dossier = _read(window, lambda file: file.get(Dossier, recusal.dossier_id))
    assert dossier is not None
    _in_room(window, dossier.number).room.toggle(Aside.RECUSALS)
    _type(window, " ")
    _let_pass(window)


def _roll_call(window: MainWindow) -> None:
    page = _in_room(window, "2022-07")
    page.room.call_the_roll()
    _type(window, "112131A")
    _let_pass(window)


def _closing(window: MainWindow) -> None:
    """Ask what remains; the dialog stands in the middle, where a desktop puts it."""
    _page(window, Section.FOLLOW_UP, FollowUpPage).ask_to_close()
    QApplication.processEvents()
    dialog = window.findChildren(ClosingDialog)[-1]
    dialog.move(window.geometry().center() - dialog.rect().center())


# The projector ------------------------------------------------------------------------------


def _projection(window: MainWindow) -> QWidget:
    """Return the projector's window in the shape of most projectors."""
    found = window.context.projector.window
    assert found is not None
    found.resize(*WALL)
    return found


def _projected(window: MainWindow) -> Projection:
    """Turn the projector on, on the dossier 2022-07; return what it may show."""
    (dossier,) = _read(window, lambda file: file.find(Dossier, number="2022-07"))
    (item,) = _read(window, lambda file: file.find(AgendaItem, dossier_id=dossier.id))
    projector = window.context.projector
    projector.follow(item.meeting_id, item.id)
    projector.show()
    projector.start_clock(8)
    return _read(window, lambda file: projection(file, item.meeting_id, item.id))


def _project(view: ProjectedView, window: MainWindow) -> None:
    _projected(window)
    window.context.projector.show_view(view)


def _project_as(
    view: ProjectedView, change: Callable[[ProjectedPoint], ProjectedPoint], window: MainWindow
) -> None:
    """Show what another campaign would: a longer title, another grid."""
    found = _projected(window)
    wall = window.context.projector.window
    assert found.point is not None
    assert wall is not None
    picture = Picture(replace(found, point=change(found.point)), view, 0, 8)
    wall.show_picture(picture, is_black=False)


def _long(point: ProjectedPoint) -> ProjectedPoint:
    return replace(point, title=LONG_TITLE)


def _with_axes(lengths: tuple[int, ...], point: ProjectedPoint) -> ProjectedPoint:
    """Give a point a grid of so many criteria by axis."""
    assert point.sheets is not None
    known = [strip for axis in point.sheets.axes for strip in axis.strips]
    axes = tuple(
        ProjectedAxis(
            str(place),
            axis.label,
            tuple(
                replace(known[(5 * place + row) % len(known)], number=f"{place}.{row + 1}")
                for row in range(length)
            ),
        )
        for place, (axis, length) in enumerate(
            zip(point.sheets.axes, lengths, strict=True), start=1
        )
    )
    return replace(point, sheets=replace(point.sheets, axes=axes))


def _wall(name: str, play: Callable[[MainWindow], None]) -> Scene:
    return Scene(f"projection-{name}", On.SAMPLE, play, WALL, _projection)


SCENES = (
    Scene("premier-demarrage", On.NOTHING, lambda window: window.go(Section.HOME)),
    Scene("promotion-vide", On.EMPTY, lambda window: window.go(Section.PROMOTION)),
    Scene("dossiers-vide", On.EMPTY, lambda window: window.go(Section.DOSSIERS)),
    Scene("grilles-a-preparer", On.EMPTY, lambda window: window.go(Section.PREPARATION)),
    Scene("import", On.EMPTY, _import),
    Scene("import-verification", On.EMPTY, _onward),
    Scene("import-modifications", On.EMPTY, _import_again),
    Scene("preselection", On.EMPTY, _preselection),
    Scene("actes", On.SAMPLE, lambda window: _hub(window, View.ACTS)),
    Scene("avis-techniques", On.SAMPLE, lambda window: _hub(window, View.OPINIONS)),
    Scene("dispositifs", On.SAMPLE, lambda window: _hub(window, View.FUNDING)),
    Scene("suivi", On.SAMPLE, lambda window: window.go(Section.FOLLOW_UP)),
    Scene("seance", On.SAMPLE, _point),
    Scene("dossier-pieces", On.SAMPLE, _pieces),
    Scene("synthese-detail", On.SAMPLE, _detail),
    Scene("aller-a", On.SAMPLE, _where),
    Scene("raccourcis", On.SAMPLE, _keys),
    Scene("deport", On.SAMPLE, _recused),
    Scene("tablette", On.SAMPLE, _touch, SLATE),
    *(
        _wall(name, partial(_project, view))
        for name, view in (
            ("attente", ProjectedView.WAITING),
            ("dossier", ProjectedView.DOSSIER),
            ("notes", ProjectedView.SHEETS),
            ("vote", ProjectedView.VOTE),
            ("resultat", ProjectedView.RESULT),
            ("pause", ProjectedView.BREAK),
        )
    ),
    _wall("titre-long", partial(_project_as, ProjectedView.SHEETS, _long)),
    _wall("dossier-titre-long", partial(_project_as, ProjectedView.DOSSIER, _long)),
    _wall("grille-7", partial(_project_as, ProjectedView.SHEETS, partial(_with_axes, (3, 2, 2)))),
    _wall("grille-20", partial(_project_as, ProjectedView.SHEETS, partial(_with_axes, (8, 7, 5)))),
    Scene("preparation-seance", On.SAMPLE, _preparation),
    Scene("papiers-seance", On.SAMPLE, _papers),
    Scene("presences", On.SAMPLE, _attendance),
    Scene("deports-seance", On.SAMPLE, _recusals),
    Scene("appel-nominal", On.SAMPLE, _roll_call),
    Scene("cloture", On.SAMPLE, _closing),
)
