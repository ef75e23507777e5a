"""The project keeps its own rules: layers, sizes, locks, no path of a machine."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {".py", ".md", ".toml", ".po", ".json", ""}
SOURCES = sorted((ROOT / "euralens_desk").rglob("*.py"))


def _texts() -> Iterator[Path]:
    """Yield the project's own texts; what tools leave behind begins with a dot or is in ``out``."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f == ".ci" or not f.startswith((".", "_", "out"))]
        found = (Path(folder, name) for name in names if not name.startswith("."))
        yield from (path for path in found if path.suffix in TEXTS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 600
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, node.name


def test_no_address_in_a_lock_file() -> None:
    locks = list(ROOT.glob("requirements*.lock"))
    assert len(locks) == 2
    for lock in locks:
        assert "://" not in lock.read_text(encoding="utf-8")


def test_no_path_of_a_machine_in_the_tree() -> None:
    words = [f"/{folder}/" for folder in ("work", "root", "home/user")]
    texts = list(_texts())
    assert ROOT / "README.md" in texts
    for path in texts:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not any(f" {word}" in text or f'"{word}' in text for word in words), path


BLOCKED = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in ('PySide6', 'shiboken6'):
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
from euralens_desk.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_command_line_needs_no_qt(tmp_path: Path) -> None:
    file = str(tmp_path / "essai.euralens")
    for arguments in (["create", file, "--title", "Essai", "--year", "2022"], ["verify", file]):
        done = subprocess.run(
            [sys.executable, "-c", BLOCKED, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
