"""Title rows between the dossiers of a table, such as « CALL » above those of that agglomeration.

What a title says of the rows under it is never taken unasked: it may be their agglomeration when it
looks like one, and a person says so; any other title is only told.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from euralens_desk.domain.dossier import Dossier, Origin
from euralens_desk.domain.import_choices import KEEP, TAKE, answered
from euralens_desk.domain.import_plan import Answer, Level, ReadDossier, Remark, Section
from euralens_desk.domain.messages import message
from euralens_desk.domain.name_groups import agglomeration_of, name_key
from euralens_desk.domain.source import Row
from euralens_desk.domain.table_finding import is_footnote
from euralens_desk.domain.text_cleaning import clean, one_line, without_mention

FIELD = "agglomeration"
_LABEL = re.compile(
    r"(?:agglo(?:m[ée]ration)?|intercommunalit[ée]|epci|territoire)(?: concern[ée]e?)?"
    r"\s*[:–—-]\s*",
    re.IGNORECASE,
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞŒ]"
_KIND = re.compile(
    r"(?:C[ACU]|(?i:agglo(?:m[ée]ration)?|communaut[ée]\s+"
    r"(?:d['’]\s?agglom[ée]ration|urbaine|de\s+communes)|m[ée]tropole))\s+"
    r"(?:(?i:de\s+la|de\s+l['’]|d['’]|l['’]|des|du|de|la|les|le|europ[ée]enne)\s*)*"
    rf"(?<=[\s'’]){_CAPITAL}.*"
    rf"|(?:.*\s)?{_CAPITAL}\S*\s+(?i:m[ée]tropole)"
)
"""A kind of intercommunality and its proper noun: « CC du Haut Pays », « Artois Métropole »."""
_ACRONYM = re.compile(f"{_CAPITAL}{{3,7}}")
_LONGEST = 80


def section_of(row: Row, sheet: str) -> Section | None:
    """Return what a row that is no dossier says as a title; None when it is no title.

    A title fills one cell, with words, and is no note under the table.
    """
    filled = [cell for cell in row if cell.text.strip()]
    if len(filled) != 1 or is_footnote(filled[0].text):
        return None
    text = one_line(clean(filled[0].text).text)
    if not re.search(r"[^\W\d_]{2}", text):
        return None
    return Section(filled[0].row, f"{sheet}!{filled[0].address}", text)


def named_agglomeration(text: str, known: Container[str] = ()) -> str:
    """Return the agglomeration that a title names, « » when it does not look like one.

    ``known`` holds the keys of the names that the campaign or the file already has. An acronym and
    a kind followed by a proper noun look like one, too.
    """
    name = without_mention(_LABEL.sub("", text.strip(), count=1).strip())
    if not name or len(name) > _LONGEST:
        return ""
    is_one = name_key(name) in known or _ACRONYM.fullmatch(name) or _KIND.fullmatch(name)
    return name if is_one else ""


class Sections:
    """Asks once of each title what it says of the rows under it.

    ``known`` holds the keys of the agglomerations that are known; ``chosen`` are the answers.
    """

    def __init__(self, known: Container[str], chosen: Mapping[str, str]) -> None:
        self._known = known
        self._chosen = chosen
        self._told: set[str] = set()

    def decide(self, row: ReadDossier, known: Dossier | None) -> ReadDossier:
        """Return a row with what stands above it asked about, and taken if a person said so."""
        section = row.section
        if section is None:
            return row
        name = named_agglomeration(section.text, self._known)
        if not name:
            return self._telling(row, section)
        if row.text(FIELD) or _is_said(known, section, name):
            return row
        remark = self._question(row, section, name)
        is_first = remark.key not in self._told
        self._told.add(remark.key)
        was_taken = _was_taken(known, section) and not remark.is_decided
        if remark.chosen != TAKE and not was_taken:
            return replace(row, remarks=(*row.remarks, remark)) if is_first else row
        if not (is_first and remark.chosen):
            told = message("agglomeration from the title of row {row}", row=str(section.row))
            remark = Remark(row.row, section.cell, Level.INFORMATION, told, FIELD)
        return replace(
            row,
            fields={**row.fields, FIELD: name},
            origins={**row.origins, FIELD: Origin(section.cell, section.text)},
            remarks=(*row.remarks, remark),
        )

    def _question(self, row: ReadDossier, section: Section, name: str) -> Remark:
        told = message(
            "« {text} » stands above this dossier and those after it. Is it their agglomeration?",
            text=section.text[:60],
        )
        answers = (
            Answer(TAKE, message("Read « {text} »", text=name)),
            Answer(KEEP, message("Leave it empty")),
        )
        return answered(
            row.row,
            f"section:{name_key(section.text)}",
            Level.QUESTION,
            told,
            answers,
            self._chosen,
            cell=section.cell,
            field=FIELD,
            everywhere=True,
        )

    def _telling(self, row: ReadDossier, section: Section) -> ReadDossier:
        """Say at the first row under a title that the title is kept with none of them."""
        place = f"row {section.row}"
        if place in self._told:
            return row
        self._told.add(place)
        told = message(
            "« {text} » stands above this dossier and those after it: it is not kept with them",
            text=section.text[:60],
        )
        remark = Remark(row.row, section.cell, Level.WARNING, told)
        return replace(row, remarks=(*row.remarks, remark))


def _was_taken(known: Dossier | None, section: Section) -> bool:
    """Whether an earlier import read the agglomeration of a dossier in this title."""
    origin = known.origins.get(FIELD) if known else None
    return origin is not None and origin.text == section.text


def _is_said(known: Dossier | None, section: Section, name: str) -> bool:
    """Whether the campaign has this agglomeration from elsewhere: nothing is to be asked."""
    if known is None or _was_taken(known, section):
        return False
    return name_key(agglomeration_of(known)) == name_key(name)


def known_agglomerations(
    dossiers: Sequence[Dossier], rows: Sequence[ReadDossier]
) -> frozenset[str]:
    """Return the keys of the agglomerations of the campaign and of the columns of the file."""
    names = [*(d.agglomeration for d in dossiers), *(row.text(FIELD) for row in rows)]
    return frozenset(name_key(without_mention(name)) for name in set(names) if name.strip())
