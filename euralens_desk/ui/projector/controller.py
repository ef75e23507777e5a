"""The projector as the rest of the window uses it: turn on, choose a page, freeze, black, follow.

Nothing is shown until a person asks. The window gets a value that holds no name (see
``usecases.projection``); what it shows never comes from a page of the secretary.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _
from euralens_desk.settings import Settings
from euralens_desk.ui.desk import Desk
from euralens_desk.ui.notifier import Banner, Gravity, Notifier, Offer
from euralens_desk.ui.projector.displays import Displays
from euralens_desk.ui.state.projection import (
    DebateClock,
    Picture,
    ProjectorState,
    View,
    chosen_display,
    displays_for,
)
from euralens_desk.ui.theme import Appearance
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.projection import Projection, projection

if TYPE_CHECKING:
    from euralens_desk.ui.projector.window import ProjectorWindow

BANNER = "projection"
"""The one banner about the screen of the projection."""
MINUTES = 10
"""What a debate is given when nothing was planned for its item."""
HANDING_BACK = 1000
"""Milliseconds in which a system may give the keyboard to a window that has just been shown."""
TICK = 1000
"""Milliseconds between two looks at the debate clock."""


class Projector(QObject):
    """One for the main window, which closes it. Emits ``changed`` after anything below changed.

    A page calls ``follow`` when it goes to an item, and gives the commands keys (``commands``).
    """

    changed = Signal()

    def __init__(
        self,
        look: Appearance,
        desk: Desk,
        notifier: Notifier,
        settings: Settings,
        displays: Displays | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._look = look
        self._desk = desk
        self._notifier = notifier
        self._settings = settings
        self._displays = displays or Displays(self)
        self._now = now
        self._owner: QWidget | None = None
        self._window: ProjectorWindow | None = None
        self._state = ProjectorState()
        self._clock = DebateClock()
        self._found: Projection | None = None
        self._followed: tuple[int, int | None] | None = None
        self._is_turning_on = False
        self._screen = ""
        """The screen the window fills, empty while it is a plain window."""
        self._handing_back = QTimer(self, singleShot=True, interval=HANDING_BACK)
        self._ticking = QTimer(self, interval=TICK)
        self._ticking.timeout.connect(self._tick)
        self._displays.changed.connect(self._check_screen)
        desk.changed.connect(self._campaign_changed)
        desk.left.connect(self._forget)

    def attach(self, owner: QWidget) -> None:
        """Say which window is the secretary's: the projection keeps off its screen."""
        self._owner = owner

    # What is known

    @property
    def state(self) -> ProjectorState:
        """What the secretary asked for: shown or not, which page, black, frozen."""
        return self._state

    @property
    def clock(self) -> DebateClock:
        """The debate clock."""
        return self._clock

    @property
    def minutes_left(self) -> int | None:
        """The minutes left of the debate, 0 or less when over, None when no debate is timed."""
        return self._clock.minutes_left(self._now())

    @property
    def window(self) -> ProjectorWindow | None:
        """The window, None as long as it was never turned on."""
        return self._window

    # Showing

    def toggle(self) -> None:
        """Show or hide the window (F6)."""
        if self._state.is_shown:
            self.hide()
        else:
            self.show()

    def show(self) -> None:
        """Show the window: the item once the meeting is open, the waiting page before."""
        if self._state.is_shown or self._is_turning_on:
            return
        if self._followed is None:
            self._turn_on()
        else:
            self._is_turning_on = True
            self._read()

    def hide(self) -> None:
        """Hide the window; the debate clock goes on."""
        self._is_turning_on = False
        if self._window is not None:
            self._window.hide()
        self._screen = ""
        self._notifier.clear(BANNER)
        self._set(self._state.turned_off())

    def show_view(self, view: View) -> None:
        """Choose the page; the window is not shown by that."""
        self._set(self._state.on(view))

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) sheet of the grid, or page."""
        if self._state.is_shown:
            sheets = self._window.count_sheets(self._live()) if self._window else 1
            self._set(self._state.stepped(step, sheets))

    def freeze(self) -> None:
        """Keep the picture that is shown whatever the secretary does, or follow again."""
        if self._state.is_shown:
            self._set(self._state.frozen())

    def blank(self) -> None:
        """Make the screen black, or light it again."""
        if self._state.is_shown:
            self._set(self._state.black())

    def follow(self, meeting_id: int, item_id: int | None) -> None:
        """Speak of an item of a meeting, or of none of its items.

        Going to another item shows its dossier, never its scores at once; its debate begins anew.
        """
        wanted = (meeting_id, item_id)
        if wanted == self._followed:
            return
        self._followed = wanted
        self._stop_clock()
        self._state = self._state.on_another_point()
        if self._state.is_shown:
            self._read()
        self.changed.emit()

    # The debate clock

    def start_clock(self, minutes: float) -> None:
        """Count down so many minutes of debate from now."""
        self._set_clock(self._clock.started(minutes * 60, self._now()))

    def turn_clock(self) -> None:
        """Start the clock on the minutes planned for the item, stop it, or let it go on."""
        if self._clock.is_set:
            self.pause_clock()
            return
        point = self._found.point if self._found else None
        self.start_clock((point.planned_minutes if point else 0) or MINUTES)

    def pause_clock(self) -> None:
        """Stop counting, or go on."""
        now, clock = self._now(), self._clock
        self._set_clock(clock.paused(now) if clock.is_running else clock.resumed(now))

    def clear_clock(self) -> None:
        """Time no debate any more."""
        self._stop_clock()
        self._refresh()
        self.changed.emit()

    def _stop_clock(self) -> None:
        self._clock = DebateClock()
        self._ticking.stop()

    def _set_clock(self, clock: DebateClock) -> None:
        self._clock = clock
        if clock.is_running:
            self._ticking.start()
        else:
            self._ticking.stop()
        self._refresh()
        self.changed.emit()

    def _tick(self) -> None:
        """Write the minutes again when one has passed."""
        if self._window is not None and self._live().minutes != self._window.picture.minutes:
            self._refresh()
            self.changed.emit()

    # Reading

    def _read(self) -> None:
        if self._followed is None:
            return
        meeting_id, item_id = self._followed
        self._desk.ask(
            lambda file: projection(file, meeting_id, item_id),
            self._received,
            topic=(self, "projection"),
            failed=self._lost,
        )

    def _received(self, found: Projection) -> None:
        self._found = found
        if self._is_turning_on:
            self._turn_on()
        else:
            self._refresh()

    def _lost(self, _failure: Failure) -> None:
        """Fall back to the waiting page: an error is never shown to the room."""
        self._found = None
        self._state = self._state.on(View.WAITING)
        if self._is_turning_on:
            self._turn_on()
        else:
            self._refresh()

    def _campaign_changed(self, _changes: ChangeSet, _initiator: object) -> None:
        if self._state.is_shown:
            self._read()

    def _forget(self) -> None:
        """The campaign is left: nothing of it stays on the wall."""
        self._found, self._followed = None, None
        if self._window is not None:
            self._window.show_picture(Picture(), is_black=False)
        self.clear_clock()
        self.hide()

    # The window

    def _turn_on(self) -> None:
        self._is_turning_on = False
        self._state = self._state.turned_on(self._found)
        self._open_window().show_picture(self._live(), is_black=False)
        self._take_screen()
        self.changed.emit()

    def _open_window(self) -> ProjectorWindow:
        if self._window is None:
            from euralens_desk.ui.projector.window import ProjectorWindow

            self._window = ProjectorWindow(self._look)
            self._window.pressed.connect(self._key)
            self._window.closed.connect(self.hide)
            self._window.activated.connect(self._give_back)
        return self._window

    def close(self) -> None:
        """The main window closes: nothing stays behind it."""
        self._ticking.stop()
        self._handing_back.stop()
        self._state, self._owner = ProjectorState(), None
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _live(self) -> Picture:
        """Return what would be shown if the picture were not frozen."""
        return Picture(self._found, self._state.view, self._state.sheet, self.minutes_left)

    def _set(self, state: ProjectorState) -> None:
        if state != self._state:
            self._state = state
            self._refresh()
            self.changed.emit()

    def _refresh(self) -> None:
        """Hand the window what it shows now."""
        if self._window is not None and self._state.is_shown:
            picture = self._window.picture if self._state.is_frozen else self._live()
            self._window.show_picture(picture, is_black=self._state.is_black)

    def _key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Obey the keys pressed while the projection itself has the keyboard."""
        is_shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_F6:
            (self.freeze if is_shifted else self.toggle)()
        elif key == Qt.Key.Key_B:
            self.blank()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self.step(-1)
        elif key == Qt.Key.Key_Escape:
            if not (self._window is not None and self._window.leave_full_screen()):
                self.hide()
        elif key == Qt.Key.Key_F11 and self._window is not None:
            self._window.toggle_full_screen()

    # Its screen

    def _window_on(self) -> str:
        return self._displays.under(self._owner) if self._owner is not None else ""

    def _take_screen(self) -> None:
        """Fill the screen that is known or the only other one; ask when there are several."""
        found, here = self._displays.found(), self._window_on()
        display = chosen_display(found, here, self._settings.values.projection_screen)
        if display is not None:
            self._project_on(display.name)
            return
        self._stand_beside(is_minimised=False)
        if displays_for(found, here):
            self.choose_screen()
        else:
            told = _(
                "The projection is in a window: there is no second screen. F6 or Esc closes it, "
                "F11 or a double click fills the screen."
            )
            self._notifier.banner(Banner(BANNER, Gravity.WARNING, told, closable=True))
            self._come_in_front()

    def _project_on(self, name: str) -> None:
        screen = self._displays.screen(name)
        if screen is None or self._window is None:
            return
        self._notifier.clear(BANNER)
        self._screen = name
        self._keep_keyboard(partial(self._window.project_on, screen))

    def _stand_beside(self, *, is_minimised: bool) -> None:
        self._screen = ""
        if self._window is not None:
            beside = self._owner or self._window
            show = partial(self._window.show_beside, beside.screen(), is_minimised=is_minimised)
            self._keep_keyboard(show)

    def _keep_keyboard(self, show: Callable[[], None]) -> None:
        """Show the window, and give the keyboard back where the system took it all the same."""
        had_it = self._owner is not None and self._owner.isActiveWindow()
        if had_it:
            self._handing_back.start()
        show()
        if had_it and self._owner is not None:
            self._owner.activateWindow()

    def _give_back(self) -> None:
        """Give the keyboard back to the secretary when the system has just taken it."""
        if self._handing_back.isActive() and self._owner is not None:
            self._handing_back.stop()
            self._owner.activateWindow()

    def choose_screen(self) -> None:
        """Let the secretary say on which screen to project; it is remembered."""
        from euralens_desk.ui.projector.screens import ScreensDialog

        if self._owner is None:
            return
        others = displays_for(self._displays.found(), self._window_on())
        if not others:
            self._notifier.toast(_("There is no second screen. Plug one in, then choose it here."))
            return
        dialog = ScreensDialog(self._look, others, self._screen, self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._screen_chosen)
        dialog.open()

    def _screen_chosen(self, name: str) -> None:
        self._settings.change(projection_screen=name)
        if self._state.is_shown:
            self._project_on(name)

    def _check_screen(self) -> None:
        """Stand aside when the screen went, and offer one that came."""
        if not self._state.is_shown:
            return
        names = [display.name for display in self._displays.found()]
        # When the other screen goes its windows come to this one: the secretary's stays in sight.
        is_wanted = self._screen == self._window_on()
        if self._screen and (is_wanted or self._screen not in names):
            self._stand_beside(is_minimised=True)
            told = _(
                "The screen of the projection is gone. The projection is minimised, as it was."
            )
            offer = Offer(_("Show the window"), self._show_beside)
            self._notifier.banner(Banner(BANNER, Gravity.WARNING, told, (offer,), closable=True))
        elif self._screen:
            # A change of mode takes the window elsewhere while the screen keeps its name.
            if self._window is not None and self._displays.under(self._window) != self._screen:
                self._project_on(self._screen)
        elif displays_for(self._displays.found(), self._window_on()):
            told = _("A screen is there for the projection. Nothing is shown on it yet.")
            offer = Offer(_("Project on it"), self._take_screen)
            self._notifier.banner(Banner(BANNER, Gravity.WARNING, told, (offer,), closable=True))

    def _show_beside(self) -> None:
        self._stand_beside(is_minimised=False)
        self._come_in_front()

    def _come_in_front(self) -> None:
        """Put the window over the secretary's, who asked to see it there."""
        self._handing_back.stop()
        if self._window is not None:
            self._window.come_in_front()
