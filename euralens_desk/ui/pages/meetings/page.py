"""The page of the meetings: the hub, and the room of the meeting that is held."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.pages.meetings.drawer import Aside
from euralens_desk.ui.pages.meetings.hub import Hub, View
from euralens_desk.ui.pages.meetings.room import OPENING, Room
from euralens_desk.ui.projector.commands import add_projector_commands
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import ActsSpot, LeadSpot, LiveSpot, ReadySpot, Spot
from euralens_desk.ui.state.resuming import place_to_resume, read_place
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.room import live_meetings


class MeetingsPage(Page):
    """Prepare meetings, hold them point by point, record the three acts."""

    wants_collapsed_rail = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.hub = Hub(context)
        self.room = Room(context)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.hub)
        self._stack.addWidget(self.room)
        self.hub.opened.connect(self.enter_meeting)
        self.hub.view_changed.connect(self.hints_changed)
        self.hub.funding.dossier_wanted.connect(partial(self.go_to, Section.DOSSIERS))
        self.hub.place_wanted.connect(self.go_to)
        self.room.left.connect(self.leave_meeting)
        self.room.edited.connect(self._edit)
        self.room.dossier_wanted.connect(partial(self.go_to, Section.DOSSIERS))
        self.room.point_shown.connect(self.hints_changed)
        self.room.point_shown.connect(self._follow)
        self.room.point_shown.connect(self._keep_place)
        self.room.act_wanted.connect(self._show_acts)
        self.room.drawer.prepared.connect(self._show_prepared)
        self._is_first = True
        self._add_commands()
        self._add_views()
        add_projector_commands(self)

    def _add_commands(self) -> None:
        room = self.room
        self.add_command(_("New meeting"), self.hub.ask_for_meeting, "Ctrl+N", "plus", changes=True)
        self.add_command(_("Next point"), partial(self._in_room, partial(room.step, 1)), "Alt+Down")
        self.add_command(
            _("Previous point"), partial(self._in_room, partial(room.step, -1)), "Alt+Up"
        )
        self.add_command(
            _("Save and go to the next point"),
            partial(self._in_room, room.save_and_next),
            "Ctrl+Return",
            "gavel",
            changes=True,
        )
        self.add_command(
            _("Open the meeting"),
            partial(self._in_room, room.open_meeting),
            OPENING,
            "play",
            changes=True,
        )
        self.add_command(
            _("Who attends"),
            partial(self._in_room, partial(room.toggle, Aside.ATTENDANCE)),
            "Ctrl+P",
            "user-check",
        )
        self.add_command(
            _("Recusals on the point"),
            partial(self._in_room, partial(room.toggle, Aside.RECUSALS)),
            "Ctrl+Shift+P",
            "lock",
        )
        self.add_command(
            _("What happened"),
            partial(self._in_room, partial(room.toggle, Aside.EVENTS)),
            "Ctrl+Shift+D",
            "history",
        )
        self.add_command(
            _("Note of the debate"), partial(self._in_room, room.write_note), "Ctrl+D", "pencil"
        )
        self.add_command(_("Go to the vote"), partial(self._in_room, room.vote), "Ctrl+Shift+V")
        self.add_command(
            _("Call the roll"),
            partial(self._in_room, room.call_the_roll),
            "Ctrl+Shift+A",
            "list-checks",
            changes=True,
        )
        self.add_command(
            _("Record a disagreement…"),
            partial(self._in_room, room.note_disagreement),
            changes=True,
        )

    def _add_views(self) -> None:
        for view, text in (
            (View.MEETINGS, _("All the meetings")),
            (View.ACTS, _("Acts")),
            (View.OPINIONS, _("Technical opinions")),
            (View.FUNDING, _("Funding leads")),
        ):
            self.add_command(text, partial(self._show_view, view))

    def _follow(self) -> None:
        """Let the projector speak of the item shown; it shows it only when it is asked to."""
        item = self.room.item()
        self.context.projector.follow(self.room.meeting_id, item.id if item else None)

    def _in_room(self, do: object) -> None:
        if self.is_in_room:
            do()  # type: ignore[operator]  # a method of the room

    @property
    def is_in_room(self) -> bool:
        """Whether a meeting is being held on the screen."""
        return self._stack.currentWidget() is self.room

    # Coming and going

    def activate(self, target: object = None) -> None:
        """Come back to the meeting that was held, or go to the spot that is asked for."""
        self.hub.read()
        if isinstance(target, Spot):
            self.enter_meeting(target.meeting_id, target.dossier_id)
        elif isinstance(target, LiveSpot):
            self.context.desk.ask(live_meetings, self._resume)
        elif isinstance(target, (ReadySpot, ActsSpot)):
            self._show_hub(target)
        elif isinstance(target, LeadSpot):
            self._show_view(View.FUNDING)
            if target.lead_id is not None:
                self.hub.funding.select(target.lead_id)
        elif self.is_in_room:
            self.room.read()
            self.room.enter()
        else:
            self.hub.enter()
            if self._is_first:
                self.context.desk.ask(live_meetings, self._resume)
        self._is_first = False

    def _resume(self, live: tuple[int, ...]) -> None:
        """Come back, after a stop, to the meeting that is still held."""
        place = place_to_resume(self.context.settings.values.meeting_place, self._file(), live)
        if place is not None:
            self._stack.setCurrentWidget(self.room)
            self.room.take_up(place)
            self.room.enter()
            self.hints_changed.emit()

    def _file(self) -> str:
        state = self.context.desk.state
        return str(state.path) if state else ""

    def _keep_place(self) -> None:
        """Remember where the meeting is shown, so that the page comes back there after a stop."""
        place = self.room.left_at(self._file())
        held = self.context.settings.values.meeting_place
        written = place.written() if place else self._not_held(held)
        if written != held:
            self.context.settings.change(meeting_place=written)

    def _not_held(self, written: str) -> str:
        """Return a place that was kept, unless it is of the meeting shown: it is no longer held."""
        left = read_place(written)
        is_over = left is not None and (left.file, left.meeting) == (
            self._file(),
            self.room.meeting_id,
        )
        return "" if is_over else written

    def deactivate(self) -> None:
        """Keep what is being typed."""
        self.room.settle()
        self.hub.settle()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again: every kind of record may change a figure of this page."""
        self.hub.read()
        if self.is_in_room:
            self.room.read()

    def enter_meeting(self, meeting_id: int, dossier_id: int | None = None) -> None:
        """Hold a meeting."""
        self._stack.setCurrentWidget(self.room)
        self.room.open(meeting_id, dossier_id)
        self.room.enter()
        self.hints_changed.emit()

    def leave_meeting(self) -> None:
        """Come back to the list of the meetings, on the one that is left."""
        self._show_hub(ReadySpot(self.room.meeting_id))

    def _show_acts(self, dossier_id: int) -> None:
        self._show_hub(ActsSpot(dossier_id))

    def _show_prepared(self, meeting_id: int) -> None:
        self._show_hub(ReadySpot(meeting_id))

    def _show_hub(self, spot: ReadySpot | ActsSpot) -> None:
        self.room.settle()
        self._stack.setCurrentWidget(self.hub)
        self.hub.show_spot(spot)
        self.hub.enter()
        self.hints_changed.emit()

    def _show_view(self, view: View) -> None:
        self.room.settle()
        self._stack.setCurrentWidget(self.hub)
        self.hub.show_view(view)
        self.hub.enter()
        self.hints_changed.emit()

    def _edit(self) -> None:
        self.hub.edit(self.room.meeting_id)

    # What the window asks

    def panels(self) -> tuple[QWidget, ...]:
        """The panels F7 goes through."""
        if self.is_in_room:
            room = self.room
            return (room.agenda.points, room.drawer, room.decision)
        return (
            self.hub.choice,
            self.hub.shown,
        )

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the room, or of the list."""
        if not self.is_in_room:
            listed = self.hub.view is View.MEETINGS
            return (KeyHint((_("Enter"),), _("go into the meeting")),) if listed else ()
        return (
            KeyHint(("Alt", "↓"), _("next point")),
            KeyHint(("Ctrl", "D"), _("note of the debate")),
            KeyHint(("Ctrl", "P"), _("attendance")),
            KeyHint(("F6",), _("projection")),
            KeyHint(("Ctrl", _("Enter")), _("save and next")),
        )

    def fact(self) -> str:
        """Say what the list counts, or whose the proposition is."""
        if not self.is_in_room:
            return self.hub.fact()
        return _("The proposition is voted, never computed")
