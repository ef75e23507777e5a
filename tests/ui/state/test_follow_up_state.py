"""The list of the follow-up: order, filters and search."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import Commitment, CommitmentKind, Side, SupportPlan
from euralens_desk.domain.meeting import ActKind, Outcome
from euralens_desk.ui.state.follow_up import Asked, Shown, answering, counts, entries
from euralens_desk.usecases.follow_up import Followed, FollowUp

TODAY = date(2022, 12, 15)


def line(
    number: int, days: int | None, *, done: bool = False, side: Side = Side.POLE
) -> Commitment:
    due = None if days is None else TODAY + timedelta(days=days)
    kept = TODAY if done else None
    what = f"Objet {number}"
    return Commitment(
        number, 1, CommitmentKind.COMMITMENT, side, what, "Équipe", "Ville", due, kept
    )


def followed(*lines: Commitment, review: date | None = None, known: int = 1) -> Followed:
    dossier = Dossier(
        known, f"d{known}", f"2022-0{known}", "L’Écocité", project_leaders=("Loison",)
    )
    plan = SupportPlan(known, "Référente", review)
    return Followed(dossier, Outcome.LABEL, ActKind.DECISION, TODAY, lines, plan)


def keys(found: FollowUp, *shown: Shown, words: str = "", dossier: int | None = None) -> list[int]:
    asked = Asked(words, frozenset(shown), dossier)
    return [entry.key for entry in answering(entries(found), asked, TODAY)]


WHOLE = FollowUp(
    (
        followed(
            line(1, 40),
            line(2, -3),
            line(3, 0, side=Side.LEADER),
            line(4, -9, done=True),
            line(5, None),
        ),
        followed(review=TODAY - timedelta(days=1), known=2),
    )
)


def test_what_is_not_done_comes_by_date_then_what_has_none_then_what_is_done() -> None:
    assert keys(WHOLE) == [2, -2, 3, 1, -1, 5, 4]


def test_each_filter_shows_its_lines_and_counts_them() -> None:
    expected = {
        Shown.OVERDUE: [2, -2],
        Shown.THIS_MONTH: [2, -2, 3],
        Shown.LEADER: [3],
        Shown.POLE: [2, 1, 5, 4],
        Shown.DONE: [4],
    }
    assert {which: keys(WHOLE, which) for which in Shown} == expected
    assert counts(entries(WHOLE), TODAY) == {w: len(found) for w, found in expected.items()}
    assert keys(WHOLE, Shown.LEADER, Shown.DONE) == [3, 4]


def test_a_search_looks_into_dossier_parties_and_accompaniment() -> None:
    assert keys(WHOLE, words="ECOCITE objet") == [2, 3, 1, 5, 4]
    assert keys(WHOLE, words="referente", dossier=2) == [-2]
    assert keys(WHOLE, words="\u202f ", dossier=2) == [-2]
    assert keys(WHOLE, words="rien de tel") == []


@given(st.lists(st.tuples(st.none() | st.integers(-400, 400), st.booleans()), max_size=8))
def test_filters_never_lose_nor_double_a_line(drawn: list[tuple[int | None, bool]]) -> None:
    found = FollowUp((followed(*(line(n, d, done=k) for n, (d, k) in enumerate(drawn, 1))),))
    everything = keys(found)
    assert sorted(everything) == [-1, *range(1, len(drawn) + 1)]
    assert sorted(keys(found, *Shown)) == sorted(
        entry.key for entry in entries(found) if entry.commitment is not None
    )
