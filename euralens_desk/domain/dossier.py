"""The dossier of a candidature, its fields and its attachments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was read: the cell (« Candidatures!C4 ») and its text, kept unchanged.

    ``heading`` is that of its column, ``read`` the value the import made of it, as one text: what
    people corrected since differs from it. None: not known, the text says it.
    """

    cell: str
    text: str
    heading: str = ""
    read: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One candidature. Lists hold one element an item; an absent field is empty, never « - ».

    ``other`` keeps every column of the source that has no field of its own; ``excerpts`` says,
    by code of sub-criterion, what the dossier says about it; ``origins`` keeps the source cell of
    each imported field, by field name; ``settled`` keeps the remarks of the source that a person
    has dealt with, as they were worded (see ``domain.dossier_state``).
    """

    id: int
    uuid: str
    number: str
    title: str
    external_id: str = ""
    project_leaders: tuple[str, ...] = ()
    leader_type: str = ""
    themes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    design_team: tuple[str, ...] = ()
    location: str = ""
    municipalities: tuple[str, ...] = ()
    area_of_action: str = ""
    agglomeration: str = ""
    key_figures: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()
    summary: str = ""
    needs: str = ""
    contact_role: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    site_address: str = ""
    website: str = ""
    budget_amount: Decimal | None = None
    received_on: date | None = None
    starts_on: date | None = None
    withdrawn_on: date | None = None
    other: Mapping[str, str] = field(default_factory=dict)
    excerpts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)


class FieldKind(Enum):
    """How the text of a field is read and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    LIST = "list"
    DATE = "date"
    AMOUNT = "amount"
    EMAIL = "email"
    PHONE = "phone"
    WEBSITE = "website"


FIELD_KINDS: Mapping[str, FieldKind] = {
    "number": FieldKind.TEXT,
    "external_id": FieldKind.TEXT,
    "title": FieldKind.TEXT,
    "project_leaders": FieldKind.LIST,
    "leader_type": FieldKind.TEXT,
    "themes": FieldKind.LIST,
    "partners": FieldKind.LIST,
    "funders": FieldKind.LIST,
    "design_team": FieldKind.LIST,
    "location": FieldKind.TEXT,
    "municipalities": FieldKind.LIST,
    "area_of_action": FieldKind.TEXT,
    "agglomeration": FieldKind.TEXT,
    "key_figures": FieldKind.LIST,
    "timeline": FieldKind.LIST,
    "summary": FieldKind.LONG_TEXT,
    "needs": FieldKind.LONG_TEXT,
    "contact_role": FieldKind.TEXT,
    "contact_email": FieldKind.EMAIL,
    "contact_phone": FieldKind.PHONE,
    "site_address": FieldKind.TEXT,
    "website": FieldKind.WEBSITE,
    "budget_amount": FieldKind.AMOUNT,
    "received_on": FieldKind.DATE,
    "starts_on": FieldKind.DATE,
}
"""The fields a person or a workbook can fill, in the order they are shown (DESIGN 7)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A piece of a dossier. Its bytes are stored once under ``sha256``.

    ``sha256`` is empty for a piece that was announced but not received; ``note`` says why.
    """

    id: int
    dossier_id: int
    name: str
    kind: str = ""
    sha256: str = ""
    size: int = 0
    received_on: date | None = None
    note: str = ""

    @property
    def is_present(self) -> bool:
        """Whether the bytes of the piece are in the campaign file."""
        return bool(self.sha256)
