"""The words of the documents for what the domain names, and how its figures are written."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.meeting import ActKind, Outcome
from euralens_desk.i18n import _, format_number, typographic

DASH = "–"


def proposal_sentence(outcome: Outcome) -> str:
    """Return what is proposed; it agrees with the name of no committee."""
    return own(
        {
            Outcome.LABEL: _("Proposition: award of the Label."),
            Outcome.NOMINATED: _("Proposition: nomination of the project."),
            Outcome.DEFERRED: _("Proposition: deferral of the decision."),
        }[outcome]
    )


def act_word(kind: ActKind) -> str:
    """Return the name of an act."""
    return {
        ActKind.PROPOSAL: _("Proposition"),
        ActKind.APPROVAL: _("Approval"),
        ActKind.DECISION: _("Decision"),
    }[kind]


def flag_word(flag: DebateFlag) -> str:
    """Return what a flag says of the opinions."""
    return {
        DebateFlag.OPPOSED: _("opposed opinions"),
        DebateFlag.SPLIT: _("split opinions"),
        DebateFlag.FEW_OPINIONS: _("few opinions"),
    }[flag]


def count_word(count: int) -> str:
    """Return a count of a table: a dash for none."""
    return str(count) if count else DASH


def figure(value: Fraction | None) -> str:
    """Return a figure with two decimals, rounded half up; a dash for none."""
    return DASH if value is None else format_number(value, 2)


def short_name(name: str) -> str:
    """Return a name short enough for a table: « J.-M. Nowak »."""
    first, _space, last = name.partition(" ")
    if not last:
        return name
    initials = "-".join(f"{part[:1]}." for part in first.split("-") if part)
    return f"{initials}\u00a0{last}"


def listed(items: Sequence[str]) -> str:
    """Return items as a list in a sentence, separated by commas."""
    return ", ".join(items)


def unnumbered(heading: str) -> str:
    """Return a heading without its number: « 3. Discussion » is « Discussion »."""
    return heading.partition(". ")[2] or heading


def own(text: str) -> str:
    """Return a text of the program with its French spaces."""
    return typographic(text)
