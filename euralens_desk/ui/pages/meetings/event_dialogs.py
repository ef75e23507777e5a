"""What is asked of an event: its right hour, what was forgotten, the day of a second meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from euralens_desk.domain.meeting import EventKind, MeetingEvent
from euralens_desk.i18n import _, format_date, format_time
from euralens_desk.ui.dialogs.form import Form
from euralens_desk.ui.pages.meetings.room_words import forgotten_kinds
from euralens_desk.ui.pages.meetings.words import hour_example, not_an_hour
from euralens_desk.ui.state.meetings import parse_time
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import DayEdit
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.proceedings import Proceedings

ABOUT_TWO = (EventKind.PROXY_GIVEN, EventKind.SEATED)
ABOUT_AN_ITEM = (
    EventKind.ITEM_STARTED,
    EventKind.ITEM_ENDED,
    EventKind.WITHDREW,
    EventKind.RETURNED,
)
ABOUT_NOBODY = (
    EventKind.ITEM_STARTED,
    EventKind.ITEM_ENDED,
    EventKind.SUSPENDED,
    EventKind.RESUMED,
)


class HourForm(Form):
    """A form with an hour; ``day`` is that of the hours typed."""

    def __init__(
        self, look: Appearance, title: str, verb: str, day: date, at: datetime | None, on: QWidget
    ) -> None:
        super().__init__(look, title, verb, _("Change nothing"), on)
        self._day = day
        self.hour = QLineEdit(format_time(at) if at else "")
        self.hour.setAccessibleName(_("Hour"))
        self.hour.setPlaceholderText(hour_example(15, 57))
        self.hour.selectAll()

    def at(self) -> datetime | None:
        """Return the hour typed, None for none; ValueError, told in the form, for no hour."""
        try:
            hour = parse_time(self.hour.text())
        except ValueError:
            self.say(not_an_hour(self.hour.text()), self.hour)
            raise
        return datetime.combine(self._day, hour) if hour else None


class HourDialog(HourForm):
    """Calls ``keep(hour)`` with the right hour of an event, None when nobody knows it."""

    def __init__(
        self,
        look: Appearance,
        sentence: str,
        day: date,
        at: datetime | None,
        keep: Callable[[datetime | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__(look, _("Correct the hour"), _("Keep this hour"), day, at, parent)
        self._keep = keep
        self.lay_out(sentence, ((_("Hour"), self.hour),))
        self.hour.setFocus()

    def _accept(self) -> None:
        """Keep the hour, if it is one."""
        try:
            at = self.at()
        except ValueError:
            return
        self._keep(at)
        self.accept()


class ForgottenDialog(HourForm):
    """Calls ``keep(event)`` with something that was forgotten."""

    def __init__(
        self,
        look: Appearance,
        held: Proceedings,
        at: datetime | None,
        keep: Callable[[MeetingEvent], None],
        parent: QWidget,
    ) -> None:
        day = at.date() if at else held.meeting.held_on
        super().__init__(look, _("Note a forgotten event"), _("Note the event"), day, at, parent)
        self._keep = keep
        self._meeting = held.meeting.id
        self.kind = _choice(_("What"))
        for kind, word in forgotten_kinds():
            self.kind.addItem(word, kind)
        self.member, self.other = _choice(_("Who")), _choice(_("To whom, or for whom"))
        for member in held.body.members.values():
            self.member.addItem(member.name, member.id)
            self.other.addItem(member.name, member.id)
        self.item = _choice(_("Point"))
        titles = {point.item.id: point.dossier.title for point in held.points}
        for item in held.items:
            self.item.addItem(titles.get(item.id, item.title), item.id)
        self.kind.currentIndexChanged.connect(self._show)
        told = _(
            "It takes its place among the events by its hour; without one, after the event shown."
        )
        self.lay_out(
            told,
            (
                (_("What"), self.kind),
                (_("Who"), self.member),
                (_("To whom, or for whom"), self.other),
                (_("Point"), self.item),
                (_("Hour"), self.hour),
            ),
        )
        self._show()
        self.kind.setFocus()

    def _show(self, _index: int = 0) -> None:
        """Ask only for what the event needs."""
        kind = self.kind.currentData()
        self.member.setEnabled(kind not in ABOUT_NOBODY)
        self.other.setEnabled(kind in ABOUT_TWO)
        self.item.setEnabled(kind in ABOUT_AN_ITEM)

    def _accept(self) -> None:
        """Note the event, if its hour is one."""
        try:
            at = self.at()
        except ValueError:
            return
        self._keep(
            MeetingEvent(
                0,
                self._meeting,
                0,
                self.kind.currentData(),
                at,
                _chosen(self.member),
                _chosen(self.other),
                _chosen(self.item),
            )
        )
        self.accept()


class SecondMeetingDialog(Form):
    """Calls ``prepare(details)`` for the second meeting that a lack of quorum calls for."""

    def __init__(
        self,
        look: Appearance,
        held: Proceedings,
        prepare: Callable[[MeetingDetails], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            look,
            _("Prepare a second meeting"),
            _("Prepare the meeting"),
            _("Change nothing"),
            parent,
        )
        self._prepare = prepare
        self._chair = held.meeting.chair
        self._secretary = held.meeting.meeting_secretary
        least = held.meeting.held_on + timedelta(days=held.body.rules.second_after_days)
        self.day = DayEdit(_("Day"), least)
        self.day.setMinimumDate(self.day.date())
        self.starts, self.place = QLineEdit(), QLineEdit(held.meeting.place)
        self.starts.setAccessibleName(_("From"))
        self.starts.setPlaceholderText(hour_example())
        self.place.setAccessibleName(_("Place"))
        told = _(
            "On the same agenda, it needs no quorum. By the rules of this body it is held on "
            "{day} at the earliest."
        )
        self.lay_out(
            told.format(day=format_date(least)),
            ((_("Day"), self.day), (_("From"), self.starts), (_("Place"), self.place)),
        )
        self.day.setFocus()

    def _accept(self) -> None:
        """Prepare the meeting, if its hour is one."""
        try:
            starts = parse_time(self.starts.text())
        except ValueError:
            self.say(not_an_hour(self.starts.text()), self.starts)
            return
        self._prepare(
            MeetingDetails(
                self.day.day(),
                starts,
                None,
                self.place.text(),
                self._chair,
                self._secretary,
            )
        )
        self.accept()


def _choice(name: str) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    return choice


def _chosen(choice: QComboBox) -> int | None:
    """Return what is chosen, None in a field that is not asked for."""
    found = choice.currentData() if choice.isEnabled() else None
    return found if isinstance(found, int) else None
