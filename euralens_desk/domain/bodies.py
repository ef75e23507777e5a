"""What a body chooses for its meetings: quorum, mandates, votes (DOMAIN 2.4).

No text fixes these for the Label's committees: they are data of the campaign, proposed by presets,
frozen when scoring opens and printed in the minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from euralens_desk.domain.messages import Message, message
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
