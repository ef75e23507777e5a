"""The words of the page for what the domain names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import ActKind, Meeting, Outcome
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.quorum import Quorum, QuorumRule
from euralens_desk.domain.room import MeetingStage
from euralens_desk.i18n import _, format_date, format_time, ngettext
from euralens_desk.ui.state.attending import Presences
from euralens_desk.usecases.proceedings import MeetingsOverview, PlannedMeeting
from euralens_desk.words import outcome_word, rule_words


def outcomes() -> list[tuple[object, str]]:
    """Return the outcomes to choose from; none is ever chosen beforehand."""
    return [(outcome, outcome_word(outcome)) for outcome in Outcome]


def act_title(kind: ActKind, campaign: Campaign) -> str:
    """Return the name of an act with the body that makes it."""
    return {
        ActKind.PROPOSAL: _("Proposition of the committee"),
        ActKind.APPROVAL: _("Approval by the Grand forum"),
        ActKind.DECISION: _("Decision of the {body}").format(body=campaign.organisation),
    }[kind]


def stage_word(planned: PlannedMeeting) -> str:
    """Return where a meeting stands, in a word or two."""
    if planned.is_put_off:
        return _("Put off: second meeting")
    return {
        MeetingStage.PREPARED: _("Prepared"),
        MeetingStage.CONVENED: _("Convened"),
        MeetingStage.OPEN: _("Open"),
        MeetingStage.SUSPENDED: _("Suspended"),
        MeetingStage.CLOSED: _("Closed"),
    }[planned.stage]


def role_word(member: Member) -> str:
    """Return what a member is in the committee, empty for a plain member who votes."""
    word = {
        Role.MEMBER: "",
        Role.CHAIR: _("chair"),
        Role.MEETING_SECRETARY: _("secretary"),
        Role.ALTERNATE: _("alternate"),
    }[member.role]
    voting = "" if member.is_voting else _("without a vote")
    return ", ".join(part for part in (word, voting) if part)


def flag_word(flag: DebateFlag) -> str:
    """Return why a criterion is worth a debate, in a word or two."""
    return {
        DebateFlag.OPPOSED: _("Opposed"),
        DebateFlag.SPLIT: _("Split"),
        DebateFlag.FEW_OPINIONS: _("Few opinions"),
    }[flag]


def meeting_line(meeting: Meeting) -> str:
    """Return when and where: « Jeudi 8 décembre 2022, 13 h 30 · Lens »."""
    day = format_date(meeting.held_on, "weekday")
    hour = f", {format_time(meeting.starts_at)}" if meeting.starts_at else ""
    place = f" · {meeting.place}" if meeting.place else ""
    return f"{day[:1].upper()}{day[1:]}{hour}{place}"


def hour_example(hour: int = 13, minute: int = 30) -> str:
    """Return an hour as the program writes it, to show how one is typed."""
    return format_time(time(hour, minute))


def not_an_hour(text: str) -> str:
    """Return that a text is not an hour, and how one is typed."""
    told = _("« {text} » is not an hour: type {example}.")
    return told.format(text=text, example=hour_example())


def opinions_fact(found: MeetingsOverview) -> str:
    """Return how many dossiers have the opinion of the technical committee."""
    given = sum(line.technical is not None for line in found.lines)
    number = len(found.lines)
    told = ngettext(
        "Opinions: {given} of {count} dossier", "Opinions: {given} of {count} dossiers", number
    )
    return told.format(given=given, count=number)


def acts_fact(found: MeetingsOverview) -> str:
    """Return how many dossiers were decided on."""
    number = len(found.lines)
    decided = sum(ActKind.DECISION in line.acts for line in found.lines)
    told = ngettext(
        "Decisions: {given} of {count} dossier", "Decisions: {given} of {count} dossiers", number
    )
    return told.format(given=decided, count=number)


def dossier_line(dossier: Dossier) -> str:
    """Return what stands above the title: number, project leaders, agglomeration."""
    parts = (dossier.number, ", ".join(dossier.project_leaders), dossier.agglomeration)
    return " · ".join(part for part in parts if part)


def presences_sentence(found: Presences) -> str:
    """Return « 9 présents, 1 pouvoir, 1 excusé »; what is nought is left out."""
    counts = (
        (found.present, ngettext("{count} there", "{count} there", found.present)),
        (found.proxies, ngettext("{count} mandate", "{count} mandates", found.proxies)),
        (found.excused, ngettext("{count} excused", "{count} excused", found.excused)),
        (found.absent, ngettext("{count} absent", "{count} absent", found.absent)),
        (found.unnoted, ngettext("{count} not noted", "{count} not noted", found.unnoted)),
        (
            found.blocked,
            ngettext(
                "{count} mandate without effect here",
                "{count} mandates without effect here",
                found.blocked,
            ),
        ),
    )
    said = [text.format(count=count) for count, text in counts if count]
    return ", ".join(said) if said else _("nobody is expected")


def quorum_sentence(found: Presences, quorum: Quorum, rule: QuorumRule) -> str:
    """Return the quorum on a point with its figures and its rule, or that none is needed."""
    if quorum.is_waived:
        text = _("{presences}. Second meeting on the same agenda: no quorum is needed.")
        return text.format(presences=presences_sentence(found))
    text = _("{presences}. Threshold: {required} of {members} (rule {rule}).")
    return text.format(
        presences=presences_sentence(found),
        required=quorum.required,
        members=quorum.members,
        rule=rule_words(rule),
    )


def quorum_lost(quorum: Quorum) -> tuple[str, str]:
    """Return the note when the quorum is not reached: it never blocks."""
    first = _("Quorum not reached: {found} of {members}, {required} are needed.")
    return (
        first.format(found=quorum.found, members=quorum.members, required=quorum.required),
        _("Voting remains possible, and the minutes will say so."),
    )


def quorum_brief(quorum: Quorum, recused: str) -> str:
    """Return the figures that count in a line, and who stepped back, by name."""
    if quorum.is_waived:
        told = _("Second meeting: no quorum is needed.")
    else:
        told = _("{found} of {members}, {required} needed.").format(
            found=quorum.found, members=quorum.members, required=quorum.required
        )
    return f"{told} {_('Recused: {name}.').format(name=recused)}" if recused else told


def strip_words(words: Sequence[str], counts: Sequence[int], no_opinion: int) -> str:
    """Return the counts of a criterion in words, for those who cannot see the dots."""
    said = [f"{count} {word.lower()}" for count, word in zip(counts, words, strict=True)]
    silent = ngettext("{count} gives no opinion", "{count} give no opinion", no_opinion)
    return ", ".join([*said, silent.format(count=no_opinion)])
