"""What a row changes of a known dossier: last imported value, present value, value of the file.

A field that people corrected since the last import, and any field of a dossier that has answers or
decisions, keeps the value of the campaign unless a person chooses the file's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind, Origin
from euralens_desk.domain.field_reading import read_field
from euralens_desk.domain.import_choices import KEEP, TAKE, change_key, changes_key, is_settled
from euralens_desk.domain.import_plan import OTHER, FieldChange, FieldValue, ReadDossier
from euralens_desk.domain.source import SourceCell


def as_text(value: FieldValue) -> str:
    """Return a value as one text that two equal values share."""
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def last_imported(known: Dossier, name: str) -> str | None:
    """Return what the last import made of a field, as a text; None when none filled it."""
    origin = known.origins.get(name)
    if origin is None:
        return None
    if origin.read is not None:
        return origin.read
    return as_text(_value_of(name, origin.text))


def is_edited(known: Dossier, name: str) -> bool:
    """Whether people changed a field since an import filled it, or filled it themselves."""
    present = as_text(getattr(known, name))
    last = last_imported(known, name)
    return bool(present) if last is None else present != last


def changes(
    known: Dossier, row: ReadDossier, answers: Mapping[str, str], *, is_kept: bool
) -> Iterator[FieldChange]:
    """Yield the fields that differ, each with the choice in force.

    An empty cell only empties what an import had filled, and a cell that says what it said at the
    last import leaves what people made of it since. ``is_kept`` keeps the campaign's values unless
    a person chose otherwise.
    """
    for change in _differing(known, row):
        place = change_key(row.row, change.field, change.key)
        said = answers.get(place) or answers.get(changes_key(row.row), "")
        default = KEEP if is_kept or change.is_edited else TAKE
        chosen = said if said in (KEEP, TAKE) else default
        yield replace(change, chosen=chosen, is_decided=said == chosen)


def _differing(known: Dossier, row: ReadDossier) -> Iterator[FieldChange]:
    for name, kind in FIELD_KINDS.items():
        if name == "number" or (name not in row.fields and name not in known.origins):
            continue
        before, after = getattr(known, name), row.fields.get(name, _empty(kind))
        if before == after or is_settled(row, known, name):
            continue
        last = last_imported(known, name)
        if name not in row.fields and (last == "" or not _was_read(known, name)):
            continue  # the cell said nothing the last time either
        edited = is_edited(known, name)
        yield FieldChange(name, before, after, last=last or "", is_edited=edited)
    for header, text in row.other.items():
        before = known.other.get(header, "")
        decided = known.origins.get(other_place(header))
        if before != text and (decided is None or decided.text != text):
            yield FieldChange(OTHER, before, text, header, last=before)


def _was_read(known: Dossier, name: str) -> bool:
    """Whether the cell itself gave a value, not only what a person typed in its place."""
    return bool(as_text(_value_of(name, known.origins[name].text)))


def _value_of(name: str, text: str) -> FieldValue:
    return read_field(name, SourceCell(0, 0, text, None)).value


def _empty(kind: FieldKind) -> FieldValue:
    if kind is FieldKind.LIST:
        return ()
    return None if kind in (FieldKind.DATE, FieldKind.AMOUNT) else ""


def other_place(header: str) -> str:
    """Return the name under which ``Dossier.origins`` remembers a column kept as it was."""
    return f"{OTHER}:{header}"


def origins_of(row: ReadDossier, headings: Mapping[str, str]) -> dict[str, Origin]:
    """Return where each field of a row was read, under which heading, and what was read."""
    return {
        name: replace(
            origin, heading=headings.get(name, ""), read=as_text(row.fields.get(name, ""))
        )
        for name, origin in row.origins.items()
    }


def merged(
    known: Dossier,
    row: ReadDossier,
    differing: Sequence[FieldChange],
    headings: Mapping[str, str],
) -> Dossier:
    """Return a dossier after an import: what was taken, and what a person chose to keep noted."""
    taken: dict[str, Any] = {c.field: c.after for c in differing if c.is_taken and not c.key}
    other = {c.key: as_text(c.after) for c in differing if c.is_taken and c.key}
    after = replace(known, **taken, other={**known.other, **other})
    read = origins_of(row, headings).items()
    origins = {
        **known.origins,
        **{n: o for n, o in read if n == "number" or o.read == as_text(getattr(after, n))},
    }
    for change in differing:
        place = other_place(change.key) if change.key else change.field
        if change.is_taken and not as_text(change.after):
            origins.pop(place, None)
        elif not change.is_taken and change.is_decided:
            origins[place] = _noted(change, row.origins.get(place), known.origins.get(place))
    return replace(after, origins=origins)


def _noted(change: FieldChange, new: Origin | None, old: Origin | None) -> Origin:
    """Return the trace of a value of the file that a person left: not to be asked of again."""
    refused = as_text(change.after)
    where = new or old
    if where is None or change.key:
        return Origin("", refused, read=refused)
    return replace(where, text=new.text if new else "", read=refused)
