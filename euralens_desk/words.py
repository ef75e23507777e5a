"""The words that the window and the documents share for what the domain names."""

from __future__ import annotations

from euralens_desk.domain.bodies import (
    BodyRules,
    VoteForm,
    quorum_rules,
    threshold_parts,
    vote_rules,
)
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.import_plan import RowStatus
from euralens_desk.domain.mark import Mark, MarkState
from euralens_desk.domain.meeting import ActVote, EventKind, Outcome, Presence, Stance
from euralens_desk.domain.precedent import PastOutcome, Precedent
from euralens_desk.domain.quorum import QuorumRule, VoteResult
from euralens_desk.domain.sheet import Revision
from euralens_desk.i18n import _, format_date, format_time, ngettext, tell


def outcome_word(outcome: Outcome) -> str:
    """Return an outcome as a button or a column says it: « Attribution »."""
    return {
        Outcome.LABEL: _("Award"),
        Outcome.NOMINATED: _("Nomination"),
        Outcome.DEFERRED: _("Deferred"),
    }[outcome]


def presence_word(presence: Presence | None) -> str:
    """Return how a member attends; the form agrees with nobody's gender."""
    return {
        Presence.PRESENT: _("in the room"),
        Presence.REMOTE: _("by video"),
        Presence.PROXY: _("mandate"),
        Presence.EXCUSED: _("apologies"),
        Presence.ABSENT: _("not there"),
        None: _("not noted"),
    }[presence]


def stance_word(stance: Stance) -> str:
    """Return the opinion of the technical committee as an adjective."""
    return {
        Stance.FAVOURABLE: _("favourable"),
        Stance.RESERVED: _("reserved"),
        Stance.UNFAVOURABLE: _("unfavourable"),
    }[stance]


def rule_words(rule: QuorumRule) -> str:
    """Return the rule of the quorum: « moitié au moins », pouvoirs compris, déports exclus."""
    parts = [tell(part) for part in threshold_parts(rule)]
    if rule.college:
        parts.append(_("half of them of the college « {college} »").format(college=rule.college))
    return ", ".join(parts)


def rules_words(rules: BodyRules) -> str:
    """Return the rules of a body as its papers print them: quorum, mandates, votes."""
    quorum = _("Quorum: {rule}.").format(rule=tell(threshold_parts(rules.quorum)[0]))
    told = (*quorum_rules(rules), *vote_rules(rules))
    return " ".join([quorum, *(tell(one) for one in told)])


def revision_words(revision: Revision, grid: CriteriaGrid) -> str:
    """Return both values of a score revised after the reveal, with the hour when it is known."""
    criterion = grid.criteria[revision.criterion].number
    before, after = answer_word(revision.before, grid), answer_word(revision.after, grid)
    if revision.at is None:
        text = _("{criterion}: {before}, then {after}")
        return text.format(criterion=criterion, before=before, after=after)
    text = _("{criterion}: {before}, then {after} at {hour}")
    hour = format_time(revision.at)
    return text.format(criterion=criterion, before=before, after=after, hour=hour)


def answer_word(mark: Mark, grid: CriteriaGrid) -> str:
    """Return an answer of a sheet in a word: the code of its level, no opinion, blank."""
    if mark.level is not None:
        return grid.scale.levels[mark.level].code
    return _("no opinion") if mark.state is MarkState.NO_OPINION else _("blank")


def form_word(form: VoteForm) -> str:
    """Return how a vote was held."""
    return {
        VoteForm.HANDS: _("Vote by show of hands"),
        VoteForm.SECRET: _("Secret ballot"),
        VoteForm.NOMINAL: _("Vote by roll call"),
    }[form]


def act_vote_words(voted: ActVote) -> str:
    """Return the form and the result of the vote of a body that approved or decided."""
    head = form_word(voted.form)
    said = [_("{form} on the whole list").format(form=head) if voted.is_list else head]
    if voted.is_counted:
        counts = ngettext("{count} in favour", "{count} in favour", voted.in_favour)
        said.append(counts.format(count=voted.in_favour))
        said.append(_("{count} against").format(count=voted.against))
        silent = ngettext("{count} abstains", "{count} abstain", voted.abstentions)
        said.append(silent.format(count=voted.abstentions))
    if voted.is_unanimous:
        said.append(_("unanimous"))
    if voted.chair_in_favour is not None:
        said.append(
            _("casting vote in favour") if voted.chair_in_favour else _("casting vote against")
        )
    result = {
        VoteResult.ADOPTED: _("adopted"),
        VoteResult.REJECTED: _("rejected"),
        VoteResult.NO_VOTE_CAST: _("no vote cast"),
    }[voted.result]
    return ", ".join([*said, result])


def sentence(text: str) -> str:
    """Return what was typed with its full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def row_status_text(status: RowStatus, count: int) -> str:
    """Return how many dossiers have a status, in words."""
    text = {
        RowStatus.NEW: ngettext("{count} new", "{count} new", count),
        RowStatus.CHANGED: ngettext("{count} changed", "{count} changed", count),
        RowStatus.UNCHANGED: ngettext("{count} unchanged", "{count} unchanged", count),
        RowStatus.DUPLICATE: ngettext(
            "{count} twice in the file", "{count} twice in the file", count
        ),
        RowStatus.REFUSED: ngettext("{count} left out", "{count} left out", count),
        RowStatus.WITHDRAWN: ngettext(
            "{count} no longer in the file", "{count} no longer in the file", count
        ),
    }[status]
    return text.format(count=count)


def event_words(kind: EventKind, *, is_open: bool) -> str:
    """Return what happened at a meeting in one sentence, with holes for names and title.

    Before the opening nobody arrives: who is there is told to be.
    """
    if not is_open and kind in (EventKind.ARRIVED, EventKind.CONNECTED):
        in_room = kind is EventKind.ARRIVED
        return _("{name} is in the room.") if in_room else _("{name} is there by video.")
    return {
        EventKind.OPENED: _("The meeting opens."),
        EventKind.SUSPENDED: _("The meeting is suspended."),
        EventKind.RESUMED: _("The meeting resumes."),
        EventKind.CLOSED: _("The meeting closes."),
        EventKind.ITEM_STARTED: _("Put to discussion: {title}."),
        EventKind.ITEM_ENDED: _("End of the point: {title}."),
        EventKind.REVEALED: _("Scores revealed: {title}."),
        EventKind.ARRIVED: _("{name} arrives."),
        EventKind.CONNECTED: _("{name} joins by video."),
        EventKind.LEFT: _("{name} leaves the meeting."),
        EventKind.EXCUSED: _("{name} sends apologies."),
        EventKind.ABSENT: _("{name} is not there."),
        EventKind.PROXY_GIVEN: _("{name} gives a mandate to {other}."),
        EventKind.PROXY_ENDED: _("The mandate of {name} ends."),
        EventKind.SEATED: _("{name} sits for {other}."),
        EventKind.UNSEATED: _("{name} no longer sits for anybody."),
        EventKind.WITHDREW: _("{name}, recused, leaves the room: {title}."),
        EventKind.RETURNED: _("{name} is back in the room: {title}."),
    }[kind]


def past_outcome(outcome: PastOutcome) -> str:
    """Return what became of a candidature in its campaign."""
    return {
        PastOutcome.LABEL: _("Label awarded"),
        PastOutcome.NOMINATED: _("Nominated"),
        PastOutcome.DEFERRED: _("Decision deferred"),
        PastOutcome.NOT_SHORTLISTED: _("Not shortlisted"),
        PastOutcome.INADMISSIBLE: _("Inadmissible"),
        PastOutcome.UNDECIDED: _("No decision"),
    }[outcome]


def precedent_line(found: Precedent) -> str:
    """Return « Promotion 2022, 2022-04 : décision différée, le 1er décembre 2022 »."""
    told = _("{campaign}, {number}: {outcome}").format(
        campaign=found.campaign_title,
        number=found.number,
        outcome=past_outcome(found.outcome).lower(),
    )
    if found.dated is None:
        return told
    return _("{told}, on {day}").format(told=told, day=format_date(found.dated))
