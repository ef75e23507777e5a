"""What the other bodies said of the dossier before the meeting; never added to the scores."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.aggregation import CommitteeOpinions, DossierOpinion
from euralens_desk.domain.meeting import Act, TechnicalOpinion
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.follow_up_words import funders_told
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.words import strip_words
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Body,
    BodyMark,
    ElidedText,
    RichText,
    SectionHeading,
    Spread,
    StackedBar,
    strong_then,
)
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.words import outcome_word, stance_word


class EarlierOpinions(QWidget):
    """The opinion of the technical committee in words, that of the lycéens in three bars.

    Then what earlier meetings had proposed.
    """

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(6))
        self._column.addWidget(SectionHeading(_("Earlier opinions")))
        self._column.addWidget(self._body)

    def show_point(self, held: Proceedings, point: Point) -> None:
        """Show the opinions on the dossier of a point."""
        old, self._body = self._body, QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(6))
        column.addLayout(self._technical(point.technical, funders_told(point.leads)))
        opinion = held.students.dossiers.get(point.dossier.id) if held.students else None
        column.addLayout(self._students(held.students, opinion))
        for act in point.earlier:
            column.addLayout(self._proposition(held.committee.name, act))
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()

    def _proposition(self, name: str, act: Act) -> QHBoxLayout:
        """Return what an earlier meeting had proposed."""
        title = _("Proposition of {day}: {outcome}.").format(
            day=format_date(act.dated), outcome=outcome_word(act.outcome)
        )
        return self._marked(Body.EXPERTS, name, strong_then(title, act.reasons))

    def _technical(self, opinion: TechnicalOpinion | None, funders: str) -> QHBoxLayout:
        if opinion is None:
            told = _("no opinion recorded.")
            words = strong_then(_("Technical committee:"), told + funders)
        else:
            title = _("Technical committee: {stance}.")
            said = opinion.text + funders
            words = strong_then(title.format(stance=stance_word(opinion.stance)), said.strip())
        return self._marked(Body.TECHNICAL, _("Technical committee"), words)

    def _students(
        self, opinions: CommitteeOpinions | None, opinion: DossierOpinion | None
    ) -> QVBoxLayout:
        ballots = (
            max((f.tally.expected for f in opinion.criteria.values()), default=0)
            if (opinion)
            else 0
        )
        text = ngettext("{count} ballot", "{count} ballots", ballots).format(count=ballots)
        words = strong_then(_("Lycéens:"), text if ballots else _("no ballot yet"))
        column = QVBoxLayout()
        column.setSpacing(self._look.px(4))
        column.addLayout(self._marked(Body.STUDENTS, _("Lycéens"), words))
        if opinions is not None and opinion is not None and ballots:
            column.addLayout(self._bars(opinions, opinion))
        return column

    def _bars(self, opinions: CommitteeOpinions, opinion: DossierOpinion) -> QGridLayout:
        look, grid = self._look, QGridLayout()
        grid.setContentsMargins(look.px(26), 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(2))
        words = [level.label for level in opinions.grid.scale.levels]
        for row, criterion in enumerate(opinions.grid.criteria):
            figure = opinion.criteria[criterion.code]
            majority = figure.majority
            median = majority.level if majority else None
            spread = Spread(figure.tally.counts, figure.tally.no_opinion, median)
            word = words[median] if median is not None else "–"
            said = strip_words(words, figure.tally.counts, figure.tally.no_opinion)
            label = ElidedText(criterion.label, Role.CAPTION)
            bar = StackedBar(look, spread, f"{criterion.label} : {said}", word=word, counts=False)
            bar.setFixedWidth(bar.minimumSizeHint().width())
            grid.addWidget(label, row, 0)
            grid.addWidget(bar, row, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _marked(self, body: Body, name: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(10))
        row.addWidget(BodyMark(self._look, body, name), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(RichText(words, Role.DENSE), 1)
        return row
