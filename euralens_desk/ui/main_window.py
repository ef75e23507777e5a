"""The main window: menus, rail, pages, banners and the status bar, joined."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from euralens_desk import __version__
from euralens_desk.domain.messages import Message
from euralens_desk.i18n import _, format_clock, format_date, set_language, tell
from euralens_desk.ui.actions import Act
from euralens_desk.ui.drops import dropped_files, is_table
from euralens_desk.ui.frame.campaigns import SUFFIX, Campaigns
from euralens_desk.ui.frame.menus import Handlers, Menus
from euralens_desk.ui.frame.messages import MessageArea
from euralens_desk.ui.frame.page_stack import PageStack
from euralens_desk.ui.frame.score_import import ScoreImport
from euralens_desk.ui.frame.status_line import StatusLine
from euralens_desk.ui.frame.tour import Tour
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.notifier import Banner, Gravity, Offer
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.qt_words import install_qt_words
from euralens_desk.ui.sections import Section
from euralens_desk.ui.system_theme import apply_theme
from euralens_desk.ui.widgets import NavigationRail, RailItem
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

if TYPE_CHECKING:
    from euralens_desk.domain.dossier import Dossier
    from euralens_desk.domain.funding import FundingLead
    from euralens_desk.domain.people import Member

SIZE = QSize(1366, 768)
COUNTED_AFTER = 400
"""Milliseconds of rest before the badges are counted again: a series of scores is one count."""
SETTLED_AFTER = 500
"""Milliseconds of rest before the place and size of the window are written."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
THEMES = {
    Act.LIGHT: "light",
    Act.DARK: "dark",
    Act.SUNLIGHT: "sunlight",
    Act.SYSTEM: "system",
}


class MainWindow(QMainWindow):
    """One campaign on the desk, or the home page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.campaigns = Campaigns(context, self)
        self._is_leaving = False
        self._may_forget = False
        self._was_closed = False
        self._first = Section.HOME
        """The section an opened campaign was shown on: what was said of it is read there."""
        self._counting = QTimer(self, singleShot=True, interval=COUNTED_AFTER)
        self._counting.timeout.connect(self._read_badges)
        self.scores = ScoreImport(context, self)
        self.setWindowTitle("Euralens Desk")
        self.setAcceptDrops(True)
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settling.timeout.connect(self._place_settled)
        context.projector.attach(self)
        context.projector.changed.connect(self._show_hints)
        self._build()
        self._listen()
        self.resize(SIZE)
        self.restoreGeometry(QByteArray.fromBase64(context.settings.values.window.encode()))
        self.go(Section.HOME)

    # Building

    def _build(self) -> None:
        """Make all that carries words; done again when the language changes."""
        look = self.context.look
        self.stack = PageStack(self.context, PAGES)
        self.stack.made.connect(self._adopt)
        self.stack.shown.connect(self._show_section)
        self.rail = NavigationRail(look, [_rail_item(section) for section in _in_rail()])
        self.rail.chosen.connect(self.go)
        self.messages = MessageArea(look, self.stack)
        self.tour = Tour(look, self.stack)
        self.tour.wanted.connect(self.go)
        self.status = StatusLine(look)
        self.status.saved.retry_wanted.connect(self.context.desk.retry)
        self.menus = Menus(self.menuBar(), look, _in_rail(), self._handlers(), self)
        self.menus.section_wanted.connect(self.go)
        self.menus.recent_wanted.connect(self.campaigns.open)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.context.notifier.attach(self.messages)
        self._check_theme()
        self._show_state()

    def _handlers(self) -> Handlers:
        desk, campaigns, look = self.context.desk, self.campaigns, self.context.look
        return {
            Act.CREATE: campaigns.create,
            Act.OPEN: campaigns.choose,
            Act.SAMPLE: campaigns.try_sample,
            Act.COPY: campaigns.save_copy,
            Act.BACKUP: campaigns.back_up,
            Act.IMPORT_SCORES: self.scores.choose,
            Act.SAVED: self._tell_saved,
            Act.CLOSE: campaigns.close,
            Act.REOPEN: campaigns.reopen,
            Act.QUIT: self.close,
            Act.UNDO: desk.undo,
            Act.REDO: desk.redo,
            Act.SEARCH: self._search,
            Act.GO_TO: self.ask_where,
            Act.BACK: self.stack.back,
            Act.COLLAPSE: self._toggle_rail,
            Act.NEXT_PANEL: partial(self._step_panel, 1),
            Act.PREVIOUS_PANEL: partial(self._step_panel, -1),
            Act.LARGER: partial(look.step_text_size, 1),
            Act.SMALLER: partial(look.step_text_size, -1),
            **{act: partial(self._choose_theme, theme) for act, theme in THEMES.items()},
            Act.TOUR: self._start_tour,
            Act.SHORTCUTS: self._show_shortcuts,
            Act.ABOUT: self._tell_about,
        }

    def _listen(self) -> None:
        desk = self.context.desk
        desk.leaving.connect(self._finish_typing)
        desk.left.connect(self._drop_pages)
        desk.opened.connect(self._opened)
        self.campaigns.already_open.connect(self._show_campaign)
        desk.closed.connect(self._closed)
        desk.settling.connect(partial(self.messages.withdraw_offer, desk.undo))
        desk.changed.connect(self._changed)
        desk.saving.connect(self._show_saving)
        desk.saved.connect(self._show_saved)
        desk.save_failed.connect(self._show_unsaved)
        desk.state_changed.connect(self._show_state)
        desk.task_started.connect(self._show_task)
        self.context.look.changed.connect(self._look_changed)

    def change_language(self) -> None:
        """Say everything again in the language of the settings."""
        section, banners = self.stack.section, self.messages.banners
        language = self.context.settings.values.language
        set_language(language)
        install_qt_words(language)
        self.context.notifier.attach(None)
        self.statusBar().removeWidget(self.status)
        for old in (self.status, self.menus, self.messages.toast):
            old.deleteLater()
        self._build()
        if "unsaved" in banners:
            self.messages.show_banner(self._unsaved_banner())
        if self.context.desk.state is not None:
            self._show_file_banners()
            if "recovered" in banners:
                self._show_recovered()
            self._read_badges()
        self._show_state()
        self.go(section)

    # Pages

    def page(self, section: Section) -> Page:
        """Return the page of a section, made at its first visit."""
        return self.stack.page(section)

    def go(self, section: Section, target: object = None) -> None:
        """Show a page; one that needs a campaign leads home while none is open."""
        self.stack.go(section, target)

    def _adopt(self, page: Page) -> None:
        """Listen to a page that was just made."""
        page.hints_changed.connect(self._show_hints)
        page.command_wanted.connect(self._run)
        page.file_wanted.connect(self.campaigns.open)
        page.meeting_wanted.connect(self._resume_meeting)
        page.language_changed.connect(self.change_language)

    def _resume_meeting(self, path: Path) -> None:
        from euralens_desk.ui.state.meetings import LiveSpot

        def go_there() -> None:
            self._first = Section.MEETINGS
            self.go(self._first, LiveSpot())

        self.campaigns.open(path, then=go_there)

    def _run(self, act: Act) -> None:
        self.menus.action(act).trigger()

    def _show_section(self, section: Section) -> None:
        """Dress the window for a page."""
        if section is not self._first:
            self.messages.hide_banner("recovered")
        page = self.stack.page(section)
        has_campaign = self.context.desk.state is not None
        for other in _in_rail():
            self.rail.set_item_visible(other, has_campaign or not other.needs_campaign)
        self.rail.select(section.within)
        self.rail.setVisible(has_campaign or section is not Section.HOME)
        self.statusBar().setVisible(has_campaign)
        collapsed = self.context.settings.values.rail_collapsed or page.wants_collapsed_rail
        self.rail.set_collapsed(collapsed)
        self.menus.show_page(page, section.title())
        self.menus.show_recent(self.context.settings.values.recent)
        self._show_hints()

    def _show_hints(self) -> None:
        if self.stack.current is not None:
            self.status.show_page(self.stack.current)

    def _search(self) -> None:
        """Search on the page, or everywhere when the page has no search of its own."""
        if self.stack.current is None or not self.stack.current.focus_search():
            self.ask_where()

    def _toggle_rail(self) -> None:
        self.rail.set_collapsed(not self.rail.collapsed)
        self.context.settings.change(rail_collapsed=self.rail.collapsed)

    def _step_panel(self, step: int) -> None:
        """Give the keyboard to the next panel of the page, the rail being one of them."""
        page = self.stack.current
        panels = [*(page.panels() if page else ()), self.rail.button(self.stack.section.within)]
        shown = [panel for panel in panels if panel.isVisible()]
        held = self.focusWidget()
        place = next(
            (
                i
                for i, p in enumerate(shown)
                if held is not None and (p is held or p.isAncestorOf(held))
            ),
            -1 if step > 0 else 0,
        )
        if shown:
            _enter(shown[(place + step) % len(shown)])

    # Ctrl+K, F1, Ctrl+S

    def ask_where(self) -> None:
        """Open « Aller à… »: sections and commands at once, dossiers and members when read."""
        from euralens_desk.ui.dialogs.go_to import GoToDialog

        dialog = GoToDialog(self.context.look, self.menus.live_actions(), self)
        dialog.chosen.connect(self.go)
        dialog.open()
        if self.context.desk.state is not None:
            self.context.desk.ask(_records, dialog.add_records)

    def _show_shortcuts(self) -> None:
        from euralens_desk.ui.dialogs.shortcuts import ShortcutsDialog

        page = self.stack.current
        hints = page.key_hints() if page else ()
        title = self.stack.section.title()
        ShortcutsDialog(self.context.look, self.menus.live_actions(), title, hints, self).open()

    def _tell_saved(self) -> None:
        """Answer Ctrl+S: there is nothing to do, everything is on the disk already."""
        desk, toast = self.context.desk, self.context.notifier.toast
        if desk.unsaved:
            desk.retry()
        elif desk.last_saved is None:
            toast(_("Everything is saved as you work; nothing was changed since the opening."))
        else:
            at = format_clock(desk.last_saved)
            toast(_("Everything is saved as you work; last save: {time}.").format(time=at))

    def _start_tour(self) -> None:
        """Walk through the pages of a campaign: the one that is open, or the sample."""
        if self.context.desk.state is not None:
            self.tour.start()
        else:
            self.campaigns.try_sample(self.tour.start)

    def _tell_about(self) -> None:
        told = _("Euralens Desk {version}. Trial tool, with no official tie with {who}.")
        who = _("the Pôle Métropolitain de l’Artois")
        self.context.notifier.toast(told.format(version=__version__, who=who))

    # The campaign

    def _finish_typing(self) -> None:
        """Hand over what is being typed on the page."""
        if self.stack.current is not None:
            self.stack.current.deactivate()

    def _drop_pages(self) -> None:
        self.stack.drop()

    def _opened(self) -> None:
        for key in ("failure", "unsaved"):
            self.messages.hide_banner(key)
        self._was_closed = self.context.desk.is_campaign_closed
        self._show_campaign()
        self._first = self.stack.section
        self._show_file_banners()
        self._show_recovered()
        self.status.show_saved(None)
        self._read_badges()

    def _show_campaign(self) -> None:
        """Show the first page of the campaign."""
        self.go(Section.PROMOTION if Section.PROMOTION in PAGES else Section.DOSSIERS)

    def _show_file_banners(self) -> None:
        state = self.context.desk.state
        for key in ("read-only", "closed"):
            self.messages.hide_banner(key)
        if state is None:
            return
        if state.campaign.closed_on is not None:
            day = format_date(state.campaign.closed_on)
            text = _("Campaign closed on {day}. Only its follow-up goes on.").format(day=day)
            offers = () if state.is_read_only else (Offer(_("Open again"), self.campaigns.reopen),)
            self.messages.show_banner(Banner("closed", Gravity.SEALED, text, offers))
        if state.is_read_only:
            text = _("Read only. This campaign can be consulted, not changed.")
            offer = Offer(_("Save a copy…"), self.campaigns.save_copy)
            self.messages.show_banner(Banner("read-only", Gravity.SEALED, text, (offer,)))

    def _show_recovered(self) -> None:
        """Say once that the program had stopped: the first act, or another page, takes it away."""
        self.messages.hide_banner("recovered")
        state = self.context.desk.state
        if state is not None and state.recovered is not None:
            told = tell(state.recovered)
            self.messages.show_banner(Banner("recovered", Gravity.WARNING, told, closable=True))

    def _closed(self) -> None:
        for key in tuple(self.messages.banners):
            self.messages.hide_banner(key)
        self._show_state()
        self.go(Section.HOME)

    def _changed(self, changes: ChangeSet, initiator: object) -> None:
        if self.context.desk.is_campaign_closed is self._was_closed:
            self.stack.refresh(changes, initiator)
        else:
            self._follow_closing()
        self._show_hints()
        self._counting.start()

    def _follow_closing(self) -> None:
        """Make the pages again: what they let change is no longer the same."""
        self._was_closed = self.context.desk.is_campaign_closed
        section = self.stack.section
        self._show_file_banners()
        self._show_state()
        self._drop_pages()
        self.go(section)

    def _show_state(self) -> None:
        """Say what is open, and what undo would do."""
        state = self.context.desk.state
        self.setWindowTitle(f"{state.path.name} — Euralens Desk" if state else "Euralens Desk")
        self.menus.name_file(state.path.name if state else "Euralens Desk")
        self.rail.set_subtitle(state.campaign.title if state else "")
        self.menus.show_desk(self.context.desk)

    def _read_badges(self) -> None:
        self.context.desk.ask(_badges, self._show_badges, topic="badges")

    def _show_badges(self, badges: dict[Section, str]) -> None:
        for section, badge in badges.items():
            self.rail.set_badge(section, badge)

    def _leave(self) -> None:
        """Quit without what the disk refused."""
        self._may_forget = True
        self.close()

    # What the disk says

    def _show_saving(self) -> None:
        self.messages.dismiss("recovered")
        self.status.saved.show_saving()

    def _show_saved(self, _at: object) -> None:
        """Say that all is on the disk, once nothing is under way or refused."""
        desk = self.context.desk
        if not desk.pending and not desk.unsaved:
            self.messages.hide_banner("unsaved")
            self.status.show_saved(desk.last_saved)
        self._go_on_leaving()

    def _show_unsaved(self, told: Message) -> None:
        self._refused = told
        self.status.show_unsaved(told)
        self.messages.show_banner(self._unsaved_banner())
        self._go_on_leaving()

    def _go_on_leaving(self) -> None:
        """Close the window that was asked to close, now that the disk has answered."""
        if self._is_leaving and not self.context.desk.pending:
            QTimer.singleShot(0, self, self.close)

    def _unsaved_banner(self) -> Banner:
        offers = (
            Offer(_("Try again"), self.context.desk.retry),
            Offer(_("Save a copy…"), self.campaigns.save_copy),
        )
        return Banner("unsaved", Gravity.ERROR, tell(self._refused), offers)

    def _show_task(self, task: object) -> None:
        self.messages.show_task(task)  # type: ignore[arg-type]  # signals carry objects

    # Appearance

    def _choose_theme(self, theme: str) -> None:
        self.context.settings.change(theme=theme)
        apply_theme(self.context.look, theme)
        self._check_theme()

    def _check_theme(self) -> None:
        for act, theme in THEMES.items():
            self.menus.action(act).setChecked(theme == self.context.settings.values.theme)

    def _look_changed(self) -> None:
        if self.context.look.text_percent != self.context.settings.values.text_size:
            self.context.settings.change(text_size=self.context.look.text_percent)
        self._check_theme()
        self.menus.follow_look()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tighten rows in a low window."""
        super().resizeEvent(event)
        self.context.look.follow_height(event.size().height())
        self._settling.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nobody wanted: Enter presses the button that is held, Échap closes a banner."""
        held = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.messages.hide_banner("failure")
            self.messages.hide_banner("recovered")
        elif event.key() in ENTER and isinstance(held, QAbstractButton):
            held.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a campaign dropped anywhere, and a table once a campaign is open."""
        path = _dropped(event)
        if path is not None and (path.suffix.lower() == SUFFIX or self.context.desk.can_change):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the campaign that was dropped, or import the table."""
        path = _dropped(event)
        if path is None:
            return
        if path.suffix.lower() == SUFFIX:
            self.campaigns.open(path)
        else:
            self.go(Section.IMPORT, path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being typed and written, then close the file.

        The window waits for the disk, and asks before it forgets what the disk refused.
        """
        self._finish_typing()
        desk = self.context.desk
        if desk.pending and not self._is_leaving:
            self._is_leaving = True
            event.ignore()
            return
        if desk.unsaved and not self._may_forget:
            event.ignore()
            self._is_leaving = False
            self.campaigns.ask_to_forget(self._leave)
            return
        self._keep_place()
        self.context.projector.close()
        self.context.desk.shut_down()
        self.campaigns.discard_trial()
        super().closeEvent(event)

    # Place and size

    def _place_settled(self) -> None:
        """Remember the place soon after it changes: a program that is killed keeps it too."""
        if self.isVisible():
            self._keep_place()

    def _keep_place(self) -> None:
        self._settling.stop()
        kept = bytes(self.saveGeometry().toBase64().data()).decode()
        if kept != self.context.settings.values.window:
            self.context.settings.change(window=kept)

    def changeEvent(self, event: QEvent) -> None:
        """Remember that the window fills the screen, or no longer does."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._settling.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember the place once it settles."""
        super().moveEvent(event)
        self._settling.start()


def _in_rail() -> tuple[Section, ...]:
    """Return the sections that have a page and stand in the rail, in their order."""
    return tuple(section for section in PAGES if section.is_in_rail)


def _rail_item(section: Section) -> RailItem:
    return RailItem(section, section.icon, section.title(), section.keys, section.is_at_foot)


def _enter(panel: QWidget) -> None:
    """Give the keyboard to a panel, or to the first of its children that takes it."""
    if panel.focusPolicy() != Qt.FocusPolicy.NoFocus:
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    for child in panel.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _dropped(event: QDropEvent) -> Path | None:
    """Return the campaign or the table that is being dropped, None for anything else."""
    paths = dropped_files(event)
    path = paths[0] if len(paths) == 1 else None
    wanted = path is not None and (path.suffix.lower() == SUFFIX or is_table(path))
    return path if wanted else None


def _badges(file: CampaignFile) -> dict[Section, str]:
    return {section: entry.badge(file) for section, entry in PAGES.items() if entry.badge}


def _records(
    file: CampaignFile,
) -> tuple[tuple[Dossier, ...], tuple[Member, ...], tuple[FundingLead, ...]]:
    from euralens_desk.domain.funding import FundingLead
    from euralens_desk.domain.people import Member
    from euralens_desk.usecases.lookup import dossiers_by_number

    return dossiers_by_number(file), file.find(Member), file.find(FundingLead)
