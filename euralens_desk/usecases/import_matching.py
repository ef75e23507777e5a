"""Find again, in the campaign, the dossiers that the rows of a file tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_choices import (
    IMPORT,
    JOIN,
    KEEP,
    LEAVE,
    OTHER_ONE,
    SAME,
    SEPARATE,
    WITHDRAW,
    answered,
    decide,
    gone_key,
    is_settled,
    near_key,
)
from euralens_desk.domain.import_merge import changes, is_from
from euralens_desk.domain.import_plan import (
    Answer,
    Level,
    PlannedDossier,
    ReadDossier,
    Remark,
    RowStatus,
)
from euralens_desk.domain.likeness import ENOUGH, Title, are_near, likeness
from euralens_desk.domain.meeting import Act, TechnicalOpinion
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.people import Committee
from euralens_desk.domain.section_rows import Sections, known_agglomerations
from euralens_desk.domain.sheet import Ballot, ScoreSheet
from euralens_desk.domain.text_cleaning import key
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.ports import CampaignReader

MOST_COMPARED = 2000
"""Rows of a file beyond which titles near one another are not looked for: every pair counts."""


class Matching:
    """The dossiers of the campaign, found again from the rows of a file.

    ``answers`` are the person's, by the keys of the remarks. A row is that of the dossier it names
    by its outside number, else by its number, else by its title and leaders; a likeness is only
    asked about. The order of the rows changes nothing of it.
    """

    def __init__(self, campaign: CampaignReader, answers: Mapping[str, str]) -> None:
        self._campaign = the_campaign(campaign)
        self._known = campaign.find(Dossier)
        self._titles = {dossier.id: Title.of(dossier.title) for dossier in self._known}
        self._scored = scored_dossiers(campaign)
        self._answers = answers
        self._taken = {dossier.number for dossier in self._known}
        self._numbered: set[int] = set()
        self._claimed: set[int] = set()
        self._rows: dict[str, ReadDossier] = {}
        self._near_rows: list[tuple[Title, PlannedDossier]] = []
        self._headings: Mapping[str, str] = {}
        self._is_near_sought = True
        self._leaders: dict[str, str] = {}
        self._sections = Sections((), answers)
        for dossier in self._known:
            for leader in dossier.project_leaders:
                self._leaders.setdefault(near_key(leader), leader)

    def planned(
        self, read: Sequence[ReadDossier], headings: Mapping[str, str] | None = None
    ) -> tuple[PlannedDossier, ...]:
        """Return what becomes of each row, then the dossiers the file no longer holds.

        ``headings`` is the heading each field is read under: it tells the file of one source from
        that of another.
        """
        self._headings = headings or {}
        self._sections = Sections(known_agglomerations(self._known, read), self._answers)
        self._is_near_sought = len(read) <= MOST_COMPARED
        self._taken |= {row.text("number") for row in read}
        self._numbered = {d.id for d in map(self._named, read) if d is not None}
        self._claimed = self._numbered | {d.id for d in map(self._exact, read) if d is not None}
        found: list[PlannedDossier] = []
        for row in read:
            planned = self._planned(row)
            self._taken.add(planned.number)
            found.append(planned)
            if planned.status not in (RowStatus.REFUSED, RowStatus.DUPLICATE):
                self._near_rows.append((Title.of(planned.title), planned))
        met = {p.existing.id for p in found if p.existing is not None}
        gone = [d for d in self._known if d.id not in met and not d.withdrawn_on]
        return (*found, *(self._gone(d) for d in gone if self._is_from_here(d)))

    def _is_from_here(self, dossier: Dossier) -> bool:
        """Whether a dossier was read from files with the headings of this one."""
        return is_from(dossier.origins.values(), self._headings.values())

    def targets(self, planned: Sequence[PlannedDossier]) -> list[Dossier]:
        """Return the dossiers there will be after the import, in the order of their numbers."""
        there = {dossier.number: dossier for dossier in self._known}
        for one in planned:
            is_left = one.status in (RowStatus.REFUSED, RowStatus.DUPLICATE, RowStatus.WITHDRAWN)
            if not is_left and not one.is_waiting:
                there[one.number] = _as_dossier(one)
        return [there[number] for number in sorted(there)]

    def _gone(self, known: Dossier) -> PlannedDossier:
        """Return a dossier the file no longer holds: kept, unless a person says it is withdrawn."""
        told = message("no longer in the file")
        answers = (
            Answer(KEEP, message("Keep")),
            Answer(WITHDRAW, message("Mark as withdrawn")),
        )
        place = gone_key(known.number)
        said = self._answers.get(place, KEEP)
        chosen = said if said == WITHDRAW else KEEP
        remark = Remark(0, "", Level.WARNING, told, "", place, answers, chosen)
        return PlannedDossier(
            ReadDossier(0, {}, {}, {}),
            RowStatus.WITHDRAWN,
            known.number,
            (remark,),
            existing=known,
            is_written=chosen == WITHDRAW,
            is_scored=known.id in self._scored,
        )

    # One row

    def _planned(self, row: ReadDossier) -> PlannedDossier:
        if not row.text("title"):
            told = message("the title is missing: the row is left out")
            remark = Remark(row.row, "", Level.WARNING, told, "title")
            return self._refused(row, (*row.remarks, remark))
        existing, remarks = self._matched(row)
        row = self._sections.decide(row, existing)
        row = self._decide_leaders(decide(row, existing, self._answers), existing)
        late = self._late(row)
        remarks = [*row.remarks, *remarks, *self._lacking(row), *late]
        if any(remark.chosen == LEAVE for remark in late):
            return self._refused(row, tuple(remarks))
        number = existing.number if existing else self._number(row)
        double = self._rows.get(f"number {number}") or self._rows.get(_same(row))
        asked = self._double(row, double) if double else self._near_row(row, existing)
        if asked is not None:
            remarks.append(asked)
        if asked is not None and asked.chosen != IMPORT and (double or asked.chosen == LEAVE):
            return PlannedDossier(row, RowStatus.DUPLICATE, number, tuple(remarks))
        if double:
            existing, number = None, self._free()
        self._rows[f"number {number}"] = self._rows[_same(row)] = row
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
        """Return a row beside the dossier it matches, with the fields that differ.

        While it is not known to be that dossier, nothing of it is written.
        """
        if existing is None:
            is_sure = not any(remark.is_open and remark.is_identity for remark in remarks)
            return PlannedDossier(row, RowStatus.NEW, number, remarks, is_written=is_sure)
        scored = existing.id in self._scored
        is_kept = scored or any(remark.is_open and remark.is_identity for remark in remarks)
        found = tuple(changes(existing, row, self._answers, self._headings, is_kept=is_kept))
        status = RowStatus.CHANGED if found else RowStatus.UNCHANGED
        is_written = any(change.is_taken for change in found)
        return PlannedDossier(row, status, number, remarks, found, existing, is_written, scored)

    def _number(self, row: ReadDossier) -> str:
        """Return the number of a new dossier: its own, unless the campaign gave it to another."""
        own = row.text("number")
        return own if own and all(d.number != own for d in self._known) else self._free()

    # Which dossier

    def _matched(self, row: ReadDossier) -> tuple[Dossier | None, list[Remark]]:
        """Return the dossier a row tells of, and what is to be asked about it."""
        named = self._named(row)
        if named is not None:
            return self._doubted(row, named)
        exact = self._exact(row)
        if exact is not None:
            return exact, []
        return self._alike(row)

    def _named(self, row: ReadDossier) -> Dossier | None:
        """Return the dossier a row names by its outside number, else by its number.

        A number also names the dossier that a person said it stands for at an earlier import.
        """
        outside, own = row.text("external_id"), row.text("number")
        known = [d for d in self._known if own and own in (d.number, _imported_number(d))]
        title = key(row.text("title"))
        return (
            next((d for d in self._known if outside and d.external_id == outside), None)
            or next((d for d in known if _imported_title(d) == title), None)
            or next((d for d in known if d.number == own), None)
            or next(iter(known), None)
        )

    def _doubted(self, row: ReadDossier, named: Dossier) -> tuple[Dossier | None, list[Remark]]:
        """Ask about a number that the campaign gave to what looks like another project."""
        outside = row.text("external_id")
        if outside and outside == named.external_id:
            return named, []
        title = Title.of(row.text("title"))
        is_known = likeness(title, self._titles[named.id]) >= ENOUGH
        is_known = is_known or key(row.text("title")) == _imported_title(named)
        shared = {*map(near_key, named.project_leaders)} & {*map(near_key, row.leaders)}
        if (is_known or shared) and not (outside and named.external_id):
            return named, []
        told = message(
            "number {number} is that of « {title} » in the campaign. Same dossier?",
            number=named.number,
            title=named.title,
        )
        remark = self._asked(row, told)
        return (None if remark.chosen == OTHER_ONE else named), [remark]

    def _exact(self, row: ReadDossier) -> Dossier | None:
        """Return the dossier of the same title and leaders, for a row without a number.

        A dossier that another row names by its number is not taken for it.
        """
        if row.text("external_id") or row.text("number"):
            return None
        leaders = _leaders(row.leaders)
        alike = [d for d in self._same_title(row) if d.id not in self._numbered]
        return next((d for d in alike if _leaders(d.project_leaders) == leaders), None)

    def _same_title(self, row: ReadDossier) -> list[Dossier]:
        title = key(row.text("title"))
        return [d for d in self._known if title and title in (key(d.title), _imported_title(d))]

    def _alike(self, row: ReadDossier) -> tuple[Dossier | None, list[Remark]]:
        """Ask whether a row tells of the dossier of the same title, or of a title near it."""
        free = [d for d in self._known if d.id not in self._claimed]
        same = [d for d in self._same_title(row) if d.id not in self._claimed]
        near = self._nearest(row, free) if not same and self._is_near_sought else None
        if near is not None:
            told = message(
                "title close to that of dossier {number}, « {title} ». Same dossier?",
                number=near.number,
                title=near.title,
            )
        elif same:
            leaders = _leaders(row.leaders)
            exact = [d for d in same if _leaders(d.project_leaders) == leaders]
            near = (exact or same)[0]
            told = message(
                "same title as dossier {number} of the campaign. Same dossier?", number=near.number
            )
        else:
            return None, []
        remark = self._asked(row, told)
        return (near if remark.chosen == SAME else None), [remark]

    def _asked(self, row: ReadDossier, told: Message) -> Remark:
        answers = (
            Answer(SAME, message("Same dossier")),
            Answer(OTHER_ONE, message("Another dossier")),
        )
        return answered(row.row, "same", Level.QUESTION, told, answers, self._answers)

    def _nearest(self, row: ReadDossier, free: Sequence[Dossier]) -> Dossier | None:
        """Return the dossier whose title is nearest to that of a row, if one is near enough."""
        title = Title.of(row.text("title"))
        scored = [(likeness(title, self._titles[d.id]), -d.id, d) for d in free]
        best = max(scored, key=lambda one: one[:2], default=None)
        return best[2] if best is not None and best[0] >= ENOUGH else None

    def _near_row(self, row: ReadDossier, existing: Dossier | None) -> Remark | None:
        """Ask about an earlier row of a near title, unless both are known as two dossiers."""
        if not self._is_near_sought:
            return None
        title = Title.of(row.text("title"))
        for known, planned in self._near_rows:
            is_two = existing is not None and planned.existing is not None
            if not is_two and are_near(title, known) and _share_leaders(row, planned.read):
                told = message(
                    "title close to that of row {row}, « {title} ». Same dossier?",
                    row=str(planned.read.row),
                    title=planned.title,
                )
                answers = (
                    Answer(LEAVE, message("Same dossier: leave out")),
                    Answer(IMPORT, message("Another dossier")),
                )
                return answered(row.row, "near", Level.QUESTION, told, answers, self._answers)
        return None

    def _double(self, row: ReadDossier, first: ReadDossier) -> Remark:
        """Tell of a row of the same dossier; ask when only the number is the same."""
        if not are_near(Title.of(row.text("title")), Title.of(first.text("title"))):
            return self._same_number(row, first)
        place = str(first.row)
        told = message("same dossier as row {row}: only that one is kept", row=place)
        if self._answers.get(f"double:{row.row}") == IMPORT:
            told = message("same dossier as row {row}: imported under another number", row=place)
        answers = (Answer(LEAVE, message("Leave out")), Answer(IMPORT, message("Import")))
        return answered(row.row, "double", Level.WARNING, told, answers, self._answers)

    def _same_number(self, row: ReadDossier, first: ReadDossier) -> Remark:
        told = message(
            "same number as row {row}, « {title} ». Same dossier?",
            row=str(first.row),
            title=first.text("title"),
        )
        answers = (
            Answer(LEAVE, message("Same dossier: leave out")),
            Answer(IMPORT, message("Another dossier")),
        )
        return answered(row.row, "double", Level.QUESTION, told, answers, self._answers)

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

    def _lacking(self, row: ReadDossier) -> list[Remark]:
        """Tell that a row names no leader, without whom no dossier is complete."""
        if row.leaders:
            return []
        told = message("no project leader: to be completed")
        return [Remark(row.row, "", Level.WARNING, told, "project_leaders")]

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


def _share_leaders(one: ReadDossier, other: ReadDossier) -> bool:
    """Whether two rows may have the same leader, spelled alike or not said at all."""
    if not one.leaders or not other.leaders:
        return True
    known = [Title.of(leader) for leader in other.leaders]
    return any(are_near(Title.of(leader), name) for leader in one.leaders for name in known)


def _imported_number(dossier: Dossier) -> str | None:
    """Return the number the last import read, when it was not taken as the dossier's own."""
    origin = dossier.origins.get("number")
    return origin.read if origin else None


def _imported_title(dossier: Dossier) -> str:
    """Return the title as the last import read it, whatever people made of it since."""
    origin = dossier.origins.get("title")
    return key(origin.text) if origin else ""


def scored_dossiers(campaign: CampaignReader) -> frozenset[int]:
    """Return the dossiers about which scores, ballots, opinions or decisions were given."""
    found = {act.dossier_id for act in campaign.find(Act)}
    found |= {ballot.dossier_id for ballot in campaign.find(Ballot)}
    found |= {opinion.dossier_id for opinion in campaign.find(TechnicalOpinion)}
    for committee in campaign.find(Committee):
        answers = campaign.sheet_answers(committee.id)
        sheets = campaign.find(ScoreSheet, committee_id=committee.id)
        found |= {sheet.dossier_id for sheet in sheets if sheet.id in answers}
    return frozenset(found)
