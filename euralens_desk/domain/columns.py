"""Where each column of a table goes: by its heading, by its cells, as the person decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from euralens_desk.domain.column_content import (
    content_of,
    contradicts,
    guess_by_content,
)
from euralens_desk.domain.demarches import column_remarks, is_export, target_in_export
from euralens_desk.domain.headings import (
    EXACT,
    NEAR,
    SAME_WORDS,
    is_list,
    multiplier,
    numbered,
    recognise_under,
    share,
)
from euralens_desk.domain.import_plan import IGNORE, OTHER, ColumnMapping, ImportChoices, Verdict
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.source import SourceCell, SourceTable
from euralens_desk.domain.table_finding import Heading, address_of, headings_of
from euralens_desk.domain.text_cleaning import key, one_line

Guess = tuple[str, int] | None
_TITLE_WORDS = ("nom", "designation", "action", "operation", "libelle", "sujet", "dossier")


class _Columns:
    """The columns of a table as they are found, before anyone decides."""

    def __init__(self, table: SourceTable, header_row: int) -> None:
        self.table = table
        self.first = header_row
        self.heads = headings_of(table, header_row)
        self.width = max((len(row) for row in table.rows[header_row - 1 :]), default=0)
        self.heads += [Heading("")] * (self.width - len(self.heads))
        self.contents = [content_of(self.cells(place)) for place in range(self.width)]
        self.is_export = is_export(table.rows[header_row - 1], table.rows[header_row:])
        self.reasons: dict[int, Message] = {}

    def cells(self, column: int) -> Iterator[SourceCell]:
        """Yield the cells of a column under its heading."""
        for row in self.table.rows[self.first :]:
            if column < len(row):
                yield row[column]

    def example(self, column: int) -> str:
        """Return the first filled cell of a column, on one line."""
        filled = (one_line(cell.text)[:80] for cell in self.cells(column) if cell.text.strip())
        return next(filled, "")

    def guesses(self) -> list[Guess]:
        """Return what each column is by its heading, unless its cells say otherwise."""
        found = [self._guess(place) for place in range(self.width)]
        self._prefer_filled(found)
        self._prefer_with_tax(found)
        self._by_content(found)
        return found

    def _guess(self, place: int) -> Guess:
        head, content = self.heads[place], self.contents[place]
        if self.is_export and (fixed := target_in_export(head.text)):
            return (fixed, EXACT) if fixed != OTHER else None
        guess = recognise_under(head.group, head.text)
        if guess is not None and contradicts(guess[0], content):
            self.reasons[place] = message("the cells hold something else than the heading says")
            return None
        return guess

    def _prefer_filled(self, found: list[Guess]) -> None:
        """Let a column without any cell give way to another one for the same field."""
        filled = {
            guess[0]
            for guess, content in zip(found, self.contents, strict=True)
            if guess is not None and content.filled
        }
        for place, guess in enumerate(found):
            is_rival = guess is not None and guess[0] in filled - {IGNORE}
            if is_rival and not self.contents[place].filled:
                found[place] = None

    def is_before_tax(self, place: int) -> bool:
        """Whether the heading of a column says amounts before tax, and only those."""
        words = set(key(self.heads[place].full).split())
        return bool(words & {"ht", "htva"}) and "ttc" not in words

    def _prefer_with_tax(self, found: list[Guess]) -> None:
        """Let a budget before tax give way to one that is as sure and says « TTC »."""
        budgets = [
            (place, guess[1])
            for place, guess in enumerate(found)
            if guess is not None and guess[0] == "budget_amount"
        ]
        with_tax = [sure for place, sure in budgets if "ttc" in key(self.heads[place].full).split()]
        for place, sure in budgets:
            if self.is_before_tax(place) and max(with_tax, default=0) >= min(sure, SAME_WORDS):
                found[place] = ("budget_amount", 0)

    def _by_content(self, found: list[Guess]) -> None:
        """Guess unclear columns from their cells: an address, a number, else the titles."""
        taken = {guess[0] for guess in found if guess is not None}
        for place, guess in enumerate(found):
            target = "" if guess or self.is_export else guess_by_content(self.contents[place])
            if target and target not in taken and place not in self.reasons:
                found[place] = (target, NEAR)
                taken.add(target)
                self.reasons[place] = message("proposed by what the cells hold")
        if "title" not in taken and (best := self._titles(found)) is not None:
            found[best] = ("title", NEAR)
            self.reasons[best] = message("proposed by what the cells hold")

    def _is_plain_name(self, place: int) -> bool:
        """Whether a column is headed « Nom » alone: of a person, unless nothing names the title."""
        return key(self.heads[place].text) == "nom"

    def _titles(self, found: Sequence[Guess]) -> int | None:
        """Return the column whose cells look most like titles, when no heading names one."""
        likely = [
            place
            for place, guess in enumerate(found)
            if (guess is None or self._is_plain_name(place))
            and self.contents[place].is_title_like
            and not (self.is_export and target_in_export(self.heads[place].text))
        ]

        def rank(place: int) -> tuple[int, int]:
            words = key(self.heads[place].full).split()
            return (0 if set(words) & set(_TITLE_WORDS) else 1, place)

        return min(likely, key=rank, default=None)


def columns_of(
    table: SourceTable, header_row: int, choices: ImportChoices
) -> tuple[ColumnMapping, ...]:
    """Return where each column goes: as the person chose, else as proposed.

    A field goes to one column only, unless it is a list that numbered columns fill.
    """
    columns = _Columns(table, header_row)
    guesses = columns.guesses()
    proposed = _several(columns, guesses, share(_fullest(columns, guesses)))
    names = [head.full for head in columns.heads]
    decided = _decided(columns.heads, choices)
    taken = set(decided.values())
    seen: Counter[str] = Counter()
    found = []
    for place, head in enumerate(names):
        if not head and not columns.contents[place].filled and not columns.example(place):
            continue
        seen[head] += 1
        unique = head if seen[head] == 1 else f"{head} ({seen[head]})"
        column = _proposed(columns, place, head, guesses[place], proposed[place])
        column = replace(column, key=unique or f"({address_of(place)})")
        if place in decided:
            column = replace(column, target=decided[place], verdict=Verdict.CHOSEN)
        elif column.target in taken - {IGNORE, OTHER}:
            column = replace(column, target=OTHER, verdict=Verdict.KEPT)
        if column.target == IGNORE:
            column = replace(column, example="")
        found.append(column)
    return tuple(found)


def _fullest(columns: _Columns, guesses: Sequence[Guess]) -> list[Guess]:
    """Return the guesses, of columns with the same heading only the one with the most cells."""
    found = list(guesses)
    best: dict[tuple[str, str], int] = {}
    for place, guess in enumerate(guesses):
        if guess is None or guess[0] == IGNORE:
            continue
        same = (guess[0], key(columns.heads[place].full))
        held = best.setdefault(same, place)
        if held != place:
            fuller = columns.contents[place].filled > columns.contents[held].filled
            found[held if fuller else place] = None
            best[same] = place if fuller else held
    return found


def _several(columns: _Columns, guesses: Sequence[Guess], shared: list[str]) -> list[str]:
    """Return the targets, with « Porteur 2 » beside « Porteur 1 » in the list they fill."""
    names = [numbered(head.full) for head in columns.heads]
    for place, guess in enumerate(guesses):
        if guess is None or not is_list(guess[0]) or shared[place] != OTHER:
            continue
        rivals = [other for other, target in enumerate(shared) if target == guess[0]]
        heads = {key(columns.heads[other].full) for other in rivals} | {names[o] for o in rivals}
        is_second = bool(names[place]) and names[place] in heads
        if is_second or key(columns.heads[place].full).startswith("co porteur"):
            shared[place] = guess[0]
    return shared


def _proposed(columns: _Columns, place: int, head: str, guess: Guess, target: str) -> ColumnMapping:
    remarks = [columns.reasons[place]] if place in columns.reasons else []
    if guess is not None and target == OTHER:
        remarks.append(message("another column gives this field: this one is kept aside"))
    is_before_tax = target == "budget_amount" and columns.is_before_tax(place)
    if is_before_tax:
        remarks.append(message("amounts before tax (HT): check that they are the ones you want"))
    if place in columns.table.hidden_columns:
        remarks.append(message("hidden column"))
    if columns.is_export:
        remarks += column_remarks(head, [cell.text for cell in columns.cells(place)])
    return ColumnMapping(
        column=place,
        header=head,
        key=head,
        target=target,
        verdict=Verdict.DOUBTFUL if is_before_tax else _verdict(target, guess),
        example=columns.example(place),
        remarks=tuple(remarks),
        multiplier=multiplier(head),
    )


def _verdict(target: str, guess: Guess) -> Verdict:
    if target == IGNORE:
        return Verdict.NOT_NEEDED
    if target == OTHER:
        return Verdict.KEPT
    return Verdict.RECOGNISED if guess is not None and guess[1] > NEAR else Verdict.DOUBTFUL


def _decided(heads: Sequence[Heading], choices: ImportChoices) -> dict[int, str]:
    """Return what the person chose, by column; of two columns for one field, the surer choice."""
    found: dict[int, str] = {}
    held: dict[str, int] = {}
    by_header = _by_header(choices.targets_by_header)
    for column, head in sorted(enumerate(heads), key=lambda one: one[0] not in choices.targets):
        told = by_header.get(one_line(head.full), by_header.get(one_line(head.text)))
        target = choices.targets.get(column, told)
        if target is None:
            continue
        is_single = target not in (OTHER, IGNORE) and not (is_list(target) and numbered(head.full))
        if is_single and held.setdefault(target, column) != column:
            target = OTHER
        found[column] = target
    return found


def _by_header(told: Mapping[str, str]) -> dict[str, str]:
    return {one_line(head): target for head, target in told.items()}
