"""Hostile and odd PDFs: told, and drawn as pictures only, in the bounded child."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_pdfs import ENCRYPTED, Piece, guarded, harmless, hidden, one_page, pieces, written
from mutations import PdfReader, raw

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.pdf_hazards import Hazard, hazards
from euralens_desk.exchange.pdf_pages import LONGEST_PAGE, MOST_PIXELS, PdfPages, is_guarded
from euralens_desk.resources import resource

PIECES = pieces()
SAMPLE = resource("samples", "pieces", "Dossier candidature Tech3E - Univ Artois.pdf")


def test_there_are_enough_of_them() -> None:
    assert len({piece.title for piece in PIECES}) == len(PIECES) >= 45
    assert len([*harmless()]) >= 3
    assert len([*guarded()]) >= 20


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.title)
def test_each_is_drawn_or_refused_and_told(piece: Piece, tmp_path: Path) -> None:
    if piece.is_drawn:
        check(piece)
        return
    try:
        check(piece)
    except Failure as refusal:
        assert "can't be shown" in str(refusal)  # noqa: PT017
    else:
        assert piece.is_drawn is None
    assert [*tmp_path.iterdir()] == []


def check(piece: Piece) -> None:
    with PdfPages(piece.make()) as pages:
        image = pages.render(0, 300)
        assert 0 < image.width * image.height <= MOST_PIXELS * 1.01
        assert len(image.pixels) == image.width * image.height * 4
        assert pages.is_guarded == piece.is_guarded
        assert pages.has_text == piece.has_text


def test_what_a_pdf_holds_is_named() -> None:
    assert hazards(written(one_page(b"/OpenAction<</S/JavaScript/JS(x)>>"))) == {Hazard.SCRIPT}
    assert hazards(written(one_page(b"/AA<</S/Launch/F(x)>>"))) == {Hazard.LAUNCH}
    assert hazards(hidden(b"/Names<</EmbeddedFiles<<>>>>")) == {Hazard.ATTACHMENT}
    assert hazards(
        hidden(
            b"/AA<</JS(x)>>", lambda c, m: b"<</Filter/LZWDecode%s>>stream\n%sendstream" % (m, c)
        )
    ) == {Hazard.HIDDEN}
    assert hazards(hidden(b"/AA<</JS(x)>>", lambda c, m: b"<<%s>>\nstream\n%s" % (m, c))) == {
        Hazard.SCRIPT
    }
    assert hazards(SAMPLE.read_bytes()) == frozenset()


def test_an_encrypted_file_is_not_told_to_hide_what_it_can_t_show() -> None:
    packed = hidden(b"", lambda c, m: b"<</Filter/FlateDecode%s>>stream\nnoiseendstream" % m)
    assert hazards(packed) == {Hazard.HIDDEN}
    assert hazards(packed.replace(b"/Root 1 0 R", b"/Root 1 0 R" + ENCRYPTED)) == frozenset()


def test_a_pdf_that_can_t_be_shown_is_looked_through_all_the_same() -> None:
    assert is_guarded(b"%PDF-1.7 /JavaScript")
    assert not is_guarded(b"%PDF-1.7 nothing")


def test_a_page_of_no_page_s_form_is_refused() -> None:
    for long, is_fine in ((LONGEST_PAGE, True), (LONGEST_PAGE + 1, False)):
        with PdfPages(written(one_page(box=b"0 0 10 %d" % (10 * long)))) as pages:
            if is_fine:
                assert pages.render(0, 20, rotation=90).width == 20
            else:
                with pytest.raises(Failure):
                    pages.render(0, 20)


@pytest.fixture(scope="module")
def reader() -> Iterator[PdfReader]:
    opened = PdfReader()
    yield opened
    opened.close()


@pytest.mark.parametrize("count", [120, pytest.param(2_000, marks=pytest.mark.slow)])
@pytest.mark.timeout(3_600)
def test_damaged_pdfs_are_drawn_or_refused(count: int, reader: PdfReader) -> None:
    wholes = [SAMPLE.read_bytes(), *(piece.make() for piece in (*harmless(), *guarded()))]
    seen = set()
    for seed in range(count):
        chance = random.Random(f"pdf {seed}")
        outcome = reader.outcome(raw(chance.choice(wholes), chance))
        assert outcome in ("drawn", "refused", "ended"), f"seed {seed}: {outcome}"
        seen.add(outcome)
    assert seen >= {"drawn", "refused"}
