"""Rows of a file that names members, before anything is known of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person as written: ``row`` counts from 1. What the file does not give is empty.

    ``college`` is the code of a committee, empty when the file is a plain list of names.
    """

    row: int
    college: str
    code: str
    name: str
    expertise: str
