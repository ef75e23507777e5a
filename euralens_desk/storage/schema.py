"""The tables of a campaign file: schema 1.

One table per kind of record, columns named as the fields. Every constraint has a name, so that an
upgrade can find it. References are checked at the end of the transaction: undoing a change may
write records back in any order.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

APPLICATION_ID = 0x45554C53
"""« EULS », at byte 68 of the file."""

SCHEMA = 1
"""The format this program writes; kept in ``user_version``."""

MIN_READER = 1
"""The oldest schema whose program may read a file written by this one."""

MIN_WRITER = 1
"""The oldest schema whose program may change a file written by this one."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _maybe_number(name: str) -> Column[int]:
    return Column(name, Integer)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe_text(name: str) -> Column[str]:
    return Column(name, Text)


def _key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _to(name: str, target: str, *, key: bool = False, optional: bool = False) -> Column[int]:
    reference = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Integer, reference, primary_key=key, autoincrement=False, nullable=optional)


meta = Table(
    "meta",
    metadata,
    _id(),
    _text("doc_uuid"),
    _number("min_reader"),
    _number("min_writer"),
    _text("app_version"),
    _number("generation"),
    CheckConstraint("id = 1", name="single"),
)

journal = Table(
    "journal",
    metadata,
    _key("seq"),
    Column("payload", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

journal_detail = Table(
    "journal_detail",
    metadata,
    _key("seq"),
    _text("kinds"),
    Column("about_salt", LargeBinary),
    Column("about", LargeBinary),
    Column("edits_salt", LargeBinary),
    Column("edits", LargeBinary),
)

content = Table(
    "content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

campaign = Table(
    "campaign",
    metadata,
    _text("title"),
    _number("year"),
    _text("organisation"),
    _text("label"),
    _maybe_text("call_opens_on"),
    _maybe_text("call_closes_on"),
    _number("capacity"),
    _number("is_sample"),
    _maybe_text("scoring_opened_on"),
    _maybe_text("closed_on"),
    _text("rules"),
    _text("requirements"),
    _text("import_headings"),
    _text("answer_files"),
    _id(),
    CheckConstraint("id = 1", name="single"),
)

committee = Table(
    "committee",
    metadata,
    _id(),
    _text("uuid"),
    _text("code"),
    _text("name"),
    _text("kind"),
    _text("rules"),
    UniqueConstraint("uuid"),
)

grid_version = Table(
    "grid_version",
    metadata,
    _to("committee_id", "committee", key=True),
    _key("version"),
    _text("grid"),
    sqlite_with_rowid=False,
)

member = Table(
    "member",
    metadata,
    _id(),
    _text("uuid"),
    _to("committee_id", "committee"),
    _text("code"),
    _text("name"),
    _text("expertise"),
    _text("role"),
    _number("is_voting"),
    _text("college"),
    _to("alternate_of", "member", optional=True),
    _number("is_qualified"),
    _maybe_text("term_from"),
    _maybe_text("term_to"),
    UniqueConstraint("uuid"),
    Index(None, "committee_id"),
    Index(None, "alternate_of"),
)

dossier = Table(
    "dossier",
    metadata,
    _id(),
    _text("uuid"),
    _text("number"),
    _text("title"),
    _text("external_id"),
    _text("project_leaders"),
    _text("leader_type"),
    _text("themes"),
    _text("partners"),
    _text("funders"),
    _text("design_team"),
    _text("location"),
    _text("municipalities"),
    _text("area_of_action"),
    _text("agglomeration"),
    _text("key_figures"),
    _text("timeline"),
    _text("summary"),
    _text("needs"),
    _text("contact_role"),
    _text("contact_email"),
    _text("contact_phone"),
    _text("site_address"),
    _text("website"),
    _maybe_text("budget_amount"),
    _maybe_text("received_on"),
    _maybe_text("starts_on"),
    _maybe_text("withdrawn_on"),
    _text("other"),
    _text("excerpts"),
    _text("origins"),
    _text("settled"),
    UniqueConstraint("uuid"),
)

attachment = Table(
    "attachment",
    metadata,
    _id(),
    _to("dossier_id", "dossier"),
    _text("name"),
    _text("kind"),
    _text("sha256"),
    _number("size"),
    _maybe_text("received_on"),
    _text("note"),
    Index(None, "dossier_id"),
)

preselection = Table(
    "preselection",
    metadata,
    _to("dossier_id", "dossier", key=True),
    _maybe_text("stage"),
    _maybe_text("decided_on"),
    _text("reason"),
    _text("needs"),
    _text("alternatives"),
    _maybe_text("requested_on"),
    _maybe_text("due_on"),
)

precedent = Table(
    "precedent",
    metadata,
    _to("dossier_id", "dossier", key=True),
    Column("campaign_uuid", Text, primary_key=True),
    _text("campaign_title"),
    _number("year"),
    _text("dossier_uuid"),
    _text("number"),
    _text("outcome"),
    _maybe_text("dated"),
    _text("reference"),
    _text("reasons"),
    _text("reservations"),
    _text("needs"),
    _text("alternatives"),
    _text("fields"),
    sqlite_with_rowid=False,
)

recusal = Table(
    "recusal",
    metadata,
    _to("member_id", "member", key=True),
    _to("dossier_id", "dossier", key=True),
    _text("declared_on"),
    _text("reason"),
    Index(None, "dossier_id"),
    sqlite_with_rowid=False,
)

score_sheet = Table(
    "score_sheet",
    metadata,
    _id(),
    _to("committee_id", "committee"),
    _to("dossier_id", "dossier"),
    _to("member_id", "member"),
    UniqueConstraint("member_id", "dossier_id"),
    Index(None, "committee_id", "dossier_id"),
    Index(None, "dossier_id"),
)

score = Table(
    "score",
    metadata,
    _to("sheet_id", "score_sheet", key=True),
    _key("criterion"),
    _number("state"),
    _maybe_number("level"),
    sqlite_with_rowid=False,
)

revision = Table(
    "revision",
    metadata,
    _id(),
    _to("sheet_id", "score_sheet"),
    _number("criterion"),
    _number("before_state"),
    _number("after_state"),
    _maybe_number("before_level"),
    _maybe_number("after_level"),
    _maybe_text("at"),
    Index(None, "sheet_id"),
)

comment = Table(
    "comment",
    metadata,
    _to("sheet_id", "score_sheet", key=True),
    _key("criterion"),
    _text("text"),
    sqlite_with_rowid=False,
)

not_applicable = Table(
    "not_applicable",
    metadata,
    _to("committee_id", "committee", key=True),
    _to("dossier_id", "dossier", key=True),
    _key("criterion"),
    _text("reason"),
    Index(None, "dossier_id"),
    sqlite_with_rowid=False,
)

ballot = Table(
    "ballot",
    metadata,
    _id(),
    _to("committee_id", "committee"),
    _to("dossier_id", "dossier"),
    _text("marks"),
    _text("batch"),
    _maybe_number("number"),
    Index(None, "committee_id", "dossier_id"),
    Index(None, "dossier_id"),
)

ballot_box = Table(
    "ballot_box",
    metadata,
    _to("committee_id", "committee", key=True),
    _to("dossier_id", "dossier", key=True),
    _maybe_number("counted"),
    _maybe_text("closed_on"),
    Index(None, "dossier_id"),
    sqlite_with_rowid=False,
)

technical_opinion = Table(
    "technical_opinion",
    metadata,
    _to("committee_id", "committee", key=True),
    _to("dossier_id", "dossier", key=True),
    _text("stance"),
    _text("given_on"),
    _text("text"),
    Index(None, "dossier_id"),
    sqlite_with_rowid=False,
)

meeting = Table(
    "meeting",
    metadata,
    _id(),
    _to("committee_id", "committee"),
    _text("code"),
    _text("held_on"),
    _maybe_text("starts_at"),
    _maybe_text("ends_at"),
    _text("place"),
    _text("chair"),
    _text("meeting_secretary"),
    _maybe_text("convened_on"),
    _to("second_of", "meeting", optional=True),
    Index(None, "committee_id"),
    Index(None, "second_of"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    _id(),
    _to("meeting_id", "meeting"),
    _number("position"),
    _to("dossier_id", "dossier", optional=True),
    _text("title"),
    _number("planned_minutes"),
    _text("discussion"),
    _maybe_number("label_votes"),
    _maybe_number("nominated_votes"),
    _maybe_number("deferred_votes"),
    _maybe_number("abstentions"),
    _maybe_number("blank_votes"),
    _maybe_number("null_votes"),
    _text("form"),
    _maybe_text("casting_vote"),
    _text("miscount_reason"),
    _text("drafted_reasons"),
    _text("drafted_reservations"),
    _maybe_text("chosen_form"),
    Index(None, "meeting_id"),
    Index(None, "dossier_id"),
)

meeting_event = Table(
    "meeting_event",
    metadata,
    _id(),
    _to("meeting_id", "meeting"),
    _number("sequence"),
    _text("kind"),
    _maybe_text("at"),
    _to("member_id", "member", optional=True),
    _to("other_id", "member", optional=True),
    _to("item_id", "agenda_item", optional=True),
    Index(None, "meeting_id"),
    Index(None, "member_id"),
    Index(None, "other_id"),
    Index(None, "item_id"),
)

debate_note = Table(
    "debate_note",
    metadata,
    _id(),
    _to("item_id", "agenda_item"),
    _text("text"),
    _maybe_text("at"),
    Index(None, "item_id"),
)

voice = Table(
    "voice",
    metadata,
    _to("item_id", "agenda_item", key=True),
    _to("member_id", "member", key=True),
    _maybe_text("outcome"),
    Index(None, "member_id"),
    sqlite_with_rowid=False,
)

dissent = Table(
    "dissent",
    metadata,
    _to("item_id", "agenda_item", key=True),
    _to("member_id", "member", key=True),
    _text("text"),
    Index(None, "member_id"),
    sqlite_with_rowid=False,
)

act = Table(
    "act",
    metadata,
    _to("dossier_id", "dossier", key=True),
    Column("kind", Text, primary_key=True),
    _text("outcome"),
    _text("dated"),
    _text("reasons"),
    _text("reservations"),
    _text("reference"),
    _text("vote"),
    _maybe_text("voted"),
    _maybe_text("recalled_outcome"),
    _text("recalled_reasons"),
    _to("item_id", "agenda_item", optional=True),
    Index(None, "item_id"),
    sqlite_with_rowid=False,
)

past_proposal = Table(
    "past_proposal",
    metadata,
    _to("item_id", "agenda_item", key=True),
    _to("dossier_id", "dossier"),
    _text("outcome"),
    _text("dated"),
    _text("reasons"),
    _text("reservations"),
    Index(None, "dossier_id"),
)

finding = Table(
    "finding",
    metadata,
    _to("committee_id", "committee", key=True),
    _to("dossier_id", "dossier", key=True),
    Column("criterion", Text, primary_key=True),
    _text("text"),
    _maybe_number("level"),
    Index(None, "dossier_id"),
    sqlite_with_rowid=False,
)

missing_element = Table(
    "missing_element",
    metadata,
    _id(),
    _to("dossier_id", "dossier"),
    _text("text"),
    _maybe_text("received_on"),
    Index(None, "dossier_id"),
)

funding_lead = Table(
    "funding_lead",
    metadata,
    _id(),
    _text("funder"),
    _text("scheme"),
    _text("conditions"),
    _maybe_text("deadline"),
    _text("link"),
    _text("state"),
)

funding_fit = Table(
    "funding_fit",
    metadata,
    _to("lead_id", "funding_lead", key=True),
    _to("dossier_id", "dossier", key=True),
    _text("why"),
    Index(None, "dossier_id"),
    sqlite_with_rowid=False,
)

commitment = Table(
    "commitment",
    metadata,
    _id(),
    _to("dossier_id", "dossier"),
    _text("kind"),
    _text("side"),
    _text("what"),
    _text("who"),
    _text("towards"),
    _maybe_text("due_on"),
    _maybe_text("done_on"),
    Index(None, "dossier_id"),
)

support_plan = Table(
    "support_plan",
    metadata,
    _to("dossier_id", "dossier", key=True),
    _text("referent"),
    _maybe_text("next_review_on"),
    _text("expert"),
    _text("purpose"),
    sqlite_with_rowid=False,
)

letter = Table(
    "letter",
    metadata,
    _to("dossier_id", "dossier", key=True),
    Column("kind", Text, primary_key=True),
    _text("text"),
    _maybe_text("sent_on"),
    sqlite_with_rowid=False,
)

TRIGGERS = {
    f"journal_no_{verb}": (
        f"CREATE TRIGGER journal_no_{verb} BEFORE {verb.upper()} ON journal "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
    for verb in ("update", "delete")
}
"""Against accidents: whoever holds the file can drop them; the chain of hashes catches that."""


def create_tables(connection: sqlite3.Connection) -> None:
    """Lay out an empty file: identity, format number, tables, triggers."""
    dialect = sqlite.dialect()
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    for table in metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    for statement in TRIGGERS.values():
        connection.execute(statement)
