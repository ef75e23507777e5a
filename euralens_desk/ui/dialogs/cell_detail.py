"""All that stands behind one figure of the synthesis: counts, who counted, comments, method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, LevelCounts, LevelFace, SectionHeading, Text


@dataclass(frozen=True, slots=True)
class CellDetail:
    """What the dialog says, ready to be shown. ``counts`` is empty for an opinion in words."""

    title: str
    dossier: str
    facts: Sequence[str]
    sections: Sequence[tuple[str, str]]
    comments: Sequence[str] = ()
    levels: Sequence[LevelFace] = ()
    counts: Sequence[int] = ()
    token: str = "pri"


class CellDetailDialog(QDialog):
    """Show it with ``open()``; Échap closes it, and the keyboard goes back to the matrix."""

    def __init__(self, look: Appearance, detail: CellDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(detail.title)
        self.setAccessibleName(f"{detail.title}, {detail.dossier}")
        self.setAccessibleDescription(". ".join(detail.facts))
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, look.px(12), 0)
        self._inside.setSpacing(look.px(4))
        self._fill(detail)
        self._inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(detail.title)
        for ground in (area.viewport(), inside):
            ground.setAutoFillBackground(False)
        self.close_button = Button(look, _("Close"))
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(8))
        column.addWidget(Text(detail.dossier, Role.CAPTION, "ink2", wrap=True))
        column.addWidget(Text(detail.title, Role.TITLE2, wrap=True))
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(look.px(620), look.px(560))
        self.close_button.setFocus()

    def _fill(self, detail: CellDetail) -> None:
        """Add the counts, the facts, the sections and the comments."""
        if detail.counts:
            bars = LevelCounts(self._look, detail.levels, detail.counts, token=detail.token)
            self._inside.addWidget(bars)
        for fact in detail.facts:
            self._inside.addWidget(self._words(fact))
        for heading, text in detail.sections:
            self._add_heading(heading)
            self._inside.addWidget(self._words(text))
        if detail.comments:
            self._add_heading(_("Comments, unsigned"))
        for comment in detail.comments:
            self._inside.addWidget(self._words(comment))

    def _add_heading(self, text: str) -> None:
        self._inside.addSpacing(self._look.px(8))
        self._inside.addWidget(SectionHeading(text))

    def _words(self, text: str) -> Text:
        return Text(text, Role.DENSE, wrap=True, selectable=True)
