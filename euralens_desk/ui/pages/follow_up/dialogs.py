"""What is asked of a commitment, of an accompaniment, and which proposed lines are taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from euralens_desk.domain.follow_up import Commitment, CommitmentKind, Side, SupportPlan
from euralens_desk.domain.meeting import Outcome
from euralens_desk.i18n import _, tell
from euralens_desk.ui.dialogs.form import Form, choice_field, line_field
from euralens_desk.ui.follow_up_words import kind_word, side_word
from euralens_desk.ui.panels.optional_day import OptionalDay
from euralens_desk.ui.state.follow_up import Entry
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import DayField
from euralens_desk.usecases.follow_up import (
    CommitmentDetails,
    Followed,
    proposed_day,
    proposed_lines,
)


class CommitmentDialog(Form):
    """Emits ``wanted(dossier id, CommitmentDetails)``; an entry without commitment asks for one."""

    wanted = Signal(int, object)

    def __init__(
        self,
        look: Appearance,
        dossiers: Sequence[Followed],
        entry: Entry,
        pole: str,
        today: date,
        parent: QWidget,
    ) -> None:
        commitment = entry.commitment
        title = _("Edit the line") if commitment else _("New line of the follow-up")
        verb = _("Save the line") if commitment else _("Add the line")
        super().__init__(look, title, verb, _("Change nothing"), parent)
        self._pole = pole
        self._dossiers = tuple(dossiers)
        self.dossier = choice_field(
            _("Dossier"), [(one.dossier.id, one.dossier.title) for one in dossiers]
        )
        self.kind = choice_field(_("Kind"), [(kind, kind_word(kind)) for kind in CommitmentKind])
        self.side = choice_field(_("Who commits"), [(side, side_word(side)) for side in Side])
        self.what = line_field(_("What is to be done"))
        self.who = line_field(_("By whom"))
        self.towards = line_field(_("Towards whom"))
        self.due = OptionalDay(look, _("To be done by"), today)
        self.due.saved.connect(self.due.show_value)
        self._fill(entry.followed, commitment)
        self.side.currentIndexChanged.connect(self._propose_parties)
        self.dossier.currentIndexChanged.connect(self._propose_parties)
        fields = (self.dossier, self.kind, self.side, self.what, self.who, self.towards, self.due)
        names = (_("Dossier"), _("Kind"), _("Who commits"), _("What is to be done"), _("By whom"))
        labels = (*names, _("Towards whom"), _("To be done by"))
        self.lay_out("", list(zip(labels, fields, strict=True)))
        self.what.setFocus()

    def _fill(self, current: Followed, commitment: Commitment | None) -> None:
        self.dossier.setCurrentIndex(self.dossier.findData(current.dossier.id))
        self.dossier.setEnabled(commitment is None)
        if commitment is None:
            is_label = current.outcome is Outcome.LABEL
            kind = CommitmentKind.COMMITMENT if is_label else CommitmentKind.MILESTONE
            self.kind.setCurrentIndex(self.kind.findData(kind))
            self._propose_parties()
            return
        self.kind.setCurrentIndex(self.kind.findData(commitment.kind))
        self.side.setCurrentIndex(self.side.findData(commitment.side))
        self.what.setText(commitment.what)
        self.who.setText(commitment.who)
        self.towards.setText(commitment.towards)
        self.due.show_value(commitment.due_on)

    def _propose_parties(self, _row: int = 0) -> None:
        """Name the two sides as they are known; a person may write others."""
        chosen = self.dossier.currentData()
        leaders = next(
            (
                ", ".join(o.dossier.project_leaders)
                for o in self._dossiers
                if o.dossier.id == chosen
            ),
            "",
        )
        is_leader = self.side.currentData() is Side.LEADER
        who, towards = (leaders, self._pole) if is_leader else (self._pole, leaders)
        self.who.setText(who)
        self.towards.setText(towards)

    def _accept(self) -> None:
        """Tell what is wanted, once it says what is to be done."""
        if not self.what.text().strip():
            self.say(_("Say what is to be done. Nothing was changed."))
            self.what.setFocus()
            return
        details = CommitmentDetails(
            self.kind.currentData(),
            self.side.currentData(),
            self.what.text(),
            self.who.text(),
            self.towards.text(),
            self.due.day.day() if self.due.is_there.isChecked() else None,
        )
        self.wanted.emit(self.dossier.currentData(), details)
        self.accept()


class ProposedDialog(Form):
    """Emits ``wanted(tuple of CommitmentDetails)`` with the lines a person ticked."""

    wanted = Signal(object)

    def __init__(self, look: Appearance, followed: Followed, pole: str, parent: QWidget) -> None:
        super().__init__(
            look, _("Proposed lines"), _("Add the ticked lines"), _("Change nothing"), parent
        )
        leaders = ", ".join(followed.dossier.project_leaders)
        told = _("{title}: tick the lines to add, and set their dates. Nothing is written alone.")
        self.rows: list[tuple[QCheckBox, DayField, CommitmentDetails]] = []
        lines: list[tuple[str, QWidget]] = []
        for line in proposed_lines(followed):
            what = tell(line.what)
            who, towards = (leaders, pole) if line.side is Side.LEADER else (pole, leaders)
            tick = QCheckBox(what)
            day = DayField(_("{label}: {choice}").format(label=_("To be done by"), choice=what))
            day.show_value(proposed_day(followed, line))
            row = OptionalRow(look, tick, day)
            details = CommitmentDetails(line.kind, line.side, what, who, towards)
            self.rows.append((tick, day, details))
            lines.append((side_word(line.side), row))
        self.lay_out(told.format(title=followed.dossier.title), lines)
        self.setMinimumWidth(look.px(820))
        if self.rows:
            self.rows[0][0].setFocus()

    def _accept(self) -> None:
        """Tell the ticked lines."""
        taken = tuple(
            CommitmentDetails(d.kind, d.side, d.what, d.who, d.towards, day.day())
            for tick, day, d in self.rows
            if tick.isChecked()
        )
        if not taken:
            self.say(_("Choose at least one line. Nothing was changed."))
            return
        self.wanted.emit(taken)
        self.accept()


class PlanDialog(Form):
    """Emits ``wanted(SupportPlan)``."""

    wanted = Signal(object)

    def __init__(
        self,
        look: Appearance,
        followed: Followed,
        experts: Sequence[str],
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(
            look, _("Accompaniment"), _("Save the accompaniment"), _("Change nothing"), parent
        )
        self._plan = plan = followed.plan
        self.referent = line_field(_("Referent"))
        self.referent.setText(plan.referent)
        self.review = OptionalDay(look, _("Next review"), today)
        self.review.saved.connect(self.review.show_value)
        self.review.show_value(plan.next_review_on)
        self.expert = QComboBox()
        self.expert.setEditable(True)
        self.expert.setAccessibleName(_("Expert mobilised"))
        self.expert.addItems(["", *experts])
        self.expert.setEditText(plan.expert)
        self.purpose = line_field(_("On what"))
        self.purpose.setText(plan.purpose)
        self.lay_out(
            followed.dossier.title,
            (
                (_("Referent"), self.referent),
                (_("Next review"), self.review),
                (_("Expert mobilised"), self.expert),
                (_("On what"), self.purpose),
            ),
        )
        self.referent.setFocus()

    def _accept(self) -> None:
        """Tell the accompaniment."""
        review = self.review.day.day() if self.review.is_there.isChecked() else None
        self.wanted.emit(
            SupportPlan(
                self._plan.dossier_id,
                self.referent.text(),
                review,
                self.expert.currentText(),
                self.purpose.text(),
            )
        )
        self.accept()


class OptionalRow(QWidget):
    """A line to tick with its day at the right."""

    def __init__(self, look: Appearance, tick: QCheckBox, day: DayField) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(10))
        row.addWidget(tick, 1)
        row.addWidget(day)
