"""Run the benchmarks and print their table: ``python3 dev.py bench [ROW …]``.

Each module of this package that has a ``ROW`` is one row of the table of goals: its
``figures(folder)`` yields what it measured, in files of the folder.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import benchmarks
from benchmarks.measure import Figure, table


def main(wanted: Sequence[str]) -> int:
    """Measure the rows wanted, or all, and print them."""
    print(table(list(_figures(wanted))))
    return 0


def _figures(wanted: Sequence[str]) -> Iterator[Figure]:
    for module in _rows():
        if not wanted or module.ROW in wanted:
            with tempfile.TemporaryDirectory() as folder:
                print(f"row {module.ROW} …", file=sys.stderr, flush=True)
                yield from module.figures(Path(folder))


def _rows() -> list[ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(benchmarks.__path__)]
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names if name[0] != "_"]
    rows = [module for module in modules if hasattr(module, "ROW")]
    return sorted(rows, key=lambda module: int(module.ROW))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
