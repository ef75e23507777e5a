"""What the fields of a dossier are called, for screens and for the journal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from euralens_desk.domain.messages import Message, message

FIELD_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "number": message("Number"),
        "external_id": message("Outside number"),
        "title": message("Title"),
        "project_leaders": message("Project leader"),
        "leader_type": message("Type of leader"),
        "themes": message("Themes"),
        "partners": message("Partners"),
        "funders": message("Funders"),
        "design_team": message("Design team"),
        "location": message("Location"),
        "municipalities": message("Municipalities"),
        "area_of_action": message("Area of action"),
        "agglomeration": message("Agglomeration"),
        "key_figures": message("Key figures"),
        "timeline": message("Timeline"),
        "summary": message("Summary"),
        "needs": message("Needs"),
        "contact_role": message("Contact"),
        "contact_email": message("E-mail"),
        "contact_phone": message("Telephone"),
        "site_address": message("Address of the site"),
        "website": message("Website"),
        "budget_amount": message("Budget"),
        "received_on": message("Received on"),
        "starts_on": message("Starts on"),
    }
)
