"""The notes of the debate with their hour, a line to add one, the summary written afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.meeting import DebateNote
from euralens_desk.i18n import _, format_time, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.voting import NOTES_KEPT, NOTES_KEPT_COMPACT
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, ElidedText, KeyCap, SectionHeading, Text
from euralens_desk.ui.widgets.late import LateText


class NotesPane(QWidget):
    """Emits ``added(text)``, ``edited(note, text)`` (empty to remove it) and ``written(text)``.

    The last one is the summary of the debate. The newest notes are in sight; a link unfolds those
    before, and another one the summary when there are notes.
    """

    added = Signal(str)
    edited = Signal(int, str)
    written = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[int, NoteRow] = {}
        self._is_unfolded = False
        self._is_locked = False
        self.setAccessibleName(_("Notes of the debate"))
        self.older = Button(look, "", ButtonKind.LINK, small=True)
        self.older.clicked.connect(self._unfold)
        self._told = ElidedText(_("kept for the minutes"), Role.CAPTION, "ink3")
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field = AddedNote(look)
        self.field.returnPressed.connect(self.settle_line)
        self.write = Button(look, _("Write the summary of the debate"), ButtonKind.LINK, small=True)
        self.write.clicked.connect(self.enter_summary)
        self.summary = LateText(
            look,
            _("Summary of the debate"),
            hint=_("What is said, without naming anybody…"),
            lines=3,
        )
        self.summary.settled.connect(self.written)
        self.summary.hide()
        self.setFocusProxy(self.field)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        head = QHBoxLayout()
        head.setSpacing(look.px(6))
        head.addWidget(SectionHeading(_("Notes of the debate")))
        head.addWidget(self._told, 1)
        head.addWidget(self.older)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(5))
        column.addLayout(head)
        column.addLayout(self._list)
        for widget in (self.field, self.summary):
            column.addWidget(widget)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)

    # Showing

    def show_item(self, notes: Sequence[DebateNote], summary: str, *, fresh: bool) -> None:
        """Show the notes of an item; what is being typed on it is left alone."""
        if fresh:
            self._is_unfolded = False
            self.field.clear()
            self.summary.replace_text(summary)
            self.summary.setVisible(bool(summary) and not notes)
        else:
            self.summary.show_text(summary)
        self._show_rows(notes)
        self._show_write()

    def _show_rows(self, notes: Sequence[DebateNote]) -> None:
        """Keep the rows that stay, so that the keyboard stays where it is."""
        had_focus = any(_holds_keyboard(row) for row in self._rows.values())
        for gone in set(self._rows) - {note.id for note in notes}:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for place, note in enumerate(notes):
            if note.id not in self._rows:
                self._rows[note.id] = self._row(note.id)
                self._list.insertWidget(place, self._rows[note.id])
            self._rows[note.id].show_note(note)
        self._rows = {note.id: self._rows[note.id] for note in notes}
        self._fold()
        if had_focus and not any(_holds_keyboard(row) for row in self._rows.values()):
            self.field.setFocus()

    def _row(self, note_id: int) -> NoteRow:
        row = NoteRow(self._look, note_id)
        row.edited.connect(self.edited)
        row.stepped.connect(self._step)
        row.set_locked(self._is_locked)
        return row

    def _fold(self) -> None:
        """Show the newest notes, or all of them."""
        kept = NOTES_KEPT_COMPACT if self._look.compact else NOTES_KEPT
        rows = list(self._rows.values())
        folded = 0 if self._is_unfolded else max(0, len(rows) - kept)
        for place, row in enumerate(rows):
            row.setVisible(place >= folded)
        self.older.setText(ngettext("{count} older", "{count} older", folded).format(count=folded))
        told = ngettext("{count} older note", "{count} older notes", folded)
        self.older.setAccessibleName(told.format(count=folded))
        self.older.setVisible(bool(folded))
        self._told.setVisible(not folded)

    def _unfold(self) -> None:
        self._is_unfolded = True
        self._fold()
        rows = list(self._rows.values())
        if rows:
            rows[0].setFocus()

    def _show_write(self) -> None:
        has_text = bool(self.summary.text())
        read, write = _("Read the summary of the debate"), _("Write the summary of the debate")
        self.write.setText(read if has_text else write)
        self.write.setVisible(self.summary.isHidden() and (has_text or not self._is_locked))

    def set_locked(self, locked: bool) -> None:
        """Close the notes of a file that can only be read."""
        self._is_locked = locked
        self.field.setReadOnly(locked)
        self.summary.setReadOnly(locked)
        for row in self._rows.values():
            row.set_locked(locked)
        self._show_write()

    # What the secretary does

    def enter_summary(self) -> None:
        """Unfold the summary of the debate, and put the keyboard in it."""
        self.summary.show()
        self._show_write()
        self.summary.setFocus()

    def settle(self) -> None:
        """Hand over everything that is being typed."""
        for row in list(self._rows.values()):
            row.end(keep=True)
        self.settle_line()
        self.summary.settle()

    def settle_line(self) -> None:
        """Add the note that is typed, if there is one."""
        text = self.field.text().strip()
        if text and not self._is_locked:
            self.field.clear()
            self.added.emit(text)

    def _step(self, note_id: int, step: int) -> None:
        """Give the keyboard to the note above or below; below the last one is the field."""
        shown = [known for known, row in self._rows.items() if not row.isHidden()]
        place = shown.index(note_id) + step
        if place >= len(shown):
            self.field.setFocus()
        elif place >= 0:
            self._rows[shown[place]].setFocus()


def _holds_keyboard(row: QWidget) -> bool:
    held = row.window().focusWidget()
    return held is not None and (held is row or row.isAncestorOf(held))


class AddedNote(QLineEdit):
    """The line that adds a note, with its keys at the right while it is empty."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setPlaceholderText(_("Add a note…"))
        self.setAccessibleName(_("Add a note"))
        self._caps = [KeyCap(look, cap, self) for cap in ("Ctrl", "D")]
        self.textChanged.connect(self._show_caps)

    def _show_caps(self, text: str) -> None:
        for cap in self._caps:
            cap.setVisible(not text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the keys."""
        super().resizeEvent(event)
        look, x = self._look, self.width() - self._look.px(10)
        for cap in reversed(self._caps):
            size = cap.sizeHint()
            x -= size.width()
            cap.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x -= look.px(8)


class NoteRow(QFrame):
    """One note: its hour and its text; Enter, F2 or a double click correct it, Suppr removes it."""

    edited = Signal(int, str)
    stepped = Signal(int, int)

    def __init__(self, look: Appearance, note_id: int) -> None:
        super().__init__()
        self._look = look
        self._note_id = note_id
        self._known = ""
        self._is_locked = False
        self._correction: Correction | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("Enter corrects the note, Delete removes it."))
        self._hour = Text("", Role.CAPTION, "ink3")
        self.words = Text("", Role.DENSE, wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.words.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, look.px(1), 0, look.px(1))
        self._row.setSpacing(look.px(12))
        self._row.addWidget(self._hour, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)

    def show_note(self, note: DebateNote) -> None:
        """Show what the note holds."""
        look = self._look
        self._known = note.text
        self._hour.setFixedWidth(look.metrics(Role.CAPTION).horizontalAdvance("00:00") + look.px(4))
        self.words.setText(note.text)
        self._hour.setText(f"{note.at:%H:%M}" if note.at else "–")
        hour = format_time(note.at) if note.at else _("no hour")
        self.setAccessibleName(f"{hour}, {note.text}")

    def set_locked(self, locked: bool) -> None:
        """Close the note of a file that can only be read."""
        self._is_locked = locked
        if locked:
            self.end(keep=False)

    def correct(self) -> None:
        """Put a field in the place of the text."""
        if self._is_locked or self._correction is not None:
            return
        self._correction = field = Correction(self._look, self._known)
        field.ended.connect(self.end)
        self.words.hide()
        self._row.addWidget(field, 1)
        field.show()
        field.setFocus()

    def end(self, keep: bool) -> None:
        """Put the text back; hand over the correction when it is kept."""
        field, self._correction = self._correction, None
        if field is None:
            return
        text, had_focus = field.toPlainText().strip(), _holds_keyboard(field)
        field.hide()
        field.deleteLater()
        self.words.show()
        if had_focus:
            self.setFocus()
        if keep and text != self._known:
            self.edited.emit(self._note_id, text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the note."""
        del event
        self.correct()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Correct, remove, or go up and down."""
        keys, steps = Qt.Key, {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
            self.correct()
        elif event.key() in (keys.Key_Delete, keys.Key_Backspace) and not self._is_locked:
            self.edited.emit(self._note_id, "")
        elif event.key() in steps:
            self.stepped.emit(self._note_id, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Correction(QPlainTextEdit):
    """A note being corrected. Emits ``ended(keep)``: Enter or leaving keeps it, Échap does not."""

    ended = Signal(bool)

    def __init__(self, look: Appearance, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(_("Text of the note"))
        self.setTabChangesFocus(True)
        lines = 2 + len(text) // 40
        height = look.metrics(Role.BODY).lineSpacing() * min(lines, 6) + look.px(18)
        self.setFixedHeight(height)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Enter or Échap."""
        is_held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_held:
            self.ended.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit(False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the correction when the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.ended.emit(True)
