"""PDF pages come from a child process that a hostile file can't get out of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.pdf_pages import PdfPages
from euralens_desk.resources import resource


@pytest.fixture(scope="module")
def pages() -> Iterator[PdfPages]:
    piece = resource("samples", "pieces", "Dossier candidature Tech3E - Univ Artois.pdf")
    with PdfPages(piece.read_bytes()) as opened:
        yield opened


def test_a_piece_tells_its_pages_and_their_size(pages: PdfPages) -> None:
    assert pages.page_count == 4
    assert [round(side) for side in pages.size(0)] == [595, 842]


def test_a_page_is_rendered_at_the_asked_width(pages: PdfPages) -> None:
    image = pages.render(0, 400)
    assert (image.width, image.height) == (400, 566)
    assert len(image.pixels) == 400 * 566 * 4
    assert len(set(image.pixels)) > 2


@pytest.mark.parametrize("width", [320, 350, 351, 640, 701])
def test_a_page_is_never_a_pixel_too_wide(pages: PdfPages, width: int) -> None:
    assert pages.render(0, width).width == width


def test_a_turned_page_is_wider_than_high(pages: PdfPages) -> None:
    image = pages.render(0, 566, rotation=90)
    assert image.width == 566
    assert 398 <= image.height <= 402


def test_search_finds_every_place_whatever_the_case(pages: PdfPages) -> None:
    places = pages.search("BÉTHUNE")
    assert places[0].page == 0
    assert all(place.left < place.right and place.bottom < place.top for place in places)
    assert pages.search("terrril") == ()


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7\n%truncated"])
def test_a_piece_that_is_no_pdf_is_refused_calmly(data: bytes) -> None:
    with pytest.raises(Failure, match="can't be shown"):
        PdfPages(data)


def test_a_request_the_child_can_t_answer_is_a_failure() -> None:
    piece = resource("samples", "pieces", "Dossier candidature Tech3E - Univ Artois.pdf")
    opened = PdfPages(piece.read_bytes())
    with pytest.raises(Failure):
        opened.render(99, 400)
    with pytest.raises(Failure):
        opened.render(0, 400)
