"""The second front end: scripted, without Qt. Its JSON is a contract (docs/cli.md).

Exit codes: 0 done; 1 a known failure told in one sentence on stderr, with nothing changed;
2 wrong usage; 70 a bug, with its traceback.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from euralens_desk import __version__, log
from euralens_desk.domain.messages import Failure, message
from euralens_desk.i18n import _, format_number, set_language, tell
from euralens_desk.usecases.ports import CampaignFile

DONE, KNOWN_FAILURE, WRONG_USAGE, BUG = 0, 1, 2, 70

Command: TypeAlias = Callable[[argparse.Namespace], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    set_language(_language_asked(given))
    try:
        options = _parser(given).parse_args(given)
    except SystemExit as stop:
        return WRONG_USAGE if stop.code else DONE
    return _run(options.run, options)


def _language_asked(given: Sequence[str]) -> str:
    """Return the language before parsing, so that the help itself is in it."""
    for position, word in enumerate(given):
        if word == "--lang=en" or (
            word == "--lang" and given[position + 1 : position + 2] == ["en"]
        ):
            return "en"
    return "fr"


def _run(command: Command, options: argparse.Namespace) -> int:
    log.start("command line")
    try:
        command(options)
    except Failure as failure:
        log.failure(failure)
        print(tell(failure.told), file=sys.stderr)
        return KNOWN_FAILURE
    except BrokenPipeError:
        return DONE
    except Exception as bug:
        log.bug(bug)
        traceback.print_exc()
        return BUG
    return DONE


@contextmanager
def _opened(options: argparse.Namespace, *, read_only: bool) -> Iterator[CampaignFile]:
    """Open the campaign file of the command line and close it whatever happens."""
    from euralens_desk.composition import open_campaign

    campaign = open_campaign(options.file, read_only=read_only)
    try:
        yield campaign
    finally:
        campaign.close()


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


# Commands ---------------------------------------------------------------------------------------


def _window(options: argparse.Namespace) -> None:
    from euralens_desk.app import main as open_window

    code = open_window([str(options.file)] if options.file else [])
    if code:
        raise SystemExit(code)


def _create(options: argparse.Namespace) -> None:
    from euralens_desk.composition import new_campaign
    from euralens_desk.domain.campaign import Campaign

    new_campaign(options.file, Campaign(options.title, options.year), options.grids).close()
    print(_("{file} is ready.").format(file=options.file))


def _import_dossiers(options: argparse.Namespace) -> None:
    from euralens_desk import importing

    with _opened(options, read_only=not options.apply) as campaign:
        report = importing.import_dossiers(
            campaign, options.source, options.mapping, options.pieces, apply=options.apply
        )
    if options.json:
        _print_json(report.told)
    else:
        print(*report.lines, sep="\n")


def _import_scores(options: argparse.Namespace) -> None:
    from euralens_desk.exchange.scores_csv import is_long_form, read_scores
    from euralens_desk.usecases.import_scores import apply_scores, plan_scores, refuse_problems

    is_form = options.form or options.mapping or options.dossier
    if is_form or not is_long_form(options.scores):
        _import_form(options)
        return
    rows = read_scores(options.scores)
    with _opened(options, read_only=not options.apply) as campaign:
        plan = plan_scores(campaign, options.scores.name, rows)
        if plan.problems and options.json:
            _print_json(plan.as_json(tell, applied=False))
        refuse_problems(plan)
        if options.apply:
            apply_scores(campaign, plan, date.today())
            changed = campaign.last_change.entry is not None
    if options.json:
        _print_json(plan.as_json(tell, applied=options.apply))
        return
    for warning in plan.warnings:
        print(tell(warning))
    for code, count in plan.counts.items():
        print(f"{code}: {format_number(count)}")
    if not options.apply:
        print(_("Dry run: nothing was written. Add --apply to import."))
    elif not changed:
        print(_("Everything was already there: nothing changed."))


def _import_form(options: argparse.Namespace) -> None:
    """Import the lycéens' answers to an online form as ballots.

    A file that looks like no form, and was not said to be one, is told as the scores it is not.
    """
    from euralens_desk.domain.form_answers import Correspondence, FormKind
    from euralens_desk.exchange.form_files import read_correspondence, read_form
    from euralens_desk.exchange.scores_csv import read_scores
    from euralens_desk.usecases.form_answers import apply_form, plan_form, refuse_form_problems

    form = read_form(options.scores, FormKind(options.form) if options.form else None)
    if form.kind is FormKind.OTHER and not (options.form or options.mapping or options.dossier):
        read_scores(options.scores)
    chosen = read_correspondence(options.mapping) if options.mapping else Correspondence()
    chosen = replace(chosen, dossier=options.dossier or chosen.dossier)
    with _opened(options, read_only=not options.apply) as campaign:
        plan = plan_form(campaign, form, chosen)
        if plan.problems and options.json:
            _print_json(plan.as_json(tell, applied=False))
        refuse_form_problems(plan)
        if options.apply:
            apply_form(campaign, plan, _("Form"))
    if options.json:
        _print_json(plan.as_json(tell, applied=options.apply))
        return
    for warning in plan.warnings:
        print(tell(warning))
    for number, ballots in plan.found.ballots.items():
        print(f"{number}: {format_number(len(ballots))}")
    if not options.apply:
        print(_("Dry run: nothing was written. Add --apply to import."))


def _opinions(options: argparse.Namespace) -> None:
    from euralens_desk.usecases.opinions import opinions_as_json

    with _opened(options, read_only=True) as campaign:
        told = opinions_as_json(campaign, options.committee)
    if options.json:
        _print_json(told)
        return
    for code, committee in told["committees"].items():
        for number, opinion in committee["dossiers"].items():
            grades = [
                f"{axis} {figure['majority_grade'] or '–'}"
                for axis, figure in opinion["axes"].items()
            ]
            print(f"{code} · {number} · {' · '.join(grades)}")


def _minutes(options: argparse.Namespace) -> None:
    from euralens_desk.composition import minutes_documents, write_file
    from euralens_desk.usecases.minutes import meeting_with_code, minutes_snapshot

    with _opened(options, read_only=True) as campaign:
        snapshot = minutes_snapshot(campaign, meeting_with_code(campaign, options.meeting))
    wanted = [path for path in (options.pdf, options.xlsx) if path is not None]
    if not wanted:
        raise Failure(message("Say where to write: --pdf, --xlsx or both."))
    made = minutes_documents(snapshot, pdf=options.pdf is not None, xlsx=options.xlsx is not None)
    for path, data in zip(wanted, made, strict=True):
        write_file(path, data)
    if options.json:
        _print_json({"meeting": options.meeting, "files": [str(path) for path in wanted]})
    else:
        print(*wanted, sep="\n")


def _report(options: argparse.Namespace) -> None:
    from euralens_desk.composition import analysis_documents, write_file
    from euralens_desk.usecases.analysis import analysis_snapshot

    wanted = [path for path in (options.pdf, options.xlsx) if path is not None]
    if not wanted:
        raise Failure(message("Say where to write: --pdf, --xlsx or both."))
    with _opened(options, read_only=True) as campaign:
        snapshot = analysis_snapshot(campaign)
    made = analysis_documents(snapshot, pdf=options.pdf is not None, xlsx=options.xlsx is not None)
    for path, data in zip(wanted, made, strict=True):
        write_file(path, data)
    if options.json:
        told = {"candidatures": len(snapshot.candidatures), "files": [str(path) for path in wanted]}
        _print_json(told)
    else:
        print(*wanted, sep="\n")


def _papers(options: argparse.Namespace) -> None:
    from euralens_desk.papers import write_papers
    from euralens_desk.usecases.minutes import meeting_with_code

    with _opened(options, read_only=True) as campaign:
        meeting = meeting_with_code(campaign, options.meeting)
        folder = write_papers(campaign, meeting.id, options.out)
    if options.json:
        files = sorted(str(path) for path in folder.rglob("*") if path.is_file())
        _print_json({"meeting": options.meeting, "folder": str(folder), "files": files})
    else:
        print(folder)


def _verify(options: argparse.Namespace) -> None:
    with _opened(options, read_only=True) as campaign:
        found = campaign.verify()
    problems = [tell(problem) for problem in found.problems]
    if options.json:
        told = {"sound": found.is_sound, "entries": found.entries, "head": found.head}
        _print_json({**told, "problems": problems})
    elif found.is_sound:
        text = _("Everything holds: {entries} journal lines, head {head}.")
        print(text.format(entries=format_number(found.entries), head=found.head[:16]))
    if not found.is_sound:
        raise Failure(found.problems[0])


def _backup(options: argparse.Namespace) -> None:
    with _opened(options, read_only=True) as campaign:
        campaign.save_copy(options.destination)
    print(options.destination)


def _demo(options: argparse.Namespace) -> None:
    from euralens_desk.sample import build_demo

    for path in build_demo(options.folder):
        print(path)


# The words of the command line ------------------------------------------------------------------

NAMES = (
    "create",
    "import-dossiers",
    "import-scores",
    "opinions",
    "minutes",
    "report",
    "papers",
    "verify",
    "backup",
    "demo",
)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of a command; a first word that is no command names a file to open."""
    parser = argparse.ArgumentParser(prog="euralens-desk", description=_("Euralens Desk"))
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    if not any(word in NAMES for word in given):
        parser.add_argument("file", nargs="?", type=Path)
        parser.set_defaults(run=_window)
        return parser
    commands = parser.add_subparsers(required=True)
    for add in (_add_campaign_commands, _add_import_commands, _add_result_commands):
        add(commands)
    return parser


def _command(commands: Any, name: str, run: Command, *, file: bool = True) -> Any:
    command = commands.add_parser(name)
    command.set_defaults(run=run)
    command.add_argument("--lang", choices=("fr", "en"), default=argparse.SUPPRESS)
    if file:
        command.add_argument("file", type=Path)
    return command


def _add_campaign_commands(commands: Any) -> None:
    create = _command(commands, "create", _create)
    create.add_argument("--title", required=True)
    create.add_argument("--year", required=True, type=int)
    create.add_argument("--grids", type=Path)
    backup = _command(commands, "backup", _backup)
    backup.add_argument("destination", type=Path)
    verify = _command(commands, "verify", _verify)
    verify.add_argument("--json", action="store_true")
    demo = _command(commands, "demo", _demo, file=False)
    demo.add_argument("folder", type=Path)


def _add_import_commands(commands: Any) -> None:
    dossiers = _command(commands, "import-dossiers", _import_dossiers)
    dossiers.add_argument("source", type=Path)
    dossiers.add_argument("--mapping", type=Path)
    dossiers.add_argument("--pieces", type=Path, nargs="+", action="extend", default=[])
    scores = _command(commands, "import-scores", _import_scores)
    scores.add_argument("scores", type=Path)
    scores.add_argument(
        "--form", choices=("limesurvey", "tally", "google", "framaforms", "other"), default=""
    )
    scores.add_argument("--mapping", type=Path)
    scores.add_argument("--dossier", default="")
    for command in (dossiers, scores):
        command.add_argument("--apply", action="store_true")
        command.add_argument("--json", action="store_true")


def _add_result_commands(commands: Any) -> None:
    opinions = _command(commands, "opinions", _opinions)
    opinions.add_argument("--committee")
    opinions.add_argument("--json", action="store_true")
    minutes = _command(commands, "minutes", _minutes)
    minutes.add_argument("--meeting", required=True)
    papers = _command(commands, "papers", _papers)
    papers.add_argument("--meeting", required=True)
    papers.add_argument("--out", required=True, type=Path)
    papers.add_argument("--json", action="store_true")
    report = _command(commands, "report", _report)
    for command in (minutes, report):
        command.add_argument("--pdf", type=Path)
        command.add_argument("--xlsx", type=Path)
        command.add_argument("--json", action="store_true")
