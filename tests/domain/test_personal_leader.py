"""A person who leads a project is not named to a room."""

from __future__ import annotations

import pytest

from euralens_desk.domain.personal_leader import shown_leaders


@pytest.mark.parametrize(
    ("leaders", "leader_type", "shown"),
    [
        (("Ville de Loison", "EPF"), "Commune", ("Ville de Loison", "EPF")),
        (("Ville de Loison",), "", ("Ville de Loison",)),
        (("Anémone Tilleul",), "Particulier", ()),
        (("Anémone Tilleul",), "Personne  physique", ()),
        (("Anémone Tilleul",), "Entrepreneur individuel", ()),
        (("Mme Anémone Tilleul", "Ville de Loison"), "", ("Ville de Loison",)),
        (("M. Tilleul",), "", ()),
        (
            ("MRES", "Mairie de Lens", "Maison des Tilleuls"),
            "",
            ("MRES", "Mairie de Lens", "Maison des Tilleuls"),
        ),
        ((), "Association", ()),
        (
            ("M.J.C. de Lens", "M.R.E.S.", "M.J. Aulne", "M. J. Aulne"),
            "",
            ("M.J.C. de Lens", "M.R.E.S."),
        ),
        (("Anémone Tilleul",), "Entreprise individuelle", ()),
        (("Anémone Tilleul",), "individuelle", ()),
        (("Anémone Tilleul (particulier)", "EPF"), "", ("EPF",)),
        (("MM. Tilleul et Aulne", "Mmes Tilleul", "Messieurs Aulne", "Melle Aulne"), "", ()),
        (("Dr Aulne", "dr. Aulne", "Mr. Aulne", "M.Aulne", "Mr et Mme Aulne", "MME Aulne"), "", ()),
        (("Mᵐᵉ\u202fAulne", "Mrs Aulne", "Mesdames Aulne", " Mlle. Aulne"), "", ()),
        (
            ("MS Design", "Mr Bricolage", "M Habitat", "MM Architectes", "DR Conseil", "Mmexpo"),
            "",
            ("MS Design", "Mr Bricolage", "M Habitat", "MM Architectes", "DR Conseil", "Mmexpo"),
        ),
    ],
)
def test_only_organisations_are_shown(
    leaders: tuple[str, ...], leader_type: str, shown: tuple[str, ...]
) -> None:
    assert shown_leaders(leaders, leader_type) == shown
