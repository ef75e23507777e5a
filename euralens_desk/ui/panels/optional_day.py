"""A day that may be missing: a box to tick, then the day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import DayField


class OptionalDay(QWidget):
    """A day that may be missing. Emits ``saved(date | None)``."""

    saved = Signal(object)

    def __init__(self, look: Appearance, name: str, today: date) -> None:
        super().__init__()
        self.is_there = QCheckBox(_("On"))
        self.is_there.setAccessibleName(name)
        self.day = DayField(name)
        self.day.show_value(today)
        self.day.setEnabled(False)
        self.is_there.clicked.connect(self._tell)
        self.day.saved.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addWidget(self.is_there)
        row.addWidget(self.day)
        row.addStretch(1)

    def show_value(self, value: date | None) -> None:
        """Show what the file holds."""
        self.is_there.setChecked(value is not None)
        self.day.setEnabled(value is not None and self.is_there.isEnabled())
        if value is not None:
            self.day.show_value(value)

    def _tell(self, _what: object = None) -> None:
        self.saved.emit(self.day.day() if self.is_there.isChecked() else None)
