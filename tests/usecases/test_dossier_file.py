"""What the list and the sheet of a dossier show, and its history."""

from __future__ import annotations

from datetime import date

from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.dossier_state import DossierState
from euralens_desk.domain.meeting import Act, ActKind, Outcome, Stance, TechnicalOpinion
from euralens_desk.domain.messages import message
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.usecases import dossiers
from euralens_desk.usecases.dossier_file import dossier_files, dossier_history
from euralens_desk.usecases.pieces import attach_piece, remove_piece


def filled() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Dossier(2, "d2", "2022-02", "Forêt"),
        Dossier(1, "d1", "2022-03", "Garage", withdrawn_on=date(2022, 9, 1)),
    )
    return file


def test_files_stand_by_number_with_what_belongs_to_them() -> None:
    file = filled()
    act = Act(2, ActKind.DECISION, Outcome.NOMINATED, date(2022, 12, 20), "motifs")
    opinion = TechnicalOpinion(3, 2, Stance.RESERVED, date(2022, 9, 27), "à suivre")
    pieces = (Attachment(1, 2, "a.pdf", sha256="ab"), Attachment(2, 2, "b.pdf"))
    file.seed(act, opinion, *pieces)
    forest, garage = dossier_files(file)
    assert forest.pieces == pieces
    assert (forest.technical, forest.acts) == (opinion, {ActKind.DECISION: act})
    assert (forest.state, forest.pieces_present) == (DossierState.NOMINATED, 1)
    assert (garage.state, garage.pieces, garage.acts) == (DossierState.WITHDRAWN, (), {})


def test_who_is_out_of_the_running_stands_aside() -> None:
    file = filled()
    day = date(2022, 9, 1)
    file.seed(
        Dossier(3, "d3", "2022-04", "Serre"),
        Dossier(4, "d4", "2022-05", "Halle"),
        Preselection(3, Stage.NOT_SHORTLISTED, day, needs="n"),
        Preselection(4, Stage.INADMISSIBLE, day, needs="n"),
        Preselection(2, Stage.CANDIDATE, day),
    )
    aside = {found.dossier.title: found.is_aside for found in dossier_files(file)}
    assert aside == {"Forêt": False, "Garage": True, "Serre": True, "Halle": True}


def test_the_history_follows_the_titles_a_dossier_had() -> None:
    file = filled()
    attach_piece(file, 2, "plan.pdf", b"%PDF", None)
    dossiers.type_field(file, 2, "title", "Forêt urbaine")
    dossiers.type_field(file, 2, "location", "Lens")
    dossiers.type_field(file, 1, "location", "Carvin")
    remove_piece(file, 1)
    found = dossier_history(file, dossier_files(file)[0].dossier)
    assert [str(entry.action) for entry in found] == [
        "piece removed, plan.pdf, Forêt urbaine",
        "Location edited, Forêt urbaine",
        "title changed: Forêt, now Forêt urbaine",
        "piece plan.pdf, Forêt",
    ]


def test_the_history_tells_no_answer_of_a_member() -> None:
    file = filled()
    for action in (
        message("no opinion on {criterion}, {title}", criterion="1.1", title="Forêt"),
        message("comment, {title}", title="Forêt"),
    ):
        with file.change(action) as work:
            work.put(Attachment(work.new_id(Attachment), 2, "x"))
    assert dossier_history(file, dossier_files(file)[0].dossier) == ()
