"""Pictures among the pieces: shown, turned, refused; other pieces asked about or only saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from driving import click, named
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.messages import Failure
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.viewer import picture_pages
from euralens_desk.ui.viewer.pdf_view import PdfView
from euralens_desk.ui.viewer.picture_pages import PicturePages
from euralens_desk.ui.viewer.piece_opener import PieceOpener
from euralens_desk.ui.widgets import Note
from euralens_desk.ui.widgets.dialogs import ConfirmDialog
from euralens_desk.usecases.pieces import Piece, is_picture


def picture(kind: str, width: int = 40, height: int = 20, colour: str = "#204080") -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    image.setPixelColor(0, 0, QColor("#FF0000"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_a_picture_is_one_page_as_wide_as_asked_for(kind: str) -> None:
    data = picture(kind)
    assert is_picture(data)
    pages = PicturePages(data)
    assert (pages.page_count, pages.is_guarded, pages.search("a")) == (1, False, ())
    assert pages.size(0) == (40, 20)
    drawn, turned = pages.render(0, 80), pages.render(0, 80, 90)
    assert (drawn.width, drawn.height, len(drawn.pixels)) == (80, 40, 80 * 40 * 4)
    assert (turned.width, turned.height) == (80, 160)
    pages.close()


def test_a_quarter_turn_is_clockwise_and_what_is_clear_is_white() -> None:
    pages = PicturePages(picture("png", 2, 2, "#00000000"))
    red, white = b"\x00\x00\xff\xff", b"\xff\xff\xff\xff"
    assert pages.render(0, 2).pixels == red + white * 3
    assert pages.render(0, 2, 90).pixels == white + red + white * 2


@pytest.mark.parametrize("cut", [12, 30, 60])
def test_a_damaged_picture_is_refused(cut: int) -> None:
    with pytest.raises(Failure, match="can't be shown"):
        PicturePages(picture("png")[:cut]).render(0, 80)


def test_a_picture_too_large_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture_pages, "MOST_PIXELS", 799)
    with pytest.raises(Failure, match="too large"):
        PicturePages(picture("png"))


def test_a_narrow_picture_is_drawn_less_wide_than_asked_for() -> None:
    drawn = PicturePages(picture("png", 10, 4000)).render(0, 900)
    assert drawn.width * drawn.height <= picture_pages.MOST_DRAWN * 1.02


@pytest.mark.parametrize(
    ("width", "height", "turn", "drawn"),
    [
        (20000, 3, 0, (900, 1)),
        (20000, 3, 90, (60, 400000)),
        (60000, 1, 0, (900, 1)),
        (1, 60000, 90, (900, 1)),
        (1, 60000, 270, (900, 1)),
        (1, 60000, 180, (20, 1200000)),
    ],
)
def test_a_long_thin_picture_keeps_a_pixel(
    width: int, height: int, turn: int, drawn: tuple[int, int]
) -> None:
    shown = PicturePages(picture("png", width, height)).render(0, 900, turn)
    assert (shown.width, shown.height) == drawn
    assert len(shown.pixels) == shown.width * shown.height * 4


@pytest.mark.qt_log_ignore("out of memory")
def test_a_picture_there_is_no_memory_for_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_pages, "MOST_DRAWN", 10**12)
    pages = PicturePages(picture("png"))
    with pytest.raises(Failure, match="can't be shown"):
        pages.render(0, 10**6)


def test_a_picture_is_shown_zoomed_and_turned_by_the_keyboard(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.drawn):
        view.show_pdf("photo.png", picture("png", 400, 200))
    assert (view.page, view.page_count) == (1, 1)
    paper = view.area.widget()
    assert paper is not None
    assert paper.width() > paper.height()
    before = paper.width()
    with qtbot.waitSignal(view.drawn):
        qtbot.keyClick(view.area, Qt.Key.Key_Plus)
    assert paper.width() > before
    with qtbot.waitSignal(view.drawn):
        qtbot.keyClick(view.area, Qt.Key.Key_R)
    assert paper.width() < paper.height()


def test_a_damaged_picture_is_told_in_one_sentence(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.failed):
        view.show_pdf("photo.png", picture("png")[:40])
    assert "photo.png" in named(view, Note, "Cette pièce ne s’affiche pas.").accessibleName()


# With another program -----------------------------------------------------------------------------


class Opening:
    """A page whose pieces are opened, and what reached the system."""

    def __init__(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: list[str] = []
        self.window = window
        self.opener = PieceOpener(window.context, window)
        monkeypatch.setattr(QDesktopServices, "openUrl", self._open)

    def _open(self, url: object) -> bool:
        self.opened.append(Path(url.toLocalFile()).name)  # type: ignore[attr-defined]
        return True

    def question(self) -> QWidget | None:
        shown = [d for d in self.window.findChildren(ConfirmDialog) if d.isVisible()]
        return shown[0] if shown else None


@pytest.fixture
def opening(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Opening:
    return Opening(sample, monkeypatch)


def keep(window: MainWindow, name: str, data: bytes) -> Attachment:
    from driving import stored

    from euralens_desk.domain.dossier import Dossier
    from euralens_desk.usecases.pieces import attach_piece

    def work(file: object) -> Attachment:
        dossier = file.find(Dossier)[0]  # type: ignore[attr-defined]
        attach_piece(file, dossier.id, name, data, date(2022, 5, 1))  # type: ignore[arg-type]
        return file.find(Attachment, name=name)[0]  # type: ignore[attr-defined,no-any-return]

    return stored(window, work)


def test_a_kind_of_file_is_asked_about_once(opening: Opening, qtbot: QtBot) -> None:
    piece = keep(opening.window, "plan.docx", b"PK plan")
    opening.opener.open_outside(piece)
    qtbot.waitUntil(lambda: opening.question() is not None)
    question = opening.question()
    assert question is not None
    assert "vient de l’extérieur" in question.accessibleDescription()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert opening.opened == []
    opening.opener.open_beside(piece)
    qtbot.waitUntil(lambda: opening.question() is not None)
    click(qtbot, opening.window, "Ouvrir la copie")
    qtbot.waitUntil(lambda: opening.opened == ["plan.docx"])
    opening.opener.open_outside(piece)
    qtbot.waitUntil(lambda: opening.opened == ["plan.docx"] * 2)
    assert opening.question() is None


def test_what_can_run_is_only_saved(opening: Opening, qtbot: QtBot, tmp_path: Path) -> None:
    piece = keep(opening.window, "outil.exe", b"MZ outil")
    opening.opener.open_outside(piece)
    qtbot.waitUntil(lambda: opening.question() is not None)
    question = opening.question()
    assert question is not None
    assert "peut lancer un programme" in question.accessibleDescription()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert opening.opened == []
    place = tmp_path / "outil.exe"
    opening.opener.save(Piece(piece, b"MZ outil"), place)
    qtbot.waitUntil(place.exists)
    assert place.read_bytes() == b"MZ outil"
