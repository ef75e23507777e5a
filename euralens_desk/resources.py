"""Find the files shipped with the program: source tree, installed wheel or frozen folder."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    places = [Path(frozen) / "resources"] if frozen else []
    places += [package / "_resources", package.parent / "resources"]
    return next(place for place in places if place.is_dir())


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, for example ``resource("samples", "x.csv")``."""
    return _root().joinpath(*parts)
