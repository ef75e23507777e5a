"""What is asked before a meeting is prepared, and before an act is given on many dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from euralens_desk.domain.meeting import ActKind, Meeting
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.i18n import _, format_time, ngettext
from euralens_desk.ui.dialogs.form import Form
from euralens_desk.ui.pages.meetings.act_vote import ActVoteFields
from euralens_desk.ui.pages.meetings.words import hour_example, not_an_hour
from euralens_desk.ui.state.meetings import parse_time
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import DayEdit
from euralens_desk.usecases.meetings import MeetingDetails


class MeetingDialog(Form):
    """Emits ``wanted(committee id, MeetingDetails)``. The body of a meeting does not change."""

    wanted = Signal(int, object)

    def __init__(
        self,
        look: Appearance,
        committees: Sequence[Committee],
        members: Mapping[int, Sequence[Member]],
        meeting: Meeting | None,
        today: date,
        parent: QWidget,
    ) -> None:
        title = _("Edit the meeting") if meeting else _("New meeting")
        verb = _("Save the meeting") if meeting else _("Prepare the meeting")
        super().__init__(look, title, verb, _("Change nothing"), parent)
        self._members = members
        self._make_fields(committees, meeting)
        self._fill(meeting, today)
        self.committee.currentIndexChanged.connect(self._offer_names)
        for field in (self.chair, self.secretary):
            field.currentTextChanged.connect(self._compare_names)
        told = _("Every dossier still in the running goes on the agenda; it can then be changed.")
        self.lay_out(
            told if meeting is None else _("Files already given out keep the code of the meeting."),
            (
                (_("Committee"), self.committee),
                (_("Day"), self.day),
                (_("From"), self.starts),
                (_("To"), self.ends),
                (_("Place"), self.place),
                (_("Chair"), self.chair),
                (_("Secretary"), self.secretary),
            ),
        )
        self.day.setFocus()

    def _make_fields(self, committees: Sequence[Committee], meeting: Meeting | None) -> None:
        self.committee = QComboBox()
        self.committee.setAccessibleName(_("Committee"))
        for committee in committees:
            self.committee.addItem(committee.name, committee.id)
        experts = [n for n, c in enumerate(committees) if c.kind is CommitteeKind.EXPERT]
        self.committee.setCurrentIndex(experts[0] if experts else 0)
        self.committee.setEnabled(meeting is None)
        self.day = DayEdit(_("Day"))
        self.starts = _line(_("From"), hour_example())
        self.ends = _line(_("To"), hour_example(17, 0))
        self.place = _line(_("Place"), "")
        self.chair = _names(_("Chair"))
        self.secretary = _names(_("Secretary"))

    def _fill(self, meeting: Meeting | None, today: date) -> None:
        self.day.show_day(meeting.held_on if meeting else today)
        if meeting is not None:
            self.committee.setCurrentIndex(self.committee.findData(meeting.committee_id))
            self.starts.setText(_hour(meeting.starts_at))
            self.ends.setText(_hour(meeting.ends_at))
            self.place.setText(meeting.place)
        self._offer_names()
        self.chair.setCurrentText(meeting.chair if meeting else self.chair.currentText())
        self.secretary.setCurrentText(meeting.meeting_secretary if meeting else "")

    def _offer_names(self, _index: int = 0) -> None:
        """Offer the names of the members of the body; any other name may be typed."""
        names = [m.name for m in self._members.get(self.committee.currentData(), ())]
        for field in (self.chair, self.secretary):
            typed = field.currentText()
            field.clear()
            field.addItems(names)
            field.setCurrentText(typed)

    def _compare_names(self, _text: str = "") -> None:
        """Remark that one person has both parts: it is allowed, and seldom meant."""
        chair, secretary = (
            " ".join(field.currentText().split()).casefold()
            for field in (self.chair, self.secretary)
        )
        is_one = bool(chair) and chair == secretary
        told = _("The chair and the secretary are the same person. The meeting can be held so.")
        self.observe(told if is_one else "")

    def _accept(self) -> None:
        hours: list[time | None] = []
        for field in (self.starts, self.ends):
            try:
                hours.append(parse_time(field.text()))
            except ValueError:
                self.say(not_an_hour(field.text()), field)
                return
        starts, ends = hours
        if starts and ends and ends < starts:
            self.say(_("The meeting can't end before it starts."), self.ends)
            return
        details = MeetingDetails(
            self.day.day(),
            starts,
            ends,
            self.place.text(),
            self.chair.currentText(),
            self.secretary.currentText(),
        )
        self.wanted.emit(self.committee.currentData(), details)
        self.accept()


class FollowDialog(Form):
    """Asks when an approval, or a decision, was given on all that waits.

    Emits ``wanted(day, note on the vote, number, ActVote or None)`` and stays until it is accepted:
    what was typed is not lost on a refusal.
    """

    wanted = Signal(object, str, str, object)

    def __init__(
        self, look: Appearance, kind: ActKind, count: int, today: date, parent: QWidget
    ) -> None:
        is_decision = kind is ActKind.DECISION
        title = (
            ngettext(
                "Decide as approved on {count} dossier?",
                "Decide as approved on {count} dossiers?",
                count,
            )
            if is_decision
            else ngettext("Approve {count} proposition?", "Approve {count} propositions?", count)
        ).format(count=count)
        verb = _("Record the decisions") if is_decision else _("Record the approvals")
        super().__init__(look, title, verb, _("Record nothing"), parent)
        self.day = DayEdit(_("Day"), today)
        self.voted = ActVoteFields(look)
        self.vote = _line(_("Note on the vote"), "")
        self.number = _line(_("Number of the act"), "")
        lines: list[tuple[str, QWidget]] = [
            (_("Day"), self.day),
            (_("Vote on the list"), self.voted),
            (_("Note on the vote"), self.vote),
        ]
        if is_decision:
            lines.append((_("Number of the act"), self.number))
        told = _(
            "Each dossier keeps the outcome of the act before; one that differs is changed "
            "afterwards, with its reason. Undo takes all back at once."
        )
        self.voted.show_vote(None)
        self.lay_out(told, lines)
        self.day.setFocus()

    def _accept(self) -> None:
        self.wanted.emit(self.day.day(), self.vote.text(), self.number.text(), self.voted.vote())


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def _names(name: str) -> QComboBox:
    field = QComboBox()
    field.setEditable(True)
    field.setAccessibleName(name)
    return field


def _hour(moment: time | None) -> str:
    return format_time(moment) if moment else ""
