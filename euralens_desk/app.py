"""The composition root of the desktop: everything the window uses is made and joined here."""

from __future__ import annotations

import os
import platform
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QSysInfo, QTimer, qVersion
from PySide6.QtWidgets import QApplication, QDialog

from euralens_desk import __version__, composition, log
from euralens_desk.i18n import set_language
from euralens_desk.resources import resource
from euralens_desk.settings import Settings
from euralens_desk.ui.desk import Desk
from euralens_desk.ui.frame.placing import place_first
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.notifier import Notifier
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.projector.controller import Projector
from euralens_desk.ui.qt_words import install_qt_words
from euralens_desk.ui.services import (
    Busy,
    FoundPieces,
    ModelStore,
    PdfDocument,
    Progress,
    Services,
)
from euralens_desk.ui.system_theme import resolved
from euralens_desk.ui.tasks import Runner, ThreadRunner
from euralens_desk.ui.theme import Appearance
from euralens_desk.usecases.ports import CampaignFile

if TYPE_CHECKING:
    from euralens_desk.domain.analysis import AnalysisSnapshot
    from euralens_desk.domain.campaign import Campaign
    from euralens_desk.domain.form_answers import Correspondence, FormTable
    from euralens_desk.domain.grid import CriteriaGrid
    from euralens_desk.domain.import_models import ImportModel
    from euralens_desk.domain.import_plan import FoundFile, ImportChoices
    from euralens_desk.domain.member_rows import MemberRow
    from euralens_desk.domain.minutes import MinutesSnapshot
    from euralens_desk.domain.score_rows import ScoreRow
    from euralens_desk.domain.source import SourceFile

WARM_UP_AFTER = 400
"""Milliseconds after the first paint before the storage libraries are imported, once idle."""


def main(arguments: Sequence[str]) -> int:
    """Open the window, on a campaign if one is named, and return when it is closed."""
    application = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(application, QApplication):
        return 1
    window = open_window(application, arguments)
    watch = close_on_signal(window)
    code = application.exec()
    del watch
    return code


def open_window(application: QApplication, arguments: Sequence[str]) -> MainWindow:
    """Show the window, and open the campaign named if there is one."""
    application.setApplicationName("euralens-desk")
    application.setApplicationDisplayName("Euralens Desk")
    window = build_window(application, Settings())
    if not window.context.settings.values.window:
        place_first(window, window.screen().availableGeometry())
    report_bugs(window)
    window.show()
    QTimer.singleShot(WARM_UP_AFTER, window, partial(log.start, "window"))
    if arguments:
        window.campaigns.open(Path(arguments[0]))
    else:
        QTimer.singleShot(WARM_UP_AFTER, window, _warm_up)
    return window


def build_window(
    application: QApplication,
    settings: Settings,
    file_runner: Runner | None = None,
    other_runner: Runner | None = None,
) -> MainWindow:
    """Return the main window, dressed, with the notifier speaking through it."""
    language = settings.values.language
    set_language(language)
    install_qt_words(language)
    look = Appearance(resource(), resolved(settings.values.theme), settings.values.text_size)
    look.install(application)
    notifier = Notifier()
    desk = Desk(
        notifier, file_runner or ThreadRunner("file"), other_runner or ThreadRunner("other")
    )
    projector = Projector(look, desk, notifier, settings)
    return MainWindow(PageContext(look, desk, services(settings), notifier, settings, projector))


def _warm_up() -> None:
    """Import what opening a campaign needs, while nobody waits for it."""
    import euralens_desk.storage.opening  # noqa: F401


def close_on_signal(window: MainWindow) -> object:
    """Close the window cleanly when the system asks the program to end; keep what is returned."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno())
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: None)
    watch = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    watch.activated.connect(window.close)
    return watch, ours, theirs


def report_bugs(window: MainWindow) -> None:
    """Show every unexpected exception in a report; the first one stays on top of the others."""
    shown: list[QDialog] = []

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.bug(error)
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt) or shown:
            return
        from euralens_desk.ui.dialogs.crash import CrashDialog

        dialog = CrashDialog(window.context.look, bug_report(error), window)
        shown.append(dialog)
        dialog.finished.connect(lambda _result: shown.clear())
        dialog.quit_wanted.connect(window.close)
        dialog.open()

    sys.excepthook = tell


def bug_report(error: BaseException) -> str:
    """Return what support needs; the message of the error is left out: it may quote a dossier."""
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    package = Path(__file__).parent.parent
    lines = "".join(frames).replace(f"{package}{os.sep}", "")
    system = QSysInfo.prettyProductName()
    return (
        f"Euralens Desk {__version__} · Python {platform.python_version()} · "
        f"Qt {qVersion()} · {system}\n{lines}{type(error).__name__}\n"
    )


def services(settings: Settings) -> Services:
    """Return the functions of the outside; each imports its heavy library when first called."""
    return Services(
        open_campaign=_open_campaign,
        create_campaign=_create_campaign,
        build_sample=_build_sample,
        discard_sample=_discard_sample,
        read_source=_read_source,
        open_pdf=_open_pdf,
        read_scores=_read_scores,
        read_form=_read_form,
        read_correspondence=_read_correspondence,
        correspondence_bytes=_correspondence_bytes,
        read_members=_read_members,
        list_pieces=_list_pieces,
        read_piece=_read_piece,
        gather_pieces=_gather_pieces,
        models=lambda: _models(settings.folder),
        read_model=_read_model,
        mapping_bytes=_mapping_bytes,
        read_grids=_read_grids,
        sample_grids=lambda: _read_grids(resource("samples", "grids.json")),
        grids_file=_grids_file,
        minutes_pdf=_minutes_pdf,
        minutes_workbook=_minutes_workbook,
        analysis_pdf=_analysis_pdf,
        analysis_workbook=_analysis_workbook,
        paper_pdf=composition.paper_document,
        write_papers=_write_papers,
        read_file=composition.read_file,
        write_file=composition.write_file,
        lend_file=composition.lend_file,
        default_folder=_documents,
        now=composition.now,
    )


def _open_campaign(path: Path, *, read_only: bool = False) -> CampaignFile:
    from euralens_desk.storage.failures import OnlyReadable, OpenedElsewhere

    try:
        return composition.open_campaign(path, read_only=read_only)
    except (OpenedElsewhere, OnlyReadable) as failure:
        raise Busy(failure.told) from failure


def _create_campaign(path: Path, campaign: Campaign, grids: Path | None) -> CampaignFile:
    return composition.new_campaign(path, campaign, grids)


def _build_sample() -> CampaignFile:
    from euralens_desk.sample import build_sample

    return build_sample(Path(tempfile.mkdtemp(prefix="euralens-")) / "Promotion 2022.euralens")


def _discard_sample(path: Path) -> None:
    """Remove a copy of the sample with the folder made for it; a disk that refuses keeps it."""
    import shutil

    shutil.rmtree(path.parent, ignore_errors=True)


def _read_source(path: Path, progress: Callable[[int], None] | None = None) -> SourceFile:
    from euralens_desk.exchange.source_files import read_source

    return read_source(path, progress)


def _list_pieces(folder: Path) -> tuple[FoundFile, ...]:
    from euralens_desk.exchange.pieces_folder import list_pieces

    return list_pieces(folder)


def _read_piece(folder: Path, name: str) -> bytes:
    from euralens_desk.exchange.pieces_folder import read_piece

    return read_piece(folder, name)


def _gather_pieces(places: Sequence[Path], progress: Progress) -> FoundPieces:
    from euralens_desk.exchange.pieces_folder import Pieces

    return Pieces(places, progress)


def _models(folder: Path) -> ModelStore:
    from euralens_desk.exchange.model_folder import ModelFolder

    return ModelFolder(folder / "correspondances")


def _read_model(path: Path) -> ImportModel:
    from euralens_desk.exchange.mapping_file import read_model

    return read_model(path)


def _mapping_bytes(choices: ImportChoices, name: str) -> bytes:
    from euralens_desk.exchange.mapping_file import mapping_bytes

    return mapping_bytes(choices, name)


def _open_pdf(data: bytes) -> PdfDocument:
    from euralens_desk.exchange.pdf_pages import PdfPages

    return PdfPages(data)


def _read_scores(path: Path) -> tuple[ScoreRow, ...]:
    from euralens_desk.exchange.scores_csv import read_scores

    return read_scores(path)


def _read_form(path: Path, progress: Callable[[int], None]) -> FormTable:
    from euralens_desk.exchange.form_files import read_form

    return read_form(path, progress=progress)


def _read_correspondence(path: Path) -> Correspondence:
    from euralens_desk.exchange.form_files import read_correspondence

    return read_correspondence(path)


def _correspondence_bytes(chosen: Correspondence) -> bytes:
    from euralens_desk.exchange.form_files import correspondence_bytes

    return correspondence_bytes(chosen)


def _read_members(path: Path) -> tuple[MemberRow, ...]:
    from euralens_desk.exchange.members_csv import read_members

    return read_members(path)


def _read_grids(path: Path) -> tuple[CriteriaGrid, ...]:
    from euralens_desk.exchange.grids_json import read_grids

    return read_grids(path)


def _grids_file(grids: Iterable[CriteriaGrid]) -> bytes:
    from euralens_desk.exchange.grids_json import grids_file

    return grids_file(grids)


def _write_papers(campaign: CampaignFile, meeting_id: int, place: Path, progress: Progress) -> Path:
    from euralens_desk.papers import write_papers

    return write_papers(campaign, meeting_id, place, progress)


def _minutes_pdf(snapshot: MinutesSnapshot, progress: Progress | None = None) -> bytes:
    return composition.minutes_documents(snapshot, pdf=True, xlsx=False, progress=progress)[0]


def _minutes_workbook(snapshot: MinutesSnapshot) -> bytes:
    return composition.minutes_documents(snapshot, pdf=False, xlsx=True)[0]


def _analysis_pdf(snapshot: AnalysisSnapshot, progress: Progress | None = None) -> bytes:
    return composition.analysis_documents(snapshot, pdf=True, xlsx=False, progress=progress)[0]


def _analysis_workbook(snapshot: AnalysisSnapshot) -> bytes:
    return composition.analysis_documents(snapshot, pdf=False, xlsx=True)[0]


def _documents() -> Path:
    import platformdirs

    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_dir() else Path.home()
