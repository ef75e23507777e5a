"""The answers of online forms: reviewed by keys and clicks, entered at once, taken back at once."""

from __future__ import annotations

from pathlib import Path

import form_samples as samples
import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.messages import message
from euralens_desk.domain.sheet import Ballot
from euralens_desk.ui.forms.review import FormReview
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.students import StudentsPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.ballots import close_box
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

TITLES = ("Tech3E", "La forêt urbaine de Lens", "Mine de Soleil")


def add_dossiers(file: CampaignFile) -> ChangeSet:
    with file.change(message("dossiers")) as work:
        for i, title in enumerate(TITLES, start=1):
            work.put(Dossier(i, f"d{i}", f"2022-{i:02d}", title))
    return file.last_change


@pytest.fixture
def students(empty: MainWindow, qtbot: QtBot) -> StudentsPage:
    """The page of the lycéens on three dossiers without a ballot."""
    empty.context.desk.do(add_dossiers)
    QApplication.processEvents()
    empty.activateWindow()
    qtbot.waitUntil(empty.isActiveWindow)
    found = page(empty, Section.STUDENTS, StudentsPage)
    assert isinstance(found, StudentsPage)
    return found


def choose(qtbot: QtBot, asker: object, button: str, path: Path) -> None:
    """Click a button that asks for a file, and answer with this one."""
    assert isinstance(asker, StudentsPage | FormReview)
    click(qtbot, asker, button)
    (dialog,) = [one for one in asker.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    dialog.deleteLater()


def take(qtbot: QtBot, students: StudentsPage, tmp_path: Path, content: bytes) -> FormReview:
    path = tmp_path / "réponses.csv"
    path.write_bytes(content)
    choose(qtbot, students, "Importer des réponses", path)
    (found,) = [one for one in students.findChildren(FormReview) if one.isVisible()]
    return found


def ballots(students: StudentsPage, number: int | None = None) -> int:
    held = stored(_window(students), lambda file: file.find(Ballot))
    return sum(number in (None, ballot.dossier_id) for ballot in held)


def _window(students: StudentsPage) -> MainWindow:
    window = students.window()
    assert isinstance(window, MainWindow)
    return window


def said(review: FormReview) -> str:
    labels = [label.text() for label in review.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\u202f", " ").replace("\u00a0", " ")


def pick(qtbot: QtBot, review: FormReview, name: str, words: str) -> None:
    """Choose in a list by typing the beginning of its words."""
    box = named(review, QComboBox, name)
    box.setFocus()
    place = next(i for i in range(box.count()) if box.itemText(i).startswith(words))
    while box.currentIndex() != place:
        down = box.currentIndex() < place
        qtbot.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def test_answers_are_reviewed_entered_and_taken_back(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    review = take(qtbot, students, tmp_path, samples.tally())
    text = said(review)
    assert "réponses.csv · Tally · 60 réponses" in text
    assert "60 bulletins : 2022-01 (30), 2022-02 (30)." in text
    assert "3 colonnes qui pourraient dire qui a répondu" in text
    assert "« Respondent ID »" in text
    assert ballots(students) == 0
    click(qtbot, review, "Importer 60 bulletins")
    assert [ballots(students, one) for one in (1, 2, 3)] == [30, 30, 0]
    click(qtbot, _window(students), "Annuler")
    assert ballots(students) == 0
    campaign = stored(_window(students), lambda file: file.get(Campaign, 1))
    assert campaign is not None
    assert campaign.answer_files == {}


def test_the_same_file_is_refused_the_second_time(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    click(qtbot, take(qtbot, students, tmp_path, samples.google()), "Importer 120 bulletins")
    again = take(qtbot, students, tmp_path, samples.google())
    assert "ce fichier a déjà été lu" in said(again).casefold()
    assert not named(again, QAbstractButton, "Importer").isEnabled()
    click(qtbot, again, "Ne rien importer")
    assert ballots(students) == 120


def test_a_form_of_one_dossier_asks_which(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    review = take(qtbot, students, tmp_path, samples.limesurvey())
    assert "choisissez" in said(review)
    assert not named(review, QAbstractButton, "Importer").isEnabled()
    pick(qtbot, review, "Dossier des réponses qui n’en nomment aucun", "2022-03")
    given = len([row for row in range(60) if samples.answers(row) != (None,) * 3])
    assert f"{given} bulletins : 2022-03 ({given})." in said(review)
    click(qtbot, review, f"Importer {given} bulletins")
    assert ballots(students, 3) == ballots(students) == given


def test_a_word_and_a_question_are_corrected_by_keys(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    content = (
        samples.tally().replace(b"Excellent", b"Au top").replace(b"int\xc3\xa9r", b"go\xc3\xbb")
    )
    review = take(qtbot, students, tmp_path, content)
    assert "« Au top »" in said(review)
    review.words.setFocus()
    qtbot.keyClick(focused(review), Qt.Key.Key_Home)
    qtbot.keyClick(focused(review), Qt.Key.Key_Return)
    assert focused(review) is named(review, QComboBox, "Niveau de la réponse")
    pick(qtbot, review, "Niveau de la réponse", "4")
    assert "« Au top »" not in said(review)
    review.questions.setFocus()
    for _step in range(2):
        qtbot.keyClick(focused(review), Qt.Key.Key_Down)
    pick(qtbot, review, "Sous-critère de la question", "Non importée")
    assert review.plan.chosen.columns[review.plan.form.headings[2]].criterion == ""
    pick(qtbot, review, "Sous-critère de la question", "L2")
    pick(qtbot, review, "Dossier de la question", "2022-03")
    click(qtbot, review, "Importer")
    assert ballots(students, 3) > 0


def test_a_correspondence_is_kept_in_a_file_and_read_again(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    review = take(qtbot, students, tmp_path, samples.limesurvey())
    pick(qtbot, review, "Dossier des réponses qui n’en nomment aucun", "2022-02")
    kept = tmp_path / "lycée.toml"
    choose(qtbot, review, "Garder cette correspondance", kept)
    assert "lycée.toml est écrit" in said(review)
    click(qtbot, review, "Ne rien importer")
    again = take(qtbot, students, tmp_path, samples.limesurvey())
    assert again.plan.chosen.dossier == ""
    choose(qtbot, again, "Lire une correspondance", kept)
    assert again.plan.chosen.dossier == "2022-02"
    assert named(again, QAbstractButton, "Importer").isEnabled()
    kept.write_text("[questions", encoding="utf-8")
    choose(qtbot, again, "Lire une correspondance", kept)
    assert "« lycée.toml »" in said(again)
    kept.write_text('[questions]\n"Tout autre chose" = {criterion = "L1"}\n', encoding="utf-8")
    choose(qtbot, again, "Lire une correspondance", kept)
    assert "est d’un autre questionnaire" in said(again)
    assert again.plan.chosen.dossier == "2022-02"
    assert ballots(students) == 0


def test_a_closed_box_stands_in_the_way(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, today = students.context.desk, students.context.services.now().date()
    desk.do(lambda file: close_box(file, 2, today).changes)
    review = take(qtbot, students, tmp_path, samples.tally())
    assert "L’urne de La forêt urbaine de Lens est close" in said(review)
    assert not named(review, QAbstractButton, "Importer").isEnabled()


def test_a_file_without_answers_is_told_and_changes_nothing(
    students: StudentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "vide.csv"
    path.write_bytes(b"ID;Question\r\n")
    choose(qtbot, students, "Importer des réponses", path)
    assert not [one for one in students.findChildren(FormReview) if one.isVisible()]
    labels = [label.text() for label in _window(students).findChildren(QLabel)]
    assert any("vide.csv" in text and "aucune réponse" in text for text in labels)
    assert ballots(students) == 0
