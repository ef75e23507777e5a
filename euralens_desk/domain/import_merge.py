"""What a row changes of a known dossier: last imported value, present value, value of the file.

A field that people corrected since the last import, and any field of a dossier that has answers or
decisions, keeps the value of the campaign unless a person chooses the file's. So does a field that
another source filled, or whose cell is blank now: of it, the file only fills what was empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from euralens_desk.domain.demarches import is_technical
from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind, Origin
from euralens_desk.domain.field_reading import read_field
from euralens_desk.domain.import_choices import KEEP, TAKE, change_key, changes_key, is_settled
from euralens_desk.domain.import_plan import OTHER, FieldChange, FieldValue, ReadDossier
from euralens_desk.domain.source import SourceCell
from euralens_desk.domain.text_cleaning import key


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
    known: Dossier,
    row: ReadDossier,
    answers: Mapping[str, str],
    headings: Mapping[str, str],
    *,
    is_kept: bool,
) -> Iterator[FieldChange]:
    """Yield the fields that differ, each with the choice in force.

    ``headings`` is the heading each field is read under: a column that is not imported changes
    nothing. An empty cell may only empty what an import had filled, when a person says so, and a
    cell that says what it said at the last import leaves what people made of it since. ``is_kept``
    keeps the campaign's values unless a person chose otherwise.
    """
    for change in _differing(known, row, headings):
        place = change_key(row.row, change.field, change.key)
        said = answers.get(place) or answers.get(changes_key(row.row), "")
        is_other = bool(change.before) and _is_of_another_source(known, change, headings)
        is_blank = not change.after and not _is_moved(change, row)
        if is_other and is_blank:
            continue  # the file never filled it
        default = KEEP if is_kept or change.is_edited or is_other or is_blank else TAKE
        chosen = said if said in (KEEP, TAKE) else default
        yield replace(change, chosen=chosen, is_decided=said == chosen)


def _is_moved(change: FieldChange, row: ReadDossier) -> bool:
    """Whether a person put what the field held into another one."""
    return change.field == "website" and as_text(change.before) == row.text("site_address")


def _is_of_another_source(known: Dossier, change: FieldChange, headings: Mapping[str, str]) -> bool:
    """Whether a file of another shape filled the field: other sheet and headings than this one."""
    if change.key:
        return not is_from(known.origins.values(), headings.values())
    origin = known.origins.get(change.field)
    if origin is None or not origin.heading:
        return False
    is_here = key(origin.heading) == key(headings.get(change.field, ""))
    return not is_here or not _is_sheet_here(known, origin, headings)


def _is_sheet_here(known: Dossier, origin: Origin, headings: Mapping[str, str]) -> bool:
    """Whether what was read beside a value came from files with these headings."""
    sheet = origin.cell.rpartition("!")[0]
    beside = [o for o in known.origins.values() if o.cell.rpartition("!")[0] == sheet]
    return is_from(beside, headings.values())


def is_from(origins: Collection[Origin], headings: Collection[str]) -> bool:
    """Whether values were read from files with these headings: most are the same."""
    here = {key(heading) for heading in headings}
    told = [key(origin.heading) for origin in origins if origin.heading]
    if not told or not here:
        return bool(origins)
    return sum(heading in here for heading in told) * 3 >= len(told) * 2


def _differing(
    known: Dossier, row: ReadDossier, headings: Mapping[str, str]
) -> Iterator[FieldChange]:
    for name, kind in FIELD_KINDS.items():
        is_read = name in row.fields or (name in headings and name in known.origins)
        if name == "number" or not is_read:
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
        if is_technical(header):
            continue
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
    read = origins_of(row, headings)
    held = {n: o for n, o in read.items() if o.read == as_text(getattr(after, n))}
    origins = {**known.origins, **{n: o for n, o in read.items() if n == "number" or n in held}}
    for name in held.keys() & known.origins.keys() - taken.keys() - {"number"}:
        if not _is_sheet_here(known, known.origins[name], headings):
            origins[name] = known.origins[name]  # it stays that of the source it came from
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
