"""The committees page, by keys and clicks: members, roles, recusals, import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTableView,
)
from pytestqt.qtbot import QtBot

from euralens_desk.domain.people import Committee, Member, Recusal, Role
from euralens_desk.domain.sheet import Score
from euralens_desk.resources import resource
from euralens_desk.ui.dialogs.go_to import GoToDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.people import PeoplePage
from euralens_desk.ui.panels.recusals import RecusalForm
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import SavedField, ToastBar
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.usecases.people import declare_recusal, edit_member

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(window: MainWindow) -> PeoplePage:
    found = page(window, Section.PEOPLE, PeoplePage)
    assert isinstance(found, PeoplePage)
    return found


def members(window: MainWindow) -> dict[str, Member]:
    return {member.code: member for member in stored(window, lambda file: file.find(Member))}


def rows(table: QTableView) -> list[tuple[str, ...]]:
    model = table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(window), key)


def type_in(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_members_are_listed_with_what_they_do(sample: MainWindow) -> None:
    people = shown(sample)
    assert focused(sample) is people.table
    listed = rows(people.table)
    assert len(listed) == 18
    assert listed[2][:2] == ("E03", "Cyprien d’Érable")
    assert listed[2][4:] == ("Oui", "1")
    assert people.fact() == "29 membres, 2 déports"
    assert people.committees.current_row() is named(people, QAbstractButton, "Comité d’expertise")


def test_arrows_choose_and_enter_opens_the_sheet(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    press(qtbot, sample, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert focused(sample) is people.sheet.name
    assert people.sheet.name.text() == members(sample)["E02"].name
    qtbot.keyClicks(people.sheet.name, "Odile Houx")
    press(qtbot, sample, Qt.Key.Key_Escape)
    assert members(sample)["E02"].name == "Odile Houx"
    assert focused(sample) is people.table
    assert rows(people.table)[1][1] == "Odile Houx"
    sample.context.desk.undo()
    assert people.sheet.name.text() == "Bérénice Charmille"


def test_fields_are_saved_one_by_one(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    type_in(qtbot, named(people, SavedField, "Domaine"), "paysage")
    type_in(qtbot, named(people, SavedField, "Code"), "X1")
    qtbot.keyClick(people.sheet.vote, Qt.Key.Key_Space)
    edited = members(sample)["X1"]
    assert (edited.expertise, edited.is_voting) == ("paysage", False)
    assert named(people, QAbstractButton, "Comité d’expertise, 18 membres · 17 avec voix")


def test_what_is_refused_leaves_the_field_as_it_was(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    type_in(qtbot, people.sheet.code, "E02")
    assert people.sheet.code.text() == "E01"
    assert "failure" in sample.messages.banners


def test_the_chair_moves_from_one_member_to_another(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    for code in ("E01", "E02"):
        combo = named(people, QComboBox, "Rôle")
        qtbot.keyClick(combo, Qt.Key.Key_Down)
        qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
        assert members(sample)[code].role is Role.MEMBER
        qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
        assert members(sample)[code].role is Role.CHAIR
        people.table.setFocus()
        press(qtbot, sample, Qt.Key.Key_Down)
    assert members(sample)["E01"].role is Role.MEMBER
    click(qtbot, sample, "Annuler")
    assert members(sample)["E01"].role is Role.CHAIR


def test_who_is_added_after_a_meeting_has_a_term_from_that_day(
    sample: MainWindow, qtbot: QtBot
) -> None:
    people = shown(sample)
    click(qtbot, people, "Ajouter")
    qtbot.keyClicks(focused(sample), "Alix Houx")
    press(qtbot, sample, Qt.Key.Key_Return)
    (added,) = [m for m in members(sample).values() if m.name == "Alix Houx"]
    today = sample.context.services.now().date()
    assert (added.term_from, added.term_to) == (today, None)
    assert people.sheet.name.text() == "Alix Houx"
    assert people.sheet.term_from.day.date().toPython() == today


def test_members_are_added_one_after_the_other(empty: MainWindow, qtbot: QtBot) -> None:
    people = shown(empty)
    click(qtbot, people, "Ajouter un membre")
    for name in ("Alix Houx", "Basile Bouleau"):
        qtbot.keyClicks(focused(empty), name)
        press(qtbot, empty, Qt.Key.Key_Return)
    assert [(m.code, m.name) for m in members(empty).values()] == [
        ("E01", "Alix Houx"),
        ("E02", "Basile Bouleau"),
    ]
    assert people.sheet.name.text() == "Basile Bouleau"
    press(qtbot, empty, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert focused(empty) is people.table
    assert not people.adding.isVisible()
    press(qtbot, empty, Qt.Key.Key_Delete)
    assert set(members(empty)) == {"E01"}
    assert people.sheet.name.text() == "Alix Houx"
    click(qtbot, empty, "Annuler")
    assert set(members(empty)) == {"E01", "E02"}


def test_a_member_with_scores_stays_and_may_lose_the_vote(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    click(qtbot, people, "Retirer du comité")
    assert "E01" in members(sample)
    click(qtbot, people, "Retirer la voix délibérative")
    assert not members(sample)["E01"].is_voting
    assert rows(people.table)[0][4] == "Sans voix"


def test_a_recusal_is_declared_corrected_and_lifted(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    before = len(stored(sample, lambda file: file.find(Score)))
    qtbot.keyClick(people.table, Qt.Key.Key_P, CTRL_SHIFT)
    form = people.findChild(RecusalForm)
    assert form is not None
    assert focused(sample) is form.dossier
    press(qtbot, sample, Qt.Key.Key_Down)
    told = [label.text() for label in form.findChildren(Text) if "réponses déjà" in label.text()]
    assert len(told) == 1
    form.reason.setFocus()
    qtbot.keyClicks(form.reason, "architecte")
    press(qtbot, sample, Qt.Key.Key_Return)
    first = members(sample)["E01"]
    (recusal,) = stored(sample, lambda file: file.find(Recusal, member_id=first.id))
    assert recusal.reason == "architecte"
    assert rows(people.table)[0][5] == "1"
    click(qtbot, people, "Corriger le déport sur 2022-02")
    form.reason.selectAll()
    qtbot.keyClicks(form.reason, "lien familial")
    press(qtbot, sample, Qt.Key.Key_Return)
    (recusal,) = stored(sample, lambda file: file.find(Recusal, member_id=first.id))
    assert recusal.reason == "lien familial"
    assert len(stored(sample, lambda file: file.find(Score))) == before
    click(qtbot, people, "Lever le déport sur 2022-02")
    dialog = sample.findChild(QDialog)
    assert dialog is not None
    click(qtbot, dialog, "Garder le déport")
    assert stored(sample, lambda file: file.find(Recusal, member_id=first.id))
    click(qtbot, people, "Lever le déport sur 2022-02")
    dialog = next(d for d in sample.findChildren(QDialog) if d.isVisible())
    click(qtbot, dialog, "Lever le déport")
    assert not stored(sample, lambda file: file.find(Recusal, member_id=first.id))


def test_the_form_of_a_recusal_is_left_with_escape(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    click(qtbot, people, "Déclarer un déport…")
    press(qtbot, sample, Qt.Key.Key_Escape)
    assert focused(sample) is people.sheet.declare
    assert len(stored(sample, lambda file: file.find(Recusal))) == 2


def test_members_come_from_a_scores_file(empty: MainWindow, qtbot: QtBot) -> None:
    people = shown(empty)
    people.import_file(resource("samples", "scores-2022.csv"))
    dialog = empty.findChild(QDialog)
    assert dialog is not None
    assert "lycéens" in dialog.accessibleDescription()
    click(qtbot, dialog, "Ajouter les membres")
    assert len(members(empty)) == 18
    people.import_file(resource("samples", "scores-2022.csv"))
    toast = empty.findChild(ToastBar)
    assert toast is not None
    assert "ne nomme personne de nouveau" in toast.accessibleName()
    empty.context.desk.undo()
    assert members(empty) == {}


def test_a_list_of_names_goes_to_the_committee_shown(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    people = shown(empty)
    click(qtbot, people, "Comité technique des partenaires")
    path = tmp_path / "membres.txt"
    path.write_text("Dorian Dattier;eau\nÉlise Épine\n", encoding="utf-8")
    people.import_file(path)
    dialog = empty.findChild(QDialog)
    assert dialog is not None
    click(qtbot, dialog, "Ajouter les membres")
    assert rows(people.table)[0][:2] == ("T01", "Dorian Dattier")


def test_the_import_begins_with_the_choice_of_a_file(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    people = shown(empty)
    path = tmp_path / "membres.csv"
    names = [f"Membre {number}" for number in range(14)]
    path.write_text("nom\n" + "\n".join(names), encoding="utf-8")
    qtbot.keyClick(named(people, QAbstractButton, "Importer…"), Qt.Key.Key_Space)
    chooser = people.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(path))
    chooser.close()
    dialog = next(d for d in empty.findChildren(QDialog) if d.accessibleDescription())
    assert dialog.accessibleDescription().endswith("Membre 11\net 2 autres")
    click(qtbot, dialog, "Ne pas ajouter")
    assert members(empty) == {}


def test_a_file_that_does_not_fit_is_told(empty: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "membres.csv"
    path.write_text("nom;college\nAlix;jury\n", encoding="utf-8")
    shown(empty).import_file(path)
    assert "failure" in empty.messages.banners


def test_a_member_without_a_vote_is_not_offered_to_lose_it(
    sample: MainWindow, qtbot: QtBot
) -> None:
    people = shown(sample)
    qtbot.keyClick(people.sheet.vote, Qt.Key.Key_Space)
    people.table.setFocus()
    press(qtbot, sample, Qt.Key.Key_Delete)
    assert "failure" in sample.messages.banners
    assert "E01" in members(sample)


def test_the_chair_is_not_removed_before_another_is_named(empty: MainWindow, qtbot: QtBot) -> None:
    people = shown(empty)
    click(qtbot, people, "Ajouter un membre")
    for name in ("Alix Houx", "Basile Bouleau"):
        qtbot.keyClicks(focused(empty), name)
        press(qtbot, empty, Qt.Key.Key_Return)
    first = members(empty)["E01"]
    chair = replace(first, role=Role.CHAIR)
    empty.context.desk.do(lambda file: edit_member(file, chair))
    people.table.setFocus()
    press(qtbot, empty, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert set(members(empty)) == {"E01", "E02"}
    assert "failure" in empty.messages.banners


def test_f7_goes_from_the_committees_to_the_members_and_the_sheet(
    sample: MainWindow, qtbot: QtBot
) -> None:
    people = shown(sample)
    assert people.panels() == (people.committees.current_row(), people.table, people.sheet.name)
    qtbot.keyClick(people.table, Qt.Key.Key_F7)
    assert focused(sample) is people.sheet.name


def test_the_lyceens_have_no_name_and_the_page_says_why(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    row = people.committees.current_row()
    assert row is not None
    row.setFocus()
    press(qtbot, sample, Qt.Key.Key_Down)
    told = [label.text() for label in people.findChildren(Text) if label.isVisible()]
    assert any("aucun nom de lycéen n’entre dans le programme" in text for text in told)
    assert not named(people, QAbstractButton, "Ajouter").isEnabled()


def test_a_committee_is_renamed_in_place(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    qtbot.keyClick(people.table, Qt.Key.Key_F2)
    qtbot.keyClicks(focused(sample), "Cercle des experts")
    press(qtbot, sample, Qt.Key.Key_Return)
    names = [c.name for c in stored(sample, lambda file: file.find(Committee))]
    assert names[0] == "Cercle des experts"
    assert focused(sample) is named(people, QAbstractButton, "Cercle des experts")


def test_the_search_ignores_accents(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    qtbot.keyClicks(people.search, "erable")
    assert [row[0] for row in rows(people.table)] == ["E03"]
    qtbot.keyClicks(people.search, "xxx")
    told = [label.text() for label in people.findChildren(Text) if label.isVisible()]
    assert "Aucun membre ne répond à cette recherche." in told
    press(qtbot, sample, Qt.Key.Key_Tab)
    qtbot.keyClick(people.search, Qt.Key.Key_Escape)
    assert len(rows(people.table)) == 18


def test_go_to_lands_on_the_member(sample: MainWindow, qtbot: QtBot) -> None:
    sample.go(Section.PEOPLE)
    sample.go(Section.DOSSIERS)
    qtbot.keyClick(sample, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = sample.findChild(GoToDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.field, "Flore Gen")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    people = shown(sample)
    assert people.sheet.name.text() == "Flore Genêt"
    assert people.table.currentIndex().row() == 5


def test_changes_made_elsewhere_are_shown(sample: MainWindow) -> None:
    people = shown(sample)
    first = members(sample)["E01"]
    day = sample.context.services.now().date()
    sample.context.desk.do(lambda file: declare_recusal(file, first.id, 1, day))
    assert rows(people.table)[0][5] == "1"


@pytest.mark.parametrize("name", ["Anne-" + "Marguerite " * 11 + "Houx"])
def test_a_long_name_makes_nothing_wider(sample: MainWindow, name: str) -> None:
    people = shown(sample)
    width = people.minimumSizeHint().width()
    first = members(sample)["E01"]
    sample.context.desk.do(lambda file: edit_member(file, replace(first, name=name)))
    assert people.minimumSizeHint().width() == width


def bodies(window: MainWindow) -> list[str]:
    return [found.name for found in stored(window, lambda file: file.find(Committee))]


def test_a_body_is_added_named_and_removed(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    click(qtbot, people, "Nouvelle instance…")
    (menu,) = [found for found in people.findChildren(QMenu) if found.isVisible()]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(bodies(sample)) == 6)
    assert focused(sample) is people.committees.field
    qtbot.keyClicks(people.committees.field, "Forum des maires")
    qtbot.keyClick(people.committees.field, Qt.Key.Key_Return)
    assert bodies(sample)[-1] == "Forum des maires"
    click(qtbot, people, "Retirer l’instance")
    assert "Forum des maires" not in bodies(sample)
    assert not people.committees.field.isVisible()
    click(qtbot, sample, "Annuler")
    assert named(people, QAbstractButton, "Forum des maires")


def test_the_three_opinions_stay(sample: MainWindow) -> None:
    people = shown(sample)
    assert not named(people, QAbstractButton, "Retirer l’instance").isEnabled()


def test_an_alternate_is_named_with_a_college_and_a_term(sample: MainWindow, qtbot: QtBot) -> None:
    people = shown(sample)
    click(qtbot, people, "Grand forum")
    click(qtbot, people, "Ajouter")
    for name in ("Alix Aubepin", "Basile Bouleau"):
        qtbot.keyClicks(people.adding, name)
        qtbot.keyClick(people.adding, Qt.Key.Key_Return)
    type_in(qtbot, named(people, SavedField, "Collège"), "elus")
    role = named(people, QComboBox, "Rôle")
    qtbot.keyClick(role, Qt.Key.Key_Down)
    for _step in range(3):
        qtbot.keyClick(role.view(), Qt.Key.Key_Down)
    qtbot.keyClick(role.view(), Qt.Key.Key_Return)
    seat = named(people, QComboBox, "Suppléance de")
    seats = [seat.itemText(n) for n in range(seat.count())]
    assert (seats[0], seats[1], seats[-1]) == ("personne encore", "Anna Bouleau", "Alix Aubepin")
    assert len(seats) == 8
    qtbot.keyClick(seat, Qt.Key.Key_Down)
    qtbot.keyClick(seat.view(), Qt.Key.Key_Down)
    qtbot.keyClick(seat.view(), Qt.Key.Key_Return)
    qtbot.mouseClick(people.sheet.term_from.is_there, Qt.MouseButton.LeftButton)
    known = members(sample)
    alternate = known["F08"]
    assert (alternate.college, alternate.role) == ("elus", Role.ALTERNATE)
    assert alternate.alternate_of == known["F01"].id
    assert alternate.term_from == sample.context.services.now().date()


def test_an_expert_alternate_is_told_that_nobody_may_be_replaced(
    sample: MainWindow, qtbot: QtBot
) -> None:
    people = shown(sample)
    assert members(sample)["E01"].is_qualified
    role = named(people, QComboBox, "Rôle")
    qtbot.keyClick(role, Qt.Key.Key_Down)
    for _step in range(3):
        qtbot.keyClick(role.view(), Qt.Key.Key_Down)
    qtbot.keyClick(role.view(), Qt.Key.Key_Return)
    told = [label.text() for label in people.sheet.findChildren(Text) if label.isVisible()]
    assert any("une personnalité qualifiée ne se remplace pas" in text for text in told)
