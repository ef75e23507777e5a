"""Answers of an online form: its questions sent to sub-criteria, its words to levels, as ballots.

LimeSurvey, Tally, Google Forms and Framaforms (DOMAIN 4.6). What tells who answered, or when, is
left behind here: a ``FormTable`` holds no such column, and a ballot holds marks alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark, scored
from euralens_desk.domain.text_cleaning import is_obviously_void, key, one_line

NO_ANSWER = "NSP"
"""Code of the words that say « no opinion »; an empty code is that of a blank."""


class FormKind(Enum):
    """What made a file of answers; the value is the word of the command line."""

    LIMESURVEY = "limesurvey"
    TALLY = "tally"
    GOOGLE = "google"
    FRAMAFORMS = "framaforms"
    OTHER = "other"


_ADMINISTRATIVE = frozenset(
    key(heading)
    for heading in (
        "id",
        "Response ID",
        "ID de la réponse",
        "submitdate",
        "Date de soumission",
        "lastpage",
        "Last page",
        "Dernière page",
        "startlanguage",
        "Start language",
        "Langue de départ",
        "seed",
        "Seed",
        "Tête de série",
        "Graine",
        "token",
        "Invitation",
        "Code d'invitation",
        "startdate",
        "Date started",
        "Date de lancement",
        "datestamp",
        "Date last action",
        "Date de la dernière action",
        "ipaddr",
        "IP address",
        "Adresse IP",
        "refurl",
        "Referrer URL",
        "URL référente",
        "Submission ID",
        "Respondent ID",
        "Submitted at",
        "Horodateur",
        "Timestamp",
        "Serial",
        "Numéro",
        "Numéro de série",
        "N°",
        "SID",
        "Submitted Time",
        "Heure de soumission",
        "Completed Time",
        "Modified Time",
        "Heure de fin",
        "Heure de modification",
        "Draft",
        "Brouillon",
        "UID",
        "Username",
        "Nom d'utilisateur",
        "Utilisateur",
        "Score",
        "interviewtime",
        "Total time",
        "Temps total",
    )
)
_PERSONAL = frozenset(
    ("nom", "prenom", "noms", "prenoms", "mail", "email", "courriel", "name", "firstname", "phone")
) | frozenset(
    ("lastname", "telephone", "tel", "portable", "naissance", "age", "sexe", "genre", "classe")
)
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]{2,}:[0-9a-f:]*:[0-9a-f]+", re.IGNORECASE)
_MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T]\d{1,2}[:h]\d{2}.*")
_UNSURE = frozenset(
    (
        "nsp",
        "je ne sais pas",
        "ne sais pas",
        "ne sait pas",
        "je ne sais pas encore",
        "sans opinion",
        "sans avis",
        "pas d avis",
        "pas d opinion",
        "ne se prononce pas",
        "je ne me prononce pas",
        "i don t know",
        "don t know",
        "no opinion",
    )
)
_UNANSWERED = frozenset(("n a", "no answer", "sans reponse", "non repondu"))
DEEPEST = 3
"""Rows of headings at most, those of Framaforms."""
SURE_SHARE = 0.8
"""Share of the values of a column that name a dossier for it to be that of the dossiers."""


@dataclass(frozen=True, slots=True)
class FormTable:
    """The answers that may become ballots: no column of it tells who answered or when.

    ``dropped`` are the headings of the columns that were left behind; ``sha256`` is the digest of
    the whole file, by which it is known again.
    """

    file: str
    sha256: str
    kind: FormKind
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dropped: tuple[str, ...] = ()

    @property
    def shape(self) -> str:
        """What two exports of the same form have in common: a digest of their questions."""
        return hashlib.sha256("\n".join(map(key, self.headings)).encode()).hexdigest()


def form_table(
    file: str, sha256: str, rows: Sequence[Sequence[str]], kind: FormKind | None = None
) -> FormTable:
    """Return the answers of a table; ``kind`` None for as its headings tell."""
    filled = [tuple(map(str.strip, row)) for row in rows if any(cell.strip() for cell in row)]
    found, depth = recognised(filled)
    headings = _headings(filled[:depth], max(map(len, filled), default=0))
    body = [(*row, *("",) * (len(headings) - len(row))) for row in filled[depth:]]
    kept = [
        place
        for place, heading in enumerate(headings)
        if not _is_personal(heading, [row[place] for row in body])
    ]
    return FormTable(
        file,
        sha256,
        kind or found,
        tuple(headings[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in body),
        tuple(heading for place, heading in enumerate(headings) if place not in kept),
    )


def recognised(rows: Sequence[Sequence[str]]) -> tuple[FormKind, int]:
    """Return what made the table, and how many rows of headings it has."""
    first = [key(cell) for cell in rows[0]] if rows else []
    if "submission id" in first and "respondent id" in first:
        return FormKind.TALLY, 1
    if first[:1] in (["horodateur"], ["timestamp"]):
        return FormKind.GOOGLE, 1
    for depth, row in enumerate(rows[:DEEPEST], start=1):
        heads = {key(cell) for cell in row}
        if "sid" in heads and heads & {"uid", "adresse ip", "ip address", "username"}:
            return FormKind.FRAMAFORMS, depth
    survey = {"submitdate", "date de soumission", "date submitted", "lastpage", "derniere page"}
    if {"id", "response id", "id de la reponse"} & set(first) or survey & set(first):
        return FormKind.LIMESURVEY, 1
    return FormKind.OTHER, 1


def _headings(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return one heading a column, each different; a question above its lines is said with them."""
    found: list[str] = []
    question = ""
    for place in range(width):
        cells = [one_line(row[place]) if place < len(row) else "" for row in rows]
        own, above = (cells[-1], [cell for cell in cells[:-1] if cell]) if cells else ("", [])
        question = above[-1] if above else question
        is_about_answer = key(own) in _ADMINISTRATIVE
        text = f"{question} [{own}]" if question and own and not is_about_answer else own
        free, number = text, 2
        while free in found:
            free, number = f"{text} ({number})", number + 1
        found.append(free)
    return found


def _is_personal(heading: str, values: Iterable[str]) -> bool:
    """Whether a column tells who answered, from where or when, by its heading or its values."""
    name = key(heading)
    words = set(name.split())
    if not name or name in _ADMINISTRATIVE or (len(words) <= 6 and words & _PERSONAL):
        return True
    tests = (_EMAIL, _ADDRESS, _MOMENT)
    return any(test.fullmatch(value) for value in values for test in tests)


# The correspondence -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """Where a question goes: a sub-criterion (its code), of a dossier (its number) when it says so.

    ``is_dossier`` is true of the column whose values name the dossier. Nothing at all: not read.
    """

    criterion: str = ""
    dossier: str = ""
    is_dossier: bool = False


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Questions by heading, words by what they say (a code of the scale, « NSP », or empty).

    ``dossier`` is the number of the dossier of all answers that name none.
    """

    columns: Mapping[str, ColumnUse] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    dossier: str = ""


def proposed(
    form: FormTable, grid: CriteriaGrid, dossiers: Sequence[Dossier], chosen: Correspondence
) -> Correspondence:
    """Return the whole correspondence: what was chosen, and a proposal for the rest."""
    columns = {
        heading: chosen.columns.get(heading) or _use(form, place, grid, dossiers)
        for place, heading in enumerate(form.headings)
    }
    said = words_of(form, columns)
    kept = {key(word): code for word, code in chosen.words.items()}
    words = {}
    for word in said:
        code = kept.get(key(word), code_of(word, grid))
        if code is not None:
            words[word] = code
    return Correspondence(columns, words, chosen.dossier)


def _use(form: FormTable, place: int, grid: CriteriaGrid, dossiers: Sequence[Dossier]) -> ColumnUse:
    heading = form.headings[place]
    criterion = criterion_of(heading, grid)
    if criterion:
        named = dossiers_named(heading, dossiers)
        return ColumnUse(criterion, named[0] if len(named) == 1 else "")
    values = [row[place] for row in form.rows if row[place]]
    known = sum(len(dossiers_named(value, dossiers)) == 1 for value in values)
    if values and known >= SURE_SHARE * len(values):
        return ColumnUse(is_dossier=True)
    return ColumnUse()


def criterion_of(heading: str, grid: CriteriaGrid) -> str:
    """Return the code of the one sub-criterion a question is about; empty when none is sure."""
    words = key(heading).split()
    by_code = [c.code for c in grid.criteria if key(c.code) in words]
    if len(by_code) == 1:
        return by_code[0]
    scores = sorted((_shared(words, c.label, c.wording), c.code) for c in grid.criteria)
    best = scores[-1]
    is_alone = len(scores) < 2 or scores[-2][0] < best[0]
    return best[1] if best[0] and is_alone else ""


def _shared(words: Sequence[str], label: str, wording: str) -> int:
    """Return how much of a label a question holds: all of it, or half of its long words."""
    wanted = [word for word in key(label).split() if len(word) > 3]
    met = sum(word in words for word in wanted)
    if wanted and met == len(wanted):
        return 100 + met
    told = {word for word in key(wording).split() if len(word) > 3}
    return met if met * 2 > len(wanted) else len(told & set(words)) // 3


def dossiers_named(text: str, dossiers: Sequence[Dossier]) -> tuple[str, ...]:
    """Return the numbers of the dossiers a text names, by number or by whole title."""
    said = f" {key(text)} "
    by_number = [d.number for d in dossiers if key(d.number) and f" {key(d.number)} " in said]
    found = by_number or [
        d.number for d in dossiers if key(d.title) and f" {key(d.title)} " in said
    ]
    return tuple(found)


def code_of(word: str, grid: CriteriaGrid) -> str | None:
    """Return the code of the level a word says, « NSP », empty for a blank; None when unknown."""
    said = key(word)
    if is_obviously_void(word) or said in _UNANSWERED:
        return ""
    if said in _UNSURE:
        return NO_ANSWER
    for level in grid.scale.levels:
        code, label = key(level.code), key(level.label)
        if said in (code, label, f"{code} {label}", f"{label} {code}"):
            return level.code
    return None


def words_of(form: FormTable, columns: Mapping[str, ColumnUse]) -> Counter[str]:
    """Return the answers given to the questions that are read, and how often."""
    places = [p for p, heading in enumerate(form.headings) if columns[heading].criterion]
    return Counter(row[place] for row in form.rows for place in places)


# Ballots ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormBallots:
    """The ballots by number of dossier, and what could not become one, with how many rows."""

    ballots: Mapping[str, tuple[tuple[Mark, ...], ...]]
    unknown_words: Mapping[str, int] = field(default_factory=dict)
    unknown_dossiers: Mapping[str, int] = field(default_factory=dict)
    empty: int = 0
    """Answers without a single word, which are no ballot."""


def ballots_of(
    form: FormTable, grid: CriteriaGrid, dossiers: Sequence[Dossier], chosen: Correspondence
) -> FormBallots:
    """Return the ballots of a form; one a respondent and dossier, as far as words are known."""
    found: dict[str, list[tuple[Mark, ...]]] = {}
    strangers: Counter[str] = Counter()
    empty = 0
    for row in form.rows:
        sheet, place = _answers(form, row, grid, chosen)
        for dossier, marks in sheet.items():
            named = dossiers_named(place, dossiers) if not dossier else (dossier,)
            if all(mark == BLANK for mark in marks):
                empty += 1
            elif len(named) != 1:
                strangers[place] += 1
            else:
                found.setdefault(named[0], []).append(marks)
    unknown = {
        word: times
        for word, times in words_of(form, chosen.columns).items()
        if word not in chosen.words
    }
    kept = {number: tuple(ballots) for number, ballots in sorted(found.items())}
    return FormBallots(kept, unknown, dict(strangers), empty)


def _answers(
    form: FormTable, row: Sequence[str], grid: CriteriaGrid, chosen: Correspondence
) -> tuple[dict[str, tuple[Mark, ...]], str]:
    """Return the marks of a row by dossier (empty: the one the row or the person names)."""
    sheet: dict[str, list[Mark]] = {}
    place = ""
    for heading, text in zip(form.headings, row, strict=True):
        use = chosen.columns[heading]
        if use.is_dossier:
            place = text
        position = grid.position(use.criterion) if use.criterion else None
        if position is not None:
            marks = sheet.setdefault(use.dossier, [BLANK] * len(grid.criteria))
            marks[position] = mark_of(chosen.words.get(text, ""), grid)
    by_dossier = {number: tuple(marks) for number, marks in sheet.items()}
    if "" in by_dossier and not place and chosen.dossier:
        place = chosen.dossier
    return by_dossier, place


def mark_of(code: str, grid: CriteriaGrid) -> Mark:
    """Return the mark of a code; an unknown one is a blank, which ``ballots_of`` tells."""
    if code == NO_ANSWER:
        return NO_OPINION
    level = grid.scale.index(code) if code else None
    return BLANK if level is None else scored(level)
