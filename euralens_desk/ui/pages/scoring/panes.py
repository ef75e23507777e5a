"""The panes of the page and how they share the window: side by side, two by two, or one at a time.

Three panes stand side by side when there is room; in a narrower window (or with larger text) the
grid and the reading pane take turns; the touch layout shows one pane at a time.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputDevice, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.scoring.dossier_list import WIDTH, DossierPane
from euralens_desk.ui.pages.scoring.keyboard import KeyboardSheet
from euralens_desk.ui.pages.scoring.reading import ReadingPane
from euralens_desk.ui.pages.scoring.touch import TouchSheet
from euralens_desk.ui.state.scoring import SheetState
from euralens_desk.usecases.reading import Reading

SHEET_WIDTH, READING_WIDTH = 600, 330
"""The least the grid and the reading pane need, in pixels at 100 %."""
LARGEST_SLATE = 1366
"""Width of a screen, in logical pixels, above which it counts as a laptop's."""


class Arrangement(Enum):
    """How many panes are seen at once."""

    WIDE = auto()
    NARROW = auto()
    TOUCH = auto()


class Panes(QWidget):
    """The list, the sheet and the reading pane. Signals come from whichever sheet is in use."""

    stepped = Signal(int)
    chosen = Signal(int, object)
    entered = Signal(int)
    commented = Signal(int, str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        look = context.look
        self._look = look
        self._arrangement = Arrangement.WIDE
        self._reads = self._lists = False
        self._is_closed = False
        self.dossiers = DossierPane(look)
        self.reading = ReadingPane(look, context.settings)
        self.reading.switch.chosen.connect(self._turn)
        self.sheet: KeyboardSheet | TouchSheet = KeyboardSheet(look)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.sheet)
        self._adopt()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.dossiers)
        row.addWidget(self._sheets, 1)
        row.addWidget(self.reading)

    def _adopt(self) -> None:
        """Listen to the sheet in use."""
        sheet = self.sheet
        sheet.chosen.connect(self.chosen)
        sheet.entered.connect(self.entered)
        sheet.commented.connect(self.commented)
        sheet.stepped.connect(self.stepped)
        sheet.reading_wanted.connect(self._turn)
        if isinstance(sheet, TouchSheet):
            sheet.dossiers_wanted.connect(self._show_list)

    def choose_layout(self) -> None:
        """Take the layout of the settings: rows for the keyboard, or large levels for fingers."""
        wants = wants_touch(self._context.settings.values.scoring_layout, self)
        if wants != isinstance(self.sheet, TouchSheet):
            old = self.sheet
            self.sheet = TouchSheet(self._context) if wants else KeyboardSheet(self._look)
            self._sheets.insertWidget(0, self.sheet)
            self._sheets.removeWidget(old)
            old.deleteLater()
            self._adopt()
            self._reads = False
        self._arrange()

    # Showing

    def show_sheet(self, dossier: Dossier, state: SheetState, read: Reading) -> None:
        """Show a sheet and what there is to read."""
        self._is_closed = False
        self._sheets.setCurrentIndex(0)
        self.sheet.show_sheet(dossier, state)
        self.reading.show_dossier(dossier, read)
        self.reading.show_state(state)
        self._arrange()

    def show_state(self, state: SheetState) -> None:
        """Show what became of the sheet; the reading pane follows the row."""
        self.sheet.show_state(state)
        self.reading.show_state(state)

    def show_neighbours(self, *, before: bool, after: bool) -> None:
        """Say whether there are dossiers before and after."""
        self.sheet.show_neighbours(before=before, after=after)

    def show_notice(self, notice: QWidget) -> None:
        """Show a notice in place of the sheet, and nothing to read."""
        self._is_closed = True
        while self._sheets.count() > 1 and (old := self._sheets.widget(1)) is not None:
            self._sheets.removeWidget(old)
            old.deleteLater()
        self._sheets.addWidget(notice)
        self._sheets.setCurrentIndex(1)
        self._arrange()

    # Keyboard

    def focus_active(self) -> None:
        """Give the keyboard to the active row."""
        self.show_score()
        self.sheet.focus_active()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the rows."""
        return self.sheet.has_keyboard()

    def flush(self) -> None:
        """Write what is being typed."""
        self.sheet.flush()

    def panels(self) -> tuple[QWidget, ...]:
        """Return the panes F7 goes through."""
        return (self.dossiers.list, self.sheet.panel(), self.reading.area)

    def swap(self) -> None:
        """Go from the grid to the reading pane, or back to the active row."""
        held = self.window().focusWidget()
        if held is not None and self.reading.isAncestorOf(held):
            self.focus_active()
        elif not self._is_closed:
            self._turn(True)
            self.reading.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Sharing the window

    def show_score(self) -> None:
        """Bring the sheet forward where panes take turns."""
        if self._reads or not self._sheets.isVisible():
            self._turn(False)

    def _turn(self, reads: object) -> None:
        self._reads = bool(reads)
        self._lists = False
        self._arrange()

    def _show_list(self) -> None:
        self._lists = True
        self._arrange()
        self.dossiers.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Show the panes there is room for."""
        look, width = self._look, self.width()
        least = look.px(WIDTH) + look.px(SHEET_WIDTH) + look.px(READING_WIDTH)
        if isinstance(self.sheet, TouchSheet):
            self._arrangement = Arrangement.TOUCH
        else:
            self._arrangement = Arrangement.WIDE if width >= least else Arrangement.NARROW
        is_wide = self._arrangement is Arrangement.WIDE
        is_touch = self._arrangement is Arrangement.TOUCH
        reads = self._reads and not self._is_closed and not is_wide
        lists = self._lists and is_touch
        self.dossiers.setVisible(lists or not is_touch)
        self._sheets.setVisible(not reads and not lists)
        self.reading.setVisible((reads or is_wide) and not self._is_closed and not lists)
        self.reading.switch_bar.setVisible(not is_wide)
        self.reading.switch.select(True)
        self.sheet.show_switch(not is_wide)
        free = 16_777_215
        self.dossiers.setMaximumWidth(free if is_touch else look.px(WIDTH))
        self.dossiers.setMinimumWidth(0 if is_touch else look.px(WIDTH))
        share = min(look.px(450), max(look.px(READING_WIDTH), round(width * 0.315)))
        self.reading.setMaximumWidth(share if is_wide else free)
        self.reading.setMinimumWidth(share if is_wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()


def wants_touch(setting: str, widget: QWidget) -> bool:
    """Whether to lay out for fingers: asked for, or a small screen that can be touched.

    A laptop whose screen can be touched has a keyboard; a slate is seldom wider than this.
    """
    if setting != "automatic":
        return setting == "touch"
    is_small = widget.screen().geometry().width() <= LARGEST_SLATE
    kinds = {device.type() for device in QInputDevice.devices()}
    return is_small and QInputDevice.DeviceType.TouchScreen in kinds
