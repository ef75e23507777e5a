"""Record what is said and voted on an item: notes, votes of every form, drafts, disagreements.

The propositions themselves, with their reasons, are acts: see ``usecases.acts``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from euralens_desk.domain.bodies import BodyRules, VoteForm
from euralens_desk.domain.headcount import chair_has_voice, takes_part
from euralens_desk.domain.meeting import AgendaItem, DebateNote, Dissent, Outcome, Voice, leading
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.quorum import Quorum
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_item, the_meeting, the_member
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.roll_call import recount
from euralens_desk.usecases.room import (
    item_headcount,
    item_of_open,
    item_room,
    item_title,
    meeting_body,
    recused_on,
    room_now,
)


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The voices heard on an item. Blank and null votes only exist in a secret ballot."""

    label: int
    nominated: int
    deferred: int
    abstentions: int
    form: VoteForm = VoteForm.HANDS
    blank: int = 0
    null: int = 0

    @property
    def total(self) -> int:
        """All voices heard: votes cast, abstentions, blank and null votes."""
        return self.cast + self.abstentions + self.blank + self.null

    @property
    def cast(self) -> int:
        """The votes cast (suffrages exprimés): neither abstentions nor blank nor null votes."""
        return self.label + self.nominated + self.deferred

    @property
    def votes(self) -> dict[Outcome, int]:
        """Votes cast by outcome."""
        return {
            Outcome.LABEL: self.label,
            Outcome.NOMINATED: self.nominated,
            Outcome.DEFERRED: self.deferred,
        }

    @property
    def leading(self) -> tuple[Outcome, ...]:
        """The outcomes that have the most votes; none when no vote was cast."""
        return leading(self.votes)


def count_of(item: AgendaItem) -> VoteCount:
    """Return the votes recorded on an item, zeros where there are none."""
    return VoteCount(
        item.label_votes or 0,
        item.nominated_votes or 0,
        item.deferred_votes or 0,
        item.abstentions or 0,
        item.form,
        item.blank_votes or 0,
        item.null_votes or 0,
    )


# Notes --------------------------------------------------------------------------------------


def write_discussion(campaign: CampaignFile, item_id: int, text: str) -> ChangeSet:
    """Keep the tenor of the discussion on an item, for the minutes."""
    return _change(campaign, item_id, message("discussion, {title}"), discussion=text.strip())


def add_note(campaign: CampaignFile, item_id: int, text: str, at: datetime | None) -> ChangeSet:
    """Add a note of the debate with its hour; the minutes take the notes up in their order.

    An empty note is not written.
    """
    item = item_of_open(campaign, item_id)
    action = message("note of the debate, {title}", title=item_title(campaign, item))
    hour = at.replace(tzinfo=None, microsecond=0) if at else None
    with campaign.change(action) as work:
        if text.strip():
            work.put(DebateNote(work.new_id(DebateNote), item_id, text.strip(), hour))
    return campaign.last_change


def edit_note(campaign: CampaignFile, note_id: int, text: str) -> ChangeSet:
    """Correct a note of the debate, its hour kept; an empty text removes it."""
    note = campaign.get(DebateNote, note_id)
    if note is None:
        raise Failure(message("This note is no longer in the file. Nothing was changed."))
    item = item_of_open(campaign, note.item_id)
    action = message("note of the debate, {title}", title=item_title(campaign, item))
    with campaign.change(action) as work:
        if text.strip():
            work.put(replace(note, text=text.strip()))
        else:
            work.remove(note)
    return campaign.last_change


def draft_proposition(
    campaign: CampaignFile, item_id: int, reasons: str, reservations: str = ""
) -> ChangeSet:
    """Keep what is written of a proposition that is not whole yet."""
    return _change(
        campaign,
        item_id,
        message("draft of the reasons, {title}"),
        drafted_reasons=reasons.strip(),
        drafted_reservations=reservations.strip(),
    )


def explain_miscount(campaign: CampaignFile, item_id: int, text: str) -> ChangeSet:
    """Say why the votes on an item are not as many as the voices; the minutes repeat it."""
    action = message("reason of the count, {title}")
    return _change(campaign, item_id, action, miscount_reason=text.strip())


def record_dissent(campaign: CampaignFile, item_id: int, member_id: int, text: str) -> ChangeSet:
    """Record, at the request of a member, a disagreement that the minutes mention.

    The text may be empty: the mention alone is made. Failure for who is recused on the item, and
    for who took no part in it: neither there nor represented.
    """
    item = item_of_open(campaign, item_id)
    member = the_member(campaign, member_id)
    if member_id in recused_on(campaign, item):
        raise Failure(
            message("{name} is recused on this item and takes no part in it.", name=member.name)
        )
    if not takes_part(item_room(campaign, item_id), member_id):
        raise Failure(
            message(
                "{name} took no part in this item: neither there nor represented.",
                name=member.name,
            )
        )
    with campaign.change(message("disagreement of {name}", name=member.name)) as work:
        work.put(Dissent(item_id, member_id, text.strip()))
    return campaign.last_change


def remove_dissent(campaign: CampaignFile, item_id: int, member_id: int) -> ChangeSet:
    """Take a recorded disagreement back."""
    item_of_open(campaign, item_id)
    member = the_member(campaign, member_id)
    with campaign.change(message("disagreement of {name} removed", name=member.name)) as work:
        for dissent in work.find(Dissent, item_id=item_id, member_id=member_id):
            work.remove(dissent)
    return campaign.last_change


def _change(campaign: CampaignFile, item_id: int, named: Message, **fields: Any) -> ChangeSet:
    """Change fields of an item, in a change named after its title."""
    item = item_of_open(campaign, item_id)
    action = message(named.text, title=item_title(campaign, item))
    with campaign.change(action) as work:
        work.put(replace(item, **fields))
    return campaign.last_change


# Votes --------------------------------------------------------------------------------------


def held_form(item: AgendaItem, rules: BodyRules) -> VoteForm:
    """Return how a vote is held: as it was recorded, as it was chosen, or as the body does."""
    return item.form if item.is_voted else item.chosen_form or rules.vote_form


def choose_form(campaign: CampaignFile, item_id: int, form: VoteForm) -> ChangeSet:
    """Keep the form chosen for the vote on an item; the votes already recorded keep theirs."""
    return _change(campaign, item_id, message("form of the vote, {title}"), chosen_form=form)


def record_vote(campaign: CampaignFile, item_id: int, count: VoteCount | None) -> ChangeSet:
    """Record the votes on an item by show of hands or secret ballot, or clear them with None.

    Failure when there are more voices than may be cast, or blank and null votes outside a secret
    ballot. Fewer voices are only remarked (``vote_remark``). A casting vote that is no longer
    called for goes, and so do the voices of a roll call.
    """
    item = item_of_open(campaign, item_id)
    if count is not None:
        _refuse_count(campaign, item, count)
    with campaign.change(message("vote, {title}", title=item_title(campaign, item))) as work:
        for voice in work.find(Voice, item_id=item_id):
            work.remove(voice)
        work.put(_with_votes(campaign, item, count))
    return campaign.last_change


def _refuse_count(campaign: CampaignReader, item: AgendaItem, count: VoteCount) -> None:
    numbers = (count.label, count.nominated, count.deferred, count.abstentions)
    if min(*numbers, count.blank, count.null) < 0:
        raise Failure(message("A number of voices can't be below zero. Nothing was changed."))
    if count.form is VoteForm.NOMINAL:
        raise Failure(message("In a vote by roll call each voice is recorded by its member."))
    if (count.blank or count.null) and count.form is not VoteForm.SECRET:
        raise Failure(message("Blank and null votes only exist in a secret ballot."))
    most = most_voices(campaign, item.id)
    if count.total > most:
        raise Failure(_too_many(count.total, most))


def _with_votes(campaign: CampaignReader, item: AgendaItem, count: VoteCount | None) -> AgendaItem:
    if count is None:
        return replace(
            item,
            label_votes=None,
            nominated_votes=None,
            deferred_votes=None,
            abstentions=None,
            blank_votes=None,
            null_votes=None,
            form=VoteForm.HANDS,
            casting_vote=None,
        )
    is_secret = count.form is VoteForm.SECRET
    keeps = needs_casting_vote(campaign, item, count) and item.casting_vote in count.leading
    return replace(
        item,
        label_votes=count.label,
        nominated_votes=count.nominated,
        deferred_votes=count.deferred,
        abstentions=count.abstentions,
        blank_votes=count.blank if is_secret else None,
        null_votes=count.null if is_secret else None,
        form=count.form,
        casting_vote=item.casting_vote if keeps else None,
        chosen_form=count.form,
    )


def record_voice(
    campaign: CampaignFile, item_id: int, member_id: int, outcome: Outcome | None
) -> ChangeSet:
    """Record the voice of one member in a vote by roll call; ``outcome`` None abstains.

    ``member_id`` is the member whose voice it is (``item_headcount(…).voters``), even when the
    holder of a mandate or an alternate casts it. Failure for who has no voice on the item. The
    counts of the item follow; those of another form of vote are replaced.
    """
    item = item_of_open(campaign, item_id)
    member = the_member(campaign, member_id)
    if member_id not in {voter.id for voter in item_headcount(campaign, item_id).voters}:
        raise Failure(message("{name} has no voice on this item.", name=member.name))
    with campaign.change(message("voice of {name}", name=member.name)) as work:
        work.put(Voice(item_id, member_id, outcome))
        recount(work, item)
    return campaign.last_change


def remove_voice(campaign: CampaignFile, item_id: int, member_id: int) -> ChangeSet:
    """Take back the voice of one member in a vote by roll call."""
    item = item_of_open(campaign, item_id)
    member = the_member(campaign, member_id)
    with campaign.change(message("voice of {name} taken back", name=member.name)) as work:
        for voice in work.find(Voice, item_id=item_id, member_id=member_id):
            work.remove(voice)
        recount(work, item)
    return campaign.last_change


def needs_casting_vote(
    campaign: CampaignReader, item: AgendaItem, count: VoteCount | None = None
) -> bool:
    """Whether the chair is asked to decide: a tie, a rule that says so, and not a secret ballot.

    Nothing is asked of a chair who has no voice on the item.
    """
    held = count_of(item) if count is None else count
    meeting = the_meeting(campaign, item.meeting_id)
    body = meeting_body(campaign, meeting)
    has_voice = chair_has_voice(item_headcount(campaign, item.id), body, meeting.chair)
    return has_voice and chair_settles(held, body.rules)


def chair_settles(count: VoteCount, rules: BodyRules) -> bool:
    """Whether these votes are a tie that the rules let the chair settle."""
    is_tie = len(count.leading) > 1 and count.form is not VoteForm.SECRET
    return is_tie and rules.has_casting_vote


def record_casting_vote(campaign: CampaignFile, item_id: int, outcome: Outcome | None) -> ChangeSet:
    """Record what the chair decided on a tie, None to take it back.

    Failure when it is not called for (``needs_casting_vote``), or for an outcome out of the tie.
    """
    item = item_of_open(campaign, item_id)
    if outcome is not None:
        if not needs_casting_vote(campaign, item):
            raise Failure(message("Nothing calls for the casting vote on this item."))
        if outcome not in count_of(item).leading:
            raise Failure(message("The casting vote is for one of the outcomes of the tie."))
    title = item_title(campaign, item)
    with campaign.change(message("casting vote, {title}", title=title)) as work:
        work.put(replace(item, casting_vote=outcome))
    return campaign.last_change


def voices(campaign: CampaignReader, item_id: int) -> int:
    """Return how many voices can be cast on an item: voting members there or by mandate.

    Members recused on the dossier have none, nor have the mandates they hold or gave.
    """
    return item_headcount(campaign, item_id).voices


def most_voices(campaign: CampaignReader, item_id: int) -> int:
    """Return how many voices may be recorded on an item at most.

    When nobody there can vote, whoever was not noted yet might: the composition is the limit.
    """
    found = item_headcount(campaign, item_id)
    if found.voices:
        return found.voices
    item = the_item(campaign, item_id)
    noted = room_now(campaign, item.meeting_id).presence
    return sum(member.id not in noted for member in found.missing)


def quorum_remark(found: Quorum) -> Message | None:
    """Return what to tell of a vote without quorum, None when it is reached or not needed.

    It never blocks: the law gives no rule of its own to these bodies (DOMAIN 2.4).
    """
    if found.is_reached:
        return None
    return message(
        "The quorum is not reached on this item ({found} of {required}): the vote may be disputed. "
        "Put the item off, or say in the reasons why the committee votes all the same.",
        found=found.found,
        required=found.required,
    )


def vote_remark(count: VoteCount, expected: int, outcome: Outcome | None) -> Message | None:
    """Return the note to show beside a vote, or None: it never blocks (UX, screen 5)."""
    miscounted = miscount(count.total, expected)
    if miscounted is not None:
        return miscounted
    if not count.cast:
        return message("No vote was cast.")
    if outcome is not None and outcome not in count.leading:
        return message("The proposition differs from the largest vote: say why in the reasons.")
    if len(count.leading) > 1:
        return message("As many votes for two outcomes: say in the reasons how it was settled.")
    largest = max(count.votes.values())
    if 2 * largest <= count.cast:
        return message(
            "No outcome has the majority of the votes cast ({largest} of {cast}): say in the "
            "reasons whether the committee keeps to it.",
            largest=largest,
            cast=count.cast,
        )
    return None


def miscount(total: int, expected: int) -> Message | None:
    """Return what is wrong with a total of votes, None when it equals the voices.

    Nothing is expected as long as nobody was noted present.
    """
    missing = expected - total
    if not expected or not missing:
        return None
    if missing > 0:
        return plural_message(
            "{total} voices out of {expected}: one voice is missing.",
            "{total} voices out of {expected}: {count} voices are missing.",
            missing,
            total=total,
            expected=expected,
        )
    return _too_many(total, expected)


def _too_many(total: int, expected: int) -> Message:
    return plural_message(
        "{total} voices out of {expected}: one voice too many.",
        "{total} voices out of {expected}: {count} voices too many.",
        total - expected,
        total=total,
        expected=expected,
    )
