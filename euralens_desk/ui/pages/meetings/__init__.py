"""The meetings: the list of them, the room where one is held, the acts, the technical opinions."""

from euralens_desk.ui.pages.meetings.page import MeetingsPage

__all__ = ["MeetingsPage"]
