"""The view of a PDF: pages, zoom, sharpness, pieces that can't be shown."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
import pytest
from driving import click, named
from hostile_pdfs import one_page, written
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.messages import Failure, message
from euralens_desk.exchange.pdf_pages import Found
from euralens_desk.resources import resource
from euralens_desk.ui.dialogs.one_answer import NumberDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.viewer.open_piece import OpenPiece, Spot
from euralens_desk.ui.viewer.pdf_view import PdfView
from euralens_desk.ui.widgets import Note

TECH3E = resource("samples", "pieces", "Dossier candidature Tech3E - Univ Artois.pdf")


@dataclass
class DrawnImage:
    """A grey page."""

    width: int
    height: int

    @property
    def pixels(self) -> bytes:
        return b"\x90" * (self.width * self.height * 4)


class FakePdf:
    """Three pages, each opening and drawing noted."""

    page_count = 3
    is_guarded = False

    def __init__(self, data: bytes, seen: list[str]) -> None:
        seen.append(f"open {data.decode()}")
        self._seen = seen

    def render(self, page: int, width: int, rotation: int = 0) -> DrawnImage:
        self._seen.append(f"page {page}")
        if page == 2:
            raise Failure(message("This piece can't be shown. The dossier itself is intact."))
        return DrawnImage(width, round(width * 1.4))

    def size(self, page: int) -> tuple[float, float]:
        return 100.0, 200.0

    def search(self, text: str) -> tuple[Found, ...]:
        self._seen.append(f"search {text}")
        return (Found(1, 10, 20, 30, 40),) if text == "là" else ()

    def close(self) -> None:
        self._seen.append("close")


def show(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.drawn):
        view.show_pdf(TECH3E.name, TECH3E.read_bytes())


def test_a_piece_is_read_page_by_page_with_the_keyboard(view: PdfView, qtbot: QtBot) -> None:
    show(view, qtbot)
    assert view.words.text() == "Page 1 sur 4"
    assert view.area.accessibleName().endswith(".pdf, Page 1 sur 4")
    view.area.setFocus()
    for _ in range(6):
        qtbot.keyClick(view.area, Qt.Key.Key_PageDown)
    assert view.page == 4
    assert not named(view, QAbstractButton, "Page suivante").isEnabled()
    qtbot.keyClick(view.area, Qt.Key.Key_PageUp)
    click(qtbot, view, "Page précédente")
    assert view.page == 2


def test_zoom_makes_the_page_wider_than_the_view_and_back(view: PdfView, qtbot: QtBot) -> None:
    show(view, qtbot)
    assert not view.area.horizontalScrollBar().isVisible()
    for _ in range(9):
        qtbot.keyClick(view.area, Qt.Key.Key_Plus)
    assert view.area.wanted_width() > 3 * 0.9 * view.area.width()
    assert view.area.drawn_width == view.area.wanted_width()
    assert not view.larger.isEnabled()
    qtbot.keyClick(view.area, Qt.Key.Key_0)
    assert view.area.drawn_width == view.area.wanted_width() <= view.area.width()
    click(qtbot, view, "Réduire")
    assert view.area.wanted_width() < 0.8 * view.area.width()


def test_a_long_page_is_gone_through_before_it_is_turned(view: PdfView, qtbot: QtBot) -> None:
    show(view, qtbot)
    view.zoom(1)
    view.zoom(1)
    qtbot.keyClick(view.area, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert view.area.verticalScrollBar().value() > 0


def test_a_page_is_drawn_again_for_another_width(view: PdfView, qtbot: QtBot) -> None:
    show(view, qtbot)
    before = view.area.drawn_width
    view.resize(700, 620)
    qtbot.waitUntil(lambda: view.area.drawn_width > before)
    assert view.area.drawn_width == view.area.wanted_width()


def test_a_hidden_view_draws_nothing_until_it_is_seen(view: PdfView, qtbot: QtBot) -> None:
    view.hide()
    view.show_pdf(TECH3E.name, TECH3E.read_bytes())
    assert view.page == 0
    with qtbot.waitSignal(view.drawn):
        view.show()
    assert view.page == 1


def test_a_piece_that_can_t_be_shown_says_so(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    view = PdfView(window.context, [Offer("Ouvrir ailleurs", lambda: asked.append("elsewhere"))])
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.failed):
        view.show_pdf("cassé.pdf", b"%PDF-1.7\n%truncated")
    told = named(view, Note, "Cette pièce ne s’affiche pas.")
    assert "cassé.pdf" in told.accessibleName()
    click(qtbot, view, "Ouvrir ailleurs")
    assert asked == ["elsewhere"]
    show(view, qtbot)
    assert view.page_count == 4
    view.clear("Aucune pièce.")
    assert view.page == 0


def test_a_piece_with_a_script_is_drawn_and_told(view: PdfView, qtbot: QtBot) -> None:
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    with qtbot.waitSignal(view.drawn):
        view.show_pdf("piège.pdf", written(one_page(script)))
    told = named(view, Note, "PDF avec script ou pièce jointe")
    assert told.isVisibleTo(view)
    assert not view.area.is_blank
    with qtbot.waitSignal(view.drawn):
        view.show_pdf("page.pdf", written(one_page()))
    assert not told.isVisibleTo(view)


def test_a_piece_with_a_script_is_not_lent_to_another_program(window: MainWindow) -> None:
    lend = window.context.services.lend_file
    with pytest.raises(Failure, match="shown here only"):
        lend("piège.pdf", written(one_page(b"/OpenAction<</S/Launch/F(cmd.exe)>>")))
    with pytest.raises(Failure, match="shown here only"):
        lend("cassé.pdf", b"%PDF-1.7 /Launch")
    page = written(one_page())
    assert lend("page.pdf", page).read_bytes() == page


def test_a_pdf_is_opened_once_and_closed_once() -> None:
    seen: list[str] = []
    piece = OpenPiece(lambda data: FakePdf(data, seen))
    assert piece.draw(b"one", 0, 10).page_count == 3
    piece.draw(b"one", 1, 10)
    piece.draw(b"two", 0, 10)
    piece.end()
    piece.end()
    assert seen == ["open one", "page 0", "page 1", "close", "open two", "page 0", "close"]


def test_a_pdf_that_fails_is_opened_again_next_time() -> None:
    seen: list[str] = []
    piece = OpenPiece(lambda data: FakePdf(data, seen))
    with pytest.raises(Failure):
        piece.draw(b"one", 2, 10)
    piece.draw(b"one", 0, 10)
    assert seen == ["open one", "page 2", "close", "open one", "page 0"]


def test_a_pdf_let_go_while_it_is_drawn_is_closed_afterwards() -> None:
    seen: list[str] = []

    class Leaving(FakePdf):
        def render(self, page: int, width: int, rotation: int = 0) -> DrawnImage:
            piece.end()
            seen.append("left")
            return super().render(page, width, rotation)

    piece = OpenPiece(lambda data: Leaving(data, seen))
    piece.draw(b"one", 0, 10)
    assert seen == ["open one", "left", "page 0", "close"]


def test_a_lent_copy_can_t_choose_its_place(window: MainWindow) -> None:
    lend = window.context.services.lend_file
    path = lend("../../ailleurs\\pièce.pdf", b"abc")
    assert (path.name, path.read_bytes()) == ("pièce.pdf", b"abc")
    assert lend("pièce.pdf", b"abc") == path
    assert lend("pièce.pdf", b"other") != path
    assert lend("..", b"abc").read_bytes() == b"abc"


def test_a_text_is_found_shown_and_left_by_the_keyboard(view: PdfView, qtbot: QtBot) -> None:
    show(view, qtbot)
    view.area.setFocus()
    qtbot.keyClick(view.area, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search.isVisible()
    qtbot.keyClicks(view.search.field, "BÉTHUNE")
    qtbot.keyClick(view.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.search.told.text().startswith("1 sur "))
    count = len(view.search.spots)
    qtbot.keyClick(view.search.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert view.search.told.text() == f"{count} sur {count}"
    assert view.page == view.search.spots[-1].page + 1
    view.search.field.clear()
    qtbot.keyClicks(view.search.field, "terrril")
    qtbot.keyClick(view.search.field, Qt.Key.Key_Return)
    assert view.search.told.text() == "Aucune occurrence"
    qtbot.keyClick(view.search.field, Qt.Key.Key_Escape)
    assert not view.search.isVisible()
    assert view.search.spots == ()


def test_a_scanned_piece_says_that_it_has_no_text(view: PdfView, qtbot: QtBot) -> None:
    show(view, qtbot)
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(200, 300)
    out = io.BytesIO()
    blank.save(out)
    with qtbot.waitSignal(view.drawn):
        view.show_pdf("numérisé.pdf", out.getvalue())
    qtbot.keyClick(view.area, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(view.search.field, "mine")
    qtbot.keyClick(view.search.field, Qt.Key.Key_Return)
    assert view.search.told.text() == "Aucun texte\u00a0: document numérisé"


def paper(view: PdfView) -> QWidget:
    found = view.area.widget()
    assert found is not None
    return found


def shape(view: PdfView) -> float:
    """Return the height of the paper over its width."""
    return paper(view).height() / paper(view).width()


def test_a_page_is_turned_shown_whole_and_reached_by_its_number(
    view: PdfView, qtbot: QtBot
) -> None:
    show(view, qtbot)
    upright = shape(view)
    qtbot.keyClick(view.area, Qt.Key.Key_R)
    lying = shape(view)
    assert (upright > 1.4, lying < 0.72) == (True, True)
    for _ in range(3):
        qtbot.keyClick(view.area, Qt.Key.Key_R)
    view.resize(600, 400)
    qtbot.keyClick(view.area, Qt.Key.Key_W)
    assert paper(view).height() <= view.area.height() + 1
    qtbot.keyClick(view.area, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = view.findChildren(NumberDialog)
    dialog.field.setValue(3)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert view.page == 3


def test_a_place_is_told_in_shares_of_the_page_as_it_is_turned() -> None:
    piece = OpenPiece(lambda data: FakePdf(data, []))
    found = piece.search(b"one", "là")
    assert found.spots == (Spot(1, 0.1, 0.8, 0.3, 0.9),)
    (spot,) = found.spots
    turned = spot.turned(90)
    assert turned.left == pytest.approx(0.1)
    assert turned.right == pytest.approx(0.2)
    assert (turned.top, turned.bottom) == (0.1, 0.3)
    assert spot.turned(180).left == pytest.approx(0.7)
    assert spot.turned(360) == spot
    assert not piece.search(b"one", "ailleurs").has_text
