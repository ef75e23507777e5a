"""Euralens Desk: from a pile of candidature dossiers to signed decision minutes."""

__version__ = "0.1.0"
