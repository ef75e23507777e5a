"""Which pieces may be opened with another program of the computer, and which are only saved."""

from __future__ import annotations

_RUNNING = frozenset(
    """
    exe com bat cmd scr pif cpl msi msp msix appx application gadget hta jar jnlp js jse
    mjs vbs vbe wsf wsh wsc sct ps1 psm1 psd1 ps1xml msh lnk url website scf inf reg dll
    ocx sys drv chm hlp cmdline library-ms search-ms settingcontent-ms appref-ms xll iso
    img vhd vhdx html htm xhtml xht mht mhtml shtml svg svgz xml xsl xslt swf sh bash zsh
    csh ksh run bin out elf appimage desktop deb rpm snap flatpak flatpakref app command
    workflow scpt scptd applescript action pkg dmg terminal webloc inetloc fileloc py pyw
    pyc pyz pl rb php phtml tcl lua class apk ipa docm dotm xlsm xltm xlam xlsb pptm potm
    ppsm ppam sldm odb mdb accdb accde ade adp mde one onepkg iqy slk rdp ica vsto diagcab
    theme themepack
    """.split()  # noqa: SIM905  # two hundred quoted words are not read
)
"""Endings of files that run, or that make another program run something."""
_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_SHORTCUT = b"L\x00\x00\x00\x01\x14\x02\x00"
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"), b"Basic/Standard/")
"""What stands in an office document that holds macros, whatever its ending."""
_TAGS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")


def ending(name: str) -> str:
    """Return the last ending of a name in small letters, « » when it has none."""
    stem, dot, last = name.rstrip(". \u00a0").rpartition(".")
    return last.strip().casefold() if dot and stem else ""


def can_run(name: str, data: bytes) -> bool:
    """Whether opening a file could run something: its ending, its first bytes or macros say so."""
    if ending(name) in _RUNNING:
        return True
    if data.startswith((*_HEADS, _SHORTCUT)):
        return True
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(_TAGS) or any(mark in data for mark in _MACROS)
