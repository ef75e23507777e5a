"""The main window: menus, rail, pages, banners and the status bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.messages import Failure, Message
from euralens_desk.i18n import _, format_clock, tell
from euralens_desk.ui.dialogs.create_campaign import CreateCampaignDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.notifier import Banner, Gravity, Offer, Question, Toast
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.pages.home import HomePage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.services import Busy
from euralens_desk.ui.tasks import Task
from euralens_desk.ui.theme import TEXT_SIZES
from euralens_desk.ui.tokens import ThemeName
from euralens_desk.ui.widgets.buttons import Button, ButtonKind
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.usecases.changes import ChangeSet

TOAST_MILLISECONDS = 8_000


class MainWindow(QMainWindow):
    """One campaign on the table, or the home page. It is the mouth of the notifier."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._pages: dict[Section, Page] = {}
        self._section = Section.HOME
        self._banners: dict[str, QFrame] = {}
        self._rail_buttons: dict[Section, Button] = {}
        self.stack = QStackedWidget()
        self._messages = QVBoxLayout()
        self.toast = Text("", Role.DENSE_STRONG)
        self._toast_end = QTimer(self, singleShot=True, interval=TOAST_MILLISECONDS)
        self._toast_end.timeout.connect(self.toast.clear)
        self.saved = Text("", Role.DENSE_STRONG, "pri")
        self.hints = Text("", Role.DENSE, "ink2")
        self.fact = Text("", Role.DENSE, "ink3")
        self._lay_out()
        self._add_menus()
        self._listen()
        self.setWindowTitle("Euralens Desk")
        self.resize(1366, 768)
        self.go(Section.HOME)

    def _lay_out(self) -> None:
        self._rail = QFrame()
        self._rail.setProperty("panel", "side")
        rail = QVBoxLayout(self._rail)
        for section in PAGES:
            button = Button(
                self.context.look,
                section.title(),
                ButtonKind.LINK,
                icon=section.icon,
                tip=section.keys,
            )
            button.clicked.connect(partial(self._go_clicked, section))
            self._rail_buttons[section] = button
            rail.addWidget(button)
        rail.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._messages)
        column.addWidget(self.stack, 1)
        column.addWidget(self.toast)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.statusBar().addWidget(self.saved)
        self.statusBar().addWidget(self.hints, 1)
        self.statusBar().addPermanentWidget(self.fact)

    def _listen(self) -> None:
        desk = self.context.desk
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.changed.connect(self._changed)
        desk.saving.connect(partial(self.saved.setText, _("Saving…")))
        desk.saved.connect(self._show_saved)
        desk.save_failed.connect(self._show_unsaved)
        desk.state_changed.connect(self._name_undo)
        desk.task_started.connect(self._show_task)
        self.context.look.changed.connect(self.update)

    # Menus

    def _add_menus(self) -> None:
        files = self.menuBar().addMenu(_("File"))
        self._command(files, _("Create a campaign…"), self.create_campaign, "Ctrl+N")
        self._command(files, _("Open a campaign…"), self.choose, "Ctrl+O")
        self._command(files, _("Try with Promotion 2022"), self.try_sample)
        self._copy = self._command(files, _("Save a copy…"), self.save_copy)
        files.addSeparator()
        self._command(files, _("Quit"), self.close, "Ctrl+Q")
        edit = self.menuBar().addMenu(_("Edit"))
        self.undo_action = self._command(edit, _("Undo"), self.context.desk.undo, "Ctrl+Z")
        self.redo_action = self._command(edit, _("Redo"), self.context.desk.redo, "Ctrl+Shift+Z")
        self._add_view_menu()
        self._page_menu = self.menuBar().addMenu(_("Page"))
        self._name_undo()

    def _add_view_menu(self) -> None:
        view = self.menuBar().addMenu(_("View"))
        for section in PAGES:
            self._command(view, section.title(), partial(self.go, section), section.keys)
        view.addSeparator()
        themes = {
            ThemeName.LIGHT: _("Light theme"),
            ThemeName.DARK: _("Dark theme"),
            ThemeName.SUNLIGHT: _("Full sun"),
        }
        group = QActionGroup(self)
        for theme, name in themes.items():
            action = self._command(view, name, partial(self._set_theme, theme))
            action.setCheckable(True)
            action.setChecked(theme is self.context.look.theme)
            group.addAction(action)
        view.addSeparator()
        self._command(view, _("Larger text"), partial(self._step_text, 1), "Ctrl++")
        self._command(view, _("Smaller text"), partial(self._step_text, -1), "Ctrl+-")
        search = partial(self._on_page, Page.focus_search)
        self._command(view, _("Search"), search, "Ctrl+F")

    def _command(
        self, menu: QMenu, text: str, do: Callable[..., object], keys: str = ""
    ) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        return action

    def _name_undo(self) -> None:
        state = self.context.desk.state
        undo, redo = (state.undo, state.redo) if state else (None, None)
        can_change = self.context.desk.can_change
        self.undo_action.setText(_named(_("Undo"), _("Undo: {action}"), undo))
        self.redo_action.setText(_named(_("Redo"), _("Redo: {action}"), redo))
        self.undo_action.setEnabled(undo is not None and can_change)
        self.redo_action.setEnabled(redo is not None and can_change)
        self._copy.setEnabled(state is not None)

    def _set_theme(self, theme: ThemeName) -> None:
        self.context.look.set_theme(theme)
        self.context.settings.change(theme=theme.value)

    def _step_text(self, step: int) -> None:
        look = self.context.look
        place = TEXT_SIZES.index(look.text_percent) + step
        look.set_text_percent(TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))])
        self.context.settings.change(text_size=look.text_percent)

    # Pages

    def page(self, section: Section) -> Page:
        """Return the page of a section, made at its first visit."""
        if section not in self._pages:
            page = PAGES[section].make(self.context)
            page.wanted.connect(self.go)
            page.hints_changed.connect(self._show_hints)
            if isinstance(page, HomePage):
                page.create_wanted.connect(self.create_campaign)
                page.open_wanted.connect(self.choose)
                page.sample_wanted.connect(self.try_sample)
                page.file_wanted.connect(lambda path: self.open(Path(path)))
            self._pages[section] = page
            self.stack.addWidget(page)
        return self._pages[section]

    def go(self, section: Section, target: object = None) -> None:
        """Show a page; one that needs a campaign shows home while none is open."""
        if section.needs_campaign and self.context.desk.state is None:
            section = Section.HOME
        if self._section in self._pages:
            self._pages[self._section].deactivate()
        page = self.page(section)
        self._section = section
        self.stack.setCurrentWidget(page)
        self._page_menu.clear()
        self._page_menu.addActions(page.page_actions)
        self._page_menu.menuAction().setVisible(bool(page.page_actions))
        for other in self._pages.values():
            for action in other.page_actions:
                action.setVisible(other is page)
        page.activate(target)
        self._show_hints()
        self._show_rail()

    def _go_clicked(self, section: Section, _checked: bool = False) -> None:
        self.go(section)

    def _show_rail(self) -> None:
        has_campaign = self.context.desk.state is not None
        for section, button in self._rail_buttons.items():
            button.setVisible(has_campaign or not section.needs_campaign)
            kind = ButtonKind.SECONDARY if section is self._section else ButtonKind.LINK
            button.set_kind(kind)

    def _show_hints(self) -> None:
        page = self._pages[self._section]
        hints = [f"{'+'.join(hint.caps)} {hint.does}" for hint in page.key_hints()]
        self.hints.setText("   ".join(hints))
        self.fact.setText(page.fact())

    def _on_page(self, do: Callable[[Page], object]) -> None:
        do(self._pages[self._section])

    # The campaign

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a campaign; one that is open elsewhere may be consulted."""

        def opened() -> None:
            state = self.context.desk.state
            if state is not None:
                self.context.settings.remember(state.path, self.context.services.now())

        self.context.desk.open(
            lambda: self.context.services.open_campaign(path, read_only=read_only),
            opened,
            partial(self._not_opened, path),
        )

    def _not_opened(self, path: Path, failure: Failure) -> None:
        if not isinstance(failure, Busy):
            self.context.notifier.failure(failure)
            return
        self.ask(
            Question(
                title=_("Consult this campaign?"),
                consequence=tell(failure.told),
                verb=_("Consult"),
                safe_verb=_("Do not open"),
                do=lambda: self.open(path, read_only=True),
            )
        )

    def create_campaign(self) -> None:
        """Ask for the title, the year and the place of a new campaign, and create it."""
        dialog = CreateCampaignDialog(self.context.services.default_folder(), self)
        services = self.context.services
        dialog.wanted.connect(
            lambda path, campaign: self.context.desk.open(
                lambda: services.create_campaign(path, campaign, None),
                lambda: self.context.settings.remember(path, services.now()),
            )
        )
        dialog.open()

    def choose(self) -> None:
        """Ask which campaign to open."""
        dialog = QFileDialog(self, _("Open a campaign"))
        dialog.setNameFilter(_("Campaigns (*.euralens)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    def try_sample(self) -> None:
        """Open a fresh copy of the sample campaign."""
        self.context.desk.open(self.context.services.build_sample)

    def save_copy(self) -> None:
        """Ask where to write a whole, checked copy of the campaign."""
        dialog = QFileDialog(self, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("euralens")
        dialog.fileSelected.connect(lambda path: self._write_copy(Path(path)))
        dialog.open()

    def _write_copy(self, path: Path) -> None:
        done = _("{file} is written.").format(file=path.name)
        self.context.desk.ask(
            lambda file: file.save_copy(path), lambda _nothing: self.context.notifier.toast(done)
        )

    def _opened(self) -> None:
        state = self.context.desk.state
        if state is None:
            return
        self.setWindowTitle(f"{state.path.name} — Euralens Desk")
        self.hide_banner("read-only")
        if state.is_read_only:
            text = _("Read only: this campaign can be consulted, not changed.")
            self.show_banner(Banner("read-only", Gravity.SEALED, text))
        if state.recovered is not None:
            told = tell(state.recovered)
            self.show_banner(Banner("recovered", Gravity.WARNING, told, closable=True))
        self._drop_pages()
        self.go(Section.DOSSIERS)

    def _closed(self) -> None:
        self._drop_pages()
        self.setWindowTitle("Euralens Desk")
        self.go(Section.HOME)

    def _drop_pages(self) -> None:
        """Forget the pages of the campaign that was open."""
        for section, page in list(self._pages.items()):
            if section.needs_campaign:
                del self._pages[section]
                self.stack.removeWidget(page)
                page.deleteLater()
        self._section = Section.HOME

    def _changed(self, changes: ChangeSet, initiator: object) -> None:
        self._pages[self._section].refresh(changes, initiator)
        self._show_hints()

    # Saying things

    def _show_saved(self, at: object) -> None:
        if at is not None and not self.context.desk.pending:
            self.hide_banner("unsaved")
            self.saved.set_tone("pri")
            self.saved.setText(_("✓ Saved {time}").format(time=format_clock(at)))  # type: ignore[arg-type]

    def _show_unsaved(self, told: Message) -> None:
        self.saved.set_tone("brk")
        self.saved.setText(_("Not saved"))
        offer = Offer(_("Try again"), self.context.desk.retry)
        self.show_banner(Banner("unsaved", Gravity.ERROR, tell(told), (offer,)))

    def _show_task(self, task: Task) -> None:
        stop = Offer(_("Interrupt"), task.cancel)
        self.show_banner(Banner("task", Gravity.SEALED, f"{task.title}…", (stop,)))
        task.finished.connect(partial(self.hide_banner, "task"))

    def show_toast(self, toast: Toast) -> None:
        """Say something in passing, under the page."""
        self.toast.setText(f"  {toast.text}")
        self._toast_end.start()

    def show_banner(self, banner: Banner) -> None:
        """Put a banner above the page, with what it offers."""
        self.hide_banner(banner.key)
        frame = QFrame()
        frame.setProperty("panel", "strong")
        row = QHBoxLayout(frame)
        tones = {Gravity.ERROR: "brk", Gravity.WARNING: "och", Gravity.SEALED: "ink"}
        row.addWidget(Text(banner.text, Role.TITLE3, tones[banner.gravity], wrap=True), 1)
        offers = [*banner.offers]
        if banner.closable:
            offers.append(Offer(_("Close"), partial(self.hide_banner, banner.key)))
        for offer in offers:
            button = Button(self.context.look, offer.verb, small=True)
            button.clicked.connect(lambda _checked=False, do=offer.do: do())
            row.addWidget(button)
        self._banners[banner.key] = frame
        self._messages.addWidget(frame)

    def hide_banner(self, key: str) -> None:
        """Take a banner away."""
        frame = self._banners.pop(key, None)
        if frame is not None:
            self._messages.removeWidget(frame)
            frame.deleteLater()

    def ask(self, question: Question) -> None:
        """Ask before something; the keyboard starts on the safe answer."""
        box = QMessageBox(self)
        box.setText(question.title)
        box.setInformativeText(question.consequence)
        verb = box.addButton(question.verb, QMessageBox.ButtonRole.AcceptRole)
        safe = box.addButton(question.safe_verb, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(safe)
        box.setEscapeButton(safe)
        verb.clicked.connect(lambda _checked=False: question.do())
        box.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tighten rows in a low window."""
        super().resizeEvent(event)
        self.context.look.follow_height(event.size().height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being typed and written, then close the file."""
        self._pages[self._section].deactivate()
        self.context.desk.shut_down()
        super().closeEvent(event)


def _named(bare: str, named: str, action: Message | None) -> str:
    return bare if action is None else named.format(action=tell(action)).replace("&", "&&")
