"""The parts of the main window: menus, pages, messages, status line, the ways to a campaign."""
