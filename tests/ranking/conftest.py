"""Five departments whose places are worked by hand, on 2024-12-16 (序时 351÷366 = 95.9016 %)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from projects.organisations.choices import BUREAU, DEPARTMENT
from projects.organisations.models import Unit
from projects.signing.models import Project
from tests.world import World


@dataclass
class County:
    """甲: 500 of 1,000 (50 %). 乙: 1,000 of 2,000 (50 %). 丙: 1,200 of 1,000 (120 %). 丁: 100 of 1,000 (10 %). 戊: 300, no task.

    At the end of November: 甲 500 (50 %), 乙 200 (10 %), 丙 1,200 (120 %), 丁 100 (10 %)."""

    world: World
    units: dict[str, Unit]
    projects: dict[str, Project]

    def __getitem__(self, name: str) -> Unit:
        return self.units[name]

    def arrive(self, name: str, amount: Any, on: str) -> None:
        self.world.arrive(self.projects[name], amount, on, by=self.world.officer)


TASKS = {"甲": 1_000, "乙": 2_000, "丙": 1_000, "丁": 1_000}
MONEY = (("甲", 500, "2024-05-08"), ("乙", 200, "2024-06-03"), ("丙", 1_200, "2024-08-01"), ("丁", 100, "2024-09-02"))


@pytest.fixture
def county(world: World) -> County:
    units = {
        name: Unit.objects.create(
            county=world.county, parent=world.county, kind=DEPARTMENT, category=BUREAU, code=f"B{seq}", name=name, seq=300 + seq
        )
        for seq, name in enumerate("甲乙丙丁戊")
    }
    projects = {
        name: world.sign(f"{name}项目", by=world.officer, department=unit, signed_on="2024-03-01", details={"sector": "agri"})
        for name, unit in units.items()
    }
    made = County(world, units, projects)
    for name, amount in TASKS.items():
        world.task(units[name], Decimal(amount))
    for name, amount, on in MONEY:
        made.arrive(name, amount, on)
    made.arrive("乙", 800, "2024-12-10")
    made.arrive("戊", 300, "2024-12-10")
    return made
