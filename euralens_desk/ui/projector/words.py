"""The words of the projector."""

from __future__ import annotations

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.i18n import _, format_date, format_time, ngettext
from euralens_desk.ui.projector.canvas import Face, Run
from euralens_desk.ui.state.projection import View
from euralens_desk.usecases.projection import (
    ProjectedLevel,
    ProjectedPoint,
    ProjectedStrip,
    ProjectedVote,
    Projection,
)


def view_word(view: View) -> str:
    """Return the name of a page, for the secretary who chooses it."""
    return {
        View.WAITING: _("Waiting page"),
        View.DOSSIER: _("Dossier"),
        View.SHEETS: _("Scores of the committee"),
        View.VOTE: _("Options of the vote"),
        View.RESULT: _("Result of the vote"),
        View.BREAK: _("Break"),
    }[view]


def place_line(found: Projection, point: ProjectedPoint) -> str:
    """Return « Point 7 sur 8 · Ville de Loison-sous-Lens »."""
    if point.place is None:
        return found.body
    place = _("Item {place} of {count}").format(place=point.place, count=found.points)
    return f"{place} · {point.holder}" if point.holder else place


def meeting_day(found: Projection) -> str:
    """Return the day, the hour and the place: « Jeudi 8 décembre 2022, 13 h 30 »."""
    day = format_date(found.held_on, "weekday")
    hour = f", {format_time(found.starts_at)}" if found.starts_at else ""
    return f"{day[:1].upper()}{day[1:]}{hour}"


def campaign_line(found: Projection) -> str:
    """Return « Label Euralens, Promotion 2022 »."""
    return f"{found.label}, {found.campaign}"


def foot_line(found: Projection) -> str:
    """Return « Label Euralens, Promotion 2022 · Comité d’expertise du 8 décembre 2022 »."""
    body = _("{body} of {day}").format(body=found.body, day=format_date(found.held_on))
    return f"{campaign_line(found)} · {body}"


def time_left(minutes: int) -> str:
    """Return what is left of the debate; nothing happens when it is over."""
    if minutes <= 0:
        return _("Time is over")
    return ngettext("{count} min left", "{count} min left", minutes).format(count=minutes)


def sheets_line(sheets: int) -> str:
    """Return « 10 avis, sans nom »."""
    text = ngettext("{count} opinion, without a name", "{count} opinions, without names", sheets)
    return text.format(count=sheets)


def received_line(received: int) -> str:
    """Return « 10 fiches reçues, masquées »."""
    text = ngettext("{count} sheet received, masked", "{count} sheets received, masked", received)
    return text.format(count=received)


def flag_title(flag: DebateFlag) -> str:
    """Return what is the matter with the criteria that carry a flag."""
    return {
        DebateFlag.OPPOSED: _("Opposed opinions"),
        DebateFlag.SPLIT: _("Split opinions"),
        DebateFlag.FEW_OPINIONS: _("Few opinions"),
    }[flag]


def flag_words(strip: ProjectedStrip) -> str:
    """Return why a criterion is worth a debate, empty when it is not."""
    if strip.flag is None:
        return ""
    if strip.flag is not DebateFlag.FEW_OPINIONS:
        return flag_title(strip.flag)
    numbers = {"count": strip.silent, "expected": strip.expected}
    if strip.silent == strip.no_opinion:
        return _("Few opinions: {count} NSP out of {expected}").format(**numbers)
    return _("Few opinions: {count} without one out of {expected}").format(**numbers)


def strip_words(strip: ProjectedStrip, levels: tuple[ProjectedLevel, ...]) -> str:
    """Return a strip as a screen reader tells it."""
    counts = [
        f"{count} {level.label.lower()}" for count, level in zip(strip.counts, levels, strict=True)
    ]
    counts.append(_("{count} NSP").format(count=strip.no_opinion))
    return ", ".join(counts)


def ends_of(levels: tuple[ProjectedLevel, ...]) -> str:
    """Return « de 0, insuffisant, à 4, excellent »."""
    first, last = levels[0], levels[-1]
    return _("from {low}, {worst}, to {high}, {best}").format(
        low=first.code, worst=first.label.lower(), high=last.code, best=last.label.lower()
    )


def voices_line(vote: ProjectedVote) -> str:
    """Return « 10 voix sur ce point ; 1 membre s’est retiré. »."""
    voices = ngettext("{count} voice on this item", "{count} voices on this item", vote.voices)
    said = voices.format(count=vote.voices)
    if not vote.withdrawn:
        return f"{said}."
    gone = ngettext("{count} member withdrew", "{count} members withdrew", vote.withdrawn)
    return _("{voices}; {withdrawn}.").format(
        voices=said, withdrawn=gone.format(count=vote.withdrawn)
    )


def form_word(form: VoteForm) -> str:
    """Return how the vote is taken."""
    return {
        VoteForm.HANDS: _("By show of hands"),
        VoteForm.SECRET: _("Secret ballot"),
        VoteForm.NOMINAL: _("By roll call"),
    }[form]


def silent_words(vote: ProjectedVote) -> str:
    """Return the abstentions, and in a secret ballot the blank and null votes."""
    text = ngettext("{count} abstention", "{count} abstentions", vote.abstentions)
    said = [text.format(count=vote.abstentions)]
    if vote.form is VoteForm.SECRET:
        blank = ngettext("{count} blank vote", "{count} blank votes", vote.blank)
        null = ngettext("{count} null vote", "{count} null votes", vote.null)
        said += [blank.format(count=vote.blank), null.format(count=vote.null)]
    return ", ".join(said)


def runs(template: str, hole: str, value: str) -> tuple[Run, ...]:
    """Return a translated sentence with what fills its one hole in bold."""
    before, _hole, after = template.partition(f"{{{hole}}}")
    parts = ((before, Face.BODY), (value, Face.STRONG), (after, Face.BODY))
    return tuple((text, face) for text, face in parts if text)
