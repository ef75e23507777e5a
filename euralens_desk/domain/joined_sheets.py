"""Sheets beside that of the dossiers whose rows belong to them, joined by the number they name.

An export of Démarches Simplifiées has some (Etablissements, Avis, repetition blocks, DOMAIN 4.4);
their names are cut at thirty characters and tell little, so the column « Dossier ID » decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from euralens_desk.domain.demarches import PERSONAL
from euralens_desk.domain.dossier import Origin
from euralens_desk.domain.headings import EXACT, recognise
from euralens_desk.domain.import_plan import IGNORE, ReadDossier
from euralens_desk.domain.source import Row, SourceCell, SourceTable
from euralens_desk.domain.text_cleaning import clean, is_void, key, one_line

_REFERENCE = frozenset(("dossier id", "id dossier", "n dossier", "numero dossier"))
_LINE = frozenset(("ligne", "n ligne"))
_FUNDERS = frozenset(("financeur", "cofinanceur", "origine", "organisme financeur"))
_OPINIONS = frozenset(("introduction", "question introduction", "reponse", "question"))


_FILES = frozenset(("nom du fichier", "fichier", "nom de la piece"))
_BY_NAME = frozenset(("etablissements", "avis"))
"""Sheets that an export makes even without a row, and then without headings."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What one sheet says of one dossier: kept texts by name, its funders and their cells."""

    other: Mapping[str, str]
    funders: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class JoinedSheet:
    """A sheet whose rows belong to dossiers of the main one.

    ``stray`` counts its rows that name no dossier of the main sheet; ``left_out`` are the headings
    of its columns about persons.
    """

    name: str
    by_dossier: Mapping[str, Joined] = field(default_factory=dict)
    stray: int = 0
    left_out: tuple[str, ...] = ()


def joined_sheets(
    tables: Sequence[SourceTable], main: SourceTable, read: Sequence[ReadDossier]
) -> Iterator[JoinedSheet]:
    """Yield the sheets that hold rows about these dossiers, by the number in a column of theirs."""
    numbers = frozenset(_number(row) for row in read) - {""}
    for table in tables:
        if table is main or table.is_hidden:
            continue
        if not table.rows:
            if key(table.name) in _BY_NAME:
                yield JoinedSheet(table.name)
            continue
        heads = [one_line(clean(cell.text).text) for cell in table.rows[0]]
        references = [place for place, head in enumerate(heads) if key(head) in _REFERENCE]
        if references and not {key(head) for head in heads} & _FILES:
            sheet = _joined(table, heads, references[0], numbers)
            if sheet.by_dossier or len(table.rows) == 1:
                yield sheet


def with_sheets(
    read: Sequence[ReadDossier], joined: Sequence[JoinedSheet]
) -> tuple[ReadDossier, ...]:
    """Return the dossiers with what the joined sheets say of them."""
    return tuple(_with(row, joined) for row in read)


def _with(row: ReadDossier, joined: Sequence[JoinedSheet]) -> ReadDossier:
    fields, other, origins = dict(row.fields), dict(row.other), dict(row.origins)
    for sheet in joined:
        said = sheet.by_dossier.get(_number(row))
        if said is None:
            continue
        for name, text in said.other.items():
            other[_free(name, other)] = text
        if said.funders and said.origin and not fields.get("funders"):
            fields["funders"] = said.funders
            origins["funders"] = said.origin
    return replace(row, fields=fields, other=other, origins=origins)


def _free(name: str, other: Mapping[str, str]) -> str:
    """Return a name under which nothing is kept yet."""
    place, free = 1, name
    while free in other:
        place += 1
        free = f"{name} ({place})"
    return free


def _number(row: ReadDossier) -> str:
    return re.sub(r"\.0+$", "", row.text("external_id") or row.text("number"))


def _joined(
    table: SourceTable, heads: Sequence[str], reference: int, dossiers: frozenset[str]
) -> JoinedSheet:
    kept = [
        place
        for place, head in enumerate(heads)
        if head and place != reference and not _is_personal(head)
    ]
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    stray = 0
    for row in table.rows[1:]:
        number = as_number(row[reference]) if reference < len(row) else ""
        if not any(cell.text.strip() for cell in row):
            continue
        if number in dossiers:
            rows[number].append(row)
        else:
            stray += 1
    by_dossier = {number: _told(table, heads, kept, found) for number, found in rows.items()}
    left_out = tuple(head for head in heads if head and _is_personal(head))
    return JoinedSheet(table.name, by_dossier, stray, left_out)


def _is_personal(head: str) -> bool:
    guess = recognise(head)
    return key(head) in PERSONAL or (guess is not None and guess == (IGNORE, EXACT))


def as_number(cell: SourceCell) -> str:
    """Return an outside number as text: 9204611 whether it was typed as a number or a text."""
    return re.sub(r"\.0+$", "", clean(cell.text).text)


def _told(
    table: SourceTable,
    heads: Sequence[str],
    kept: Sequence[int],
    rows: Sequence[Row],
) -> Joined:
    """Return the rows of one dossier as texts: line by line, or field by field of a structure."""
    keys = [key(head) for head in heads]
    field = next((place for place in kept if keys[place] == "champ"), None)
    if field is not None:
        return Joined(dict(_structures(heads, kept, rows, field)))
    name = sheet_title(table.name)
    if any(keys[place] in _OPINIONS for place in kept):
        texts = [_opinion(heads, kept, row) for row in rows]
        return Joined({name: "\n\n".join(text for text in texts if text)})
    shown = [place for place in kept if keys[place] not in _LINE]
    lines = [_line(row, shown) for row in rows]
    funders, origin = _funders(
        table.name, [keys[p] if p in kept else "" for p in range(len(keys))], rows
    )
    return Joined({name: "\n".join(line for line in lines if line)}, funders, origin)


def _structures(
    heads: Sequence[str], kept: Sequence[int], rows: Sequence[Row], field: int
) -> Iterator[tuple[str, str]]:
    """Yield each structure of a dossier: the field that names it, and what is known of it."""
    for row in rows:
        name = _text(row, field) or "Dossier"
        told = [
            f"{heads[place]} : {one_line(_text(row, place))}"
            for place in kept
            if place != field and _text(row, place)
        ]
        yield f"Établissement ({name})", "\n".join(told)


def _opinion(heads: Sequence[str], kept: Sequence[int], row: Row) -> str:
    """Return one opinion; « Répondu le » says nothing while there is no answer."""
    is_answered = any(
        key(heads[place]).startswith("reponse") and _text(row, place) for place in kept
    )
    return "\n".join(
        f"{heads[place]} : {_text(row, place)}"
        for place in kept
        if _text(row, place) and (is_answered or key(heads[place]) != "repondu le")
    )


def _line(row: Row, shown: Sequence[int]) -> str:
    texts = [one_line(_text(row, place)) for place in shown]
    return " · ".join(text for text in texts if text)


def _funders(
    sheet: str, keys: Sequence[str], rows: Sequence[Row]
) -> tuple[tuple[str, ...], Origin | None]:
    """Return who pays, in the order of a plan of funding, and the cells that say it."""
    place = next((place for place, name in enumerate(keys) if name in _FUNDERS), None)
    named = [row for row in rows if place is not None and _text(row, place)]
    if place is None or not named:
        return (), None
    names = [one_line(_text(row, place)) for row in named]
    first, last = named[0][place].address, named[-1][place].address
    cells = first if first == last else f"{first}:{last}"
    return tuple(dict.fromkeys(names)), Origin(f"{sheet}!{cells}", "\n".join(names))


def _text(row: Row, place: int) -> str:
    text = clean(row[place].text).text if place < len(row) else ""
    return "" if is_void(text) else text


def sheet_title(name: str) -> str:
    """Return the name of a repetition block from that of its sheet: « (7) Partenaires »."""
    return re.sub(r"^\(\d+\)\s*", "", name).strip() or name
