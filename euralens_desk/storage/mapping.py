"""Records of the domain to rows of the tables and back, derived from their fields and types."""

from __future__ import annotations

import operator
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.follow_up import Commitment, Letter, SupportPlan
from euralens_desk.domain.funding import FundingFit, FundingLead
from euralens_desk.domain.meeting import (
    Act,
    AgendaItem,
    DebateNote,
    Dissent,
    Meeting,
    MeetingEvent,
    PastProposal,
    TechnicalOpinion,
    Voice,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, Member, Recusal
from euralens_desk.domain.precedent import Precedent
from euralens_desk.domain.preselection import Preselection
from euralens_desk.domain.sheet import (
    Ballot,
    BallotBox,
    Comment,
    NotApplicable,
    Revision,
    Score,
    ScoreSheet,
)
from euralens_desk.storage import failures, schema
from euralens_desk.storage.values import FieldCodec, Stored, codec_for

Row: TypeAlias = tuple[Stored, ...]
Key: TypeAlias = tuple[Stored, ...]

_DIALECT = sqlite.dialect()

TABLES: dict[type, Table] = {
    Campaign: schema.campaign,
    Committee: schema.committee,
    GridVersion: schema.grid_version,
    Member: schema.member,
    Dossier: schema.dossier,
    Attachment: schema.attachment,
    Preselection: schema.preselection,
    Precedent: schema.precedent,
    Recusal: schema.recusal,
    ScoreSheet: schema.score_sheet,
    Score: schema.score,
    Revision: schema.revision,
    Comment: schema.comment,
    NotApplicable: schema.not_applicable,
    Ballot: schema.ballot,
    BallotBox: schema.ballot_box,
    TechnicalOpinion: schema.technical_opinion,
    Meeting: schema.meeting,
    AgendaItem: schema.agenda_item,
    MeetingEvent: schema.meeting_event,
    DebateNote: schema.debate_note,
    Voice: schema.voice,
    Dissent: schema.dissent,
    Act: schema.act,
    PastProposal: schema.past_proposal,
    Finding: schema.finding,
    MissingElement: schema.missing_element,
    FundingLead: schema.funding_lead,
    FundingFit: schema.funding_fit,
    Commitment: schema.commitment,
    SupportPlan: schema.support_plan,
    Letter: schema.letter,
}
"""The kinds of record a campaign file stores."""

KINDS: dict[str, type] = {table.name: kind for kind, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Statements:
    """The SQL of one table, compiled once; parameters in the order each comment says."""

    insert: str
    """All the columns."""
    update: str
    """The columns outside the key, then the key; empty when the key is the whole row."""
    delete: str
    """The key."""
    select_one: str
    """The key."""
    select_range: str
    """Least and greatest value of the first column of the key."""
    select_all: str
    max_key: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """One kind of record and its table: rows hold the columns in the order of the fields."""

    kind: type
    table: Table
    columns: tuple[str, ...]
    codecs: dict[str, FieldCodec]
    key_columns: tuple[str, ...]
    statements: Statements
    values_of: Callable[[Any], tuple[Any, ...]]
    encoders: tuple[tuple[int, Callable[[Any], Any]], ...]
    decoders: tuple[tuple[int, Callable[[Any], Any]], ...]
    key_of: Callable[[Row], Key]
    rest_of: Callable[[Row], Row]

    def row(self, record: object) -> Row:
        """Return the row of a record."""
        values = self.values_of(record)
        if not self.encoders:
            return values
        changed = list(values)
        for position, encode in self.encoders:
            changed[position] = encode(changed[position])
        return tuple(changed)

    def rows(self, records: Sequence[object]) -> list[Row]:
        """Return the rows of many records, column by column: a third of the time of row by row."""
        columns = [map(operator.attrgetter(name), records) for name in self.columns]
        for position, encode in self.encoders:
            columns[position] = map(encode, columns[position])
        return list(zip(*columns, strict=True))

    def record(self, row: Row) -> Any:
        """Return the record of a row; Failure when its values make none (a damaged file)."""
        values: list[Any] = list(row)
        try:
            for position, decode in self.decoders:
                values[position] = decode(values[position])
            return self.kind(*values)
        except (ValueError, ArithmeticError, LookupError, TypeError, Failure) as error:
            raise failures.Damaged(failures.damaged()) from error

    def parameters(self, names: Iterable[str], values: Iterable[object]) -> Row:
        """Return values of fields as their columns hold them."""
        return tuple(
            self.codecs[name].stored(value) for name, value in zip(names, values, strict=True)
        )


def mapping_of(kind: Any) -> Mapping:
    """Return the mapping of a kind of record; KeyError for what the file does not store."""
    found = _MAPPINGS.get(kind)
    if found is None:
        found = _MAPPINGS[kind] = _new_mapping(kind)
    return found


_MAPPINGS: dict[type, Mapping] = {}
"""Made at the first use of each kind."""


def _new_mapping(kind: type) -> Mapping:
    table = TABLES[kind]
    hints = typing.get_type_hints(kind)
    columns = tuple(field.name for field in fields(kind))
    codecs = {name: codec_for(hints[name]) for name in columns}
    keys = tuple(column.name for column in table.primary_key)
    rest = tuple(name for name in columns if name not in keys)
    return Mapping(
        kind=kind,
        table=table,
        columns=columns,
        codecs=codecs,
        key_columns=keys,
        statements=_statements(table, columns, keys, rest),
        values_of=_tuple_getter(operator.attrgetter, columns),
        encoders=_converters(columns, {name: codec.encode for name, codec in codecs.items()}),
        decoders=_converters(columns, {name: codec.decode for name, codec in codecs.items()}),
        key_of=_tuple_getter(operator.itemgetter, tuple(map(columns.index, keys))),
        rest_of=_tuple_getter(operator.itemgetter, tuple(map(columns.index, rest))),
    )


@cache
def select_where(kind: Any, names: tuple[str, ...], absent: tuple[str, ...]) -> str:
    """Return the query of the records whose fields ``names`` equal parameters, by key."""
    mapping = mapping_of(kind)
    query = select(*(mapping.table.c[name] for name in mapping.columns))
    for name in names:
        query = query.where(mapping.table.c[name] == bindparam(name))
    for name in absent:
        query = query.where(mapping.table.c[name].is_(None))
    return compiled(query.order_by(*mapping.table.primary_key))


def compiled(statement: ClauseElement) -> str:
    """Return the text of a statement, its parameters by position in the order written."""
    return str(statement.compile(dialect=_DIALECT))


def _statements(
    table: Table, columns: tuple[str, ...], keys: tuple[str, ...], rest: tuple[str, ...]
) -> Statements:
    first = table.c[keys[0]]
    by_key = [table.c[name] == bindparam(f"key_{name}") for name in keys]
    rows = select(*(table.c[name] for name in columns))
    changed = update(table).where(*by_key).values({name: bindparam(name) for name in rest})
    return Statements(
        insert=compiled(insert(table).values({name: bindparam(name) for name in columns})),
        update=compiled(changed),
        delete=compiled(delete(table).where(*by_key)),
        select_one=compiled(rows.where(*by_key)),
        select_range=compiled(rows.where(first >= bindparam("least"), first <= bindparam("most"))),
        select_all=compiled(rows.order_by(*table.primary_key)),
        max_key=compiled(select(first).order_by(first.desc()).limit(1)),
    )


def _converters(
    columns: tuple[str, ...], converts: dict[str, Callable[[Any], Any] | None]
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    return tuple(
        (position, convert)
        for position, name in enumerate(columns)
        if (convert := converts[name]) is not None
    )


def _tuple_getter(getter: Callable[..., Any], names: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(names) > 1:
        return typing.cast("Callable[[Any], Any]", getter(*names))
    single = getter(names[0])
    return lambda value: (single(value),)
