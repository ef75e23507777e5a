"""Rows and small figures: a recent file, answers received, counts by level, one big digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.flow import FlowLayout
from euralens_desk.ui.widgets.labels import ElidedText, Text
from euralens_desk.ui.widgets.levels import LevelFace
from euralens_desk.ui.widgets.painting import box, write
from euralens_desk.ui.widgets.pictures import TintedIcon

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class RecentState(Enum):
    """What a recent file is."""

    CAMPAIGN = "campaign"
    READ_ONLY = "read_only"
    KIT = "kit"
    ABSENT = "absent"


_RECENT_ICONS = {
    RecentState.CAMPAIGN: ("file-check", "pri"),
    RecentState.READ_ONLY: ("lock", "ink"),
    RecentState.KIT: ("package", "inf"),
    RecentState.ABSENT: ("unplug", "och"),
}


@dataclass(frozen=True, slots=True)
class RecentFile:
    """What a row of the recent files says; texts are ready to be shown."""

    name: str
    folder: str
    remark: str
    date: str
    state: RecentState = RecentState.CAMPAIGN


class RecentRow(QAbstractButton):
    """A recent file: icon, name and folder, what comes next, date. A press or Enter opens it."""

    def __init__(self, look: Appearance, file: RecentFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._absent = file.state is RecentState.ABSENT
        self.setText(file.name)
        self.setAccessibleName(file.name)
        self.setAccessibleDescription(f"{file.folder}. {file.remark}. {file.date}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        icon, family = _RECENT_ICONS[file.state]
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedText(file.name, Role.TITLE3))
        names.addWidget(ElidedText(file.folder, Role.CAPTION, "ink3"))
        role = Role.CAPTION_STRONG if self._absent else Role.CAPTION
        remark = Text(file.remark, role, "och" if self._absent else "ink2", wrap=True)
        date = Text(file.date, Role.CAPTION, "ink3")
        date.setMinimumWidth(look.px(110))
        date.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        row.setSpacing(look.px(14))
        row.addWidget(TintedIcon(look, icon, family, side=38))
        row.addLayout(names, 7)
        row.addWidget(remark, 6)
        row.addWidget(date)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its two lines."""
        return QSize(self._look.px(500), self._text_height())

    def _text_height(self) -> int:
        """Return the height the texts need."""
        lines = self._look.metrics(Role.TITLE3).height() + self._look.metrics(Role.CAPTION).height()
        return lines + self._look.px(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line below."""
        del event
        painter, look = QPainter(self), self._look
        pointed = self.underMouse() or self.hasFocus()
        if pointed or self._absent:
            ground = look.colour("sel" if pointed else "alt")
            painter.fillRect(self.rect().adjusted(1, 0, -1, -1), ground)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))


@dataclass(frozen=True, slots=True)
class Answerer:
    """One member in the picture of answers: initials on the square, name in its tooltip."""

    initials: str
    name: str
    received: bool


class AnswerSquares(QWidget):
    """A plain square for an answer received, a dashed one for an answer awaited. No score."""

    def __init__(
        self, look: Appearance, members: Sequence[Answerer], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = FlowLayout(self, look.px(4), look.px(4))
        for member in members:
            row.addWidget(_Square(look, member))
        self.setAccessibleName(", ".join(member.name for member in members if member.received))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class _Square(QWidget):
    """One square."""

    def __init__(self, look: Appearance, member: Answerer) -> None:
        super().__init__()
        self._look = look
        self._member = member
        self.setToolTip(member.name)
        self.setAccessibleName(member.name)

    def sizeHint(self) -> QSize:
        """Room for two letters."""
        return QSize(self._look.px(28), self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square and the initials."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        if self._member.received:
            box(painter, area, 3, look.colour("pri"))
        else:
            dashed = Qt.PenStyle.DashLine
            box(painter, area, 3, look.colour("sf"), look.colour("line2"), style=dashed)
        ink = look.colour("onpri" if self._member.received else "ink2")
        write(painter, area, self._member.initials, look.font(Role.CAPTION, 700), ink)


class LevelCounts(QWidget):
    """One bar a level, best first, with its words and its count: ballots as they come in."""

    def __init__(
        self,
        look: Appearance,
        levels: Sequence[LevelFace],
        counts: Sequence[int],
        *,
        most: int = 0,
        token: str = "plm",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._levels = tuple(levels)
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_counts(counts, most)

    def show_counts(self, counts: Sequence[int], most: int = 0) -> None:
        """Show other counts, worst level first; ``most`` is the count of a full bar."""
        self._counts = tuple(counts)
        self._most = max(most, *self._counts, 1)
        pairs = zip(self._levels, self._counts, strict=True)
        words = ", ".join(f"{count} {face.label}" for face, count in pairs)
        self.setAccessibleName(words)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """One dense line a level."""
        return QSize(self._look.px(270), self._look.px(21) * len(self._levels))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, bars and counts."""
        del event
        painter, look = QPainter(self), self._look
        words = max(look.metrics(Role.CAPTION).horizontalAdvance(f.label) for f in self._levels)
        digit = look.metrics(Role.CAPTION_STRONG).horizontalAdvance("0 ")
        start = words + digit + look.px(10)
        room = max(1, self.width() - start - look.px(40))
        line = self.height() / len(self._levels)
        for row, place in enumerate(reversed(range(len(self._levels)))):
            face, count, top = self._levels[place], self._counts[place], row * line
            ink, strong = look.colour("ink"), look.font(Role.CAPTION_STRONG)
            write(painter, QRectF(0, top, digit, line), face.code, strong, ink, align=_LEFT)
            name = QRectF(digit, top, words + 2, line)
            font = look.font(Role.CAPTION)
            write(painter, name, face.label, font, look.colour("ink2"), align=_LEFT)
            width = max(2.0, room * count / self._most)
            bar = QRectF(start, top + line * 0.18, width, line * 0.62)
            box(painter, bar, 2, look.colour(self._token))
            end = QRectF(start + room + look.px(8), top, look.px(40), line)
            write(painter, end, str(count), strong, ink, align=_LEFT)


class DigitBox(QWidget):
    """One answer of a paper ballot, in a digit that reads from a distance.

    ``level`` None with a ``sign`` shows the sign (a blank); without one the box waits, and shows a
    caret while ``current``.
    """

    def __init__(
        self,
        look: Appearance,
        name: str,
        levels: Sequence[LevelFace],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._levels = tuple(levels)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", 8)
        self.show_level(None)

    def show_level(
        self, level: int | None, sign: str = "", *, word: str = "", current: bool = False
    ) -> None:
        """Show a level, a sign with its ``word``, or that the box waits."""
        self._level, self._sign, self._word, self._current = level, sign, word, current
        said = word or sign if level is None else self._levels[level].label
        self.setAccessibleName(f"{self._name}, {said}" if said else self._name)
        self.update()

    def sizeHint(self) -> QSize:
        """160 × 112, and the word under it."""
        word = self._look.metrics(Role.DENSE).height() + self._look.px(6)
        return QSize(self._look.px(160), self._look.px(112) + word)

    def minimumSizeHint(self) -> QSize:
        """Half as wide."""
        return QSize(self._look.px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its digit and its word."""
        del event
        painter, look = QPainter(self), self._look
        word = look.metrics(Role.DENSE).height() + look.px(6)
        area = QRectF(self.rect()).adjusted(0, 0, 0, -word)
        ground, ink = look.colour("sf"), look.colour("ink")
        text, below = self._sign, self._word
        if self._level is not None:
            tint = look.ramp(len(self._levels))[self._level]
            ground, ink = QColor(tint.fill), QColor(tint.text)
            text, below = self._levels[self._level].code, self._levels[self._level].label
        if self._current:
            box(painter, area, 10, None, look.colour("foc"), width=3)
            area = area.adjusted(4, 4, -4, -4)
        filled = self._level is not None
        border = look.colour("ink" if filled else "line2")
        box(painter, area, 8, ground, border, width=2)
        font = look.font(Role.KIOSK_PROJECT)
        font.setPointSizeF(font.pointSizeF() * 1.4)
        write(painter, area, text, font, ink)
        if self._current and not text:
            height = area.height() * 0.55
            caret = QRectF(area.center().x() - 1, area.center().y() - height / 2, 2, height)
            painter.fillRect(caret, ink)
        line = QRectF(0, self.height() - word, self.width(), word)
        shown = below or ("…" if self._current else "")
        write(painter, line, shown, look.font(Role.DENSE), look.colour("ink2"))
