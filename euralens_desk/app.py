"""The composition root of the desktop: everything the window uses is made and joined here."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from euralens_desk import __version__, composition
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.source import SourceFile
from euralens_desk.i18n import _, set_language
from euralens_desk.resources import resource
from euralens_desk.settings import Settings
from euralens_desk.ui.desk import Desk
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.notifier import Notifier
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.services import Busy, Services
from euralens_desk.ui.tasks import Runner, ThreadRunner
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.tokens import ThemeName
from euralens_desk.usecases.ports import CampaignFile


def main(arguments: Sequence[str]) -> int:
    """Open the window, on a campaign if one is named, and return when it is closed."""
    application = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(application, QApplication):
        return 1
    window = build_window(application, Settings())
    sys.excepthook = _tell_bug
    window.show()
    if arguments:
        window.open(Path(arguments[0]))
    return application.exec()


def build_window(
    application: QApplication,
    settings: Settings,
    file_runner: Runner | None = None,
    other_runner: Runner | None = None,
) -> MainWindow:
    """Return the main window, dressed, with the notifier speaking through it."""
    set_language(settings.values.language)
    theme, size = ThemeName(settings.values.theme), settings.values.text_size
    look = Appearance(resource(), theme, size)
    look.install(application)
    notifier = Notifier()
    desk = Desk(
        notifier, file_runner or ThreadRunner("file"), other_runner or ThreadRunner("other")
    )
    window = MainWindow(PageContext(look, desk, services(), notifier, settings))
    notifier.attach(window)
    return window


def services() -> Services:
    """Return the functions of the outside; each imports its heavy library when first called."""
    return Services(
        open_campaign=_open_campaign,
        create_campaign=_create_campaign,
        build_sample=_build_sample,
        read_source=_read_source,
        minutes_pdf=_minutes_pdf,
        minutes_workbook=_minutes_workbook,
        write_file=composition.write_file,
        default_folder=_documents,
        now=composition.now,
    )


def _open_campaign(path: Path, *, read_only: bool = False) -> CampaignFile:
    from euralens_desk.storage.failures import OpenedElsewhere

    try:
        return composition.open_campaign(path, read_only=read_only)
    except OpenedElsewhere as failure:
        raise Busy(failure.told) from failure


def _create_campaign(path: Path, campaign: Campaign, grids: Path | None) -> CampaignFile:
    return composition.new_campaign(path, campaign, grids)


def _build_sample() -> CampaignFile:
    from euralens_desk.sample import build_sample

    return build_sample(Path(tempfile.mkdtemp(prefix="euralens-")) / "Promotion 2022.euralens")


def _read_source(path: Path, progress: object = None) -> SourceFile:
    from euralens_desk.exchange.source_files import read_source

    return read_source(path)


def _minutes_pdf(snapshot: MinutesSnapshot) -> bytes:
    return composition.minutes_documents(snapshot, pdf=True, xlsx=False)[0]


def _minutes_workbook(snapshot: MinutesSnapshot) -> bytes:
    return composition.minutes_documents(snapshot, pdf=False, xlsx=True)[0]


def _documents() -> Path:
    import platformdirs

    return Path(platformdirs.user_documents_dir())


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show a report the person can copy; what the screen called saved is on the disk."""
    if issubclass(kind, KeyboardInterrupt | Failure):
        sys.__excepthook__(kind, error, trace)
        return
    report = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(report)
    box = QMessageBox(QApplication.activeWindow())
    box.setText(_("Something unexpected happened"))
    box.setInformativeText(
        _("All that was saved is on the disk. You can copy this report and go on.")
    )
    box.setDetailedText(f"Euralens Desk {__version__}\n{report}")
    box.open()
