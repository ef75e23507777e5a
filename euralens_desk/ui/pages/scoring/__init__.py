"""The scoring page: dossiers at the left, the grid, and what the dossier says at the right."""
