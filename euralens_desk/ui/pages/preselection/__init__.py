"""The board of the preselection."""
