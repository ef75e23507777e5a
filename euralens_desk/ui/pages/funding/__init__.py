"""The watch list of funding leads, shared between the dossiers."""
