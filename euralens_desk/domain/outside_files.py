"""Which pieces may be opened with another program of the computer, and which are only saved."""

from __future__ import annotations

import re

from euralens_desk.domain.file_names import safe_name

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
    theme themepack deskthemepack vb ws pyzw xbap wll mst xla ppa job msc msix msixbundle
    appxbundle appinstaller msu wsb website webpnp searchconnector-ms diagpkg diagcfg
    printerexport osd pcd plg prf prg shb shs xnk udl odc dqy oqy rqy grp hpj
    cnt isp its fxp ins isu rgs u3p paf cgi ahk au3 kix ps2 ps2xml psc1 psc2 pssc
    cdxml msh1 msh2 mshxml msh1xml msh2xml vbp vsmacros vsw xlm mad maf mag mam maq mar
    mas mat mau mav maw mda mdt mdw mdz mcf wiz oxt crx xpi fish kdelnk service dylib so
    prefpane wdgt mpkg kext osax saver mobileconfig qlgenerator tool ftploc afploc vncloc
    pyo rpy ipynb jsp asp aspx dex efi remoteapp rdpw
    """.split()  # noqa: SIM905  # hundreds of quoted words are not read
)
"""Endings of files that run, or that make another program run something."""
_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_SHORTCUT = b"L\x00\x00\x00\x01\x14\x02\x00"
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"), b"Basic/Standard/")
"""What stands in an office document that holds macros, whatever its ending."""
_TAGS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")
_UNNAMED = (
    b"[desktop entry]",
    b"[internetshortcut]",
    b"@echo",
    b"<?php",
    b"pk\x03\x04",
    b"\xd0\xcf\x11\xe0",
)
"""First bytes, in small letters, by which a system knows what to run without an ending."""


def written_name(name: str) -> str:
    """Return the name under which a piece is written for another program, without its folders."""
    return safe_name(re.split(r"[/\\]", name)[-1])


def ending(name: str) -> str:
    """Return the ending a piece will be written with, in small letters, « » when it has none."""
    stem, dot, last = written_name(name).rpartition(".")
    return last.strip().casefold() if dot and stem else ""


def can_run(name: str, data: bytes) -> bool:
    """Whether opening a file could run something: its ending, its first bytes or macros say so.

    Without an ending the content alone decides; a packed file, which could be a program, is then
    taken for one.
    """
    kind = ending(name)
    if kind in _RUNNING:
        return True
    if data.startswith((*_HEADS, _SHORTCUT)):
        return True
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_TAGS) or (not kind and head.startswith(_UNNAMED)):
        return True
    return any(mark in data for mark in _MACROS)
