"""The dashboard of the promotion: where it stands, what is missing today, who must act."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.i18n import _, format_date, ngettext, tell
from euralens_desk.ui.dialogs.reminder import ReminderDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.pages import promotion_words as words
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import LiveSpot
from euralens_desk.ui.widgets import (
    Answerer,
    AnswerSquares,
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    ElidedText,
    PromotionStepper,
    Text,
    TintedIcon,
    hairline,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.overview import Missing, Overview, Place, PlannedMeeting, overview

FIRST_SHOWN = 5
"""How many missing things are shown before the others are asked for."""
MOST_MEETINGS = 2


class PromotionPage(Page):
    """Six steps, then cards; every line of what is missing leads where it is put right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._found: Overview | None = None
        self._shows_all = False
        self.title = ElidedText("", Role.TITLE1)
        self.subtitle = Text("", Role.DENSE, "ink2")
        self.stepper = PromotionStepper(look)
        self.stepper.chosen.connect(self._open_step)
        self.missing = _Panel(context)
        self.meetings = _Panel(context)
        self.answers = _Panel(context)
        self.dossiers = _Panel(context)
        self.recent = _Panel(context)
        self.resume = Button(look, _("Resume the meeting"), ButtonKind.PRIMARY, icon="gavel")
        self.resume.clicked.connect(partial(self._leave, Section.MEETINGS, LiveSpot()))
        self.resume.hide()
        self._remind = self.add_command(_("Prepare the reminder"), self.remind, "", "mail-warning")
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.context.look
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addLayout(titles, 1)
        head.addWidget(self.resume)
        for section, text, icon, kind in (
            (Section.DOCUMENTS, _("Documents"), "file-text", ButtonKind.SECONDARY),
            (Section.MEETINGS, _("Prepare the meeting"), "users", ButtonKind.PRIMARY),
        ):
            if section in PAGES:
                button = Button(look, text, kind, icon=icon)
                button.clicked.connect(partial(self._leave, section, None))
                head.addWidget(button)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, panels in (
            (left, (self.missing, self.meetings)),
            (right, (self.answers, self.dossiers, self.recent)),
        ):
            column.setSpacing(look.px(16))
            for panel in panels:
                column.addWidget(panel)
            column.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(look.px(16))
        body.addLayout(left, 15)
        body.addLayout(right, 8)
        inside = QFrame()
        inside.setProperty("panel", "window")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(look.px(24), look.px(12), look.px(24), look.px(16))
        whole.setSpacing(look.px(16))
        whole.addLayout(head)
        whole.addWidget(self.stepper)
        whole.addLayout(body, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._bar = area.verticalScrollBar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    # Reading

    def activate(self, target: object = None) -> None:
        """Read where the campaign stands, and put the keyboard on what to do first."""
        self._read()
        self._focus_first()
        self._bar.setValue(0)  # the steps come first, wherever the keyboard is

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Any change may move a step or solve something."""
        self._read()

    def _read(self) -> None:
        today = self.context.services.now().date()
        self.context.desk.ask(
            lambda file: overview(file, today), self._take, topic=(self, "overview")
        )

    def _take(self, found: Overview) -> None:
        held = self.focusWidget()
        is_inside = held is not None and self.isAncestorOf(held)
        self._found = found
        self._draw()
        if is_inside:
            self._focus_first()

    def _focus_first(self) -> None:
        """Put the keyboard on the first thing to do, else on the current step."""
        if not self.resume.isHidden():
            self.resume.setFocus()
            return
        first = next((b for b in self.missing.findChildren(Button) if b.isVisible()), None)
        if first is not None:
            first.setFocus()
        elif self._found is not None:
            self.stepper.panel(self._found.step - 1).setFocus()

    # Drawing

    def _draw(self) -> None:
        found = self._found
        if found is None:
            return
        now = self.context.services.now()
        self.title.setText(found.campaign.title)
        self.subtitle.setText(words.subtitle(found, now.date()))
        self.resume.setVisible(bool(found.live))
        self.stepper.set_steps(words.steps(found))
        self._draw_missing(found)
        self._draw_meetings(found, now.date())
        self._draw_answers(found)
        self._draw_dossiers(found)
        self._draw_actions(found)
        for panel in (self.missing, self.meetings, self.answers, self.dossiers, self.recent):
            panel.reveal()
        has_late = any(not one.is_complete for one in found.experts)
        self._remind.setEnabled(has_late)
        self.hints_changed.emit()

    def _draw_missing(self, found: Overview) -> None:
        begins = not found.dossiers and not found.experts
        card = self.missing.fresh(_("Where to begin") if begins else _("What is missing"))
        number = len(found.missing)
        if number:
            card.add_beside_title(Chip(self.context.look, str(number)))
            card.add_to_head(Text(_("most pressing first"), Role.CAPTION, "ink3"))
        else:
            self.missing.add_plain(Text(words.nothing_missing(found), tone="ink2", wrap=True))
        shown = found.missing if self._shows_all else found.missing[:FIRST_SHOWN]
        for item in shown:
            self.missing.add(self._missing_row(item))
        left = number - len(shown)
        if left:
            text = ngettext("Show {count} more", "Show {count} more", left).format(count=left)
            more = Button(self.context.look, text, ButtonKind.LINK)
            more.clicked.connect(self._show_all)
            self.missing.add_plain(more)

    def _show_all(self) -> None:
        self._shows_all = True
        self._draw()
        self._focus_first()

    def _missing_row(self, item: Missing) -> QWidget:
        look = self.context.look
        title, detail = tell(item.title), tell(item.detail)
        icon = TintedIcon(look, words.ICONS[item.place], words.family_of(item))
        row = _Line(self.context, icon, title, detail)
        way = words.way_of(item)
        if item.place is Place.SCORING:
            button = Button(look, _("Prepare the reminder"), small=True)
            button.clicked.connect(self.remind)
        elif way is not None:
            button = Button(look, way.verb, small=True)
            button.clicked.connect(partial(self._leave, way.section, way.target))
        else:
            return row
        button.setMinimumWidth(look.px(170))
        button.setAccessibleName(f"{button.text()}, {title}")
        row.add(button)
        return row

    def _draw_meetings(self, found: Overview, today: date) -> None:
        card = self.meetings.fresh(_("Coming meetings"))
        if Section.MEETINGS in PAGES:
            link = Button(self.context.look, _("All meetings"), ButtonKind.LINK, small=True)
            link.clicked.connect(partial(self._leave, Section.MEETINGS, None))
            card.add_to_head(link)
        if not found.coming:
            told = _("No meeting to come.")
            if found.last_meeting is not None:
                last = _("The last one was held on {day}.")
                told = f"{told} {last.format(day=format_date(found.last_meeting))}"
            self.meetings.add_plain(Text(told, Role.DENSE, "ink2", wrap=True))
        for planned in found.coming[:MOST_MEETINGS]:
            self.meetings.add(self._meeting_row(planned, today))

    def _meeting_row(self, planned: PlannedMeeting, today: date) -> QWidget:
        look, day = self.context.look, planned.meeting.held_on
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        _day, month, *_year = format_date(day).split(" ")
        for text, role in ((f"{day.day:02d}", Role.TITLE1), (month, Role.CAPTION)):
            label = Text(text, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        box.setFixedWidth(look.px(72))
        row = _Line(self.context, box, planned.committee, words.meeting_words(planned))
        row.add(Chip(look, words.days_to(day, today), ChipTone.INFORMATION, icon="calendar"))
        return row

    def _draw_answers(self, found: Overview) -> None:
        look = self.context.look
        card = self.answers.fresh(_("Answers of the experts"))
        done = sum(one.is_complete for one in found.experts)
        if not found.experts:
            self.answers.add_plain(Text(_("No expert yet"), Role.DENSE, "ink2"))
            return
        share = _("{scored} of {total}").format(scored=done, total=len(found.experts))
        card.add_to_head(Text(share, Role.TITLE3))
        squares = AnswerSquares(
            look,
            [
                Answerer(one.member.initials, words.progress_words(one), one.is_complete)
                for one in found.experts
            ],
        )
        self.answers.add_plain(squares, 0, 4)
        recusals = ngettext("{count} recusal.", "{count} recusals.", found.recusals)
        told = _("Plain: everything is answered. Dashed: answers are blank.")
        told = f"{told} {recusals.format(count=found.recusals)}" if found.recusals else told
        self.answers.add_plain(Text(told, Role.CAPTION, "ink2", wrap=True), 0)

    def _draw_dossiers(self, found: Overview) -> None:
        look = self.context.look
        number = found.dossiers
        title = ngettext("{count} dossier", "{count} dossiers", number).format(count=number)
        card = self.dossiers.fresh(title)
        link = Button(look, _("See the list"), ButtonKind.LINK, small=True)
        link.clicked.connect(partial(self._leave, Section.DOSSIERS, None))
        card.add_to_head(link)
        for standing, held in found.standings.items():
            icon, tone = words.STANDINGS[standing]
            chip = Chip(look, str(len(held)), tone, icon=icon)
            told = words.standing_words(standing)
            self.dossiers.add(_Line(self.context, chip, told, words.titles(held), slim=True))

    def _draw_actions(self, found: Overview) -> None:
        look = self.context.look
        card = self.recent.fresh(_("Last actions"))
        link = Button(look, _("Journal"), ButtonKind.LINK, small=True)
        link.clicked.connect(partial(self._leave, Section.JOURNAL, None))
        card.add_to_head(link)
        now = self.context.services.now()
        width = look.metrics(Role.CAPTION).horizontalAdvance("00/00/0000 ")
        for entry in found.last_actions:
            time = Text(words.when(entry.at, now), Role.CAPTION, "ink2")
            time.setFixedWidth(width)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(words.action_words(entry), Role.CAPTION, wrap=True), 1)
            self.recent.add_plain(line, 0, 6)

    # Acting

    def _leave(self, section: Section, target: object, _checked: bool = False) -> None:
        self.go_to(section, target)

    def _open_step(self, place: int) -> None:
        """Open the page of a step, or the documents while it has none."""
        section = words.STEP_SECTIONS[place]
        self.go_to(section if section in PAGES else Section.DOCUMENTS)

    def remind(self) -> None:
        """Show a message to copy, to all who have blank answers or to one of them."""
        found = self._found
        late = [one for one in found.experts if not one.is_complete] if found else []
        if found is None or not late:
            return
        dossiers = [dossier for held in found.standings.values() for dossier in held]
        everyone = _("All ({count})").format(count=len(late))
        texts = [(everyone, words.reminder(found, dossiers, late))]
        texts += [(one.member.name, words.reminder(found, dossiers, [one])) for one in late]
        held = self.focusWidget()
        dialog = ReminderDialog(self.context.look, texts, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = _("The message is copied.")
        dialog.copied.connect(lambda: self.context.notifier.toast(told))
        if held is not None:
            dialog.finished.connect(lambda _result: held.setFocus())
        dialog.open()

    def panels(self) -> tuple[QWidget, ...]:
        """The steps, then the cards that can be acted upon."""
        return (self.stepper, self.missing, self.meetings, self.dossiers, self.recent)

    def fact(self) -> str:
        """Say what is missing in one word."""
        number = len(self._found.missing) if self._found else 0
        if not number:
            return ""
        return ngettext("{count} thing missing", "{count} things missing", number).format(
            count=number
        )


class _Panel(QWidget):
    """The place of a card that is made anew each time something changed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._card = Card(self._look)
        self._column.addWidget(self._card)

    def fresh(self, title: str) -> Card:
        """Return an empty card in the place of the one that was there."""
        self._column.removeWidget(self._card)
        self._card.hide()
        self._card.deleteLater()
        self._card = Card(self._look, title, flush=True)
        self._column.addWidget(self._card)
        return self._card

    def reveal(self) -> None:
        """Show what was added, so that it can take the keyboard at once."""
        self._card.show()

    def add(self, widget: QWidget) -> None:
        """Add a line to the card, under a hairline."""
        self._card.body.addWidget(hairline())
        self._card.body.addWidget(widget)

    def add_plain(self, widget: QWidget, above: int = 4, below: int = 10) -> None:
        """Add something with the padding of a card, without a line over it."""
        holder, look = QWidget(), self._look
        row = QHBoxLayout(holder)
        row.setContentsMargins(look.px(16), look.px(above), look.px(16), look.px(below))
        row.addWidget(widget)
        self._card.body.addWidget(holder)


class _Line(QWidget):
    """A mark, a title over a detail; more may be added at its right."""

    def __init__(
        self, context: PageContext, mark: QWidget, title: str, detail: str, *, slim: bool = False
    ) -> None:
        super().__init__()
        look = context.look
        self._row = QHBoxLayout(self)
        space = look.px(6 if slim else 11)
        self._row.setContentsMargins(look.px(16), space, look.px(16), space)
        self._row.setSpacing(look.px(12))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(title, Role.TITLE3, wrap=True))
        names.addWidget(Text(detail, Role.CAPTION, "ink2", wrap=True))
        top = Qt.AlignmentFlag.AlignTop if slim else Qt.AlignmentFlag.AlignVCenter
        self._row.addWidget(mark, 0, top)
        self._row.addLayout(names, 1)

    def add(self, widget: QWidget) -> None:
        """Add something at the right."""
        self._row.addWidget(widget)
