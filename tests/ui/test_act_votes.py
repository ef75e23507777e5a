"""The votes of the Grand forum and of the Pôle métropolitain, noted by keys and clicks."""

from __future__ import annotations

from datetime import date

from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import Act, ActKind, ActVote, Outcome
from euralens_desk.domain.quorum import VoteResult
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.act_vote import ActVoteFields
from euralens_desk.ui.pages.meetings.acts import ActCard
from euralens_desk.ui.pages.meetings.dialogs import FollowDialog
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import acts
from euralens_desk.usecases.ports import CampaignFile


def forget_approvals(file: CampaignFile) -> None:
    for act in file.find(Act):
        if act.kind is ActKind.APPROVAL:
            acts.withdraw_act(file, act)


def recorded(window: MainWindow, kind: ActKind) -> tuple[Act, ...]:
    return stored(window, lambda file: tuple(a for a in file.find(Act) if a.kind is kind))


def shown(qtbot: QtBot, window: MainWindow) -> MeetingsPage:
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    click(qtbot, found.hub.choice, "Actes")
    return found


def count(qtbot: QtBot, parent: QWidget, name: str, number: str) -> None:
    field = named(parent, QSpinBox, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, number)


def decision_card(found: MeetingsPage) -> ActCard:
    card = found.hub.acts.cards[ActKind.DECISION]
    day = card.day
    day.setDate(QDate(2022, 12, 16))
    return card


def roll(widget: QWidget) -> None:
    """Roll the wheel one step over a widget."""
    spot = QPointF(widget.rect().center())
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            spot,
            widget.mapToGlobal(spot),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_scrolling_over_the_vote_of_an_act_changes_nothing(
    sample: MainWindow, qtbot: QtBot
) -> None:
    fields = ActVoteFields(sample.context.look)
    qtbot.addWidget(fields)
    fields.show_vote(ActVote(in_favour=5, against=1))
    fields.show()
    for widget in (fields.form, *fields.counts.values()):
        roll(widget)
    assert fields.vote() == ActVote(in_favour=5, against=1)


def test_voices_against_are_not_unanimous(sample: MainWindow, qtbot: QtBot) -> None:
    fields = ActVoteFields(sample.context.look)
    qtbot.addWidget(fields)
    fields.show_vote(ActVote(in_favour=5, is_unanimous=True))
    fields.counts["against"].setValue(2)
    assert fields.vote() == ActVote(in_favour=5, against=2)


def test_the_grand_forum_approves_a_list_by_one_vote(sample: MainWindow, qtbot: QtBot) -> None:
    stored(sample, forget_approvals)
    click(qtbot, shown(qtbot, sample), "Approuver les propositions…")
    dialog = sample.findChild(FollowDialog)
    assert dialog is not None
    dialog.day.setDate(QDate(2022, 12, 12))
    named(dialog, QCheckBox, "À l’unanimité").setFocus()
    qtbot.keyClick(focused(dialog), Qt.Key.Key_Space)
    click(qtbot, dialog, "Enregistrer les approbations")
    approvals = recorded(sample, ActKind.APPROVAL)
    assert len(approvals) == 8
    assert {(act.dated, act.voted) for act in approvals} == {
        (date(2022, 12, 12), ActVote(is_unanimous=True, is_list=True))
    }


def test_a_list_that_the_vote_rejects_is_refused_whole(sample: MainWindow, qtbot: QtBot) -> None:
    stored(sample, forget_approvals)
    click(qtbot, shown(qtbot, sample), "Approuver les propositions…")
    dialog = sample.findChild(FollowDialog)
    assert dialog is not None
    dialog.day.setDate(QDate(2022, 12, 12))
    count(qtbot, dialog, "Pour", "4")
    count(qtbot, dialog, "Contre", "9")
    click(qtbot, dialog, "Enregistrer les approbations")
    assert recorded(sample, ActKind.APPROVAL) == ()
    assert any("Le vote rejette" in one.text() for one in dialog.problem.findChildren(QLabel))


def test_the_voices_of_an_approval_are_counted_item_by_item(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = shown(qtbot, sample)
    card = found.hub.acts.cards[ActKind.APPROVAL]
    form = card.voted.form
    form.setCurrentIndex(form.findData(VoteForm.SECRET))
    form.activated.emit(form.currentIndex())
    for name, number in (("for", "41"), ("against", "3"), ("abstention", "2")):
        words = {"for": "Pour", "against": "Contre", "abstention": "Abstention"}
        count(qtbot, card, f"Approbation du Grand forum, {words[name]}", number)
    (act,) = [a for a in recorded(sample, ActKind.APPROVAL) if a.voted is not None]
    assert act.voted == ActVote(VoteForm.SECRET, 41, 3, 2)
    assert act.voted.result is VoteResult.ADOPTED


def test_a_tie_asks_for_the_voice_of_the_chair(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(qtbot, sample)
    card = found.hub.acts.cards[ActKind.APPROVAL]
    chair = card.voted.chair
    assert not chair.isVisible()
    count(qtbot, card, "Approbation du Grand forum, Pour", "5")
    count(qtbot, card, "Approbation du Grand forum, Contre", "5")
    assert chair.isVisible()
    chair.setFocus()
    qtbot.keyClick(chair, Qt.Key.Key_Down)
    qtbot.keyClick(chair.view(), Qt.Key.Key_Down)
    qtbot.keyClick(chair.view(), Qt.Key.Key_Return)
    (act,) = [a for a in recorded(sample, ActKind.APPROVAL) if a.voted is not None]
    assert act.voted is not None and act.voted.result is VoteResult.ADOPTED
    assert act.voted.chair_in_favour is True


def test_a_vote_that_rejects_needs_another_outcome_and_its_reasons(
    sample: MainWindow, qtbot: QtBot
) -> None:
    card = decision_card(shown(qtbot, sample))
    count(qtbot, card, "Décision du Pôle Métropolitain de l’Artois, Pour", "3")
    count(qtbot, card, "Décision du Pôle Métropolitain de l’Artois, Contre", "8")
    click(qtbot, card, "Attribution")
    assert recorded(sample, ActKind.DECISION) == ()
    assert "Le vote rejette" in card.remark.accessibleName().translate(SPACES)
    click(qtbot, card, "En attente")
    assert "Cet acte s’écarte" in card.remark.accessibleName().translate(SPACES)
    reasons = named(card, QPlainTextEdit, "Décision du Pôle Métropolitain de l’Artois, Motifs")
    reasons.setFocus()
    qtbot.keyClicks(reasons, "Financement incertain.")
    named(card, QLineEdit, "Numéro de l’acte").setFocus()
    qtbot.keyClicks(focused(sample), "2022-42")
    qtbot.keyClick(focused(sample), Qt.Key.Key_Return)
    (act,) = recorded(sample, ActKind.DECISION)
    assert (act.outcome, act.reasons) == (Outcome.DEFERRED, "Financement incertain.")
    assert (act.dated, act.reference) == (date(2022, 12, 16), "2022-42")
    assert act.voted == ActVote(VoteForm.HANDS, 3, 8)


def test_what_waits_recalls_what_was_proposed_and_why(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(qtbot, sample)
    card = decision_card(found)
    proposal = recorded(sample, ActKind.PROPOSAL)[0]
    click(qtbot, card, "En attente")
    qtbot.keyClicks(focused(sample), "Financement incertain.")
    found.hub.acts.table.setFocus()
    (act,) = recorded(sample, ActKind.DECISION)
    assert (act.recalled_outcome, act.recalled_reasons) == (proposal.outcome, proposal.reasons)
    assert card.recalled.isVisible() and card.recalled.text() == proposal.reasons
    told = card.recalled_title.text().translate(SPACES)
    assert told.startswith("Ce qui avait été proposé : attribution")


def test_a_refused_vote_on_the_list_keeps_what_was_typed(sample: MainWindow, qtbot: QtBot) -> None:
    stored(sample, forget_approvals)
    found = shown(qtbot, sample)
    found.hub.acts.ask_to_follow(ActKind.APPROVAL)
    dialog = sample.findChild(FollowDialog)
    assert dialog is not None
    for name in ("in_favour", "against"):
        dialog.voted.counts[name].setValue(3)
    click(qtbot, dialog, "Enregistrer les approbations")
    assert dialog.isVisible() and dialog.problem.isVisible()
    assert dialog.voted.counts["against"].value() == 3
    assert recorded(sample, ActKind.APPROVAL) == ()
    dialog.voted.counts["against"].setValue(1)
    click(qtbot, dialog, "Enregistrer les approbations")
    assert not dialog.isVisible() and len(recorded(sample, ActKind.APPROVAL)) == 8
    card = found.hub.acts.cards[ActKind.APPROVAL]
    assert card.act(Outcome.LABEL).voted == ActVote(in_favour=3, against=1, is_list=True)
    assert card.act(Outcome.DEFERRED).voted is None
