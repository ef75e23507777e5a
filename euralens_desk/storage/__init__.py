"""The campaign file: the only place with SQLAlchemy and alembic."""
