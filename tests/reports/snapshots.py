"""A small, invented meeting to draw minutes from."""

from __future__ import annotations

import random
from datetime import date, time
from fractions import Fraction

from euralens_desk.domain.aggregation import Weighting, committee_figures
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    EventKind,
    Meeting,
    MeetingEvent,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.minutes import CommitteeRecord, MinutesSnapshot, ScoreLine
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal, Role
from euralens_desk.domain.room import body_on
from euralens_desk.domain.tally import Tally

WORDS = ("Insuffisant", "Faible", "Passable", "Bon", "Excellent")


def grid(code: str, sizes: tuple[int, ...], letters: str) -> CriteriaGrid:
    scale = Scale(tuple(Level(str(i), word, Fraction(i)) for i, word in enumerate(WORDS)))
    axes = tuple(
        Axis(
            letter,
            str(place),
            f"Axe {letter.lower()} de la grille",
            tuple(
                SubCriterion(
                    f"{letter}{i}", f"{place}.{i}", f"Critère {letter}{i}", f"l’énoncé {i}"
                )
                for i in range(1, size + 1)
            ),
        )
        for place, (letter, size) in enumerate(zip(letters, sizes, strict=True), start=1)
    )
    return CriteriaGrid(code, "Grille", scale, axes)


def figures(
    committee: Committee,
    used: CriteriaGrid,
    dossiers: int,
    sheets: int,
    members: tuple[Member, ...],
) -> CommitteeRecord:
    chance = random.Random(committee.code)
    tallies = {}
    for dossier in range(1, dossiers + 1):
        row = []
        for _ in used.criteria:
            counts = [0] * 5
            for _sheet in range(sheets - 2):
                counts[chance.choice((0, 1, 2, 2, 3, 3, 3, 4))] += 1
            row.append(Tally(tuple(counts), no_opinion=1, blank=1))
        tallies[dossier] = row
    opinions = committee_figures(used, Weighting.BY_AXIS, tallies)
    handed_in = dict.fromkeys(tallies, sheets)
    return CommitteeRecord(committee, members, used, opinions, sheets=handed_in)


def snapshot(dossiers: int = 3, members: int = 12) -> MinutesSnapshot:
    experts = Committee(1, "e", "experts", "Comité d’expertise", CommitteeKind.EXPERT)
    students = Committee(2, "l", "lyceens", "Comité lycéen", CommitteeKind.STUDENT)
    technical = Committee(3, "t", "technique", "Comité technique", CommitteeKind.TECHNICAL)
    people = tuple(
        Member(
            i,
            f"m{i}",
            1,
            f"E{i:02d}",
            f"Prénom Nom-Composé {i}",
            "participation citoyenne",
            Role.CHAIR if i == 2 else Role.MEMBER,
        )
        for i in range(1, members + 1)
    )
    record = figures(experts, grid("x", (7, 4, 2), "ABC"), dossiers, 12, people)
    young = figures(students, grid("l", (3,), "L"), dossiers, 62, ())
    kinds = {3: EventKind.PROXY_GIVEN, 4: EventKind.EXCUSED, 5: EventKind.CONNECTED}
    events = tuple(
        MeetingEvent(
            m.id,
            1,
            m.id,
            kinds.get(m.id, EventKind.ARRIVED),
            member_id=m.id,
            other_id=1 if m.id == 3 else None,
        )
        for m in people
    )
    numbers = range(1, dossiers + 1)
    return MinutesSnapshot(
        campaign=Campaign("Promotion 2022", 2022, is_sample=True),
        meeting=Meeting(
            1,
            1,
            "2022-12-08",
            date(2022, 12, 8),
            time(13, 30),
            time(16, 55),
            "Lens",
            "Prénom Nom-Composé 2",
            "le secrétariat du Label",
        ),
        committee=record,
        others=(young, CommitteeRecord(technical, (), None, None)),
        dossiers={
            i: Dossier(
                i,
                f"d{i}",
                f"2022-{i:02d}",
                f"Projet {i} & <compagnie>",
                project_leaders=("Ville d’essai",),
                location="Béthune",
                agglomeration="CALL",
                key_figures=("1 700 m² de plateforme", "15 projets"),
            )
            for i in numbers
        },
        agenda=tuple(
            AgendaItem(
                i,
                1,
                i,
                i,
                discussion="Deux lectures s’opposent.",
                label_votes=6,
                nominated_votes=3,
                deferred_votes=0,
                abstentions=1,
            )
            for i in numbers
        ),
        body=body_on(people, experts.rules, date(2022, 12, 8)),
        events=events,
        notes=(),
        voices=(),
        dissents=(),
        recusals=(Recusal(6, 1, date(2022, 11, 14)),),
        acts=tuple(
            Act(
                i,
                ActKind.PROPOSAL,
                Outcome.LABEL,
                date(2022, 12, 8),
                "Projet exemplaire.",
                "Calendrier à suivre.",
            )
            for i in numbers
        ),
        technical_opinions=tuple(
            TechnicalOpinion(3, i, Stance.RESERVED, date(2022, 9, 29), "Plan à préciser.")
            for i in numbers
        ),
        not_applicable=(),
        boxes=(),
        scores=(
            ScoreLine("experts", "E01", "2022-01", "A1", "3", '=HYPERLINK("x")'),
            ScoreLine("lyceens", "", "2022-01", "L1", "NSP"),
        ),
        journal_head="ab" * 32,
    )
