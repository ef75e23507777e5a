"""PDFs made to do harm, and odd ones that honest programs write: made here, never kept.

Each says whether it is drawn, and whether it is told to hold more than pages.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

Objects = Mapping[int, bytes]
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F1 24 Tf 20 100 Td (Bonjour) Tj ET"


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF: whether its first page is drawn, is guarded, has text; None where either is right."""

    title: str
    make: Callable[[], bytes]
    is_drawn: bool | None = True
    is_guarded: bool = False
    has_text: bool = True


# Bricks -----------------------------------------------------------------------------------------


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), more, content)


def packed(content: bytes, more: bytes = b"") -> bytes:
    """Return a compressed stream object."""
    return stream(zlib.compress(content), b"/Filter/FlateDecode" + more)


def one_page(
    catalog: bytes = b"",
    page: bytes = b"",
    content: bytes | None = None,
    box: bytes = b"0 0 200 200",
    **more: bytes,
) -> dict[int, bytes]:
    """Return the objects of a page; further ones are named « o7 »."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>" + page + b">>",
        4: stream(WORDS) if content is None else content,
        5: FONT,
        **{int(name[1:]): value for name, value in more.items()},
    }


def written(objects: Objects, trailer: bytes = b"", table: bool = True) -> bytes:
    """Return a file of these objects, with or without its table of places."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, most = len(out), max(objects) + 1
    if table:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % most
        for number in range(1, most):
            place = places.get(number)
            out += b"%010d 00000 n \n" % place if place else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (most, trailer, start)
    return bytes(out)


def modern(objects: Objects, hidden: Objects, pack: Callable[[bytes, bytes], bytes]) -> bytes:
    """Return a file whose ``hidden`` objects lie in a compressed object stream."""
    bodies, heads, at = b"", b"", 0
    for number, content in hidden.items():
        heads += b"%d %d " % (number, at)
        bodies += content + b" "
        at = len(bodies)
    container = max([*objects, *hidden]) + 1
    more = b"/Type/ObjStm/N %d/First %d" % (len(hidden), len(heads))
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    rows = {0: (0, 0, 255)}
    for number, content in {**objects, container: pack(heads + bodies, more)}.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows |= {number: (2, container, place) for place, number in enumerate(hidden)}
    start, own = len(out), container + 1
    rows[own] = (1, start, 0)
    table = b"".join(
        bytes([kind]) + middle.to_bytes(4, "big") + bytes([last])
        for kind, middle, last in (rows.get(n, (0, 0, 0)) for n in range(own + 1))
    )
    more = b"/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R" % (own + 1)
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, packed(table, more), start)
    return bytes(out)


# Contents ---------------------------------------------------------------------------------------


def scanned() -> bytes:
    picture = packed(
        b"\x80" * 10_000,
        b"/Type/XObject/Subtype/Image/Width 100/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    objects = one_page(content=stream(b"200 0 0 200 0 0 cm /I Do"), o6=picture)
    objects[3] = objects[3].replace(b"/Font<</F1 5 0 R>>", b"/XObject<</I 6 0 R>>")
    return written(objects)


def deep_tree(depth: int) -> bytes:
    objects = one_page()
    objects[2] = b"<</Type/Pages/Kids[10 0 R]/Count 1>>"
    for level in range(depth):
        child = 3 if level == depth - 1 else 11 + level
        objects[10 + level] = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % child
    return written(objects)


def turning_tree() -> bytes:
    return written(one_page() | {2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"})


def turning_form() -> bytes:
    form = stream(
        b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    )
    objects = one_page(content=stream(WORDS + b" /X Do"), o6=form)
    objects[3] = objects[3].replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
    return written(objects)


def forms_of_forms() -> bytes:
    """Draw ten forms, each of which draws ten, twelve levels deep."""
    objects = one_page(content=stream(b"/X Do " * 10))
    objects[3] = objects[3].replace(b"/Resources<<", b"/Resources<</XObject<</X 10 0 R>>")
    for level in range(12):
        names = b"/Resources<</XObject<</X %d 0 R>>>>" % (11 + level)
        more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + names
        objects[10 + level] = stream(b"/X Do " * 10, more)
    objects[22] = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return written(objects)


def page_bomb() -> bytes:
    return written(one_page(content=packed(b"0 0 m 1 1 l S " * 20_000_000)))


def picture_bomb() -> bytes:
    picture = packed(
        b"\0" * 50_000_000,
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB",
    )
    objects = one_page(content=stream(b"200 0 0 200 0 0 cm /I Do"), o6=picture)
    objects[3] = objects[3].replace(b"/Font<</F1 5 0 R>>", b"/XObject<</I 6 0 R>>")
    return written(objects)


def annotation(what: bytes) -> bytes:
    return b"/Annots[<</Type/Annot/Rect[0 0 9 9]" + what + b">>]"


FILE = b"<</Type/Filespec/F(x.exe)/EF<</F 7 0 R>>>>"
INSIDE = stream(b"MZ", b"/Type/EmbeddedFile")
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
LAUNCH = b"<</S/Launch/F(cmd.exe)>>"
ENCRYPTED = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
    b"41" * 32,
    b"42" * 32,
)


def ascii_packed(content: bytes, more: bytes) -> bytes:
    """Hide objects under a filter that nobody uses for them."""
    return stream(content.hex().encode() + b">", b"/Filter/ASCIIHexDecode" + more)


def hidden(catalog: bytes, pack: Callable[[bytes, bytes], bytes] = packed) -> bytes:
    """Hide the catalog in an object stream."""
    objects = one_page(catalog)
    return modern({3: objects[3], 4: objects[4]}, {n: objects[n] for n in (1, 2, 5)}, pack)


def acting(act: bytes) -> bytes:
    """Return a page whose catalog holds an action."""
    return written(one_page(act))


def harmless() -> Iterator[Piece]:
    """Yield honest PDFs."""
    yield Piece("a page", lambda: written(one_page()))
    yield Piece("a page without a table of places", lambda: written(one_page(), table=False))
    yield Piece("objects packed together", lambda: hidden(b""))
    yield Piece("a view to open with", lambda: written(one_page(b"/OpenAction[3 0 R/Fit]")))
    yield Piece(
        "a link",
        lambda: written(one_page(page=annotation(b"/Subtype/Link/A<</S/URI/URI(http://x)>>"))),
    )
    yield Piece(
        "a name in a text", lambda: written(one_page(content=stream(WORDS + b" % /JS /Launch")))
    )
    yield Piece("a scanned page", scanned, has_text=False)
    yield Piece("a blank page", lambda: written(one_page(content=stream(b""))), has_text=False)


def guarded() -> Iterator[Piece]:
    """Yield PDFs that hold more than pages: told, and drawn."""
    acts = {
        "a script at opening": b"/OpenAction" + SCRIPT,
        "a program at opening": b"/OpenAction" + LAUNCH,
        "scripts of the document": b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>",
        "a script at closing": b"/AA<</WC" + SCRIPT + b">>",
        "an escaped name": b"/OpenAction<</S/J#61vaScript/J#53(x)>>",
        "a form that sends": b"/OpenAction<</S/SubmitForm/F(http://x)>>",
        "a form of XML": b"/AcroForm<</XFA(x)>>",
    }
    for title, act in acts.items():
        yield Piece(title, partial(acting, act), is_guarded=True)
        yield Piece(f"{title}, packed", partial(hidden, act), is_guarded=True)
    names = b"/Names<</EmbeddedFiles<</Names[(x)" + FILE + b"]>>>>"
    yield Piece("a file inside", lambda: written(one_page(names, o7=INSIDE)), is_guarded=True)
    pinned = annotation(b"/Subtype/FileAttachment/FS" + FILE)
    yield Piece(
        "a file pinned to a page",
        lambda: written(one_page(page=pinned, o7=INSIDE)),
        is_guarded=True,
    )
    media = annotation(b"/Subtype/RichMedia")
    yield Piece("a film", lambda: written(one_page(page=media)), is_guarded=True)
    started = annotation(b"/Subtype/Link/A" + LAUNCH)
    yield Piece("a link to a program", lambda: written(one_page(page=started)), is_guarded=True)
    act = b"/OpenAction" + SCRIPT
    yield Piece("packed in an odd way", lambda: hidden(act, ascii_packed), is_guarded=True)
    bomb = stream(zlib.compress(b" " * 90_000_000), b"/Filter/FlateDecode/Type/ObjStm/N 0/First 0")
    yield Piece("a packed bomb", lambda: written(one_page(o8=bomb)), is_guarded=True)


def broken() -> Iterator[Piece]:
    """Yield PDFs that can't be drawn, or only with care."""
    whole = written(one_page())
    yield Piece("nothing", bytes, is_drawn=False)
    yield Piece("a head alone", lambda: b"%PDF-1.7\n", is_drawn=False)
    yield Piece("no PDF", lambda: b"PK\3\4" * 99, is_drawn=False)
    for share in (2, 4, 6):
        yield Piece(
            f"cut at {share}/8",
            partial(bytes, whole[: len(whole) * share // 8]),
            is_drawn=None,
        )
    yield Piece(
        "no page",
        lambda: written(one_page() | {2: b"<</Type/Pages/Kids[]/Count 0>>"}),
        is_drawn=False,
    )
    yield Piece(
        "two billion pages",
        lambda: written(one_page() | {2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"}),
        is_drawn=None,
    )
    yield Piece(
        "a negative count",
        lambda: written(one_page() | {2: b"<</Type/Pages/Kids[3 0 R]/Count -5>>"}),
        is_drawn=None,
    )
    yield Piece("a page of a kilometre", lambda: written(one_page(box=b"0 0 3000000 3000000")))
    yield Piece(
        "a page like a thread", lambda: written(one_page(box=b"0 0 1 9000000")), is_drawn=False
    )
    yield Piece("a page without size", lambda: written(one_page(box=b"0 0 0 0")))
    yield Piece("a page of no number", lambda: written(one_page(box=b"a b c d")))
    yield Piece("a tree 5,000 deep", lambda: deep_tree(5_000), is_drawn=None)
    yield Piece("a tree that turns", turning_tree, is_drawn=None)
    yield Piece("a form that draws itself", turning_form)
    yield Piece("forms of forms", forms_of_forms, is_drawn=None, has_text=False)
    yield Piece("a page of millions of lines", page_bomb, is_drawn=None, has_text=False)
    yield Piece("a picture of billions of dots", picture_bomb, is_drawn=None, has_text=False)
    yield Piece("a password", lambda: written(one_page(), ENCRYPTED), is_drawn=False)
    yield Piece(
        "arrays in arrays", lambda: written(one_page(b"/X" + b"[" * 200_000)), is_drawn=None
    )
    yield Piece("a table that turns", lambda: written(one_page(), b"/Prev 9"), is_drawn=None)


def pieces() -> list[Piece]:
    """Return every piece; the honest ones come first."""
    return [*harmless(), *guarded(), *broken()]
