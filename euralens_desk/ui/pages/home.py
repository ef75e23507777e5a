"""Home: start in one choice, or come back to a recent campaign."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from euralens_desk import __version__
from euralens_desk.i18n import _, format_date, format_time
from euralens_desk.settings import Recent
from euralens_desk.ui.actions import Act
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.state.recent import RecentCampaign, Standing, recent_campaign
from euralens_desk.ui.state.resuming import read_place
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    ON_RAIL,
    Button,
    ButtonKind,
    Card,
    ChoiceCard,
    Landscape,
    Note,
    NoteKind,
    Picture,
    RecentFile,
    RecentRow,
    RecentState,
    Text,
    TipsMark,
)

PANEL_WIDTH = 470
WITH_PANEL = 1100
"""Pixels at 100 % under which the panel leaves its place to the choices."""
_STATES = {
    Standing.WRITABLE: RecentState.CAMPAIGN,
    Standing.READ_ONLY: RecentState.READ_ONLY,
    Standing.ABSENT: RecentState.ABSENT,
}


class HomePage(Page):
    """What the program is, at the left; the ways in and the recent files, at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._rows: dict[str, RecentRow] = {}
        self.panel = WelcomePanel(look)
        self._cards = {
            Act.CREATE: ChoiceCard(
                look,
                "file-plus",
                _("Create a campaign"),
                _("A new promotion: call, grid, committees."),
                keys="Ctrl+N",
            ),
            Act.OPEN: ChoiceCard(
                look,
                "folder-open",
                _("Open a campaign"),
                _("A .euralens file already begun."),
                keys="Ctrl+O",
            ),
            Act.SAMPLE: ChoiceCard(
                look,
                "flask-conical",
                _("Try with Promotion 2022"),
                _("Eight real dossiers, invented scores. Without risk: nothing is modified."),
                dashed=True,
            ),
        }
        for act, card in self._cards.items():
            card.clicked.connect(partial(self._want, act))
        self._forget_gone = Button(look, _("Remove the absent files"), ButtonKind.LINK, small=True)
        self._forget_gone.clicked.connect(self._remove_absent)
        self._grid = QGridLayout()
        self._recent_head = QWidget()
        self._live = QVBoxLayout()
        self._recent = Card(look, flush=True)
        self._recent.setAccessibleName(_("Recent campaigns"))
        self._lay_out()
        look.changed.connect(self._fit_panel)

    def _lay_out(self) -> None:
        look = self.context.look
        self._grid.setSpacing(look.px(14))
        head = QHBoxLayout(self._recent_head)
        head.setContentsMargins(0, look.px(16), 0, 0)
        head.addWidget(Text(_("Recent"), Role.TITLE2), 1)
        head.addWidget(self._forget_gone)
        inside = QFrame()
        inside.setProperty("panel", "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(56), look.px(36), look.px(56), look.px(20))
        column.setSpacing(look.px(14))
        column.addWidget(Text(_("Hello. Where to begin?"), Role.TITLE1))
        column.addLayout(self._live)
        column.addLayout(self._grid)
        column.addWidget(self._recent_head)
        column.addWidget(self._recent)
        column.addStretch(1)
        column.addWidget(self._tour_note())
        column.addWidget(FootLine(self.context, self))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(area, 1)

    def _tour_note(self) -> Note:
        title = _("Discovering the program?")
        words = _("The guided tour takes five minutes, with Promotion 2022.")
        begin = Offer(_("Begin the tour"), partial(self._want, Act.TOUR))
        return Note(
            self.context.look,
            NoteKind.INFORMATION,
            title,
            words,
            (begin,),
            banner=True,
            icon="compass",
        )

    def _want(self, act: Act, _checked: bool = False) -> None:
        self.command_wanted.emit(act)

    def activate(self, target: object = None) -> None:
        """Look at the recent files again, and put the keyboard on the first choice."""
        recent = self.context.settings.values.recent
        self._place_cards(is_first_run=not recent)
        self._show_recent(recent)
        self._fit_panel()
        resume = self._show_live(recent)
        (resume or next(iter(self._ordered(is_first_run=not recent)))).setFocus()

    def _show_live(self, recent: tuple[Recent, ...]) -> QWidget | None:
        """Offer the meeting that is held, if its file is among the recent ones; return its verb."""
        while (item := self._live.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        left = read_place(self.context.settings.values.meeting_place)
        if left is None or left.file not in {one.path for one in recent}:
            return None
        path = Path(left.file)
        if not path.is_file():
            return None
        resume = Offer(_("Resume the meeting"), partial(self.meeting_wanted.emit, path))
        told = _("A meeting is being held in {file}.").format(file=path.name)
        note = Note(self.context.look, NoteKind.WARNING, told, "", (resume,), icon="gavel")
        self._live.addWidget(note)
        note.show()
        return next(iter(note.findChildren(Button)), None)

    def _ordered(self, *, is_first_run: bool) -> list[ChoiceCard]:
        """Return the cards in their order: at the first run the sample comes first."""
        acts = [Act.CREATE, Act.OPEN, Act.SAMPLE]
        if is_first_run:
            acts = [Act.SAMPLE, Act.CREATE, Act.OPEN]
        return [self._cards[act] for act in acts]

    def _place_cards(self, *, is_first_run: bool) -> None:
        """Two cards side by side, the third across the width; in a narrow page one by line."""
        ordered = self._ordered(is_first_run=is_first_run)
        places = [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]
        if not is_first_run:
            places = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]
        for card, place in zip(ordered, places, strict=True):
            self._grid.addWidget(card, *place)
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)

    # Recent files

    def _show_recent(self, recent: tuple[Recent, ...]) -> None:
        while (item := self._recent.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = [recent_campaign(r.path, r.opened_at, r.next_meeting) for r in recent]
        self._rows = {}
        for campaign in found:
            row = RecentRow(self.context.look, self._told(campaign))
            row.clicked.connect(partial(self._open, campaign))
            row.setToolTip(str(campaign.path))
            self._rows[str(campaign.path)] = row
            self._recent.body.addWidget(row)
        self._recent.setVisible(bool(found))
        self._recent_head.setVisible(bool(found))
        self._forget_gone.setVisible(any(c.standing is Standing.ABSENT for c in found))

    def _told(self, campaign: RecentCampaign) -> RecentFile:
        return RecentFile(
            campaign.path.name,
            campaign.folder,
            remark(campaign),
            opening_day(campaign.opened_at, self.context.services.now()),
            _STATES[campaign.standing],
        )

    def _open(self, campaign: RecentCampaign, _checked: bool = False) -> None:
        if campaign.standing is Standing.ABSENT:
            told = _("{file} is not there. Plug the disk back in, or remove it from the list.")
            self.context.notifier.toast(told.format(file=campaign.path.name))
        else:
            self.file_wanted.emit(campaign.path)

    def _remove_absent(self, _checked: bool = False) -> None:
        recent = self.context.settings.values.recent
        gone = {path for path in self._rows if not recent_campaign(path, "", "").path.is_file()}
        self._keep([r for r in recent if r.path not in gone])

    def _keep(self, kept: list[Recent]) -> None:
        """Keep some of the recent files, with a way to take that back."""
        before = self.context.settings.values.recent
        self.context.settings.change(recent=tuple(kept))
        self.activate()

        def put_back() -> None:
            self.context.settings.change(recent=before)
            self.activate()

        told = _("Removed from the list. The file itself is untouched.")
        self.context.notifier.toast(told, Offer(_("Undo"), put_back))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the file under the keyboard off the list; ↑ ↓ walk through the files."""
        rows = list(self._rows.items())
        held = next((place for place, (_path, row) in enumerate(rows) if row.hasFocus()), None)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if held is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self._forget(rows[held][0], held)
        elif event.key() in steps:
            place = max(0, min(held + steps[Qt.Key(event.key())], len(rows) - 1))
            rows[place][1].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            rows[held][1].click()
        else:
            super().keyPressEvent(event)

    def _forget(self, path: str, place: int) -> None:
        """Take a file off the list; the keyboard stays in the list while it has a row."""
        self._keep([r for r in self.context.settings.values.recent if r.path != path])
        rows = list(self._rows.values())
        if rows:
            rows[min(place, len(rows) - 1)].setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint(("Ctrl", "N"), _("create")),
            KeyHint(("Ctrl", "O"), _("open")),
            KeyHint((_("Del"),), _("remove from the list")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel a third of the page, and no place at all where the rest lacks room."""
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        look = self.context.look
        self.panel.setFixedWidth(min(look.px(PANEL_WIDTH), self.width() // 3))
        has_room = self.width() >= look.px(WITH_PANEL)
        self.panel.setVisible(self.context.desk.state is None and has_room)


class WelcomePanel(QFrame):
    """The dark panel: name, what the program is for, three promises, the landscape."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(44), 0, 0)
        column.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(look.px(44), 0, look.px(44), 0)
        words.setSpacing(look.px(14))
        words.addLayout(self._name())
        words.addSpacing(look.px(20))
        title = _("From the black archipelago\nto the green one.")
        words.addWidget(Text(title, Role.TITLE1, "rail_text", wrap=True))
        purpose = _(
            "Examine, score, debate and decide: the Label Euralens from the call for candidatures "
            "to the follow-up of projects."
        )
        words.addWidget(Text(purpose, tone="rail_idle", wrap=True))
        words.addSpacing(look.px(12))
        for icon, promise in (
            ("hard-drive", _("Everything stays on this computer. No network.")),
            ("save", _("Each entry is saved at once.")),
            ("scale", _("Figures inform, people decide.")),
        ):
            words.addLayout(self._promise(icon, promise))
        column.addLayout(words)
        column.addWidget(Landscape(look), 1)

    def _name(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(14))
        row.addWidget(TipsMark(self._look, 52, ON_RAIL))
        row.addWidget(Text("Euralens Desk", Role.TITLE1, "rail_text"), 1)
        return row

    def _promise(self, icon: str, promise: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(12))
        row.addWidget(Picture(self._look, icon, "rail_mark", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(promise, tone="rail_text", wrap=True), 1)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground."""
        del event
        QPainter(self).fillRect(self.rect(), self._look.colour("rail"))


class FootLine(QWidget):
    """Version, text size, theme, and what the tool is not."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__()
        self._look, self._page = context.look, page
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, self._look.px(10), 0, 0)
        self._row.setSpacing(self._look.px(4))
        version = _("Version {number}").format(number=__version__)
        self._say(f"{version} · " + _("Text size:"))
        self._offer("A−", _("Smaller text"), Act.SMALLER)
        self._offer("A+", _("Larger text"), Act.LARGER)
        self._say("· " + _("Theme:"))
        self._offer(_("light"), _("Light theme"), Act.LIGHT)
        self._offer(_("dark"), _("Dark theme"), Act.DARK)
        self._offer(_("full sun"), _("Full sun"), Act.SUNLIGHT)
        notice = _("Trial tool, with no official tie with the Pôle métropolitain de l’Artois")
        said = Text(notice, Role.CAPTION, "ink2", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(said, 1)

    def _say(self, words: str) -> None:
        self._row.addWidget(Text(words, Role.CAPTION, "ink2"))

    def _offer(self, sign: str, name: str, act: Act) -> None:
        button = Button(self._look, sign, ButtonKind.LINK, small=True, tip=name, accessible=name)
        button.clicked.connect(partial(_emit, self._page, act))
        self._row.addWidget(button)


def _emit(page: Page, act: Act, _checked: bool = False) -> None:
    page.command_wanted.emit(act)


def remark(campaign: RecentCampaign) -> str:
    """Return what comes next in a campaign, or why it cannot be opened or changed."""
    if campaign.standing is Standing.ABSENT:
        return _("Absent: plug the disk back in, or remove it from the list")
    if campaign.standing is Standing.READ_ONLY:
        return _("Read only")
    if campaign.next_meeting is None:
        return ""
    return _("Meeting on {day}").format(day=format_date(campaign.next_meeting))


def opening_day(at: datetime | None, now: datetime) -> str:
    """Return when a campaign was last opened: the hour for today, the day otherwise."""
    if at is None:
        return ""
    if at.date() == now.date():
        return _("today, {time}").format(time=format_time(at))
    return format_date(at.date())
