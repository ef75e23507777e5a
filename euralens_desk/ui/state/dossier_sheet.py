"""The sheet of a dossier as blocks to read and as fields to edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind
from euralens_desk.domain.dossier_state import OBSERVATIONS
from euralens_desk.domain.text_cleaning import key


class Shape(Enum):
    """How the values of a block stand."""

    STRONG = "strong"
    """One line, strong."""
    LINE = "line"
    """After one another, separated by commas."""
    DOTS = "dots"
    """After one another, separated by points."""
    LINES = "lines"
    """One under the other."""
    LONG = "long"
    """A text, folded when it is long."""


@dataclass(frozen=True, slots=True)
class Block:
    """The fields under one label; the label is the name of the first one."""

    fields: tuple[str, ...]
    shape: Shape = Shape.LINE


BLOCKS = (
    Block(("project_leaders",), Shape.STRONG),
    Block(("location", "area_of_action"), Shape.DOTS),
    Block(("partners",)),
    Block(("themes",)),
    Block(("key_figures",), Shape.DOTS),
    Block(("timeline",), Shape.LINES),
    Block(("contact_role", "contact_email", "contact_phone"), Shape.DOTS),
    Block(("summary",), Shape.LONG),
    Block(("needs",), Shape.LONG),
    Block(("budget_amount",)),
    Block(("funders",)),
    Block(("agglomeration",)),
    Block(("municipalities",)),
    Block(("leader_type",)),
    Block(("design_team",)),
    Block(("site_address",)),
    Block(("website",)),
    Block(("starts_on",)),
    Block(("external_id",)),
)
"""The order of the sheet; the number, the title and the day of receipt stand in its head."""

EDITED = (
    "title",
    "number",
    "received_on",
    *(name for block in BLOCKS for name in block.fields),
)
"""The order of the fields in edition: every field a person can fill."""

TALL = frozenset((FieldKind.LIST, FieldKind.LONG_TEXT))
"""The kinds whose field has several lines."""


def is_tall(field: str) -> bool:
    """Whether a field is edited on several lines."""
    return FIELD_KINDS[field] in TALL


def other_columns(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return what the source had beside the fields, observations excepted: they are notes."""
    return tuple(
        (heading, text)
        for heading, text in dossier.other.items()
        if text and not key(heading).startswith(OBSERVATIONS)
    )


def excerpt(text: str, most: int) -> str:
    """Return the beginning of a text, cut between words; the whole text when it is short."""
    text = text.strip()
    if len(text) <= most * 5 // 4:
        return text
    return text[:most].rsplit(None, 1)[0].rstrip(" ,;:.") + "…"
