"""Row 9: tables of 100,000 rows on the model of the journal: a scroll frame, sort, filter."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.measure import Figure, alternate
from euralens_desk.ui.models.journal import JournalModel, columns
from euralens_desk.ui.pages.journal import dress_table
from euralens_desk.ui.state.journal import JournalLine, answering
from euralens_desk.ui.theme import Appearance

ROW = "9"
ROWS = 100_000
FRAMES = 60
ROUNDS = 7
WIDTH, HEIGHT = 1150, 700


def figures(_folder: Path) -> Iterator[Figure]:
    """Measure scroll, sort and filter."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    look = Appearance(Path(__file__).parents[1] / "resources")
    look.install(application)  # type: ignore[arg-type]
    lines = journal_lines(ROWS)
    yield _scroll(look, lines)
    yield _sort(lines)
    yield _filter(lines)


def journal_lines(number: int) -> tuple[JournalLine, ...]:
    """Return a journal as long as asked."""
    made = []
    for place in range(number, 0, -1):
        when = f"{place % 28 + 1:02d}/11/2022 {place % 24:02d}:{place % 60:02d}:00"
        who = f"membre {place % 19} · poste {place % 7}"
        what = f"Note {place % 5} sur {place % 3 + 1}.{place % 7}, projet {place * 7919 % 300}"
        ordered = (who, what.lower(), "")
        folded = f"{place} {when} {who} {ordered[1]}"
        made.append(JournalLine(place, when, who, what, "", folded, ordered))
    return tuple(made)


def _scroll(look: Appearance, lines: tuple[JournalLine, ...]) -> Figure:
    """One frame: the table somewhere else, painted."""
    plain = QStandardItemModel(0, len(columns()))
    for line in lines:
        plain.appendRow([QStandardItem(text) for text in line.cells()])
    ours = JournalModel()
    ours.show_lines(lines)
    views = [_view(look, model) for model in (plain, ours)]
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)

    def frames(view: QTableView) -> None:
        bar = view.verticalScrollBar()
        for frame in range(FRAMES):
            bar.setValue(frame * 7919 % bar.maximum())
            view.viewport().render(picture)

    floor, found = alternate(lambda: frames(views[0]), lambda: frames(views[1]), ROUNDS)
    return Figure(
        ROW,
        f"scroll frame of {len(lines):,} rows",
        "a C++ model",
        tuple(seconds / FRAMES for seconds in floor),
        tuple(seconds / FRAMES for seconds in found),
        1.2,
    )


def _view(look: Appearance, model: QAbstractItemModel) -> QTableView:
    view = QTableView()
    view.setModel(model)
    dress_table(look, view, model.text if isinstance(model, JournalModel) else None)
    view.resize(WIDTH, HEIGHT)
    view.show()
    return view


def _sort(lines: tuple[JournalLine, ...]) -> Figure:
    """Sort by what was done, against sorting the list."""

    def floor() -> None:
        sorted(lines, key=attrgetter("what"))

    def ours() -> None:
        model = JournalModel()
        model.show_lines(lines)
        model.sort(3, Qt.SortOrder.AscendingOrder)

    floors, found = alternate(floor, ours, ROUNDS)
    return Figure(ROW, f"sort of {len(lines):,} rows", "sorted list", floors, found, 2)


def _filter(lines: tuple[JournalLine, ...]) -> Figure:
    """Keep the lines that hold three words, against a list comprehension."""
    model = JournalModel()

    def floor() -> None:
        [
            line
            for line in lines
            if "membre" in line.folded and "projet" in line.folded and "29" in line.folded
        ]

    def ours() -> None:
        model.show_lines(answering(lines, "membre projet 29"))

    floors, found = alternate(floor, ours, ROUNDS)
    return Figure(ROW, f"filter of {len(lines):,} rows", "list operation", floors, found, 2)
