"""What earlier campaigns asked and decided, and what changed since, old and new side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.precedent import Precedent, field_changes
from euralens_desk.i18n import _
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.preselection_words import precedent_parts
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, SectionHeading, Text
from euralens_desk.words import precedent_line


def precedent_card(look: Appearance, found: Precedent, dossier: Dossier) -> Card:
    """Return the card of one earlier campaign."""
    card = Card(look, found.campaign_title)
    card.body.addWidget(Text(precedent_line(found), Role.BODY, "ink2", wrap=True))
    parts = precedent_parts(found)
    if parts:
        card.body.addWidget(SectionHeading(_("What had been said")))
    for heading, text in parts:
        card.body.addWidget(Text(heading, Role.CAPTION, "ink2", wrap=True))
        card.body.addWidget(Text(text, wrap=True, selectable=True))
    card.body.addWidget(SectionHeading(_("What changed")))
    changes = _changes(look, found, dossier)
    if changes is None:
        card.body.addWidget(Text(_("Nothing changed in the sheet since."), tone="ink2", wrap=True))
    else:
        card.body.addWidget(changes)
    return card


def _changes(look: Appearance, found: Precedent, dossier: Dossier) -> QWidget | None:
    """Return the fields that say something else, old and new side by side."""
    changes = field_changes(found, dossier)
    if not changes:
        return None
    labels = field_labels()
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(14))
    grid.setVerticalSpacing(look.px(6))
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for column, head in enumerate((str(found.year), _("Now")), start=1):
        grid.addWidget(Text(head, Role.CAPTION_STRONG, "ink2"), 0, column)
    for row, change in enumerate(changes, start=1):
        cells = (
            Text(labels[change.name], Role.CAPTION, "ink2", wrap=True),
            Text(change.before or "–", Role.DENSE, "ink2", wrap=True, selectable=True),
            Text(change.now or "–", Role.DENSE, wrap=True, selectable=True),
        )
        for column, cell in enumerate(cells):
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
    return widget
