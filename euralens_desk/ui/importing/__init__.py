"""The four steps of the import assistant."""
