"""What a body chooses for its meetings: quorum, mandates, votes (DOMAIN 2.4).

No text fixes these for the Label's committees: they are data of the campaign, proposed by presets,
frozen when scoring opens and printed in the minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.quorum import QuorumRule, QuorumThreshold


class VoteForm(Enum):
    """How a vote is held."""

    HANDS = "hands"
    SECRET = "secret"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class BodyRules:
    """The rules of one body.

    ``proxies`` is how many mandates one person may hold, 0 for none. ``has_casting_vote``: whether
    the chair's voice decides a tie (never in a secret ballot). ``second_after_days`` is the least
    number of days before the second meeting that a lack of quorum calls for, which needs none.
    """

    quorum: QuorumRule = field(default_factory=QuorumRule)
    proxies: int = 1
    has_casting_vote: bool = True
    vote_form: VoteForm = VoteForm.HANDS
    second_after_days: int = 0


class Preset(Enum):
    """The sets of rules a body may start from."""

    CONSULTATIVE = "consultative"
    DELIBERATIVE = "deliberative"
    DOUBLE = "double"


PRESETS = {
    Preset.CONSULTATIVE: BodyRules(),
    Preset.DELIBERATIVE: BodyRules(
        QuorumRule(QuorumThreshold.MAJORITY, counts_proxies=False), second_after_days=3
    ),
    Preset.DOUBLE: BodyRules(
        QuorumRule(counts_proxies=False, college="privé"), has_casting_vote=False
    ),
}
"""(a) R. 133-10 of the CRPA, (b) L. 2121-17 of the CGCT, (c) the double quorum of LEADER."""


def preset_of(rules: BodyRules) -> Preset | None:
    """Return the preset these rules are, None when a person changed something."""
    return next((preset for preset, known in PRESETS.items() if known == rules), None)


def preset_words(preset: Preset) -> Message:
    """Return what a preset means, in plain words."""
    return {
        Preset.CONSULTATIVE: message(
            "Consultative body: half of the members at least, in the room, by video or by "
            "mandate; one mandate a person; the chair decides a tie. Failing that, a second "
            "meeting on the same agenda needs no quorum."
        ),
        Preset.DELIBERATIVE: message(
            "Deliberative assembly: more than half of the members really there, mandates not "
            "counted; one mandate a person; the chair decides a tie, except in a secret ballot. "
            "Failing that, a second meeting three days later at least needs no quorum."
        ),
        Preset.DOUBLE: message(
            "Double quorum: half of the members at least, and half of those there belong to the "
            "college named in the rule; mandates not counted."
        ),
    }[preset]


def threshold_parts(rule: QuorumRule) -> tuple[Message, ...]:
    """Return threshold, mandates and recusals of a quorum, as parts of a sentence."""
    return (
        message("« half at least »")
        if rule.threshold is QuorumThreshold.HALF_AT_LEAST
        else message("« more than half »"),
        message("mandates included") if rule.counts_proxies else message("mandates not counted"),
        message("recusals left out") if rule.leaves_out_recused else message("recusals kept in"),
    )


def quorum_rules(rules: BodyRules) -> tuple[Message, ...]:
    """Return what the quorum of a body counts, as the sentences that follow its threshold."""
    return (*college_rule(rules.quorum), _mandates(rules), _recusals(rules))


def college_rule(rule: QuorumRule) -> tuple[Message, ...]:
    """Return the second test of a double quorum; nothing without one."""
    if not rule.college:
        return ()
    half = message("Half at least of those found are of the college « {name} ».", name=rule.college)
    return (half,)


def _mandates(rules: BodyRules) -> Message:
    if not rules.proxies:
        return message("No mandate may be given.")
    if rules.quorum.counts_proxies:
        return plural_message(
            "Mandates are counted, {count} a person at most.",
            "Mandates are counted, {count} a person at most.",
            rules.proxies,
        )
    return plural_message(
        "Mandates are not counted; a person holds {count} at most.",
        "Mandates are not counted; a person holds {count} at most.",
        rules.proxies,
    )


def _recusals(rules: BodyRules) -> Message:
    """Return what a recusal does to the count; a mandate is not exercised by who is recused."""
    if rules.quorum.leaves_out_recused:
        if not rules.proxies:
            return message("On an item, the members recused from it leave the count.")
        return message(
            "On an item, the members recused from it leave the count, and the mandates they hold "
            "are not exercised."
        )
    if not rules.proxies:
        return message("On an item, the members recused from it stay in the count.")
    return message(
        "On an item, the members recused from it stay in the count, but the mandates they hold "
        "are not exercised."
    )


def vote_rules(rules: BodyRules) -> tuple[Message, ...]:
    """Return how a body votes, what a tie does, and what a lack of quorum calls for."""
    forms = {
        VoteForm.HANDS: message("Votes are by show of hands, unless the body decides otherwise."),
        VoteForm.SECRET: message("Votes are by secret ballot, unless the body decides otherwise."),
        VoteForm.NOMINAL: message("Votes are by roll call, unless the body decides otherwise."),
    }
    tie = (
        message("On a tie the voice of the chair decides, except in a secret ballot.")
        if rules.has_casting_vote
        else message("On a tie nothing is adopted: the chair has no casting vote.")
    )
    second = (
        plural_message(
            "Without quorum, a second meeting on the same agenda needs none, "
            "{count} day later at least.",
            "Without quorum, a second meeting on the same agenda needs none, "
            "{count} days later at least.",
            rules.second_after_days,
        )
        if rules.second_after_days
        else message("Without quorum, a second meeting on the same agenda needs none.")
    )
    return forms[rules.vote_form], tie, second
