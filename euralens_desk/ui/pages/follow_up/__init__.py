"""What comes after the decision: commitments and accompaniment, messages due."""

from euralens_desk.ui.pages.follow_up.page import FollowUpPage

__all__ = ["FollowUpPage"]
