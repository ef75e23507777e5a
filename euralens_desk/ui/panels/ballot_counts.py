"""How the ballots of a box are spread, and what does not agree; for the secretary only."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.ballots import LEAST_TOLD
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.tally import Tally
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.ballot_words import faces, legend
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, LevelCounts, Note, NoteKind, Text
from euralens_desk.usecases.ballots import BoxContent
from euralens_desk.usecases.visibility import tells_ballots


class BallotCounts(QWidget):
    """The right of the page: counts by level once there are enough ballots, notes, the rule."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._grid: CriteriaGrid | None = None
        self._rows: list[_CriterionCounts] = []
        self.card = Card(look, _("Distribution"))
        self.remark = Text("", Role.CAPTION, "ink2", wrap=True)
        self.legend = Text("", Role.DENSE, "ink2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(10))
        self.card.body.addWidget(self.remark)
        self.card.body.addWidget(self.legend)
        self.card.body.addLayout(self._list)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(look.px(8))
        rule = _(
            "No name, no class, no time. The paper ballots are destroyed after the closing, "
            "at the end of the appeal period."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.card)
        column.addLayout(self._notes)
        column.addWidget(Text(rule, Role.CAPTION, "ink2", wrap=True))
        column.addStretch(1)

    def show_content(self, grid: CriteriaGrid, content: BoxContent) -> None:
        """Show the counts, unless they are so few that they could be traced to a person."""
        if grid != self._grid:
            self._build(grid)
        enough = tells_ballots(content.box.entered)
        self.remark.setText(_remark(content, enough))
        self.legend.setText(legend(grid))
        self.legend.setVisible(not enough)
        most = max((max(tally.counts) for tally in content.tallies), default=0)
        for row, tally in zip(self._rows, content.tallies, strict=True):
            row.setVisible(enough)
            if enough:
                row.show_tally(tally, most)

    def _build(self, grid: CriteriaGrid) -> None:
        self._grid = grid
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = [_CriterionCounts(self._look, grid, c.label) for c in grid.criteria]
        for row in self._rows:
            self._list.addWidget(row)

    def show_notes(self, notes: tuple[tuple[NoteKind, str, str], ...]) -> None:
        """Say what does not agree."""
        while (item := self._notes.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for kind, title, text in notes:
            note = Note(self._look, kind, title, text)
            self._notes.addWidget(note)
            note.show()


def _remark(content: BoxContent, enough: bool) -> str:
    entered = content.box.entered
    if not enough:
        return ngettext(
            "{count} ballot. Under {least}, no detail is shown: it could be traced to a person.",
            "{count} ballots. Under {least}, no detail is shown: it could be traced to a person.",
            entered,
        ).format(count=entered, least=LEAST_TOLD)
    if content.box.is_closed:
        told = ngettext("{count} ballot, mixed", "{count} ballots, mixed", entered)
    else:
        told = ngettext(
            "{count} ballot, brought up to date at each Enter",
            "{count} ballots, brought up to date at each Enter",
            entered,
        )
    return told.format(count=entered)


class _CriterionCounts(QWidget):
    """One sub-criterion: its label, what is not a level, one bar a level."""

    def __init__(self, look: Appearance, grid: CriteriaGrid, label: str) -> None:
        super().__init__()
        self._label = label
        self._others = Text("", Role.CAPTION, "ink2")
        self._counts = LevelCounts(look, faces(grid), [0] * len(grid.scale.levels))
        head = QHBoxLayout()
        head.addWidget(Text(label, Role.DENSE_STRONG, wrap=True), 1)
        head.addWidget(self._others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addLayout(head)
        column.addWidget(self._counts)

    def show_tally(self, tally: Tally, most: int) -> None:
        """Show other counts; ``most`` is the count of a full bar."""
        told = [ngettext("{count} blank", "{count} blanks", tally.blank).format(count=tally.blank)]
        if tally.no_opinion:
            silent = ngettext("{count} does not know", "{count} do not know", tally.no_opinion)
            told.append(silent.format(count=tally.no_opinion))
        self._others.setText(" · ".join(told))
        self._counts.show_counts(tally.counts, most)
        name = f"{self._label} : {self._counts.accessibleName()}"
        self._counts.setAccessibleName(f"{name}, {', '.join(told)}")
