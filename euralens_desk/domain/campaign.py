"""The campaign of one year (promotion), its rules and its grids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from euralens_desk.domain.aggregation import Weighting
from euralens_desk.domain.disagreement import DebateThresholds
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.preselection import Requirements


@dataclass(frozen=True, slots=True)
class Rules:
    """What is chosen when the campaign is prepared, frozen when scoring opens and printed.

    The rules of meetings belong to each body: ``Committee.rules``.
    """

    weighting: Weighting = Weighting.BY_CRITERION
    minimum_share: Fraction = Fraction(1, 2)
    """Least share of the expected opinions for a figure to be shown (DOMAIN 3.1)."""
    thresholds: DebateThresholds = field(default_factory=DebateThresholds)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One year's wave. The file holds exactly one, whose id is 1."""

    title: str
    year: int
    organisation: str = "Pôle Métropolitain de l’Artois"
    label: str = "Label Euralens"
    call_opens_on: date | None = None
    call_closes_on: date | None = None
    capacity: int = 10
    """How many candidates the preselection aims at; it never blocks."""
    is_sample: bool = False
    scoring_opened_on: date | None = None
    closed_on: date | None = None
    """The day the campaign was closed: only its follow-up changes from then on."""
    rules: Rules = field(default_factory=Rules)
    requirements: Requirements = field(default_factory=Requirements)
    import_headings: Mapping[str, str] = field(default_factory=dict)
    """Where a person sent a column at the last imports, by its heading."""
    answer_files: Mapping[str, str] = field(default_factory=dict)
    """Files of form answers already read: digest of the whole file, then of its questions."""
    id: int = 1

    @property
    def is_closed(self) -> bool:
        """Whether the campaign was closed (``domain.closing`` tells what no longer changes)."""
        return self.closed_on is not None

    @property
    def is_frozen(self) -> bool:
        """Whether scoring is open, so that grids and rules no longer change silently."""
        return self.scoring_opened_on is not None


@dataclass(frozen=True, slots=True)
class GridVersion:
    """A grid as one committee uses it; the highest version is the one in force."""

    committee_id: int
    version: int
    grid: CriteriaGrid
