"""The minutes as an Excel workbook: decisions, opinions by committee, scores, method."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from euralens_desk.domain.aggregation import CriterionStatistics
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.meeting import Act, ActKind
from euralens_desk.domain.minutes import CommitteeRecord, MinutesSnapshot
from euralens_desk.i18n import _
from euralens_desk.reports.columns import Column
from euralens_desk.reports.course_sheet import course_columns, course_rows
from euralens_desk.reports.follow_up_sheets import (
    follow_up_columns,
    follow_up_rows,
    technical_columns,
    technical_rows,
)
from euralens_desk.reports.lookup import act_of, recused_members
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.reports.words import listed
from euralens_desk.words import act_vote_words, answer_word, form_word, outcome_word

EPOCH = (2022, 1, 1, 0, 0, 0)
"""The date every part of the workbook bears, so that the same data give the same bytes."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
A4 = 9
"""The code of the paper in Excel."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet might take for a formula."""
LONGEST = 32_767
"""Characters a cell of Excel may hold."""
LINE, TALLEST = 15, 405
"""Height of a line of text, and of the highest row Excel takes, in points."""
HEAD_FILL = PatternFill("solid", fgColor="ECECEC")
HEAD_FONT = Font(name="Calibri", bold=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
PLAIN = Alignment(vertical="top")


def minutes_workbook(snapshot: MinutesSnapshot) -> bytes:
    """Return the workbook of the minutes; text is text whatever it begins with."""
    sheets = Sheets(snapshot.campaign)
    sheets.add(_("Decisions"), "decisions", _decision_columns(), _decisions(snapshot))
    if snapshot.events:
        sheets.add(_("What happened"), "deroule", course_columns(), course_rows(snapshot))
    for record in (snapshot.committee, *snapshot.others):
        if record.opinions is not None and record.grid is not None:
            columns = _opinion_columns(record)
            rows = _opinions(snapshot, record)
            sheets.add(record.committee.name, record.committee.code, columns, rows)
    if snapshot.technical_opinions:
        rows = technical_rows(snapshot)
        sheets.add(_("Technical opinions"), "avis-techniques", technical_columns(), rows)
    if snapshot.beside.commitments or snapshot.beside.plans:
        sheets.add(_("Follow-up"), "suivi", follow_up_columns(), follow_up_rows(snapshot))
    sheets.add(_("Scores"), "notes", _score_columns(), _scores(snapshot))
    revisions = list(_revisions(snapshot))
    if revisions:
        sheets.add(_("Revised scores"), "revisions", _revision_columns(), revisions)
    sheets.add(_("Method"), "methode", _method_columns(), _method(snapshot))
    return sheets.bytes()


class Sheets:
    """A workbook under way: sheets that are one table each; the same rows give the same bytes."""

    def __init__(self, campaign: Campaign) -> None:
        self._book = Workbook(write_only=True)
        self._used: set[str] = set()
        properties = self._book.properties
        properties.creator = campaign.organisation
        properties.title = f"{campaign.label}, {campaign.title}"
        properties.created = properties.modified = datetime(*EPOCH)

    def add(
        self, title: str, code: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Add a sheet; ``code`` names its table."""
        _add(self._book, self._used, title, code, columns, rows)

    def bytes(self) -> bytes:
        """Return the whole workbook."""
        out = BytesIO()
        self._book.save(out)
        return _with_fixed_dates(out.getvalue())


def _add(
    book: Workbook,
    used: set[str],
    title: str,
    code: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Add a sheet that is one Excel table, with frozen heading, filters and print set-up."""
    sheet = book.create_sheet(_sheet_title(title, used))
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "C2" if len(columns) > 4 else "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    headings = [column.heading for column in columns]
    sheet.row_dimensions[1].height = _height(headings, columns, are_heads=True)
    sheet.append([_head(sheet, heading) for heading in headings])
    is_even = not any(column.wraps for column in columns)
    cells = [_ColumnCells(sheet, column, is_even=is_even) for column in columns]
    count = 1
    for row in rows:
        height = LINE if is_even else _height(row, columns)
        if height > LINE:
            sheet.row_dimensions[count + 1].height = height
        sheet.append([kept.holding(value) for kept, value in zip(cells, row, strict=True)])
        count += 1
    if count > 1:
        with warnings.catch_warnings():  # openpyxl reminds of what is done here anyway
            warnings.simplefilter("ignore")
            sheet.add_table(_table(code, columns, count, len(used)))


def _height(values: Sequence[Any], columns: Sequence[Column], *, are_heads: bool = False) -> int:
    """Return the height in points that shows every wrapped text: not all programs work it out.

    A column holds about as many characters as its width; words that wrap lose one line in eight,
    and headings leave room for the button of the filter.
    """
    lines = 1
    for value, column in zip(values, columns, strict=True):
        if isinstance(value, str) and (column.wraps or are_heads):
            room = column.width * 0.88 - (3 if are_heads else 0)
            needed = sum(max(1, ceil(len(part) / room)) for part in value.split("\n"))
            lines = max(lines, needed)
    return min(LINE * lines, TALLEST)


def _sheet_title(title: str, used: set[str]) -> str:
    """Return a title Excel accepts, unlike any other of the workbook."""
    base = re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "–"
    name, turn = base, 2
    while name.casefold() in used:
        name, turn = f"{base[:27]} {turn}", turn + 1
    used.add(name.casefold())
    return name


def _table(code: str, columns: Sequence[Column], count: int, number: int) -> Table:
    reference = f"A1:{get_column_letter(len(columns))}{count}"
    name = re.sub(r"\W", "_", f"t_{code}")
    table = Table(id=number, displayName=name, name=name, ref=reference)
    table.tableColumns = [
        TableColumn(id=place, name=column.heading) for place, column in enumerate(columns, start=1)
    ]
    table.autoFilter = AutoFilter(ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    return table


def _head(sheet: Any, heading: str) -> Cell:
    cell = _filled(WriteOnlyCell(sheet), CONTROL.sub("", heading))
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
    return cell


class _ColumnCells:
    """One cell of each look for a column: a row is written at once, so they serve every row.

    Dressing a cell costs more than writing it. A bare number needs no dress at all, nor does text
    where all rows have one height (``is_even``).
    """

    def __init__(self, sheet: Any, column: Column, *, is_even: bool) -> None:
        self._is_even = is_even
        self._text, self._quoted = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        for cell in (self._text, self._quoted):
            cell.alignment = WRAPPED if column.wraps else PLAIN
        self._quoted.quotePrefix = True
        self._number = None
        if column.number_format != "General" or not is_even:
            self._number = WriteOnlyCell(sheet)
            self._number.alignment = PLAIN
            self._number.number_format = column.number_format

    def holding(self, value: Any) -> Any:
        """Return what stands for a value in the row about to be written."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            text = CONTROL.sub("", value)[:LONGEST]
            if text.startswith(FORMULA):
                return _filled(self._quoted, text)
            return text if self._is_even else _filled(self._text, text)
        if isinstance(value, Fraction):
            value = float(value)
        if self._number is None:
            return value
        self._number.value = value
        return self._number


def _filled(cell: Cell, text: str) -> Cell:
    """Put text in a cell so that no spreadsheet takes it for a formula (TRUST 2, row 20)."""
    cell.value = text
    cell.data_type = "s"
    return cell


def _decision_columns() -> list[Column]:
    return [
        Column(_("No."), 10),
        Column(_("Dossier"), 34, wraps=True),
        Column(_("Project leader"), 28, wraps=True),
        Column(_("Award"), 11),
        Column(_("Nomination"), 11),
        Column(_("Deferred"), 11),
        Column(_("Abstention"), 11),
        Column(_("Blank votes"), 11),
        Column(_("Null votes"), 11),
        Column(_("Casting vote of the chair"), 14, wraps=True),
        Column(_("Form of the vote"), 18, wraps=True),
        Column(_("Reason of the count"), 24, wraps=True),
        Column(_("Recused"), 20, wraps=True),
        Column(_("Proposition"), 14),
        Column(_("Proposed on"), 13, "dd/mm/yyyy"),
        Column(_("Reasons"), 44, wraps=True),
        Column(_("Reservations"), 34, wraps=True),
        Column(_("Approval"), 14),
        Column(_("Approved on"), 13, "dd/mm/yyyy"),
        Column(_("Vote on the approval"), 24, wraps=True),
        Column(_("Reasons of the approval"), 34, wraps=True),
        Column(_("Decision"), 14),
        Column(_("Decided on"), 13, "dd/mm/yyyy"),
        Column(_("Vote on the decision"), 24, wraps=True),
        Column(_("Reasons of the decision"), 34, wraps=True),
        Column(_("Reference"), 16),
    ]


def _decisions(snapshot: MinutesSnapshot) -> Iterator[list[Any]]:
    for item in snapshot.points:
        dossier = snapshot.dossiers[item.dossier_id or 0]
        acts = {kind: act_of(snapshot, dossier.id, kind) for kind in ActKind}
        proposal, decision = acts[ActKind.PROPOSAL], acts[ActKind.DECISION]
        form = form_word(item.form)
        yield [
            dossier.number,
            dossier.title,
            listed(dossier.project_leaders),
            item.label_votes,
            item.nominated_votes,
            item.deferred_votes,
            item.abstentions,
            item.blank_votes,
            item.null_votes,
            outcome_word(item.casting_vote) if item.casting_vote else None,
            form if item.is_voted else None,
            item.miscount_reason,
            listed([member.name for member in recused_members(snapshot, dossier.id)]),
            *_act(proposal),
            proposal.reasons if proposal else None,
            proposal.reservations if proposal else None,
            *_later_act(acts[ActKind.APPROVAL]),
            *_later_act(decision),
            decision.reference if decision else None,
        ]


def _act(act: Act | None) -> tuple[str | None, date | None]:
    return (outcome_word(act.outcome), act.dated) if act else (None, None)


def _later_act(act: Act | None) -> tuple[str | date | None, ...]:
    if act is None:
        return (None,) * 4
    said = [act_vote_words(act.voted)] if act.voted else []
    return (*_act(act), ". ".join([*said, act.vote] if act.vote else said), act.reasons)


def _opinion_columns(record: CommitteeRecord) -> list[Column]:
    levels = record.grid.scale.levels if record.grid else ()
    return [
        Column(_("No."), 10),
        Column(_("Dossier"), 30),
        Column(_("Criterion"), 10),
        Column(_("Label"), 36, wraps=True),
        *(Column(f"{level.code} {level.label}".strip(), 11) for level in levels),
        Column(_("No opinion"), 10),
        Column(_("Not applicable"), 11),
        Column(_("Blank"), 8),
        Column(_("Recusals"), 10),
        Column(_("Expected"), 10),
        Column(_("Given"), 9),
        Column(_("Majority grade"), 12),
        Column(_("Median"), 10, "0.0"),
        Column(_("Mean"), 10, "0.00"),
        Column(_("1st quartile"), 11, "0.00"),
        Column(_("3rd quartile"), 11, "0.00"),
        Column(_("Standard deviation"), 12, "0.00"),
    ]


def _opinions(snapshot: MinutesSnapshot, record: CommitteeRecord) -> Iterator[list[Any]]:
    if record.opinions is None or record.grid is None:
        return
    codes = [level.code for level in record.grid.scale.levels]
    for dossier_id, opinion in record.opinions.dossiers.items():
        dossier = snapshot.dossiers.get(dossier_id)
        if dossier is None:
            continue
        for criterion in record.grid.criteria:
            figure = opinion.criteria[criterion.code]
            yield [
                dossier.number,
                dossier.title,
                criterion.number,
                criterion.label,
                *figure.tally.counts,
                *_figures(figure, codes),
            ]


def _figures(figure: CriterionStatistics, codes: Sequence[str]) -> list[Any]:
    tally, majority = figure.tally, figure.majority
    return [
        tally.no_opinion,
        tally.not_applicable,
        tally.blank,
        tally.recused,
        tally.expected,
        tally.n,
        _code(codes[majority.level]) if majority else None,
        figure.median,
        figure.mean,
        figure.q1,
        figure.q3,
        figure.std,
    ]


def _code(text: str) -> int | str:
    """Return the code of a level as a number where it is one, so that it can be counted."""
    return int(text) if text.isdecimal() else text


def _score_columns() -> list[Column]:
    """Return the long form of the scores: the headings of the public contract, in any language.

    There may be 100,000 rows, to be sorted and counted: they are kept even, comments unwrapped.
    """
    widths = {"evaluateur": 24, "domaine": 22, "dossier": 30, "commentaire": 50}
    names = "college evaluateur_id evaluateur domaine dossier_id dossier critere valeur commentaire"
    return [Column(name, widths.get(name, 12)) for name in names.split()]


def _scores(snapshot: MinutesSnapshot) -> Iterator[list[Any]]:
    records = (snapshot.committee, *snapshot.others)
    people = {(r.committee.code, m.code): m for r in records for m in r.members}
    titles = {dossier.number: dossier.title for dossier in snapshot.dossiers.values()}
    for line in snapshot.scores:
        member = people.get((line.committee, line.evaluator))
        yield [
            line.committee,
            line.evaluator,
            member.name if member else "",
            member.expertise if member else "",
            line.dossier,
            titles.get(line.dossier, ""),
            line.criterion,
            _code(line.answer),
            line.comment,
        ]


def _revision_columns() -> list[Column]:
    return [
        Column(_("Committee"), 24),
        Column(_("Member"), 12),
        Column(_("No."), 12),
        Column(_("Criterion"), 12),
        Column(_("Before"), 12),
        Column(_("After"), 12),
        Column(_("At"), 18, "dd/mm/yyyy hh:mm"),
    ]


def _revisions(snapshot: MinutesSnapshot) -> Iterator[list[Any]]:
    """Yield the scores that their authors changed after the reveal, both values kept."""
    for record in (snapshot.committee, *snapshot.others):
        codes = {member.id: member.code for member in record.members}
        for one in record.revised:
            dossier, revision = snapshot.dossiers.get(one.dossier_id), one.revision
            if dossier is None or record.grid is None:
                continue
            yield [
                record.committee.name,
                codes[one.member_id],
                dossier.number,
                record.grid.criteria[revision.criterion].code,
                _code(answer_word(revision.before, record.grid)),
                _code(answer_word(revision.after, record.grid)),
                revision.at,
            ]


def _method_columns() -> list[Column]:
    return [Column(_("Subject"), 34, wraps=True), Column(_("Rule"), 110, wraps=True)]


def _method(snapshot: MinutesSnapshot) -> Iterator[list[Any]]:
    content = minutes_content(snapshot)
    for section in content.method:
        text = " ".join(span.text for rich in section.paragraphs for span in rich)
        yield [section.title, text]
    for grid in content.grids:
        for line in grid.lines:
            name = f"{line.number} {line.label}".strip()
            yield [name, listed([part for part in (line.wording, line.weight) if part])]
    yield [_("Journal"), snapshot.journal_head]


def _with_fixed_dates(data: bytes) -> bytes:
    """Return the same archive with the same date on every part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2022-01-01T00:00:00Z", content
                )
            target.writestr(part, content)
    return out.getvalue()
