"""What the minutes say of the quorum and of the members, to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from snapshots import snapshot

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.meeting import EventKind, MeetingEvent
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Member, Recusal, Role
from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.domain.room import body_on
from euralens_desk.reports.dossier_content import score_table
from euralens_desk.reports.minutes_content import minutes_content

KIND = EventKind
DAY = date(2022, 12, 8)
FIVE = ("Alix Aubépin", "Basile Bouleau", "Colette Charme", "Denis Érable", "Edmée Frêne")
Noted = tuple[EventKind, int | None, int | None, int | None]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def full(number: int, **changes: object) -> Member:
    made = Member(number, f"m{number}", 1, f"E{number:02d}", FIVE[number - 1], "paysage")
    return replace(made, **changes)  # type: ignore[arg-type]


def held(
    *noted: Noted,
    rules: BodyRules | None = None,
    is_waived: bool = False,
    members: tuple[Member, ...] | None = None,
    recused: tuple[int, ...] = (),
) -> MinutesSnapshot:
    """A meeting of five on one dossier, with the events given at 14 h 00, 14 h 01…"""
    events = tuple(
        MeetingEvent(n, 1, n, kind, datetime(2022, 12, 8, 14, n), member, other, item)
        for n, (kind, member, other, item) in enumerate(noted, start=1)
    )
    base = snapshot(1)
    members = members or tuple(full(number) for number in range(1, 6))
    return replace(
        base,
        committee=replace(base.committee, members=members),
        body=body_on(members, rules or BodyRules(), DAY, is_waived=is_waived),
        events=events,
        recusals=tuple(Recusal(member, 1, DAY) for member in recused),
    )


def here(*members: int) -> tuple[Noted, ...]:
    return tuple((KIND.ARRIVED, member, None, None) for member in members)


OPEN: Noted = (KIND.OPENED, None, None, None)
START: Noted = (KIND.ITEM_STARTED, None, None, 1)
END: Noted = (KIND.ITEM_ENDED, None, None, 1)


def left(member: int) -> Noted:
    return (KIND.LEFT, member, None, None)


def attendance(known: MinutesSnapshot) -> str:
    return plain("".join(span.text for span in minutes_content(known).cover.attendance[0]))


def bold(known: MinutesSnapshot) -> list[str]:
    first = minutes_content(known).cover.attendance[0]
    return [span.text for span in first if span.is_bold]


def voters(known: MinutesSnapshot) -> str:
    return plain(dict(minutes_content(known).dossiers[0].identity)["Votants"])


RULE = "Règle appliquée : « moitié au moins », soit 3 membres sur 5, pouvoirs compris et déports exclus."


def test_the_cover_tells_the_rule_and_the_number_found_at_the_opening() -> None:
    known = held(*here(1, 2, 3), OPEN, (KIND.ABSENT, 4, None, None))
    assert attendance(known) == (
        f"5 membres : 3 présences, 1 absent, 1 non relevé. {RULE} Le quorum est atteint à "
        "l’ouverture : 3 membres constatés. Il est vérifié à chaque point."
    )
    assert bold(known) == ["est atteint"]
    short = held(*here(1, 2), OPEN)
    assert attendance(short).endswith(
        "Le quorum n’est pas atteint à l’ouverture : 2 membres constatés. Il est vérifié à chaque "
        "point."
    )
    assert bold(short) == ["n’est pas atteint"]


def test_a_quorum_made_after_the_opening_is_told_with_its_hour() -> None:
    late = held(*here(1, 2), OPEN, *here(3))
    assert attendance(late).startswith("5 membres : 3 présences, 2 non relevés.")
    assert "Le quorum n’est pas atteint à l’ouverture : 2 membres constatés." in attendance(late)
    events = tuple(replace(e, at=None) if e.sequence == 4 else e for e in late.events)
    assert "Il est atteint à 14 h 04, et vérifié à chaque point." in attendance(late)
    assert "Il est atteint ensuite, et vérifié à chaque point." in attendance(
        replace(late, events=events)
    )


def test_the_cover_of_a_meeting_typed_afterwards_tells_no_opening() -> None:
    assert attendance(held(*here(1, 2, 3))).endswith(
        "Le quorum est atteint : 3 membres constatés. Il est vérifié à chaque point."
    )


@pytest.mark.parametrize(("count", "found"), [(0, "0 membre constaté"), (3, "3 membres constatés")])
def test_a_second_meeting_needs_no_quorum_and_never_says_it_was_reached(
    count: int, found: str
) -> None:
    known = (
        held(OPEN, START, END, is_waived=True)
        if not count
        else held(*here(*range(1, count + 1)), OPEN, START, END, is_waived=True)
    )
    cover, page = attendance(known), voters(known)
    assert cover.endswith(
        "Seconde séance sur le même ordre du jour : aucun quorum n’est requis. "
        f"À l’ouverture : {found} sur 5."
    )
    assert bold(known) == ["aucun quorum n’est requis"]
    assert page == (
        f"{count} voix : {count} en séance, 0 par pouvoir. À la mise en discussion, aucun quorum "
        f"n’est requis : {found} sur 5."
    )
    assert "atteint" not in cover + page
    typed = attendance(replace(known, events=known.events[:count]))
    assert typed.endswith(f"aucun quorum n’est requis. {found} sur 5.") and "atteint" not in typed


def test_the_quorum_of_an_item_is_that_of_its_start() -> None:
    known = held(*here(1, 2, 3, 4), OPEN, START, END)
    assert voters(known) == (
        "4 voix : 4 en séance, 0 par pouvoir. À la mise en discussion, le quorum de 3 sur 5 est "
        "atteint : 4 membres constatés."
    )


def test_a_quorum_lost_on_an_item_is_told_with_both_moments() -> None:
    known = held(*here(1, 2, 3), OPEN, START, left(3), END)
    assert voters(known) == (
        "2 voix : 2 en séance, 0 par pouvoir. À la mise en discussion, le quorum de 3 sur 5 est "
        "atteint : 3 membres constatés. En fin de point, le quorum de 3 sur 5 n’est pas atteint : "
        "2 membres constatés."
    )


def test_who_leaves_after_an_item_changes_nothing_of_it() -> None:
    known = held(*here(1, 2, 3), OPEN, START, END, left(3))
    assert "En fin de point" not in voters(known)
    assert voters(known).startswith("3 voix")


def test_an_item_that_never_started_tells_its_quorum_alone() -> None:
    assert voters(held(*here(1, 2), recused=(5,))) == (
        "2 voix : 2 en séance, 0 par pouvoir. Sur ce point, le quorum de 2 sur 4 est atteint : "
        "2 membres constatés."
    )


def test_a_double_quorum_tells_how_many_are_of_the_college() -> None:
    rules = BodyRules(QuorumRule(counts_proxies=False, college="privé"))
    members = tuple(full(n, college="privé" if n < 3 else "public") for n in range(1, 6))
    known = held(*here(2, 3, 4, 5), OPEN, START, END, rules=rules, members=members)
    assert (
        "soit 3 membres sur 5, pouvoirs non comptés et déports exclus. La moitié au moins des "
        "membres constatés est du collège « privé ». Le quorum n’est pas atteint"
        in attendance(known)
    )
    assert voters(known).endswith(
        "le quorum de 3 sur 5 n’est pas atteint : 4 membres constatés, dont 1 du collège « privé »."
    )


def mixed() -> tuple[Member, ...]:
    """Five members with a voice, an alternate, a member without a voice, one out of term."""
    return (
        full(1, role=Role.CHAIR, college="élus"),
        *(full(number) for number in range(2, 6)),
        Member(6, "m6", 1, "S01", "Ombeline Houx", role=Role.ALTERNATE, alternate_of=4),
        Member(7, "m7", 1, "V01", "Firmin If", is_voting=False),
        Member(8, "m8", 1, "A01", "Gaspard Jonc", term_to=date(2021, 1, 1)),
    )


def test_alternates_and_members_without_a_voice_are_counted_apart() -> None:
    known = held(*here(1, 2, 6), OPEN, members=mixed())
    assert attendance(known).startswith(
        "5 membres : 2 présences, 3 non relevés. Suppléances : 1 en séance sur 1. Sans voix : 0 en "
        "séance sur 1. Règle appliquée : « moitié au moins », soit 3 membres sur 5, "
    )


def test_the_quality_tells_who_is_a_full_member_and_who_sits_for_whom() -> None:
    rows = {row.name: row.quality for row in minutes_content(held(members=mixed())).cover.members}
    assert rows == {
        "Alix Aubépin": "paysage, élus, titulaire, présidence",
        "Basile Bouleau": "paysage, titulaire",
        "Colette Charme": "paysage, titulaire",
        "Denis Érable": "paysage, titulaire",
        "Edmée Frêne": "paysage, titulaire",
        "Ombeline Houx": "supplée Denis Érable",
        "Firmin If": "sans voix",
    }


def test_where_all_are_full_members_none_is_said_to_be() -> None:
    members = (full(1, role=Role.CHAIR), *(full(number) for number in range(2, 6)))
    rows = minutes_content(held(members=members)).cover.members
    assert [row.quality for row in rows] == ["paysage, présidence", *["paysage"] * 4]


def test_the_sheets_are_counted_and_blank_answers_make_up_each_row() -> None:
    base = snapshot(1)
    assert base.committee.opinions is not None
    opinion = base.committee.opinions.dossiers[1]
    blank = {
        code: replace(f, tally=replace(f.tally, blank=0)) for code, f in opinion.criteria.items()
    }
    first = opinion.criteria["A1"]
    full_row = (*first.tally.counts[:3], first.tally.counts[3] + 1, first.tally.counts[4])
    criteria = {**blank, "A1": replace(first, tally=replace(first.tally, counts=full_row, blank=0))}
    opinions = replace(base.committee.opinions, dossiers={1: replace(opinion, criteria=criteria)})
    known = replace(base, committee=replace(base.committee, opinions=opinions, sheets={1: 12}))
    table = score_table(known, known.dossiers[1])
    assert table is not None
    (note,) = table.notes
    assert plain(note) == (
        "Réponses vides, non comptées : 1.2 (1), 1.3 (1), 1.4 (1), 1.5 (1), 1.6 (1), 1.7 (1), "
        "2.1 (1), 2.2 (1), 2.3 (1), 2.4 (1), 3.1 (1), 3.2 (1)."
    )
    title = plain("".join(span.text for span in minutes_content(known).dossiers[0].scores_title))
    assert title == "2. Notes · Comité d’expertise (12 fiches ; nombre de fiches par niveau)"
    whole = replace(known, committee=replace(known.committee, sheets={1: 11}))
    short = score_table(whole, whole.dossiers[1])
    assert short is not None and short.notes == ()


def test_the_annex_tells_the_whole_rule() -> None:
    told = {
        section.title: plain("".join(span.text for span in section.paragraphs[0]))
        for section in minutes_content(held()).method
    }
    assert told["Quorum et votes"].startswith(
        "Quorum : « moitié au moins ». Les pouvoirs sont comptés, 1 au plus par personne. Sur un "
        "point, les membres en déport sortent du compte et les pouvoirs qu’ils portent ne "
        "s’exercent pas. Les votes se font à main levée"
    )
