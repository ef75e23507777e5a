"""The committees of the campaign, one above the other: one is chosen, its name can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.people_words import BODIES, counted
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, SavedField, body_mark, write
from euralens_desk.ui.widgets.painting import BODY_TOKEN
from euralens_desk.usecases.people import CommitteeRecord

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class CommitteeRow(QAbstractButton):
    """One committee: its shape, its name, how many members; marked when it is the one shown."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._record: CommitteeRecord | None = None
        self.setCheckable(True)
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_record(self, record: CommitteeRecord) -> None:
        """Show a committee."""
        self._record = record
        chair = record.chair
        chaired = _("no chair named") if record.members else ""
        if chair is not None:
            chaired = _("chaired by {name}").format(name=chair.name)
        self._detail = " · ".join(part for part in (counted(record), chaired) if part)
        self.setText(record.committee.name)
        self.setAccessibleName(f"{record.committee.name}, {self._detail}")
        self.setToolTip(f"{record.committee.name}\n{self._detail}")
        self.update()

    def sizeHint(self) -> QSize:
        """One row of a list."""
        return QSize(self._look.px(300), self._look.row_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape, the name and the count."""
        del event
        if self._record is None:
            return
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(area, look.colour("sel"))
        if on:
            painter.fillRect(QRectF(0, 0, look.px(4), area.height()), look.colour("pri"))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), look.colour("line"))
        side = look.px(12)
        place = QRectF(look.px(16), round((area.height() - side) / 2), side, side)
        body = BODIES[self._record.committee.kind]
        body_mark(painter, place, body, look.colour(BODY_TOKEN[body]))
        role = Role.TITLE3 if on else Role.BODY
        left = place.right() + look.px(12)
        room = area.width() - left - look.px(16)
        wanted = look.metrics(role).horizontalAdvance(self.text()) + look.px(16)
        detail_room = max(room - wanted, room * 0.4)
        detail = look.metrics(Role.CAPTION).elidedText(
            self._detail, Qt.TextElideMode.ElideRight, round(detail_room)
        )
        taken = look.metrics(Role.CAPTION).horizontalAdvance(detail) + look.px(16)
        name = look.metrics(role).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(room - taken)
        )
        line = QRectF(left, 0, room, area.height())
        write(painter, line, name, look.font(role), look.colour("ink"), align=_LEFT)
        tone = look.colour("ink2")
        write(painter, line, detail, look.font(Role.CAPTION), tone, align=_RIGHT)


class CommitteeList(Card):
    """The rows; ↑ ↓ move among them. Emits ``chosen(id)`` and ``renamed(id, name)``."""

    chosen = Signal(int)
    renamed = Signal(int, str)
    left = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, flush=True, parent=parent)
        self.setAccessibleName(_("Committees"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rows: dict[int, CommitteeRow] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.field = SavedField(_("Name of the committee"))
        self.field.hide()
        self.field.saved.connect(self._rename)
        self.field.editingFinished.connect(self._close_field)
        self.field.left.connect(self._close_field)
        self._renaming: int | None = None
        self.body.addLayout(self._column)
        self._column.addWidget(self.field)

    def show_records(self, records: Sequence[CommitteeRecord], current: int | None) -> None:
        """Show the committees; ``current`` is the one whose members are listed."""
        for gone in self._rows.keys() - {record.committee.id for record in records}:
            row = self._rows.pop(gone)
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for record in records:
            if record.committee.id not in self._rows:
                self._add(record.committee.id)
            row = self._rows[record.committee.id]
            row.show_record(record)
            row.setChecked(record.committee.id == current)

    def _add(self, committee_id: int) -> None:
        row = CommitteeRow(self._look)
        row.clicked.connect(lambda _checked=False: self.chosen.emit(committee_id))
        self._rows[committee_id] = row
        self._group.addButton(row)
        self._column.addWidget(row)
        row.show()

    def current_row(self) -> CommitteeRow | None:
        """Return the row that is marked."""
        return next((row for row in self._rows.values() if row.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the members."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.field.hasFocus():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # The name in place

    def rename(self) -> None:
        """Turn the name of the marked committee into a field."""
        found = next((key for key, row in self._rows.items() if row.isChecked()), None)
        if found is None:
            return
        self._renaming = found
        self._column.insertWidget(self._column.indexOf(self._rows[found]), self.field)
        self._rows[found].hide()
        self.field.show_value(self._rows[found].text())
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def _rename(self, name: str) -> None:
        if self._renaming is not None:
            self.renamed.emit(self._renaming, name)

    def _close_field(self) -> None:
        row = self._rows.get(self._renaming) if self._renaming is not None else None
        had_focus = self.field.hasFocus()
        self._renaming = None
        self.field.hide()
        if row is not None:
            row.show()
            if had_focus:
                row.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
