"""The two families of the interface and of the documents, and the roles they play on screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SANS = "Euralens Sans"
SERIF = "Euralens Serif"


@dataclass(frozen=True, slots=True)
class Face:
    """Size in points at 100 % and weight (400, 600 or 700) of a role."""

    points: float
    weight: int


class Role(Enum):
    """What a text is for (UX 2.2). The value is the word the style sheet knows it by."""

    CAPTION = "caption"
    CAPTION_STRONG = "caption-strong"
    DENSE = "dense"
    DENSE_STRONG = "dense-strong"
    BODY = "body"
    TITLE3 = "title3"
    TITLE2 = "title2"
    TITLE1 = "title1"
    KIOSK_HELP = "kiosk-help"
    KIOSK_QUESTION = "kiosk-question"
    KIOSK_PROJECT = "kiosk-project"


FACES = {
    Role.CAPTION: Face(10.5, 400),
    Role.CAPTION_STRONG: Face(10.5, 600),
    Role.DENSE: Face(11, 400),
    Role.DENSE_STRONG: Face(11, 600),
    Role.BODY: Face(12, 400),
    Role.TITLE3: Face(12, 600),
    Role.TITLE2: Face(14, 600),
    Role.TITLE1: Face(20, 600),
    Role.KIOSK_HELP: Face(13, 400),
    Role.KIOSK_QUESTION: Face(21, 600),
    Role.KIOSK_PROJECT: Face(30, 700),
}
COMPACT_TITLE1 = 16.5


def load_fonts(directory: Path) -> None:
    """Make the fonts of ``directory`` known to Qt, once for each application.

    Raises FileNotFoundError when the directory holds no font: without them every measure is off.
    """
    files = sorted(directory.glob("Euralens*.ttf"))
    if not files:
        raise FileNotFoundError(directory)
    if SANS not in QFontDatabase.families():
        for file in files:
            QFontDatabase.addApplicationFont(str(file))


def points(role: Role, percent: int, *, compact: bool = False) -> float:
    """Return the size of a role in points at a text size of ``percent``."""
    size = COMPACT_TITLE1 if compact and role is Role.TITLE1 else FACES[role].points
    return size * percent / 100


def font(role: Role, percent: int, *, compact: bool = False, weight: int | None = None) -> QFont:
    """Return the interface font of a role; ``weight`` overrides the weight of the role."""
    result = QFont(SANS)
    result.setPointSizeF(points(role, percent, compact=compact))
    result.setWeight(QFont.Weight(weight or FACES[role].weight))
    return result
