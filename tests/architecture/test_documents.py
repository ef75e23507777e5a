"""The documents keep what they promise: links, pictures, commands and the words of the window."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    ours = [link.split("#")[0] for link in links if "://" not in link]
    missing = [link for link in ours if link and not (document.parent / link).exists()]
    assert missing == []


def test_every_picture_says_what_it_shows() -> None:
    for document in DOCUMENTS:
        assert "![](" not in document.read_text(encoding="utf-8"), document.name


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^python3 dev\.py (\w+)$", readme, re.MULTILINE)
    source = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    verbs = {node.name for node in source.body if isinstance(node, ast.FunctionDef)}
    assert told == ["run", "test"]
    assert set(told) <= verbs


def test_the_guide_names_buttons_as_the_window_does() -> None:
    words: set[str] = set()
    for part in (ROOT / "resources" / "locale" / "fr" / "parts").glob("*.po"):
        with part.open("rb") as file:
            words |= {str(entry.string).translate(SPACES) for entry in read_po(file)}
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8").translate(SPACES)
    told = set(re.findall(r"\*\*(.+?)\*\*", guide)) - {"gras"}
    assert len(told) > 30
    assert sorted(told - words) == []
