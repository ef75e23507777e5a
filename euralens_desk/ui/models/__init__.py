"""Item models: thin caches over frozen rows."""
