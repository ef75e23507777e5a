"""What the fields of a dossier are called on screen."""

from __future__ import annotations

from euralens_desk.i18n import _


def field_labels() -> dict[str, str]:
    """Return the name of each field for the reader."""
    return {
        "number": _("Number"),
        "external_id": _("Outside number"),
        "title": _("Title"),
        "project_leaders": _("Project leader"),
        "leader_type": _("Type of leader"),
        "themes": _("Themes"),
        "partners": _("Partners"),
        "funders": _("Funders"),
        "design_team": _("Design team"),
        "location": _("Place"),
        "municipalities": _("Municipalities"),
        "area_of_action": _("Area of action"),
        "agglomeration": _("Agglomeration"),
        "key_figures": _("Key figures"),
        "timeline": _("Timeline"),
        "summary": _("Summary"),
        "needs": _("Needs"),
        "contact_role": _("Contact"),
        "contact_email": _("E-mail"),
        "contact_phone": _("Telephone"),
        "site_address": _("Address of the site"),
        "website": _("Website"),
        "budget_amount": _("Budget"),
        "received_on": _("Received on"),
        "starts_on": _("Starts on"),
    }
