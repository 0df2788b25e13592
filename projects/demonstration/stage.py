"""What the acts of the demonstration have at hand: units, people, fairs, enterprises, and what they have made so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from projects.demonstration.people import People
from projects.demonstration.timeline import Timeline
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit, User
from projects.outreach.models import Fair
from projects.signing.models import Project
from projects.visits.models import Meeting


@dataclass
class Stage:
    """`projects` by the composition's key (2024-01) and `meetings` in the order held, filled while the timeline plays."""

    units: Mapping[str, Unit]
    people: People
    fairs: Mapping[str, Fair]
    enterprises: Mapping[str, Enterprise]
    timeline: Timeline = field(default_factory=Timeline)
    projects: dict[str, Project] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def county(self) -> Unit:
        return next(unit for unit in self.units.values() if unit.is_county)

    def of_kind(self, kind: str) -> list[Unit]:
        """In official order."""
        return [unit for unit in self.units.values() if unit.kind == kind]

    def verifier(self, number: int) -> User:
        """The two verifiers in turn."""
        return self.people["shenhe2" if number % 2 else "shenhe"]
