"""What is dropped on the window: tables to import, the folder of their pieces."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv"))
"""Endings of files that may be tables, as a drop is recognised; what it is, its content tells."""
SPREADSHEETS = TABLES - {".txt"}
"""Endings of files that are tables, whatever they were given for."""


def dropped_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files and folders that are being dropped."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


def is_spreadsheet(path: Path) -> bool:
    """Whether a file is a table rather than a text, by its name."""
    return path.suffix.lower() in SPREADSHEETS


def is_table(path: Path) -> bool:
    """Whether a file may be a table, by its name."""
    return path.suffix.lower() in TABLES
