"""The page of the dossiers: list, sheet, preview of the pieces."""
