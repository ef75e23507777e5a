"""What the window says: note and banner, toast, saved indicator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from euralens_desk.ui.widgets.labels import RichText, Text
from euralens_desk.ui.widgets.painting import box
from euralens_desk.ui.widgets.pictures import Picture
from euralens_desk.ui.widgets.rich import strong_then

TOAST_MILLISECONDS = 8_000
SAVING_SHOWN_AFTER = 300
"""Milliseconds of writing before « Enregistrement… » is said (UX 5)."""


class NoteKind(Enum):
    """How pressing a note is; the value is the family of its tokens."""

    INFORMATION = "inf"
    WARNING = "och"
    ERROR = "brk"
    SEALED = "ink"


_ICONS = {
    NoteKind.INFORMATION: "info",
    NoteKind.WARNING: "triangle-alert",
    NoteKind.ERROR: "triangle-alert",
    NoteKind.SEALED: "lock",
}


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Note(QFrame):
    """A tinted note with a bar at its left: a bold first sentence, the rest, then actions.

    With ``banner`` it fills the width of the page with its actions at the right; otherwise they
    stand under the text. ``icon`` is that of the kind unless given; empty for none. ``closed`` is
    emitted by the cross of a ``closable`` one.
    """

    closed = Signal()

    def __init__(
        self,
        look: Appearance,
        kind: NoteKind,
        title: str,
        text: str = "",
        offers: Sequence[Offer] = (),
        *,
        banner: bool = False,
        closable: bool = False,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self.setAccessibleName(f"{title} {text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        tone = "sf" if kind is NoteKind.SEALED else "ink"
        self.words = RichText(strong_then(title, text), tone=tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(10), look.px(12), look.px(10))
        row.setSpacing(look.px(10))
        if icon != "":
            family = "sf" if kind is NoteKind.SEALED else kind.value
            mark = Picture(look, icon or _ICONS[kind], family, 20)
            row.addWidget(mark, 0, _MIDDLE if banner else Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.px(8))
        column.addWidget(self.words)
        row.addLayout(column, 1)
        self._add_offers(offers, row if banner else column)
        if closable:
            cross = IconButton(look, "x", _("Close"), small=True)
            cross.clicked.connect(self.closed)
            row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def _add_offers(self, offers: Sequence[Offer], place: QHBoxLayout | QVBoxLayout) -> None:
        """Add one small button for each offer."""
        if not offers:
            return
        line = QHBoxLayout()
        line.setSpacing(self._look.px(8))
        for offer in offers:
            button = Button(self._look, offer.verb, small=True)
            button.clicked.connect(lambda _checked=False, do=offer.do: do())
            line.addWidget(button)
        if isinstance(place, QVBoxLayout):
            line.addStretch(1)
        place.addLayout(line)

    def sizeHint(self) -> QSize:
        """As high as its words are at the width it has: it is never higher, nor cut."""
        size = super().sizeHint()
        if self.hasHeightForWidth():
            size.setHeight(self.heightForWidth(self.width()))
        return size

    def minimumSizeHint(self) -> QSize:
        """The same height: that of its narrowest form would push what stands under it away."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self.words.setText(strong_then(title, text))
        self.setAccessibleName(f"{title} {text}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the bar."""
        del event
        painter, area, look = QPainter(self), QRectF(self.rect()), self._look
        if self._kind is NoteKind.SEALED:
            painter.fillRect(area, look.colour("ink"))
            return
        family = self._kind.value
        box(painter, area, 6, look.colour(f"{family}_tint"))
        bar = area.adjusted(0, 0, look.px(4) - area.width(), 0)
        painter.fillRect(bar, look.colour("ochb" if family == "och" else family))


class ToastBar(QFrame):
    """A dark word at the bottom of its parent for eight seconds, longer while pointed or focused.

    It places itself over ``parent`` and follows its size.
    """

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._home = parent
        self._offer: Offer | None = None
        self.words = Text("", tone="sf", wrap=True)
        self._mark = Picture(look, "check", "sf", 18)
        self._keys = Text("", Role.CAPTION, "sf")
        self.action = _ToastAction(look, self)
        self.action.clicked.connect(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self._keys)
        self.timer = QTimer(self, singleShot=True, interval=TOAST_MILLISECONDS)
        self.timer.timeout.connect(self._end)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, offer: Offer | None = None, keys: str = "") -> None:
        """Show ``text`` for a while, with at most one offer and the keys that do the same."""
        self._offer = offer
        self.words.setText(text)
        self.setAccessibleName(text)
        self.action.setText(offer.verb if offer else "")
        self.action.setVisible(offer is not None)
        self._keys.setText(keys)
        self._keys.setVisible(bool(keys))
        self._place()
        self.show()
        self.raise_()
        self.timer.start()

    def withdraw(self, do: Callable[[], None]) -> None:
        """Leave when the offer is to ``do``."""
        if self._offer is not None and self._offer.do == do:
            self._offer = None
            self.timer.stop()
            self.hide()

    def _accept(self) -> None:
        """Do what was offered and leave."""
        offer, self._offer = self._offer, None
        self.hide()
        self.timer.stop()
        if offer is not None:
            offer.do()

    def _end(self) -> None:
        """Leave, unless someone is looking at it."""
        if self.underMouse() or self.action.hasFocus():
            self.timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        """Stand at the bottom of the parent, in its middle half: the sides stay clear."""
        home, margin = self._home, self._look.px(24)
        spoken = self.words.fontMetrics().horizontalAdvance(self.words.text())
        aside = self.sizeHint().width() - self.words.sizeHint().width()
        most = min(max(home.width() // 2, self._look.px(420)), home.width() - 2 * margin)
        width = min(spoken + aside + self._look.px(24), most)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        left, top = (home.width() - width) // 2, home.height() - height - margin
        self.setGeometry(left, top, width, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while pointed at."""
        super().enterEvent(event)
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count eight seconds again."""
        super().leaveEvent(event)
        self.timer.start()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Follow the size of the parent."""
        if watched is self._home and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground."""
        del event
        box(QPainter(self), QRectF(self.rect()), 6, self._look.colour("ink"))


class _ToastAction(Button):
    """The one action of a toast, underlined on the dark ground."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(look, "", ButtonKind.LINK, small=True, parent=parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the verb, underlined."""
        del event
        painter = QPainter(self)
        font = self.look.font(Role.DENSE_STRONG)
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(QColor(self.look.colour("sf")))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class SavedIndicator(QWidget):
    """Says whether what was typed is on the disk: « Enregistré 14:03:22 ».

    Texts come ready from the page. Screen readers hear failures only: the name changes then.
    """

    retry_wanted = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._mark = Picture(look, "check", "pri", 16)
        self.words = Text("", Role.DENSE_STRONG, "pri")
        self.retry = Button(look, _("Try again"), ButtonKind.LINK, small=True)
        self.retry.clicked.connect(self.retry_wanted)
        self.retry.hide()
        self._late = QTimer(self, singleShot=True, interval=SAVING_SHOWN_AFTER)
        self._late.timeout.connect(self._show_saving)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for widget in (self._mark, self.words, self.retry):
            row.addWidget(widget)
        self._mark.hide()
        self.setAccessibleName(_("State of the recording"))

    def show_saving(self) -> None:
        """Something is being written; it is said only if it lasts."""
        if not self._late.isActive():
            self._late.start()

    def show_saved(self, text: str) -> None:
        """All is on the disk; ``text`` says since when."""
        self._show("check", "pri", text)

    def show_failure(self, text: str) -> None:
        """Something could not be written; ``text`` says what and why."""
        self._show("triangle-alert", "brk", text)
        self.retry.show()
        self.setAccessibleName(text)

    def _show_saving(self) -> None:
        """Say that it lasts."""
        self._show("loader", "ink2", _("Saving…"))

    def _show(self, icon: str, tone: str, text: str) -> None:
        """Show an icon and a text."""
        self._late.stop()
        self.retry.hide()
        self._mark.set_icon(icon, tone)
        self._mark.show()
        self.words.set_tone(tone)
        self.words.setText(text)
