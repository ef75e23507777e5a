"""The import assistant, from the empty campaign to the undo, by keys and clicks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.messages import message
from euralens_desk.ui.actions import Act
from euralens_desk.ui.dialogs.one_answer import TextDialog
from euralens_desk.ui.importing.row_list import LookLine
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.import_dossiers import ImportPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.import_session import ImportStep
from euralens_desk.ui.widgets import Chip, SegmentedChoice, Text
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

DATA = Path(__file__).parents[1] / "data"
WORKBOOK = DATA / "candidatures-2022.xlsx"
PIECES = DATA / "pieces"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def importing(empty: MainWindow) -> ImportPage:
    """The assistant of an empty campaign."""
    found = page(empty, Section.IMPORT, ImportPage)
    assert isinstance(found, ImportPage)
    return found


def headings(path: Path) -> tuple[str, ...]:
    sheet = openpyxl.load_workbook(path)["Candidatures"]
    return tuple(str(cell.value) for cell in next(sheet.iter_rows()))


HEADINGS_2022 = headings(WORKBOOK)


def onward(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(page.window()), Qt.Key.Key_Return, CTRL)


def said(page: ImportPage) -> str:
    """All that is written on the page now."""
    texts = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    chips = [chip.text() for chip in page.findChildren(Chip) if chip.isVisible()]
    return " | ".join([*texts, *chips]).replace("\u202f", " ").replace("\u00a0", " ")


def choose(qtbot: QtBot, fields: QComboBox, target: str) -> None:
    """Choose in a list with the keyboard, as a person does."""
    fields.setFocus()
    steps = fields.findData(target) - fields.currentIndex()
    for _step in range(abs(steps)):
        qtbot.keyClick(fields, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def present(window: MainWindow) -> tuple[int, int]:
    def counted(file: CampaignFile) -> tuple[int, int]:
        pieces = [piece for piece in file.find(Attachment) if piece.is_present]
        return len(file.find(Dossier)), len(pieces)

    return stored(window, counted)


def workbook(path: Path, *rows: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


HEADS = ("Intitulé du projet", "Porteur du projet", "Commune", "Nom du contact", "Remarque")


def test_the_whole_import_by_the_keyboard(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot
) -> None:
    importing.course.read_file(WORKBOOK)
    importing.course.read_folder(PIECES)
    assert "8 lignes, 30 colonnes" in said(importing)
    assert "8 fichiers PDF" in said(importing)
    onward(importing, qtbot)
    assert importing.step is ImportStep.COLUMNS
    themes = named(importing, QComboBox, "Champ pour « Thématique(s) »")
    choose(qtbot, themes, "needs")
    assert importing.course.plan is not None
    assert importing.course.plan.mapping[5].target == "needs"
    assert focused(empty) is themes
    onward(importing, qtbot)
    assert present(empty) == (0, 0)
    assert "8 nouveaux" in said(importing)
    assert "4 annoncées mais absentes" in said(importing)
    onward(importing, qtbot)
    assert "8 dossiers importés, 8 pièces jointes." in said(importing)
    assert present(empty) == (8, 8)
    assert stored(empty, lambda file: file.find(Dossier)[0].needs) != ""
    qtbot.keyClick(focused(empty), Qt.Key.Key_Z, CTRL)
    assert present(empty) == (0, 0)
    assert "8 nouveaux" in said(importing)
    empty.menus.action(Act.REDO).trigger()
    assert present(empty) == (8, 8)
    assert "Rien ne change." in said(importing)


def test_the_same_file_again_changes_nothing(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot
) -> None:
    for _time in range(2):
        importing.course.read_file(WORKBOOK)
        importing.course.read_folder(PIECES)
        for _step in range(2):
            onward(importing, qtbot)
        onward(importing, qtbot)
        empty.go(Section.IMPORT)
    head = stored(empty, lambda file: file.journal_head)
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "8 inchangés" in said(importing)
    click(qtbot, importing, "Revenir aux dossiers")
    assert empty.stack.section is Section.DOSSIERS
    assert stored(empty, lambda file: file.journal_head) == head


def test_a_question_bars_the_way_until_it_is_answered(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = (HEADS, ("Un", "Mille et un commerces"), ("Deux", "Association Mille et Un Commerce"))
    importing.course.read_file(workbook(tmp_path / "x.xlsx", *rows))
    onward(importing, qtbot)
    assert not importing.next.isEnabled()
    onward(importing, qtbot)
    assert importing.step is ImportStep.COLUMNS
    click(qtbot, importing, "Répondez d’abord : ligne 3, Deux")
    assert focused(empty).accessibleName().startswith("Réunir")
    qtbot.keyClick(focused(empty), Qt.Key.Key_Space)
    assert focused(empty).accessibleName().startswith("Réunir")
    for _step in range(3):
        onward(importing, qtbot)
    leaders = stored(empty, lambda file: [d.project_leaders for d in file.find(Dossier)])
    assert leaders == [("Mille et un commerces",)] * 2


def test_a_late_dossier_may_be_left_out(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot
) -> None:
    def close_the_call(file: CampaignFile) -> ChangeSet:
        with file.change(message("test")) as work:
            work.put(Campaign("Promotion 2023", 2023, call_closes_on=date(2022, 6, 9)))
        return file.last_change

    empty.context.desk.do(close_the_call)
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    late = [
        line
        for line in importing.findChildren(LookLine)
        if line.isVisible() and "après la clôture" in line.accessibleName()
    ]
    assert len(late) == 3
    click(qtbot, late[0], "Écarter")
    onward(importing, qtbot)
    assert "7 nouveaux" in said(importing)
    assert "1 écarté" in said(importing)


def test_all_columns_can_be_shown(importing: ImportPage, qtbot: QtBot) -> None:
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    few = importing.columns_step.table.rows
    assert len(few) == 9, "eight, and the one of which something is said"
    click(qtbot, importing, "Tout afficher")
    assert len(importing.columns_step.table.rows) == 30
    click(qtbot, importing, "Afficher les principales")
    assert len(importing.columns_step.table.rows) == 9


def test_personal_columns_are_masked_and_a_missing_title_is_told(
    importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = ["Quoi,Nom,Structure porteuse,Commune", "Un,Secret,Qui,Lens", "Deux,Secret,Qui,Loos"]
    (tmp_path / "x.csv").write_text("\n".join(lines), encoding="utf-8")
    importing.course.read_file(tmp_path / "x.csv")
    onward(importing, qtbot)
    assert "séparateur virgule, encodage UTF-8 reconnu" in said(importing)
    assert "(masqué)" in said(importing)
    assert "Secret" not in said(importing)
    assert importing.columns_step.untitled.isVisible()
    assert named(importing, QComboBox, "Champ pour « Nom »").currentData() == "ignore"
    choose(qtbot, named(importing, QComboBox, "Champ pour « Quoi »"), "title")
    assert not importing.columns_step.untitled.isVisible()
    onward(importing, qtbot)
    assert "2 nouveaux" in said(importing)


def test_sheet_and_headings_can_be_corrected(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    importing.course.read_file(
        workbook(tmp_path / "x.xlsx", ("a", "b"), ("Quoi", "Qui"), ("1", "2"))
    )
    assert importing.step is ImportStep.COLUMNS
    assert "x.xlsx" in importing.columns_step.problem.accessibleName()
    assert not importing.next.isEnabled()
    qtbot.keyClick(focused(empty), Qt.Key.Key_Up)
    assert importing.course.plan is not None
    assert importing.course.plan.header_row == 2
    choose(qtbot, named(importing, QComboBox, "Champ pour « Quoi »"), "title")
    onward(importing, qtbot)
    assert "1 nouveau" in said(importing)
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    sheets = importing.columns_step.sheets
    sheets.setFocus()
    qtbot.keyClick(sheets, Qt.Key.Key_Down)
    assert importing.course.plan is None or importing.course.plan.sheet == "Pièces"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7 x", "« x.csv » n’est pas un tableau"), (b"", "« x.csv » est vide")],
)
def test_what_is_no_table_is_told_with_its_name(
    empty: MainWindow, importing: ImportPage, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    importing.course.read_file(tmp_path / "x.csv")
    told = empty.messages.banners["failure"].accessibleName()
    assert words in told.replace("\u202f", " ").replace("\u00a0", " ")
    assert importing.step is ImportStep.FILE
    assert not importing.next.isEnabled()
    importing.course.read_file(WORKBOOK)
    assert "failure" not in empty.messages.banners


def test_a_table_without_a_row_says_so(importing: ImportPage, tmp_path: Path) -> None:
    importing.course.read_file(workbook(tmp_path / "x.xlsx", HEADS))
    assert importing.step is ImportStep.COLUMNS
    assert not importing.next.isEnabled()
    assert "Ce fichier ne contient aucune ligne." in said(importing)


def test_a_piece_goes_where_the_person_says(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "pièces"
    folder.mkdir()
    (folder / "scan 12.pdf").write_bytes(b"%PDF-1.4 %%EOF")
    (folder / "note.txt").write_bytes(b"bonjour")
    importing.course.read_file(workbook(tmp_path / "x.xlsx", HEADS, ("Un", "Qui", "Lens")))
    importing.course.read_folder(folder)
    assert "1 fichier PDF, 1 autre fichier" in said(importing)
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "2 sans dossier" in said(importing)
    choose(qtbot, named(importing, QComboBox, "Dossier de « scan 12.pdf »"), "2023-01")
    assert "1 rapprochées" in said(importing)
    assert focused(empty).accessibleName() == "Dossier de «\u202fscan 12.pdf\u202f»"
    onward(importing, qtbot)
    assert present(empty) == (1, 1)


def test_a_correspondence_is_written_to_a_file_and_read(
    importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    choose(qtbot, named(importing, QComboBox, "Champ pour « Thématique(s) »"), "needs")
    model = tmp_path / "Bureau.toml"
    importing.models.write_file(model)
    importing.models.reset.trigger()
    assert importing.course.plan is not None
    assert importing.course.plan.mapping[5].target == "themes"
    importing.start_again()
    importing.course.read_file(WORKBOOK)
    assert importing.course.plan.mapping[5].target == "themes"
    importing.models.read_file(model)
    assert importing.course.plan.mapping[5].target == "needs"
    assert importing.model_button.text().endswith("Bureau")


def answer_dialog(page: ImportPage, qtbot: QtBot, text: str) -> None:
    """Type into the dialog that is open, and press Enter."""
    dialog = page.findChildren(TextDialog)[-1]
    dialog.field.setText("")
    qtbot.keyClicks(dialog.field, text)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)


def test_a_model_is_kept_recognised_renamed_deleted_and_brought_back(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    choose(qtbot, named(importing, QComboBox, "Champ pour « Thématique(s) »"), "needs")
    importing.models.save.trigger()
    answer_dialog(importing, qtbot, "Bureau 2022")
    assert importing.model_button.text().endswith("Bureau 2022")
    importing.start_again()
    importing.models.reset.trigger()
    next_year = [cell for place, cell in enumerate(HEADINGS_2022) if place not in (4, 20)]
    importing.course.read_file(workbook(tmp_path / "y.xlsx", (*next_year, "Nouveau"), ("1",)))
    assert "modèle reconnu : Bureau 2022" in said(importing)
    assert importing.model_button.text().endswith("Bureau 2022")
    importing.models.rename.trigger()
    answer_dialog(importing, qtbot, "Bureau")
    importing.models.open()
    menu = next(menu for menu in importing.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[0].text() == "Bureau"
    assert menu.actions()[0].isChecked()
    menu.close()
    importing.models.delete.trigger()
    assert importing.model_button.text().endswith("aucun")
    assert not importing.models.delete.isEnabled()
    click(qtbot, empty.messages.toast, "Annuler")
    assert importing.model_button.text().endswith("Bureau")


def test_changes_are_shown_and_may_be_refused(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    first = workbook(tmp_path / "x.xlsx", HEADS, ("Un", "Qui", "Lens"), ("Deux", "Qui", "Lens"))
    importing.course.read_file(first)
    for _step in range(3):
        onward(importing, qtbot)
    importing.start_again()
    second = workbook(tmp_path / "x.xlsx", HEADS, ("Un", "Qui", "Liévin"), ("Deux", "Qui", "Lens"))
    importing.course.read_file(second)
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "1 modifié" in said(importing)
    assert "→ Liévin" in said(importing)
    click(qtbot, importing, "Garder le registre")
    assert importing.next.text() == "Retenir ce qui est gardé"
    onward(importing, qtbot)
    assert stored(empty, lambda file: file.find(Dossier)[0].municipalities) == ("Lens",)
    importing.start_again()
    importing.course.read_file(second)
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "Rien ne change." in said(importing)
    assert "2 inchangés" in said(importing)


def test_a_file_and_a_folder_are_dropped(importing: ImportPage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(WORKBOOK)), QUrl.fromLocalFile(str(PIECES))])
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    importing.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, *none))
    assert importing.course.session.source is not None
    assert importing.course.session.folder is not None


def test_a_table_dropped_on_any_page_is_imported(empty: MainWindow) -> None:
    empty.go(Section.JOURNAL)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(WORKBOOK))])
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, *none)
    empty.dropEvent(drop)
    found = page(empty, Section.IMPORT, ImportPage)
    assert isinstance(found, ImportPage)
    assert found.course.session.source is not None
    assert found.next.isEnabled()


def test_a_campaign_that_may_only_be_read_offers_no_import(
    window: MainWindow, sample_file: Path
) -> None:
    window.campaigns.open(sample_file, read_only=True)
    found = page(window, Section.IMPORT, ImportPage)
    assert isinstance(found, ImportPage)
    assert "Lecture seule" in said(found)
    assert not found.next.isVisible()
    found.course.read_file(WORKBOOK)
    assert found.course.session.source is None


def test_leaving_the_assistant_writes_nothing(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot
) -> None:
    head = stored(empty, lambda file: file.journal_head)
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    onward(importing, qtbot)
    click(qtbot, importing, "Précédent")
    assert importing.step is ImportStep.COLUMNS
    click(qtbot, importing, "Annuler l’import")
    assert empty.stack.section is Section.DOSSIERS
    assert stored(empty, lambda file: file.journal_head) == head
    assert importing.course.session.source is None


def test_correct_answer_import_again_and_undo_by_the_keyboard(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = (*HEADS[:3], "Déposé le", "Résumé")
    rows = (
        heads,
        ("Mine de Soleil", "Mille et un commerces", "Lens", "31/02/2022", "Des panneaux"),
        ("La forêt", "Association Mille et Un Commerce", "Loos", "01/05/2022", "Des arbres"),
        ("Le garage", "Ville de Grenay", "Grenay", "02/05/2022", "Des voitures"),
    )
    importing.course.read_file(workbook(tmp_path / "x.xlsx", *rows))
    onward(importing, qtbot)
    choose(qtbot, named(importing, QComboBox, "Champ pour « Résumé »"), "needs")
    correct = named(importing, QAbstractButton, "Corriger… Sheet!D2")
    correct.setFocus()
    qtbot.keyClick(correct, Qt.Key.Key_Space)
    answer_dialog(importing, qtbot, "28/02/2022")
    assert "« 28/02/2022 » au lieu de « 31/02/2022 »" in said(importing)
    assert not importing.next.isEnabled()
    importing.question.setFocus()
    qtbot.keyClick(importing.question, Qt.Key.Key_Space)
    qtbot.keyClick(focused(empty), Qt.Key.Key_Space)
    for _step in range(3):
        onward(importing, qtbot)
    assert "3 dossiers importés" in said(importing)
    dossiers = stored(empty, lambda file: file.find(Dossier))
    assert dossiers[0].received_on == date(2022, 2, 28)
    assert dossiers[1].project_leaders == ("Mille et un commerces",)
    head = stored(empty, lambda file: file.journal_head)

    importing.start_again()
    changed = (heads, rows[1], (*rows[2][:2], "Liévin", "01/05/2022", "Des chênes"))
    importing.course.read_file(workbook(tmp_path / "x.xlsx", *changed))
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "1 modifié" in said(importing)
    assert "1 absent du fichier" in said(importing)
    field = named(importing, SegmentedChoice, "Communes de La forêt")
    keep = named(field, QAbstractButton, "Registre")
    keep.setFocus()
    qtbot.keyClick(keep, Qt.Key.Key_Space)
    gone = named(importing, SegmentedChoice, "2023-03")
    withdraw = named(gone, QAbstractButton, "Marquer comme retiré")
    withdraw.setFocus()
    qtbot.keyClick(withdraw, Qt.Key.Key_Space)
    assert focused(empty).accessibleName() == "Marquer comme retiré"
    onward(importing, qtbot)
    _first, second, third = stored(empty, lambda file: file.find(Dossier))
    assert (second.municipalities, second.needs) == (("Loos",), "Des chênes")
    assert third.withdrawn_on is not None
    assert "x.xlsx" in stored(empty, lambda file: str(file.undo_action()))
    qtbot.keyClick(focused(empty), Qt.Key.Key_Z, CTRL)
    assert stored(empty, lambda file: file.find(Dossier)) == dossiers
    assert stored(empty, lambda file: file.journal_head) != head


def test_all_alike_are_answered_at_once(
    importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    days = (*["bientôt"] * 3, "01/05/2022", "02/05/2022", "03/05/2022")
    rows = [(f"Projet {n}", f"Ville {n}", "Lens", day) for n, day in enumerate(days)]
    importing.course.read_file(workbook(tmp_path / "x.xlsx", (*HEADS[:3], "Déposé le"), *rows))
    onward(importing, qtbot)
    click(qtbot, importing, "Garder le texte")
    click(qtbot, importing, "Garder le texte : même réponse pour les 2 semblables")
    assert importing.course.plan is not None
    kept = [d.read.other for d in importing.course.plan.dossiers]
    assert kept == [*[{"Déposé le": "bientôt"}] * 3, {}, {}, {}]


def test_the_headings_are_pointed_at_in_the_first_rows(
    importing: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = (("Suivi", ""), ("Quoi", "Qui"), ("Un", "Deux"))
    importing.course.read_file(workbook(tmp_path / "x.xlsx", *rows))
    table = importing.columns_step.peek.table
    assert table.isVisible()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert importing.course.plan is None
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert importing.course.plan is not None
    assert importing.course.plan.header_row == 2
    click(qtbot, importing, "Voir les premières lignes")
    assert not table.isVisible()


def test_pieces_that_are_there_already_are_not_told_absent(
    empty: MainWindow, importing: ImportPage, qtbot: QtBot
) -> None:
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "12 annoncées" in said(importing)
    assert "absentes" not in said(importing)
    assert "Annoncée ; aucun dossier de pièces n’est choisi" in said(importing)
    assert named(importing, QAbstractButton, "Choisir le dossier de pièces…").isEnabled()
    importing.course.read_folder(PIECES)
    assert importing.step is ImportStep.CHECK
    assert "4 annoncées mais absentes" in said(importing)
    assert "Annoncée, absente du dossier de pièces" in said(importing)
    assert "aucun dossier de pièces" not in said(importing).lower()
    onward(importing, qtbot)
    importing.start_again()
    importing.course.use_folder(None)
    importing.course.read_file(WORKBOOK)
    onward(importing, qtbot)
    onward(importing, qtbot)
    assert "8 déjà dans le registre" in said(importing)
    assert "4 annoncées" in said(importing)
    assert "12 annoncées" not in said(importing)
