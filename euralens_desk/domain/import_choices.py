"""What a person may decide about one row of an import: remarks that offer answers.

A warning has a default answer, which keeps what the file says. A question has none: the window asks
it before anything is written, the command line leaves it open and takes the file at its word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import Answer, Level, ReadDossier, Remark
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.text_cleaning import key, without_mention

KEEP, MOVE, SHORTEN = "keep", "move", "shorten"
JOIN, SEPARATE = "join", "separate"
SAME, OTHER_ONE = "same", "other"
IMPORT, LEAVE = "import", "leave"
TAKE, WITHDRAW = "take", "withdraw"

_SMALL_WORDS = frozenset(
    ("association", "asso", "sas", "sarl", "scic", "sa", "le", "la", "les", "l", "de", "du", "des")
) | frozenset(("d", "et"))


def changes_key(row: int) -> str:
    """Return the key under which ``ImportChoices.answers`` keeps a whole dossier, or takes it."""
    return f"changes:{row}"


def change_key(row: int, field: str, header: str = "") -> str:
    """Return the key under which ``ImportChoices.answers`` decides of one field of a dossier."""
    return f"change:{row}:{field}:{header}" if header else f"change:{row}:{field}"


def gone_key(number: str) -> str:
    """Return the key under which a dossier that left the file is kept or marked as withdrawn."""
    return f"gone:{number}"


def near_key(name: str) -> str:
    """Return what two spellings of a structure share: no small words, plurals, double letters.

    « Mille et un commerces » and « Association Mille et Un Commerce » have the same.
    """
    words = [word for word in key(name).split() if word not in _SMALL_WORDS] or key(name).split()
    singular = "".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)
    return re.sub(r"(.)\1+", r"\1", singular)


def answered(
    row: int,
    name: str,
    level: Level,
    told: Message,
    answers: tuple[Answer, ...],
    chosen: Mapping[str, str],
    *,
    cell: str = "",
    field: str = "",
    everywhere: bool = False,
) -> Remark:
    """Return a remark with the answer in force: the person's, else the first of a warning.

    The answer to one asked ``everywhere`` holds for all rows.
    """
    place = name if everywhere else f"{name}:{row}"
    codes = [answer.code for answer in answers]
    default = "" if level is Level.QUESTION else codes[0]
    said = chosen.get(place, "")
    is_decided = said in codes
    in_force = said if is_decided else default
    return Remark(row, cell, level, told, field, place, answers, in_force, is_decided)


def is_settled(row: ReadDossier, known: Dossier | None, field: str) -> bool:
    """Whether the cell of a field holds what it held at the last import: decided then."""
    if known is None or field not in row.origins or field not in known.origins:
        return False
    return known.origins[field].text == row.origins[field].text


def decide(row: ReadDossier, known: Dossier | None, chosen: Mapping[str, str]) -> ReadDossier:
    """Return a row with the choices about its own cells offered, and done as they were answered."""
    return _decide_agglomeration(_decide_website(row, known, chosen), known, chosen)


def _decide_website(
    row: ReadDossier, known: Dossier | None, chosen: Mapping[str, str]
) -> ReadDossier:
    """Offer to put a website that is a free text into the address of the site."""
    place = next((i for i, r in enumerate(row.remarks) if _is_free_website(r)), None)
    text = row.text("website")
    if place is None or not text or "site_address" in row.fields:
        return row
    answers = (
        Answer(KEEP, message("Keep as it is")),
        Answer(MOVE, message("Put into the address of the site")),
    )
    origin = row.origins["website"]
    moved = known.origins.get("site_address") if known else None
    if moved is not None and (moved.cell, moved.text) == (origin.cell, origin.text):
        # it was moved at the last import
        answers = answers[::-1]
    remark = row.remarks[place]
    told = message("« {text} » is a free text, not an address", text=text[:80])
    settled = answered(
        row.row, "website", remark.level, told, answers, chosen, cell=remark.cell, field="website"
    )
    remarks = (*row.remarks[:place], settled, *row.remarks[place + 1 :])
    if settled.chosen == KEEP:
        return replace(row, remarks=remarks)
    fields = {name: value for name, value in row.fields.items() if name != "website"}
    origins = {name: value for name, value in row.origins.items() if name != "website"}
    return replace(
        row,
        fields={**fields, "site_address": text},
        origins={**origins, "site_address": origin},
        remarks=remarks,
    )


def _is_free_website(remark: Remark) -> bool:
    return remark.field == "website" and remark.level is Level.WARNING


def _decide_agglomeration(
    row: ReadDossier, known: Dossier | None, chosen: Mapping[str, str]
) -> ReadDossier:
    """Offer to take off a mention such as « (à ce stade) »; the cell's text is kept anyway."""
    text = row.text("agglomeration")
    name = without_mention(text)
    if name == text or is_settled(row, known, "agglomeration"):
        return row
    told = message("« {text} » carries a mention", text=text)
    answers = (
        Answer(KEEP, message("Keep as it is")),
        Answer(SHORTEN, message("Read « {text} »", text=name)),
    )
    cell = row.origins["agglomeration"].cell
    remark = answered(
        row.row,
        "agglomeration",
        Level.WARNING,
        told,
        answers,
        chosen,
        cell=cell,
        field="agglomeration",
    )
    fields = dict(row.fields)
    if remark.chosen == SHORTEN:
        fields["agglomeration"] = name
    return replace(row, fields=fields, remarks=(*row.remarks, remark))
