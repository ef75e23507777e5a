"""Row 7: a workbook of 2,000 × 40 cells read, against python-calamine alone.

Ours is the whole way: preflight, reading in the child process, and the cells rebuilt on this side.
The start of the child is measured apart: it is paid once a file, whatever its size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook
from python_calamine import load_workbook

from benchmarks.measure import Figure, alternate
from euralens_desk.exchange.source_files import read_source

ROW = "7"
ROWS, COLUMNS = 2_000, 40
ROUNDS = 7


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the start of the child, then the reading without it."""
    data = workbook_bytes(ROWS, COLUMNS)
    path = folder / "candidatures.xlsx"
    path.write_bytes(data)
    small = folder / "petit.xlsx"
    small.write_bytes(workbook_bytes(2, 2))
    read_source(small)  # the modules of this side are loaded once
    starts = tuple(_seconds(small) for _ in range(ROUNDS))
    yield Figure(ROW, "start of the child (a file of 4 cells)", "", (), starts, 1.5)

    def floor() -> None:
        load_workbook(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()

    floors, found = alternate(floor, lambda: read_source(path), ROUNDS)
    start = sorted(starts)[ROUNDS // 2]
    ours = tuple(max(0.0, seconds - start) for seconds in found)
    what = f"reading {ROWS:,} × {COLUMNS}, child and preflight, its start apart"
    yield Figure(ROW, what, "python-calamine", floors, ours, 2)


def _seconds(path: Path) -> float:
    began = perf_counter()
    read_source(path)
    return perf_counter() - began


def workbook_bytes(rows: int, columns: int) -> bytes:
    """Return a workbook of candidatures: texts of several lengths, amounts, whole numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Candidatures")
    sheet.append([f"Colonne {place}" for place in range(columns)])
    for row in range(rows):
        sheet.append([_cell(row, place) for place in range(columns)])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _cell(row: int, place: int) -> object:
    if place % 4 == 0:
        return row * 1000 + place
    if place % 4 == 1:
        return f"Projet {row} de la commune {row % 97}"
    return (
        f"Partenaire {place} / Région / CAF du Pas-de-Calais {row % 13}" if place % 4 == 2 else ""
    )
