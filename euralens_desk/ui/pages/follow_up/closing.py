"""What remains before the campaign is closed: told line by line, each leads to where it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.dialogs.form import Form
from euralens_desk.ui.models.rows import Row
from euralens_desk.ui.pages.meetings.table import RowsTable
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.follow_up import LetterSpot
from euralens_desk.ui.state.meetings import ActsSpot, ReadySpot, Spot
from euralens_desk.ui.theme import Appearance
from euralens_desk.usecases.closing import Lack, Remaining


class ClosingDialog(Form):
    """Emits ``confirmed``, or ``place_wanted(Section, target)``: Enter goes to what remains."""

    confirmed = Signal()
    place_wanted = Signal(object, object)

    def __init__(self, look: Appearance, found: Sequence[Remaining], parent: QWidget) -> None:
        title = _("Close the campaign for good?")
        super().__init__(look, title, _("Close the campaign now"), _("Leave it open"), parent)
        self._found = tuple(found)
        blocking = sum(one.blocks for one in found)
        headings = (_("What remains"), _("About"), _("For the closing"))
        self.table = RowsTable(look, _("What remains"), headings, (250, 0, 160))
        self.table.show_rows([_row(place, one) for place, one in enumerate(found)])
        self.table.setMinimumSize(look.px(760), look.px(240))
        self.table.opened.connect(self._go)
        self.verb.setEnabled(not blocking)
        self.verb.clicked.connect(self.confirmed)
        self.lay_out(_told(len(found), blocking), [("", self.table)] if found else [])
        (self.table if found else self._safe).setFocus()

    def _go(self, place: int) -> None:
        self.reject()
        self.place_wanted.emit(*place_of(self._found[place]))


def _told(number: int, blocking: int) -> str:
    """Say what blocks, what the closing freezes and what goes on."""
    frozen = _(
        "Once closed, dossiers, opinions, meetings and acts no longer change; the follow-up, the "
        "documents and the backups go on. It can be opened again."
    )
    if blocking:
        told = ngettext(
            "{count} thing stands in the way of the closing. Enter goes to it.",
            "{count} things stand in the way of the closing. Enter goes to each.",
            blocking,
        )
        return f"{told.format(count=blocking)} {frozen}"
    if number:
        return "{} {}".format(_("Nothing blocks the closing; look at what remains first."), frozen)
    return "{} {}".format(_("Nothing remains before the closing."), frozen)


def _row(place: int, one: Remaining) -> Row:
    day = f" · {format_date(one.day, 'short')}" if one.day else ""
    weight = _("blocks it") if one.blocks else _("for your information")
    return Row(place, (lack_word(one.lack), f"{one.name}{day}", weight))


def lack_word(lack: Lack) -> str:
    """Return what remains, in a few words."""
    return {
        Lack.MESSAGE: _("Message due, not sent"),
        Lack.OPEN_MEETING: _("Meeting still open"),
        Lack.UNDECIDED: _("Proposition without a decision"),
        Lack.UNPROPOSED: _("Candidate without a proposition"),
        Lack.UNSORTED: _("Candidature the preselection left open"),
        Lack.UNHELD_MEETING: _("Meeting prepared, never held"),
    }[lack]


def place_of(one: Remaining) -> tuple[Section, object]:
    """Return where something that remains is done: a section, and what it shows."""
    if one.lack is Lack.MESSAGE:
        return Section.FOLLOW_UP, LetterSpot(one.dossier_id or 0)
    if one.lack is Lack.OPEN_MEETING:
        return Section.MEETINGS, Spot(one.meeting_id or 0)
    if one.lack is Lack.UNHELD_MEETING:
        return Section.MEETINGS, ReadySpot(one.meeting_id or 0)
    if one.lack is Lack.UNSORTED:
        return Section.PRESELECTION, one.dossier_id
    return Section.MEETINGS, ActsSpot(one.dossier_id or 0)
