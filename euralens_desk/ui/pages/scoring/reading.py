"""The right pane: what the dossier says of this very criterion, then all there is to read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.settings import Settings
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.scoring.header import score_or_read
from euralens_desk.ui.state.scoring import SheetState
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Body,
    BodyMark,
    Button,
    ElidedText,
    Picture,
    RichText,
    SectionHeading,
    Spread,
    StackedBar,
    Text,
)
from euralens_desk.ui.widgets.folding import FoldingSection
from euralens_desk.usecases.reading import Answers, Reading, StudentOpinion


class Excerpt(QFrame):
    """« 2.3 · CE QU'EN DIT LE DOSSIER » on the tint of the active row."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._heading = SectionHeading(_("What the dossier says"), "pri")
        self._words = Text("", wrap=True, selectable=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._dossier: Dossier | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(8), look.px(16), look.px(10))
        column.setSpacing(look.px(2))
        column.addWidget(self._heading)
        column.addWidget(self._words)

    def show_dossier(self, dossier: Dossier) -> None:
        """Take the excerpts of a dossier, with room for the longest: nothing moves then."""
        self._dossier = dossier
        self._settle()

    def _settle(self) -> None:
        texts = self._dossier.excerpts.values() if self._dossier is not None else ()
        line, room = self._words.fontMetrics(), QRect(0, 0, max(self._words.width(), 1), 9_999)
        wrap = Qt.TextFlag.TextWordWrap
        heights = [line.boundingRect(room, wrap, text).height() for text in texts]
        height = max((line.height(), *heights))
        if self._words.height() != height or self._words.minimumHeight() != height:
            self._words.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._settle()

    def show_criterion(self, grid: CriteriaGrid, position: int) -> None:
        """Say what the dossier says of a criterion, or that it says nothing."""
        criterion = grid.criteria[position]
        heading = _("{number} · what the dossier says").format(number=criterion.number)
        excerpts = self._dossier.excerpts if self._dossier is not None else {}
        said = excerpts.get(criterion.code, "")
        words = said or _("The dossier says nothing on this criterion.")
        self._heading.setText(heading.upper())
        self._heading.setAccessibleName(heading)
        if words != self._words.text():
            self._words.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint, the bar and the line below."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        painter.fillRect(area, look.colour("sel"))
        painter.fillRect(QRectF(0, 0, look.px(4), area.height()), look.colour("pri"))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), look.colour("line"))


class ReadingPane(QFrame):
    """Excerpt, summary, earlier opinions, pieces. Never a colleague's score.

    ``piece_wanted(Attachment)`` asks to open a piece beside. What a person folds stays folded.
    ``switch_bar`` leads back to the grid where the two take turns.
    """

    piece_wanted = Signal(object)

    def __init__(self, look: Appearance, settings: Settings) -> None:
        super().__init__()
        self.setProperty("panel", "plain")
        self._look = look
        self._settings = settings
        self.switch = score_or_read(look)
        self.switch_bar = QWidget()
        bar = QHBoxLayout(self.switch_bar)
        bar.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        bar.addStretch(1)
        bar.addWidget(self.switch)
        self.switch_bar.hide()
        self.excerpt = Excerpt(look)
        self._summary = self._section("summary", _("Summary"))
        self._words = Text("", Role.BODY, "ink2", wrap=True, selectable=True)
        self._summary.body.addWidget(self._words)
        self._opinions = self._section("opinions", _("Earlier opinions"))
        self._told = QVBoxLayout()
        self._told.setSpacing(look.px(8))
        self._opinions.body.addLayout(self._told)
        self._opinions.body.addLayout(self._hidden_line())
        self._pieces = self._section("pieces", _("Pieces"))
        self._listed = QVBoxLayout()
        self._pieces.body.addLayout(self._listed)
        self.area = self._scroll()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.switch_bar)
        column.addWidget(self.excerpt)
        column.addWidget(self.area, 1)

    def _section(self, key: str, title: str) -> FoldingSection:
        folded = key in self._settings.values.folded
        section = FoldingSection(self._look, title, is_folded=folded)
        section.folded.connect(lambda is_folded: self._remember(key, is_folded))
        return section

    def _remember(self, key: str, is_folded: bool) -> None:
        kept = set(self._settings.values.folded) - {key} | ({key} if is_folded else set())
        self._settings.change(folded=tuple(sorted(kept)))

    def _hidden_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._look.px(8))
        line.addWidget(Picture(self._look, "eye-off", "ink3", 16), 0, Qt.AlignmentFlag.AlignTop)
        told = _("Your colleagues’ scores stay hidden until the meeting.")
        line.addWidget(Text(told, Role.CAPTION, "ink3", wrap=True), 1)
        return line

    def _scroll(self) -> QScrollArea:
        holder = QFrame()
        holder.setProperty("panel", "plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (self._summary, self._opinions, self._pieces):
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("What the dossier says"))
        return area

    # Showing

    def show_dossier(self, dossier: Dossier, read: Reading) -> None:
        """Show all there is to read of a dossier."""
        self.excerpt.show_dossier(dossier)
        self._summary.set_remark(" · ".join(dossier.key_figures[:2]))
        self._words.setText(dossier.summary or _("The dossier has no summary."))
        _empty(self._told)
        for part in self._opinion_parts(read):
            self._told.addWidget(part)
        _empty(self._listed)
        self._pieces.set_remark(
            ngettext("{count} piece", "{count} pieces", len(read.pieces)).format(
                count=len(read.pieces)
            )
        )
        for piece in read.pieces:
            self._listed.addWidget(self._piece(piece))
        self.area.verticalScrollBar().setValue(0)

    def show_state(self, state: SheetState) -> None:
        """Follow the active row."""
        self.excerpt.setVisible(not state.is_at_end)
        if not state.is_at_end:
            self.excerpt.show_criterion(state.grid, state.active)

    def _opinion_parts(self, read: Reading) -> Iterable[QWidget]:
        if read.technical is not None:
            told = technical_words(read.technical_committee, read.technical)
            yield _marked(self._look, Body.TECHNICAL, read.technical_committee, told)
        if read.students is not None:
            name = read.students.committee.name
            yield _marked(self._look, Body.STUDENTS, name, student_words(read.students))
            yield _bars(self._look, read.students.answers)
        if read.technical is None and read.students is None:
            yield Text(_("No earlier opinion."), tone="ink2", wrap=True)

    def _piece(self, piece: Attachment) -> QWidget:
        look, line = self._look, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(Picture(look, "file-text", "ink2", 18))
        row.addWidget(ElidedText(piece.name), 1)
        if piece.is_present:
            verb, name = _("Open beside"), _("Open {name} beside").format(name=piece.name)
            button = Button(look, verb, small=True, icon="columns-2", accessible=name)
            button.clicked.connect(lambda _checked=False: self.piece_wanted.emit(piece))
            row.addWidget(button)
        else:
            row.addWidget(Text(piece.note or _("awaited"), Role.CAPTION, "ink3"))
        return line


def technical_words(committee: str, opinion: TechnicalOpinion) -> str:
    """Return « Comité technique, 29 septembre 2022 : favorable. Calendrier tenu. », in markup."""
    stance = {
        Stance.FAVOURABLE: _("favourable"),
        Stance.RESERVED: _("reserved"),
        Stance.UNFAVOURABLE: _("unfavourable"),
    }[opinion.stance]
    return _("{committee}, {day}: {stance}. {text}").format(
        committee=_bold(committee),
        day=escape(format_date(opinion.given_on)),
        stance=_bold(stance),
        text=escape(opinion.text),
    )


def student_words(opinion: StudentOpinion) -> str:
    """Return « Comité lycéen : 62 bulletins », in markup."""
    count = ngettext("{count} ballot", "{count} ballots", opinion.ballots).format(
        count=opinion.ballots
    )
    name = _bold(opinion.committee.name)
    if opinion.closed_on is None:
        return _("{committee}: {count}").format(committee=name, count=count)
    day = format_date(opinion.closed_on)
    return _("{committee}, {day}: {count}").format(committee=name, day=escape(day), count=count)


def _bold(text: str) -> str:
    return f'<span style="font-weight:600">{escape(text)}</span>'


def _marked(look: Appearance, body: Body, name: str, told: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    row.addWidget(BodyMark(look, body, name), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(RichText(told), 1)
    return line


def _bars(look: Appearance, answers: tuple[Answers, ...]) -> QWidget:
    """Return one stacked bar a question, with the word of the median."""
    holder = QWidget()
    table = QGridLayout(holder)
    table.setContentsMargins(look.px(24), 0, 0, 0)
    table.setHorizontalSpacing(look.px(10))
    table.setVerticalSpacing(look.px(4))
    for place, one in enumerate(answers):
        table.addWidget(ElidedText(one.question, Role.CAPTION), place, 0)
        spread = Spread(one.tally.counts, one.tally.no_opinion)
        bar = StackedBar(look, spread, in_words(one), word=one.word or "–", counts=False)
        table.addWidget(bar, place, 1)
    table.setColumnStretch(0, 4)
    table.setColumnStretch(1, 7)
    return holder


def in_words(one: Answers) -> str:
    """Return « Intérêt : 2 Insuffisant, 3 Faible…, 1 NSP, médiane : Bon »."""
    counts = [f"{n} {word}" for n, word in zip(one.tally.counts, one.words, strict=True)]
    silent = ngettext("{count} no opinion", "{count} no opinions", one.tally.no_opinion)
    counts.append(silent.format(count=one.tally.no_opinion))
    if one.word:
        counts.append(_("median: {word}").format(word=one.word))
    return _("{question}: {answers}").format(question=one.question, answers=", ".join(counts))


def _empty(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout and drop it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
