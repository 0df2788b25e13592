"""A county small enough to be worked by hand, told through the actions."""

from datetime import date
from decimal import Decimal

from projects.signing.actions import Paper, confirm_signing, register_paper, set_shares
from projects.signing.choices import FRAMEWORK, INCREASE, OTHER_CITY, OVERSEAS
from tests.world import World

D = Decimal


def small_county(world: World) -> World:
    """Four projects: 大 (120,000, 30th fair), 小 (10,000, 增资 500), 前 (50,000, 29th fair 2023), 境 (8,000 境外, park). One framework, one 省内."""
    big = world.sign("风光储装备", amount_wan=120_000, signed_on="2024-07-08", fair=world.fair30)
    small = world.sign("苹果加工", amount_wan=10_000, signed_on="2024-03-01")
    before = world.sign("香菇加工", amount_wan=50_000, signed_on="2023-07-08", fair=world.fair29, details={"sector": "green"})
    overseas = world.sign(
        "石材",
        amount_wan=8_000,
        signed_on="2024-02-02",
        source_tier=OVERSEAS,
        details={"introduced_by": world.park, "total_investment_wan": D(9_000)},
    )
    inland = world.sign(
        "省内项目", amount_wan=3_000, signed_on="2023-05-01", source_tier=OTHER_CITY, department=world.hongbao, by=world.other_clerk
    )
    world.sign("框架项目", amount_wan=300_000, signed_on="2024-06-01", nature=FRAMEWORK)
    more = register_paper(by=world.clerk, project=small, paper=Paper(INCREASE, date(2024, 9, 9), D(500), due_on=date(2024, 12, 30)))
    confirm_signing(by=world.verifier, registration=more)
    set_shares(
        by=world.officer,
        project=big,
        dimension="department",
        parts=[(world.yongqing, D(60)), (world.hongbao, D(40))],
        starts_on=date(2024, 1, 1),
    )
    world.arrive(big, 30_000, "2024-08-01")
    world.arrive(small, 9_500, "2024-12-01")
    world.arrive(before, 20_000, "2023-12-16")
    world.arrive(before, 7_000, "2023-12-17")
    world.arrive(before, 4_000, "2024-02-29")
    world.arrive(overseas, 1_000, "2024-12-16")
    world.arrive(inland, 2_000, "2024-05-05")
    world.milestone(small, "invested", "2024-12-02")
    world.task(world.county, 50_000)
    world.task(world.county, 2, kind="signed_10")
    world.task(world.county, 5, kind="signed_1")
    world.task(world.yongqing, 30_000)
    world.task(world.hongbao, 20_000)
    return world
