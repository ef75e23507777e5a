"""Pieces that could run something are known by their ending, their head or their macros."""

from __future__ import annotations

import pytest

from euralens_desk.domain.outside_files import can_run, ending, written_name

ENDINGS = [
    "vb",
    "ws",
    "pyzw",
    "xbap",
    "wll",
    "mst",
    "xla",
    "ppa",
    "job",
    "scf",
    "url",
    "library-ms",
    "appref-ms",
    "desktop",
    "command",
    "workflow",
    "iso",
    "img",
    "vhd",
    "msc",
    "website",
    "xlm",
    "oxt",
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("outil.EXE", b""),
        ("facture.pdf.js", b""),
        ("lancer.bat . ", b""),
        ("raccourci.lnk", b""),
        ("page.html", b"Bonjour"),
        ("tableau.xlsm", b"PK"),
        ("plan.pdf", b"MZ\x90\x00"),
        ("notice", b"#!/bin/sh\n"),
        ("photo.png", b"\x7fELF"),
        ("note.txt", b"\xef\xbb\xbf\r\n <!DOCTYPE html><p>"),
        ("dessin.txt", b"<SVG onload='x'>"),
        ("lettre.docx", b"PK\x03\x04word/vbaProject.bin"),
        ("lettre.doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le")),
        ("lettre.odt", b"PK\x03\x04Basic/Standard/Module1.xml"),
        ("a.exe\u200b", b""),
        ("a.e\u202exe", b""),
        ("a.exe\u3000", b""),
        ("dossier/a.exe", b""),
        ("lanceur", b"[Desktop Entry]\nExec=x"),
        ("lien", b"\n[InternetShortcut]\nURL=x"),
        ("paquet", b"PK\x03\x04META-INF/MANIFEST.MF"),
        ("installer.", b"\xd0\xcf\x11\xe0"),
        *((f"a.{last}", b"") for last in ENDINGS),
    ],
)
def test_what_can_run_is_known(name: str, data: bytes) -> None:
    assert can_run(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dossier.docx", b"PK\x03\x04word/document.xml"),
        ("budget.ods", b"PK\x03\x04content.xml"),
        ("plan.dwg", b"AC1032"),
        ("note.txt", b"Cher exe, voici le script."),
        ("film.mp4", b"\x00\x00\x00 ftyp"),
        ("sans type", b"abc"),
        (".exe", b"abc"),
        ("a.exe/notice", b"abc"),
        ("plan", b"%PDF-1.7"),
        ("lanceur.txt", b"[Desktop Entry]"),
    ],
)
def test_a_document_is_none(name: str, data: bytes) -> None:
    assert not can_run(name, data)


def test_the_last_ending_counts() -> None:
    assert [ending(n) for n in ("a.PDF", "a.pdf.Exe. ", "a", ".a", "", "a.")] == [
        "pdf",
        "exe",
        "",
        "",
        "",
        "",
    ]


def test_a_piece_is_judged_by_the_name_it_is_written_with() -> None:
    assert written_name("..\\dossier/a.exe\u200b") == "a.exe"
    assert written_name("dossier/") == "_"
