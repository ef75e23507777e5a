"""Find again, in the campaign, the dossiers that the rows of a file tell of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind
from euralens_desk.domain.import_choices import (
    IMPORT,
    JOIN,
    KEEP,
    LEAVE,
    OTHER_ONE,
    SAME,
    SEPARATE,
    answered,
    changes_key,
    decide,
    is_settled,
    near_key,
)
from euralens_desk.domain.import_plan import (
    Answer,
    FieldChange,
    FieldValue,
    Level,
    PlannedDossier,
    ReadDossier,
    Remark,
    RowStatus,
)
from euralens_desk.domain.messages import message
from euralens_desk.domain.text_cleaning import key
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.ports import CampaignReader


class Matching:
    """The dossiers of the campaign, found again from the rows of a file.

    ``answers`` are the person's, by the keys of the remarks.
    """

    def __init__(self, campaign: CampaignReader, answers: Mapping[str, str]) -> None:
        self._campaign = the_campaign(campaign)
        self._known = campaign.find(Dossier)
        self._answers = answers
        self._taken = {dossier.number for dossier in self._known}
        self._claimed: set[int] = set()
        self._rows: dict[str, int] = {}
        self._leaders: dict[str, str] = {}
        for dossier in self._known:
            for leader in dossier.project_leaders:
                self._leaders.setdefault(near_key(leader), leader)

    def planned(self, read: Sequence[ReadDossier]) -> tuple[PlannedDossier, ...]:
        """Return what becomes of each row, then the dossiers the file no longer holds."""
        self._taken |= {row.text("number") for row in read}
        named = [self._named(row) for row in read]
        self._claimed = {dossier.id for dossier in named if dossier is not None}
        found: list[PlannedDossier] = []
        for row in read:
            planned = self._planned(row)
            self._taken.add(planned.number)
            found.append(planned)
        met = {p.existing.id for p in found if p.existing is not None}
        gone = [d for d in self._known if d.origins and d.id not in met and not d.withdrawn_on]
        empty = ReadDossier(0, {}, {}, {})
        found += [PlannedDossier(empty, RowStatus.WITHDRAWN, d.number, existing=d) for d in gone]
        return tuple(found)

    def targets(self, planned: Sequence[PlannedDossier]) -> list[Dossier]:
        """Return the dossiers there will be after the import, in the order of their numbers."""
        there = {dossier.number: dossier for dossier in self._known}
        for one in planned:
            if one.status not in (RowStatus.REFUSED, RowStatus.DUPLICATE, RowStatus.WITHDRAWN):
                there[one.number] = _as_dossier(one)
        return [there[number] for number in sorted(there)]

    # One row

    def _planned(self, row: ReadDossier) -> PlannedDossier:
        if not row.text("title"):
            told = message("the title is missing: the row is left out")
            remark = Remark(row.row, "", Level.WARNING, told, "title")
            return self._refused(row, (*row.remarks, remark))
        existing = self._named(row)
        remarks: list[Remark] = []
        if existing is None:
            existing, remarks = self._alike(row)
        row = self._decide_leaders(decide(row, existing, self._answers), existing)
        late = self._late(row)
        remarks = [*row.remarks, *remarks, *late]
        if any(remark.chosen == LEAVE for remark in late):
            return self._refused(row, tuple(remarks))
        number = existing.number if existing else row.text("number") or self._free()
        double = self._rows.get(f"number {number}") or self._rows.get(_same(row))
        if double:
            remark = self._double(row, double)
            remarks.append(remark)
            if remark.chosen == LEAVE:
                return PlannedDossier(row, RowStatus.DUPLICATE, number, tuple(remarks))
            existing, number = None, self._free()
        self._rows[f"number {number}"] = self._rows[_same(row)] = row.row
        return self._compared(row, existing, number, tuple(remarks))

    def _refused(self, row: ReadDossier, remarks: tuple[Remark, ...]) -> PlannedDossier:
        return PlannedDossier(row, RowStatus.REFUSED, row.text("number"), remarks)

    def _compared(
        self,
        row: ReadDossier,
        existing: Dossier | None,
        number: str,
        remarks: tuple[Remark, ...],
    ) -> PlannedDossier:
        """Return a row beside the dossier it matches, with the fields that differ."""
        if existing is None:
            return PlannedDossier(row, RowStatus.NEW, number, remarks, is_written=True)
        changes = tuple(_changes(existing, row))
        status = RowStatus.CHANGED if changes else RowStatus.UNCHANGED
        is_written = bool(changes) and self._answers.get(changes_key(row.row)) != KEEP
        return PlannedDossier(row, status, number, remarks, changes, existing, is_written)

    # Which dossier

    def _named(self, row: ReadDossier) -> Dossier | None:
        """Return the dossier a row names by its outside number or by its number."""
        for name in ("external_id", "number"):
            value = row.text(name)
            if value:
                return next((d for d in self._known if getattr(d, name) == value), None)
        return None

    def _alike(self, row: ReadDossier) -> tuple[Dossier | None, list[Remark]]:
        """Return the dossier of the same title, asking when the row has a number of its own."""
        title = key(row.text("title"))
        free = [d for d in self._known if d.id not in self._claimed]
        alike = [d for d in free if title in (key(d.title), _imported_title(d))]
        exact = [d for d in alike if _leaders(d.project_leaders) == _leaders(row.leaders)]
        has_number = row.text("external_id") or row.text("number")
        if exact and not has_number:
            return exact[0], []
        if not alike:
            return None, []
        candidate = (exact or alike)[0]
        told = message(
            "same title as dossier {number} of the campaign. Same dossier?", number=candidate.number
        )
        answers = (
            Answer(SAME, message("Same dossier")),
            Answer(OTHER_ONE, message("Another dossier")),
        )
        remark = answered(row.row, "same", Level.QUESTION, told, answers, self._answers)
        return (candidate if remark.chosen == SAME else None), [remark]

    def _double(self, row: ReadDossier, first: int) -> Remark:
        told = message("same dossier as row {row}: only that one is kept", row=str(first))
        if self._answers.get(f"double:{row.row}") == IMPORT:
            told = message(
                "same dossier as row {row}: imported under another number", row=str(first)
            )
        answers = (Answer(LEAVE, message("Leave out")), Answer(IMPORT, message("Import")))
        return answered(row.row, "double", Level.WARNING, told, answers, self._answers)

    def _free(self) -> str:
        """Return the number after the highest of the campaign's year."""
        prefix = f"{self._campaign.year}-"
        rests = [number[len(prefix) :] for number in self._taken if number.startswith(prefix)]
        highest = max((int(rest) for rest in rests if rest.isdecimal()), default=0)
        return f"{prefix}{highest + 1:02d}"

    # What is asked

    def _decide_leaders(self, row: ReadDossier, existing: Dossier | None) -> ReadDossier:
        """Ask about a leader spelled nearly as another one of the campaign or of the file."""
        if is_settled(row, existing, "project_leaders"):
            return row
        remarks, leaders = list(row.remarks), []
        for leader in row.leaders:
            known = self._leaders.setdefault(near_key(leader), leader)
            near = [self._near(row, leader, known)] if known != leader else []
            remarks += near
            leaders.append(known if near and near[0].chosen == JOIN else leader)
        fields = dict(row.fields)
        if leaders:
            fields["project_leaders"] = tuple(dict.fromkeys(leaders))
        return replace(row, fields=fields, remarks=tuple(remarks))

    def _near(self, row: ReadDossier, leader: str, known: str) -> Remark:
        told = message(
            "« {leader} » is close to « {known} ». Same structure?", leader=leader, known=known
        )
        answers = (Answer(JOIN, message("Join")), Answer(SEPARATE, message("Keep apart")))
        return answered(
            row.row,
            f"leader:{leader} / {known}",
            Level.QUESTION,
            told,
            answers,
            self._answers,
            cell=row.origins["project_leaders"].cell,
            field="project_leaders",
            everywhere=True,
        )

    def _late(self, row: ReadDossier) -> list[Remark]:
        received, closes = row.fields.get("received_on"), self._campaign.call_closes_on
        if not isinstance(received, date) or closes is None or received <= closes:
            return []
        told = message(
            "received on {day}, after the call closed on {closes}; it is imported all the same",
            day=received,
            closes=closes,
        )
        if self._answers.get(f"late:{row.row}") == LEAVE:
            told = message(
                "received on {day}, after the call closed on {closes}; it is left out",
                day=received,
                closes=closes,
            )
        answers = (Answer(IMPORT, message("Import")), Answer(LEAVE, message("Leave out")))
        cell = row.origins["received_on"].cell
        found = answered(
            row.row,
            "late",
            Level.WARNING,
            told,
            answers,
            self._answers,
            cell=cell,
            field="received_on",
        )
        return [found]


def _as_dossier(planned: PlannedDossier) -> Dossier:
    communes = planned.read.fields.get("municipalities")
    return Dossier(
        0,
        "",
        planned.number,
        planned.title,
        project_leaders=planned.read.leaders,
        municipalities=communes if isinstance(communes, tuple) else (),
    )


def _same(row: ReadDossier) -> str:
    """Return what two rows of the same dossier share."""
    return f"{key(row.text('title'))} / {_leaders(row.leaders)}"


def _leaders(leaders: Sequence[str]) -> str:
    return " ".join(near_key(leader) for leader in leaders)


def _imported_title(dossier: Dossier) -> str:
    """Return the title as the last import read it, whatever people made of it since."""
    origin = dossier.origins.get("title")
    return key(origin.text) if origin else ""


def _empty(kind: FieldKind) -> FieldValue:
    if kind is FieldKind.LIST:
        return ()
    return None if kind in (FieldKind.DATE, FieldKind.AMOUNT) else ""


def _changes(existing: Dossier, row: ReadDossier) -> Iterator[FieldChange]:
    """Yield the fields that the file changes.

    An empty cell only empties what an import had filled, and a cell that says what it said at the
    last import leaves what people made of it since.
    """
    for name, kind in FIELD_KINDS.items():
        before = getattr(existing, name)
        after = row.fields.get(name, _empty(kind))
        if name == "number" or (name not in row.fields and name not in existing.origins):
            continue
        if before != after and not is_settled(row, existing, name):
            yield FieldChange(name, before, after)
    for header, text in row.other.items():
        if existing.other.get(header, "") != text:
            yield FieldChange("other", existing.other.get(header, ""), text, header)
