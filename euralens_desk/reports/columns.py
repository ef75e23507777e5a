"""A column of a sheet of a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, its number format, whether it wraps."""

    heading: str
    width: float = 12
    number_format: str = "General"
    wraps: bool = False
