"""The centre of the room: how the sheets of the committee spread, one strip for each criterion."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.grid import Level
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.words import flag_word, strip_words
from euralens_desk.ui.state.meetings import StripAxis, StripLine, sheets, strips
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    DistributionStrip,
    ElidedText,
    EmptyState,
    Picture,
    Spread,
    Text,
)
from euralens_desk.usecases.proceedings import Point, Proceedings

_ICONS = {
    DebateFlag.OPPOSED: "split",
    DebateFlag.SPLIT: "split",
    DebateFlag.FEW_OPINIONS: "circle-question-mark",
}
LEVEL, NO_OPINION, FLAG, NUMBER = 63, 32, 84, 32
"""Widths of the columns in pixels at 100 %; the label takes the rest."""
SLIM_LEVEL, SLIM_FLAG = 42, 30
"""The same where text is large: words of levels are cut, flags keep their icon (their tooltips
hold the words)."""
SLIM_FROM = 130
"""Text size in percent."""


def _level_width(look: Appearance) -> int:
    return look.px(SLIM_LEVEL if look.text_percent >= SLIM_FROM else LEVEL)


def _flag_width(look: Appearance) -> int:
    return look.px(SLIM_FLAG if look.text_percent >= SLIM_FROM else FLAG)


class StripTable(QScrollArea):
    """One dossier: the levels as headings, then axes and criteria. It is read, not pressed."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Opinions of the committee"))

    def show_point(self, held: Proceedings, point: Point) -> None:
        """Show the opinions on the dossier of a point, or why there are none."""
        opinions = held.opinions
        opinion = opinions.dossiers.get(point.dossier.id) if opinions else None
        if opinions is None or opinion is None:
            self.setWidget(_no_sheet(self._look, held, point))
            return
        figures = tuple(opinion.criteria[c.code] for c in opinions.grid.criteria)
        axes = strips(opinions.grid, figures, held.campaign.rules)
        levels = opinions.grid.scale.levels
        self.setWidget(self._table(held.campaign, levels, axes, sheets(figures)))

    def _table(
        self,
        campaign: Campaign,
        levels: Sequence[Level],
        axes: Sequence[StripAxis],
        counts: tuple[int, int, int],
    ) -> QWidget:
        look, body = self._look, QFrame()
        body.setProperty("panel", "plain")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, look.px(12))
        column.setSpacing(0)
        column.addWidget(_Heads(look, levels, counts))
        words = [level.label for level in levels]
        for axis in axes:
            column.addWidget(_AxisHead(look, axis.heading))
            for line in axis.lines:
                column.addWidget(_StripRow(look, line, words))
        told = _("One dot for each sheet. The black bar is the median grade.")
        more = _("Opposed opinions: it sums nothing up.")
        foot = Text(f"{told} {more}", Role.CAPTION, "ink3", wrap=True)
        foot.setContentsMargins(look.px(16), look.px(12), look.px(16), 0)
        column.addWidget(foot)
        column.addStretch(1)
        return body


def _no_sheet(look: Appearance, held: Proceedings, point: Point) -> QWidget:
    title = _("No opinion to show")
    waiting = held.masked.get(point.dossier.id)
    if waiting:
        told = ngettext("{count} sheet received", "{count} sheets received", waiting)
        text = _("Nobody sees how they spread before they are revealed.")
        return EmptyState(look, told.format(count=waiting), text, icon="eye-off")
    if held.opinions is None:
        text = _("The {committee} does not score.").format(committee=held.committee.name)
    else:
        text = _("No sheet was received on this dossier.")
    return EmptyState(look, title, text, icon="users")


class _Ruled(QWidget):
    """A line of the table on its ground, closed by a hairline."""

    def __init__(self, look: Appearance, ground: str, line: str = "line") -> None:
        super().__init__()
        self._look = look
        self._ground = ground
        self._line = line
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(look.px(16), 0, 0, 0)
        self.row.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(self._ground))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._look.colour(self._line))


class _Heads(_Ruled):
    """The codes and words of the levels, and how many sheets were received."""

    def __init__(
        self, look: Appearance, levels: Sequence[Level], counts: tuple[int, int, int]
    ) -> None:
        super().__init__(look, "sf", "line2")
        self.row.addLayout(_received(look, counts), 1)
        for level in levels:
            self.row.addLayout(_head(look, level.code, level.label, _level_width(look)))
        self.row.addLayout(_head(look, "", _("N/O"), look.px(NO_OPINION)))
        self.row.addLayout(_head(look, "", _("To debate"), _flag_width(look)))
        self.setFixedHeight(self.sizeHint().height())


def _received(look: Appearance, counts: tuple[int, int, int]) -> QVBoxLayout:
    given, lacking, blank = counts
    received = ngettext("{count} sheet received", "{count} sheets received", given)
    awaited = ngettext("{count} sheet not given back", "{count} sheets not given back", lacking)
    column = QVBoxLayout()
    column.setContentsMargins(0, look.px(6), 0, look.px(6))
    column.setSpacing(0)
    column.addWidget(Text(received.format(count=given), Role.CAPTION_STRONG))
    text = awaited.format(count=lacking) if lacking else _("all the sheets expected")
    if blank and not lacking:
        told = ngettext(
            "all expected, {count} blank answer", "all expected, {count} blank answers", blank
        )
        text = told.format(count=blank)
    column.addWidget(ElidedText(text, Role.CAPTION, "ink2"))
    return column


def _head(look: Appearance, code: str, word: str, width: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, look.px(6), 0, look.px(6))
    column.setSpacing(0)
    for label in (Text(code, Role.TITLE3), ElidedText(word, Role.CAPTION, "ink2")):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setFixedWidth(width)
        column.addWidget(label)
    return column


class _AxisHead(_Ruled):
    """The heading of an axis."""

    def __init__(self, look: Appearance, heading: str) -> None:
        super().__init__(look, "alt")
        self.row.addWidget(Text(heading, Role.TITLE3))
        self.setFixedHeight(look.heading_height)


class _StripRow(_Ruled):
    """One criterion: number, label, strip, NSP and, on an ochre ground, why to debate it."""

    def __init__(self, look: Appearance, line: StripLine, words: Sequence[str]) -> None:
        super().__init__(look, "och_tint" if line.flag else "sf")
        number = Text(line.number, Role.DENSE_STRONG, "ink3")
        number.setFixedWidth(look.px(NUMBER))
        self._label = Text(line.label, _label_role(look, is_strong=bool(line.flag)), wrap=True)
        self._strip = self._figure(line, words)
        self.row.addWidget(number)
        self.row.addWidget(self._label, 1)
        self.row.addWidget(self._strip)
        self.row.addWidget(_counted(look, line))
        self.row.addWidget(_flag(look, line))
        self._fit(_row_height(look))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for a label of three lines, where the window is narrow or the text large."""
        super().resizeEvent(event)
        self.row.activate()
        needed = self._label.heightForWidth(self._label.width()) + 1
        self._fit(max(_row_height(self._look), needed))

    def _fit(self, height: int) -> None:
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self._strip.setFixedHeight(height - 1)

    def _figure(self, line: StripLine, words: Sequence[str]) -> QWidget:
        look, width = self._look, _level_width(self._look) * len(line.counts)
        if line.is_left_out:
            told = Text(_("not applicable"), Role.DENSE, "ink3")
            told.setAlignment(Qt.AlignmentFlag.AlignCenter)
            told.setFixedWidth(width)
            return told
        spread = Spread(line.counts, line.no_opinion, line.median)
        said = strip_words(words, line.counts, line.no_opinion)
        flag = f", {flag_word(line.flag)}" if line.flag else ""
        strip = DistributionStrip(
            look, spread, f"{line.number} : {said}{flag}", show_no_opinion=False
        )
        strip.setFixedWidth(width)
        return strip


def _label_role(look: Appearance, *, is_strong: bool) -> Role:
    """Return the role of a label: smaller in a low window."""
    if look.compact:
        return Role.CAPTION_STRONG if is_strong else Role.CAPTION
    return Role.DENSE_STRONG if is_strong else Role.DENSE


def _row_height(look: Appearance) -> int:
    """Return the height of a row: two lines of its label always fit."""
    two_lines = look.metrics(_label_role(look, is_strong=True)).lineSpacing() * 2 + 1
    return max(look.row_height, two_lines)


def _counted(look: Appearance, line: StripLine) -> Text:
    count = line.no_opinion
    text = Text(str(count) if count else "–", Role.DENSE_STRONG if count else Role.DENSE)
    text.set_tone("ink" if count else "ink3")
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    text.setFixedWidth(look.px(NO_OPINION))
    return text


def _flag(look: Appearance, line: StripLine) -> QWidget:
    holder = QWidget()
    holder.setFixedWidth(_flag_width(look))
    row = QHBoxLayout(holder)
    row.setContentsMargins(look.px(4), 0, look.px(4), 0)
    row.setSpacing(look.px(5))
    if line.flag is not None:
        word = flag_word(line.flag)
        row.addWidget(Picture(look, _ICONS[line.flag], "och", 18, name=word))
        if look.text_percent < SLIM_FROM:
            row.addWidget(Text(word, Role.CAPTION_STRONG, "och", wrap=True), 1)
    return holder
